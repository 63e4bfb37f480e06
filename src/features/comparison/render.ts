/** Claims, pairs and bounds as they stand in responses: each names the records that it comes from. */
import type { Claim, Report, Side } from '../../facts/comparison/claims.ts'
import type { OriginCounts, Rung } from '../../facts/comparison/ladder.ts'
import { joinMade } from '../../facts/comparison/nesting.ts'
import type { Pair } from '../../facts/comparison/pairs.ts'
import type { Step } from '../../facts/comparison/steps.ts'
import { beginning, type DayRange, forever } from '../../facts/comparison/windows.ts'
import type { ComparedClaimRow } from './claim-contract.ts'
import { maxListed, type StepRow } from './corridor-contract.ts'
import type { PairRow } from './pair-contract.ts'

const unique = <T>(values: T[]): T[] => [...new Set(values)]

/** Ids of records, each once, in order. */
export const idsOf = (records: { id: string }[]): string[] => unique(records.map(({ id }) => id)).sort()
const sidesOf = ({ id, reports, claimants }: Claim) => ({ claim: id, estimates: idsOf(reports), claimants })

/** The names of a pair instead of its claims. */
export function renderPair(pair: Pair): PairRow {
  const { first, second, verdict, why, relation, tolerance_needed, tolerance_reached, assumptions } = pair
  const { strict_verdict, higher, unless, if_both_hold, same_origin, by_other_report } = pair
  return {
    ...{ first: sidesOf(first), second: sidesOf(second), verdict, why, relation, tolerance_needed, tolerance_reached },
    ...{ assumptions, strict_verdict, higher, unless, if_both_hold, same_origin, by_other_report },
  }
}

/** One claim as it was compared. */
export function renderClaim(
  claim: Claim,
  { strict, tolerance }: { strict: boolean; tolerance: number | null },
): ComparedClaimRow {
  const { id, reports, claimants, origins, spread, condition, lower, upper } = claim
  const times = (name: 'as_of' | 'said' | 'published' | 'window') =>
    unique(reports.flatMap((report) => report[name]?.edtf ?? []))
  const low = boundOf(lower, tolerance)
  const high = boundOf(upper, tolerance)
  const bests = unique(reports.flatMap(({ best }) => best ?? []))
  const { start, end } = strict ? claim.strictSpan : claim.span
  return {
    claim: id,
    estimates: idsOf(reports),
    sources: unique(reports.map(({ source }) => source)).sort(),
    ...{ claimants, origins, spread, condition },
    modifiers: unique(reports.map(({ modifier }) => modifier)).sort(),
    ...{ low: low?.value ?? null, low_inclusive: low?.inclusive ?? null },
    ...{ high: high?.value ?? null, high_inclusive: high?.inclusive ?? null },
    low_side: originOfSide(low, reports, 'low_side'),
    high_side: originOfSide(high, reports, 'high_side'),
    best: bests.length === 1 ? (bests[0] as number) : null,
    ...{ as_of: times('as_of'), said: times('said'), published: times('published') },
    window: {
      edtf: times('window'),
      from_start_of_flow: start.latest === beginning,
      ...{ start_earliest: dayOf(start.earliest), start_latest: dayOf(start.latest) },
      ...{ end_earliest: dayOf(end.earliest), end_latest: dayOf(end.latest) },
      assumptions: joinMade(start.made, end.made),
    },
  }
}

const dayOf = (day: DayRange['earliest']): string | null => (day === beginning || day === forever ? null : day)

/** A single number is no bound, unless a tolerance says how near it is. */
const boundOf = (side: Side | null, tolerance: number | null): Side | null =>
  side === null || (side.isPoint && tolerance === null) ? null : side

function originOfSide(
  side: Side | null,
  reports: Report[],
  name: 'low_side' | 'high_side',
): ComparedClaimRow['low_side'] {
  if (side !== null) return side.isPoint ? 'tolerance' : 'stated'
  return reports.every(({ [name]: one }) => one === 'unbounded') ? 'unbounded' : 'unstated'
}

/** The first of many claims, and how many there are. */
export const cut = <N extends string>(name: N, claims: Claim[]) =>
  ({ [name]: idsOf(claims.slice(0, maxListed)), [`${name}_count`]: claims.length }) as Record<N, string[]> &
    Record<`${N}_count`, number>

/** The bounds of a step, and who sets them. */
export function renderBounds(step: Step) {
  const { low, low_inclusive, low_claims, next_low, high, high_inclusive, high_claims, next_high, is_empty } = step
  return {
    ...{ low, low_inclusive, low_claims: idsOf(low_claims), next_low },
    ...{ high, high_inclusive, high_claims: idsOf(high_claims), next_high, is_empty },
    assumptions: step.assumptions.map(({ assumption, estimate, spoken_against_by }) => ({
      ...{ assumption, estimate, ...cut('spoken_against_by', spoken_against_by) },
    })),
  }
}

/** A step with ids in place of claims. */
export function renderStep(step: Step): StepRow {
  const { from, conflicts, either, outside, outside_count } = step
  const reading = ({ left_out, ...bounds }: NonNullable<Step['either']>['floors']) => ({
    ...bounds,
    ...cut('left_out', left_out),
  })
  return {
    ...{ from, ...renderBounds(step) },
    conflicts: conflicts && { ...cut('floors', conflicts.floors), ...cut('ceilings', conflicts.ceilings) },
    either: either && { floors: reading(either.floors), ceilings: reading(either.ceilings) },
    outside: outside.slice(0, maxListed).map(({ claim, ...one }) => ({ claim: claim.id, ...one })),
    outside_count,
  }
}

/** A rung with ids in place of claims. */
export const renderRung = ({
  claims_here,
  ...rung
}: Rung): Omit<Rung, 'claims_here'> & { claims_here: string[]; origins: OriginCounts } => ({
  ...rung,
  claims_here: idsOf(claims_here),
})
