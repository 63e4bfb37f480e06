/** The verdict on two claims of one quantity. */
import type { claimRelations, pairSides, Term, verdictReasons, verdicts } from '../../vocabulary.ts'
import {
  byText,
  type Claim,
  compareLowers,
  compareUppers,
  exceeds,
  type ReadingOptions,
  type WindowRules,
} from './claims.ts'
import { type Rest, restOf, type Unless, unlessOf } from './excesses.ts'
import { type Combination, combinationsOf, compareFailures, type Failure, nestClaims } from './inequality.ts'
import { compareMade, isSameDay, joinMade, type Span, surelyDiffer } from './nesting.ts'
import type { Made } from './windows.ts'

export type PairOptions = ReadingOptions & WindowRules
export type PairVerdict = Term<typeof verdicts>
type PairReason = Term<typeof verdictReasons>
type Relation = Term<typeof claimRelations>

/** A verdict with nothing but what it rests on. */
interface Verdict {
  verdict: PairVerdict
  /** Set where the verdict is undecided or not_comparable. */
  why: PairReason | null
  /** Set where the verdict is at_odds: see {@link Failure}. */
  tolerance_needed: number | null
  tolerance_reached: boolean | null
  /** Set where the verdict is agrees; read from the first to the second. */
  relation: Relation | null
  /** The smallest set on which the verdict rests. */
  assumptions: Made[]
}

export interface Pair extends Verdict {
  /** The one with the smaller id. */
  first: Claim
  second: Claim
  /** The verdict that stands with nothing assumed. */
  strict_verdict: PairVerdict
  /** The one whose lower side lies above the upper side of the other; null: neither. */
  higher: Term<typeof pairSides> | null
  unless: Unless | null
  if_both_hold: Rest | null
  /** They rest on one origin, which may have raised its own figure. */
  same_origin: boolean
  /** Another combination of their reports, for which the verdict is harsher. */
  by_other_report: (Failure & { first: string; second: string }) | null
}

/** The verdict on two claims of one quantity. The order of the two changes nothing. */
export function pairOf(one: Claim, other: Claim, options: PairOptions): Pair {
  const [first, second] = byText(one.id, other.id) < 0 ? [one, other] : [other, one]
  const verdict = verdictOf(first, second, options)
  const isComparable = verdict.verdict !== 'not_comparable'
  const [inner, outer] = innerFirst(first, second)
  const isApart = isComparable && exceeds(inner.lower, outer.upper)
  const isTold = options.growing && isComparable
  const nested = () => restOf(first, second, options) ?? restOf(second, first, options)
  return {
    ...{ first, second, ...verdict },
    strict_verdict: options.strict ? verdict.verdict : verdictOf(first, second, { ...options, strict: true }).verdict,
    higher: isApart ? (inner === first ? 'first' : 'second') : null,
    unless: isTold ? unlessOf(inner, outer, options) : null,
    if_both_hold: isTold && verdict.verdict === 'growth' ? nested() : null,
    same_origin: first.origins.some((origin) => second.origins.includes(origin)),
    by_other_report: isComparable ? harsherCombination(first, second, verdict, options) : null,
  }
}

const turnedRelations = { inside: 'contains', contains: 'inside', equal: 'equal', overlaps: 'overlaps' } as const
const turnedSides = { first: 'second', second: 'first' } as const

/** The same pair, read from the other claim. */
export function turnPair({ first, second, relation, higher, by_other_report: other, ...pair }: Pair): Pair {
  return {
    ...{ ...pair, first: second, second: first },
    relation: relation && turnedRelations[relation],
    higher: higher && turnedSides[higher],
    by_other_report: other && { ...other, first: other.second, second: other.first },
  }
}

/** The verdict on two claims, read from the first to the second. */
function verdictOf(first: Claim, second: Claim, options: PairOptions): Verdict {
  const because = (verdict: 'undecided' | 'not_comparable', why: PairReason): Verdict => ({ ...plain, verdict, why })
  if ((first.spread || second.spread) && options.spreads === 'apart') return because('not_comparable', 'spread')
  if (first.condition !== second.condition) return because('not_comparable', 'condition')
  if (first.numbered.length === 0 || second.numbered.length === 0) return because('undecided', 'no_number')
  const failed = failingOf(first, second, options)
  if (failed !== null) return failed
  if (!isTestable(first, second)) return because('undecided', 'same_side')
  const windows = compareSpans(first, second, options)
  if (windows === null) return because('undecided', 'vague_window')
  if (windows.isSame)
    return { ...plain, verdict: 'agrees', relation: relationOf(first, second), assumptions: windows.assumptions }
  if (!options.growing) return { ...because('not_comparable', 'window'), assumptions: windows.assumptions }
  return { ...plain, verdict: 'growth', assumptions: windows.assumptions }
}

const plain = { why: null, tolerance_needed: null, tolerance_reached: null, relation: null, assumptions: [] }

/** The two cannot both be right. */
export const isFailing = (verdict: PairVerdict): boolean => verdict === 'contradicts' || verdict === 'at_odds'

/** A lower side of one meets an upper side of the other, so that something can be tested. */
export const isTestable = (one: Claim, other: Claim): boolean =>
  (one.lower !== null && other.upper !== null) || (other.lower !== null && one.upper !== null)

/** The claim that would have to be the smaller one first: at most one of the two inequalities fails. */
const innerFirst = (first: Claim, second: Claim): [inner: Claim, outer: Claim] =>
  !exceeds(first.lower, second.upper) && exceeds(second.lower, first.upper) ? [second, first] : [first, second]

function failingOf(first: Claim, second: Claim, options: PairOptions): Verdict | null {
  const [inner, outer] = innerFirst(first, second)
  if (!exceeds(inner.lower, outer.upper)) return null
  const mildest = combinationsOf(inner, outer)[0]?.failure
  const { start, end } = nestClaims(inner, outer, options, options)
  if (!mildest || start === null || end === null) return null
  return { ...plain, ...mildest, assumptions: joinMade(start, end) }
}

/** The combination of reports that fails most, if it fails more than the verdict says; null: there is none. */
function harsherCombination(
  first: Claim,
  second: Claim,
  mildest: Verdict,
  options: PairOptions,
): Pair['by_other_report'] {
  if (first.numbered.length < 2 && second.numbered.length < 2) return null
  const all = [
    ...combinationsOf(first, second),
    ...combinationsOf(second, first).map(({ inner, outer, failure }) => ({
      inner: outer,
      outer: inner,
      failure,
      isTurned: true,
    })),
  ]
  const applies = ({ inner, outer, ...combination }: Combination): boolean => {
    const [one, other] = 'isTurned' in combination ? [outer, inner] : [inner, outer]
    const { start, end } = nestClaims({ ...first, numbered: [one] }, { ...second, numbered: [other] }, options, options)
    return start !== null && end !== null
  }
  const failed = mildest.verdict === 'contradicts' || mildest.verdict === 'at_odds' ? (mildest as Failure) : null
  const harshest = all
    .filter(({ failure }) => failure !== null && compareFailures(failure, failed) > 0)
    .sort((one, other) => compareFailures(other.failure, one.failure))
    .find(applies)
  if (!harshest?.failure) return null
  return { first: harshest.inner.report.id, second: harshest.outer.report.id, ...harshest.failure }
}

/** True of windows that are surely the same, false of those that surely differ; null: neither is sure. */
function compareSpans(
  first: Claim,
  second: Claim,
  options: PairOptions,
): { isSame: boolean; assumptions: Made[] } | null {
  const readings: ('strictSpan' | 'span')[] =
    options.strict || !options.growing ? ['strictSpan'] : ['strictSpan', 'span']
  const found = (side: keyof Span, test: typeof isSameDay): Made[] | null => {
    const reading = readings.find((one) => test(first[one][side], second[one][side]))
    return reading === undefined ? null : joinMade(first[reading][side].made, second[reading][side].made)
  }
  if (!options.growing) {
    const { start, end } = nestClaims(first, second, options, options)
    if (start !== null && end !== null) return { isSame: true, assumptions: joinMade(start, end) }
  }
  const [start, end] = [found('start', isSameDay), found('end', isSameDay)]
  if (options.growing && start !== null && end !== null) return { isSame: true, assumptions: joinMade(start, end) }
  const apart = [found('start', surelyDiffer), found('end', surelyDiffer)].filter((set) => set !== null)
  const [least] = apart.sort(compareMade)
  return least === undefined ? null : { isSame: false, assumptions: least }
}

/** True if the windows of two claims are surely the same. */
export const sameWindow = (first: Claim, second: Claim, options: PairOptions): boolean =>
  first.condition === second.condition && compareSpans(first, second, options)?.isSame === true

/** The relation of the numbers of the first to those of the second. No number may be excluded by both. */
function relationOf(first: Claim, second: Claim): Relation {
  const orderOf = (one: Claim['lower'], other: Claim['lower'], compare: typeof compareLowers, open: number): number =>
    one === null || other === null ? open * (Number(one === null) - Number(other === null)) : compare(one, other)
  const low = orderOf(first.lower, second.lower, compareLowers, -1)
  const high = orderOf(first.upper, second.upper, compareUppers, 1)
  if (low === 0 && high === 0) return 'equal'
  if (low <= 0 && high >= 0) return 'contains'
  if (low >= 0 && high <= 0) return 'inside'
  return 'overlaps'
}
