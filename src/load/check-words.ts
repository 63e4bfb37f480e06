import { type Agreement, agreementWithWords } from '../facts/stated/agreement.ts'
import type { Fault } from './faults.ts'
import type { SeedRecord } from './record.ts'
import type { Survey } from './survey.ts'

/** Number of estimates whose numbers were compared with their words, by outcome. */
export type WordCounts = Record<Agreement['outcome'] | 'explained' | 'coded', number>

export const noWordCounts = (): WordCounts => ({
  ...{ agrees: 0, disagrees: 0, explained: 0, without_number: 0, other_language: 0, coded: 0 },
})

/** Refuses an estimate whose numbers are not those of its words, unless `words_note` gives the reason. */
export function checkWordsOf(
  { kind, seed, fault }: SeedRecord,
  survey: Survey,
  counts: WordCounts,
  faults: Fault[],
): void {
  if (kind.type !== 'estimate') return
  if (seed.form === 'coded') {
    counts.coded += 1
    return
  }
  const quantity = survey.shared.get(seed.quantity)?.seed
  const source = survey.shared.get(seed.source)?.seed
  if (quantity === undefined || source === undefined) return
  const { outcome, message } = agreementWithWords(seed, quantity, source.language)
  const isExplained = outcome === 'disagrees' && seed.words_note !== null
  counts[isExplained ? 'explained' : outcome] += 1
  if (message !== null && !isExplained)
    faults.push(fault(['as_stated'], `${message} Correct the record, or say in \`words_note\` why they differ.`))
}

/**
 * "30 of 40 figures were compared with their words; 8 without numbers, 1 in another language, 1 explained by
 * words_note."
 */
export function describeWordCounts({ agrees, explained, without_number, other_language, coded }: WordCounts): string {
  const total = agrees + explained + without_number + other_language + coded
  const rest = [
    without_number > 0 && `${without_number} without numbers to compare`,
    other_language > 0 && `${other_language} in other languages`,
    coded > 0 && `${coded} coded, without words`,
    explained > 0 && `${explained} differ, as their words_note explains`,
  ].filter(Boolean)
  return `${agrees + explained} of ${total} figures were compared with their words${rest.length > 0 ? `: ${rest.join(', ')}` : ''}.`
}
