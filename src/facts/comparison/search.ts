/** The pairs of claims of one quantity: how many there are of each verdict, and a list of those asked for. */
import { byText, type Claim } from './claims.ts'
import { groupBy, visitFailing, withoutDays } from './failing.ts'
import { type Marked, markClaims } from './marks.ts'
import { isTestable, type Pair, type PairOptions, type PairVerdict, pairOf } from './pairs.ts'
import { type Tally, tallyPairs } from './tally.ts'
import { finish, type Work } from './work.ts'

interface PairCounts {
  /** Counts of all pairs. `growth` and `undecided` are null where more pairs fail than `maxFailingCounted`. */
  counts: Record<PairVerdict, number | null>
  /** Pairs that fail, or in which something must have moved for both to hold. */
  with_unless: number
}

export interface FoundPairs extends PairCounts {
  /** In their order; null where there are more than the limit. */
  pairs: Pair[] | null
}

export interface PairWish {
  /** null: those that fail, need something to have moved, or agree. */
  verdicts: PairVerdict[] | null
  /** The most pairs that are listed. */
  limit: number
}

/** Most failing pairs beside which the vague ones are counted: that takes a look at each of them. */
const maxFailingCounted = 1_000_000
const foundByLooking: PairVerdict[] = ['growth', 'undecided', 'not_comparable']

/**
 * Counts the pairs of the claims of one quantity, and lists them: contradictions; pairs at odds; those in which something
 * must have moved, other origins first, by amount per day; those that agree; the rest. The order of the claims changes
 * nothing.
 */
export function findPairs(claims: Claim[], options: PairOptions, wish: PairWish): FoundPairs {
  const { counts, list } = finish(surveyPairs(claims, options))
  return { ...counts, pairs: finish(list(wish)) }
}

/** The pairs of the claims of one quantity. */
export interface Survey {
  counts: PairCounts
  /** Those wished for, in their order, in parts; null where there are more than the limit. */
  list(wish: PairWish): Work<Pair[] | null>
}

/** Counts the pairs, in parts, and makes ready to list them. */
export function* surveyPairs(claims: Claim[], options: PairOptions): Work<Survey> {
  const all = claims.toSorted((one, other) => byText(one.id, other.id))
  const groups: Marked[][] = []
  yield
  for (const group of groupComparable(all, options)) groups.push(yield* markClaims(group, options))
  const total = (all.length * (all.length - 1)) / 2
  const counted = yield* countPairs(total, groups, options)
  const { counts, with_unless } = counted
  function* list({ verdicts, limit }: PairWish): Work<Pair[] | null> {
    const isLooked = verdicts?.some((verdict) => foundByLooking.includes(verdict)) ?? false
    const failing = (counts.contradicts ?? 0) + (counts.at_odds ?? 0)
    const wanted =
      verdicts === null
        ? Math.max(with_unless, failing) + (counts.agrees ?? 0)
        : verdicts.reduce((sum, verdict) => sum + (counts[verdict] ?? Number.POSITIVE_INFINITY), 0)
    if (wanted > limit || (isLooked && total > 10 * limit)) return null
    const isWanted = ({ verdict, unless }: Pair) =>
      verdicts === null ? unless !== null || !foundByLooking.includes(verdict) : verdicts.includes(verdict)
    const pairs = yield* isLooked ? everyPair(all, options) : likelyPairs(groups, options, verdicts)
    return pairs.filter(isWanted).sort(comparePairs)
  }
  return { counts: counted, list }
}

/** Claims that may be compared with each other: one condition each, and no spread that stays apart. */
function groupComparable(claims: Claim[], { spreads }: PairOptions): Claim[][] {
  const groups = new Map<string | null, Claim[]>()
  for (const claim of claims) {
    if (claim.spread && spreads === 'apart') continue
    const group = groups.get(claim.condition)
    if (group === undefined) groups.set(claim.condition, [claim])
    else group.push(claim)
  }
  return [...groups.values()]
}

function* countPairs(total: number, groups: Marked[][], { growing }: PairOptions): Work<PairCounts> {
  const tallies: Tally[] = []
  for (const group of groups) tallies.push(yield* tallyPairs(group, growing))
  const sum = (of: (one: Tally) => number) => tallies.reduce((so, one) => so + of(one), 0)
  const failing = sum((one) => one.failing)
  const contradicts = sum(({ contradicting }) => contradicting)
  const agrees = sum(({ agreeing }) => agreeing)
  let vague: number | null = failing > maxFailingCounted ? null : 0
  if (vague !== null) for (const { countVague } of tallies) vague += yield* countVague()
  const untested = sum((one) => one.untested)
  const comparable = sum(({ pairs }) => pairs)
  const apart = vague === null ? null : comparable - untested - failing - agrees - vague
  return {
    counts: {
      ...{ contradicts, at_odds: failing - contradicts, agrees },
      growth: growing ? apart : 0,
      undecided: vague === null ? null : untested + vague,
      not_comparable: growing || apart === null ? total - comparable : total - comparable + apart,
    },
    with_unless: growing ? sum(({ exceeding }) => exceeding) : 0,
  }
}

function* everyPair(all: Claim[], options: PairOptions): Work<Pair[]> {
  const pairs: Pair[] = []
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) pairs.push(pairOf(one, other, options))
    yield
  }
  return pairs
}

/** Pairs that may fail, need something to have moved, or agree, each once. */
function* likelyPairs(groups: Marked[][], options: PairOptions, verdicts: PairVerdict[] | null): Work<Pair[]> {
  const pairs = new Map<string, Pair>()
  const add = ({ claim: one }: Marked, { claim: other }: Marked) => {
    const pair = pairOf(one, other, options)
    pairs.set(`${pair.first.id} ${pair.second.id}`, pair)
  }
  for (const group of groups) {
    if (options.growing) yield* visitFailing(verdicts === null ? withoutDays(group) : group, add)
    if (options.growing && verdicts?.includes('agrees') === false) continue
    for (const same of groupBy(group, 'window').values()) {
      visitTestable(same, add)
      yield
    }
  }
  return [...pairs.values()]
}

function visitTestable(same: Marked[], visit: (one: Marked, other: Marked) => void): void {
  const uppers = same.filter(({ upper }) => upper !== null)
  for (const one of same.filter(({ lower }) => lower !== null))
    for (const other of uppers) if (one !== other && isTestable(one.claim, other.claim)) visit(one, other)
}

const places: PairVerdict[] = ['contradicts', 'at_odds', 'agrees', ...foundByLooking]
const placeOf = ({ verdict, unless }: Pair): number =>
  unless !== null && foundByLooking.includes(verdict) ? 1.5 : places.indexOf(verdict)

/** The order of lists of pairs. Of those that fail, the ones on fewer assumptions and further off come first. */
export function comparePairs(one: Pair, other: Pair): number {
  const place = placeOf(one)
  const isFailing = place < 1.5
  return (
    place - placeOf(other) ||
    (isFailing
      ? one.assumptions.length - other.assumptions.length
      : Number(one.same_origin) - Number(other.same_origin)) ||
    (isFailing
      ? (other.tolerance_needed ?? 0) - (one.tolerance_needed ?? 0)
      : (other.unless?.per_day ?? -1) - (one.unless?.per_day ?? -1)) ||
    byText(one.first.id, other.first.id) ||
    byText(one.second.id, other.second.id)
  )
}
