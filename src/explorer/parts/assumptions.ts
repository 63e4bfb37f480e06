/** Assumptions about windows and clocks, in words. */
import type { Schemas } from '../../client/index.ts'
import { assumptionVerbs, listed } from '../../facts/comparison/disagreement-words.ts'
import { edtfInWords } from '../../facts/time-words.ts'
import { claimantOf, statedIn } from './claim-words.ts'
import type { Claims } from './claims.ts'
import { counted } from './words.ts'

type Made = Schemas['AssumptionMade'] &
  Partial<Pick<Schemas['BoundAssumption'], 'spoken_against_by' | 'spoken_against_by_count'>>

/** "that the figure about 100 of C4ADS counts from the start of the flow", each figure named once. */
export function assumptionsInWords(made: readonly Made[], claims: Claims): string {
  const { byId, included } = claims
  const reports = [...byId.values()].flatMap(({ reports }) => reports)
  const byEstimate = Map.groupBy(made, ({ estimate }) => estimate)
  const phrases = [...byEstimate].flatMap(([estimate, own]) => {
    const report = reports.find(({ id }) => id === estimate)
    const figure = report ? `the figure ${statedIn([report])} of ${claimantOf(report, included)}` : 'a figure'
    const verbs = own.flatMap(({ assumption }) => assumptionVerbs[assumption] ?? [])
    const ofFlow = own.find(({ assumption }) => assumption === 'stated_start_is_start_of_flow')
    const start = report?.window?.edtf.split('/')[0]
    return [
      ...(verbs.length === 0 ? [] : [`that ${figure} ${listed(verbs)}`]),
      ...(ofFlow === undefined
        ? []
        : [`that nothing moved before ${start ? edtfInWords(start) : 'its stated start'}${againstIn(ofFlow, claims)}`]),
    ]
  })
  return listed(phrases)
}

/** The claims that start before the start that is assumed, with the names of their claimants. */
function againstIn(
  { spoken_against_by: ids = [], spoken_against_by_count: count = 0 }: Made,
  { byId, included }: Claims,
): string {
  if (count === 0) return ''
  const names = new Set(ids.flatMap((id) => byId.get(id)?.reports[0] ?? []).map((one) => claimantOf(one, included)))
  const named = names.size === 0 ? '' : ` (${listed([...names])})`
  return `, against which ${counted(count, 'claim')}${named} ${count === 1 ? 'speaks' : 'speak'}`
}
