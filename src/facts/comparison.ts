/**
 * What may honestly be said of one quantity over one reference window. Nothing is added up, averaged or filled in: only
 * bounds that surely hold for the window count, and whatever stays out is listed with its reason.
 */
import { type excludedSides, type Term, type tensionParts, terms, windowAssumptions } from '../vocabulary.ts'
import { byText, type Claim, combineReports, type Report } from './claims.ts'
import { type Bound, compareHighs, compareLows, type Interval, isEmpty, partAbove, partBelow } from './intervals.ts'
import { extremesOf, type Figure, type Newest, newestByClaimant, type OriginTally, tallyOrigins } from './tallies.ts'
import { type ComparisonOptions, distinctCoverages, type Side, type Use, useOf, type Why } from './uses.ts'
import { findContradictions, type Pair } from './verdicts.ts'
import { coverageOf, widestOf } from './windows.ts'

export interface ComparedClaim {
  claim: Claim
  floor: Use
  ceiling: Use
}

interface Exclusion extends Why {
  claim: Claim
  side: Term<typeof excludedSides>
}

/** A bound of what is common, with every claim that sets it. */
export interface CommonBound extends Bound {
  claims: Claim[]
}

interface Tension extends Interval {
  spread: Claim
  part: Term<typeof tensionParts>
  against: Claim[]
  why: string
}

export interface Comparison {
  claims: ComparedClaim[]
  condition: string | null
  /** The widest days of the reference window. */
  reference: { earliest: string | null; latest: string | null }
  origins: OriginTally
  lowest: Figure | null
  highest: Figure | null
  /** highest ÷ lowest; null where there is no lowest, or it is 0. */
  ratio: number | null
  floor: CommonBound | null
  ceiling: CommonBound | null
  /** True where the highest floor lies above the lowest ceiling. */
  isContradicted: boolean
  tensions: Tension[]
  contradictions: Pair[]
  /** There are more contradictions than these. */
  moreContradictions: boolean
  newest: Newest[]
  excluded: Exclusion[]
  assumptions: { assumption: Term<typeof windowAssumptions>; reports: Report[] }[]
}

/** Compares the reports of one quantity. The order of the reports does not matter. */
export function compare(reports: Report[], options: ComparisonOptions): Comparison {
  const all = combineReports(reports, options, options)
  const condition = commonestCondition(all)
  const inGroup = all.filter((claim) => claim.condition === condition)
  const asserted = inGroup.filter((claim) => !claim.spread)
  const compared = inGroup.filter(
    (claim) =>
      claim.hasNumber && (!claim.spread || options.spreadsAsInterval) && (!options.strict || claim.coverage.stated),
  )
  const coverages = distinctCoverages(compared)
  const claims = all.map((claim) => ({
    claim,
    floor: useOf('floor', claim, condition, coverages, options),
    ceiling: useOf('ceiling', claim, condition, coverages, options),
  }))
  const floor = extremeBound(claims, 'floor')
  const ceiling = extremeBound(claims, 'ceiling')
  const { lowest, highest } = extremesOf(asserted)
  const contradictions = findContradictions(all, options)
  return {
    claims,
    condition,
    reference: options.window?.widest ?? widestOf(coverages),
    origins: tallyOrigins(all),
    ...{ lowest, highest, ratio: lowest && highest && lowest.value > 0 ? highest.value / lowest.value : null },
    ...{ floor, ceiling, isContradicted: isEmpty({ low: floor, high: ceiling }) },
    tensions: inGroup.filter(({ spread }) => spread).flatMap((spread) => tensionsOf(spread, floor, ceiling)),
    contradictions: contradictions.pairs,
    moreContradictions: contradictions.more,
    newest: newestByClaimant(all),
    excluded: claims.flatMap(exclusionsOf),
    assumptions: assumptionsOf(compared, options),
  }
}

/** Claims under other conditions are not compared; of two as frequent, none before any, then by their words. */
function commonestCondition(claims: Claim[]): string | null {
  const counts = new Map<string | null, number>()
  for (const { condition } of claims) counts.set(condition, (counts.get(condition) ?? 0) + 1)
  const [first] = [...counts].sort(
    ([one, count], [other, otherCount]) => otherCount - count || byText(one ?? '', other ?? ''),
  )
  return first?.[0] ?? null
}

function extremeBound(claims: ComparedClaim[], side: Side): CommonBound | null {
  const [end, compare] = side === 'floor' ? (['low', compareLows] as const) : (['high', compareHighs] as const)
  const used = claims.filter((one) => one[side].use === 'used').map(({ claim }) => claim)
  const [first, ...others] = used
  if (first === undefined) return null
  const isTighter = (one: Claim, other: Claim) =>
    side === 'floor' ? compare(one[end], other[end]) > 0 : compare(one[end], other[end]) < 0
  const tightest = others.reduce((tight, one) => (isTighter(one, tight) ? one : tight), first)
  const setBy = used.filter((one) => compare(one[end], tightest[end]) === 0)
  return { ...(tightest[end] as Bound), claims: setBy }
}

function tensionsOf(spread: Claim, floor: CommonBound | null, ceiling: CommonBound | null): Tension[] {
  const across = (part: Tension['part'], interval: Interval | null, bound: CommonBound | null): Tension[] =>
    interval === null || bound === null
      ? []
      : [{ spread, part, ...interval, against: bound.claims, why: tensionWhy(spread, bound.claims) }]
  return [
    ...across('below_floor', partBelow(spread, floor), floor),
    ...across('above_ceiling', partAbove(spread, ceiling), ceiling),
  ]
}

function tensionWhy(spread: Claim, against: Claim[]): string {
  const stated = ({ reports }: Claim) => reports.every((report) => coverageOf(report, false).stated)
  const others = against.every(stated)
  if (!stated(spread)) return others ? 'The spread does not state its window.' : 'Neither states its window.'
  return others
    ? 'Both state their windows, and nobody claims the whole of a spread.'
    : 'What it lies across does not state its window.'
}

function exclusionsOf({ claim, floor, ceiling }: ComparedClaim): Exclusion[] {
  const of = (side: Exclusion['side'], use: Use): Exclusion[] =>
    use.use === 'excluded' ? [{ claim, side, reason: use.reason, why: use.why }] : []
  const isSame = floor.use === 'excluded' && ceiling.use === 'excluded' && floor.why === ceiling.why
  return isSame ? of('both', floor) : [...of('floor', floor), ...of('ceiling', ceiling)]
}

function assumptionsOf(compared: Claim[], { additive, strict, window }: ComparisonOptions): Comparison['assumptions'] {
  // Where a window is asked about, only a claim that gives a bound is held against it.
  const held = compared.filter(({ low, high }) => window === null || low !== null || high !== null)
  const all = held.flatMap(({ reports }) =>
    reports.map((report) => ({ report, made: coverageOf(report, additive && !strict).assumptions })),
  )
  return terms(windowAssumptions).flatMap((assumption) => {
    const reports = all.filter(({ made }) => made.includes(assumption)).map(({ report }) => report)
    return reports.length === 0 ? [] : [{ assumption, reports }]
  })
}
