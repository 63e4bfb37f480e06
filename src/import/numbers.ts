import { numbersOf } from '../facts/bounds.ts'
import { type CountedQuantity, figuresMeant } from '../facts/stated/agreement.ts'
import type { Reading } from '../facts/stated/readings.ts'
import type { Fields, Row } from './row.ts'

const keys = ['low', 'high', 'best'] as const

/**
 * Modifier and numbers of a row: as given, else as its words say; numbers without words are coded. Whether
 * both agree is checked with all other rules of the record.
 */
export function completeNumbers(row: Row, quantity: CountedQuantity): void {
  const { estimate } = row.fields
  refuseParts(row, quantity)
  const given = keys.filter((key) => estimate[key] !== undefined)
  const words = estimate.as_stated
  if (typeof words !== 'string') {
    if (given.length === 0)
      row.refuse(
        'as_stated',
        'Missing. Allowed: the figure in the words of the source, or numbers in low, high or best.',
      )
    estimate.modifier ??= modifierOf(estimate)
    estimate.form ??= 'coded'
    return
  }
  if (estimate.modifier === undefined && given.length > 0) {
    const agreeing = readingsOf(words, quantity).find((one) =>
      keys.every((key) => one[key] === (estimate[key] ?? null)),
    )
    Object.assign(
      estimate,
      agreeing === undefined ? { modifier: modifierOf(estimate) } : withoutNulls(agreeing, estimate),
    )
    return
  }
  if (given.length > 0 || estimate.modifier === 'vague') return
  const figures = figuresMeant(words, quantity)
  const wanted = estimate.modifier as Reading['modifier'] | undefined
  if (wanted !== undefined && numbersOf(wanted).length === 0) return
  const [figure, another] = figures
  const reading = figure && [figure, ...figure.or].find(({ modifier }) => wanted === undefined || modifier === wanted)
  if (reading !== undefined && another === undefined) Object.assign(estimate, withoutNulls(reading, estimate))
  else
    row.refuse(
      'as_stated',
      figure === undefined
        ? `No number of this quantity is read in ${JSON.stringify(words)}. Allowed: a figure in English words, or modifier (vague where there is no number) and low, high or best beside it.`
        : another === undefined
          ? `${JSON.stringify(words)} says ${figure.modifier}, and not ${wanted}. Correct the modifier, or give low, high or best.`
          : `Several figures are read in ${JSON.stringify(words)}: say in modifier, low, high or best which is meant.`,
    )
}

/** Measures of quantities whose numbers may have a fraction. */
const divisible = ['rate', 'share', 'duration', 'distance']

/** Things that are counted are whole: 4.500 is how some write four thousand five hundred. */
function refuseParts(row: Row, { measure }: CountedQuantity): void {
  for (const key of keys)
    if (!divisible.includes(measure) && !Number.isInteger(row.fields.estimate[key] ?? 0))
      row.refuse(
        key,
        `${row.text(key)} is a fraction, and what this quantity counts is whole. Allowed: digits without separators, such as 4500.`,
      )
}

const readingsOf = (words: string, quantity: CountedQuantity): Reading[] =>
  figuresMeant(words, quantity).flatMap((figure) => [figure, ...figure.or])

/** The plain meaning of numbers without words. */
function modifierOf({ low, high, best }: Fields): string {
  if (low !== undefined && high !== undefined) return 'between'
  if (best !== undefined) return 'unmodified'
  return low === undefined ? 'at_most' : 'at_least'
}

/** The parts of a reading that a record states, under those that the row gives. */
function withoutNulls(reading: Reading, given: Fields): Fields {
  const { modifier, low, high, best, low_inclusive, high_inclusive } = reading
  const parts = Object.entries({ modifier, low, high, best, low_inclusive, high_inclusive })
  return { ...Object.fromEntries(parts.filter(([, value]) => value !== null)), ...given }
}
