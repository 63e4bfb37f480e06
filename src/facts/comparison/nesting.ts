/** The relation of two windows (contains, equals, differs), and the smallest set of assumptions on which that rests. */
import { terms, windowAssumptions } from '../../vocabulary.ts'
import { beginning, type Coverage, type DayRange, type Made, type Reading, readingOf } from './windows.ts'

const order: string[] = terms(windowAssumptions)
const key = ({ assumption, estimate }: Made): string => `${order.indexOf(assumption)} ${estimate}`

/** Assumptions without repeats, in the order of their list. */
export function joinMade(...lists: Made[][]): Made[] {
  const filled = lists.filter(({ length }) => length > 0)
  const [only] = filled
  // Each list is in this order already.
  if (only === undefined || filled.length === 1) return only ?? []
  const all = new Map(lists.flat().map((one) => [key(one), one]))
  return [...all].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one)
}

/** Orders sets of assumptions: fewer ones first, then by their list, then by estimate. */
export function compareMade(one: Made[], other: Made[]): number {
  if (one.length !== other.length) return one.length - other.length
  const [left, right] = [one, other].map((set) => set.map(key).join('|')) as [string, string]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The smaller of two sets; null: no set of assumptions makes it apply. */
const smaller = (one: Made[] | null, other: Made[] | null): Made[] | null =>
  one === null || (other !== null && compareMade(other, one) < 0) ? other : one

/** The smallest set of assumptions under which two ends stand as the test says. */
function smallestSet(ones: Reading[], others: Reading[], test: (one: DayRange, other: DayRange) => boolean) {
  let found: Made[] | null = null
  for (const one of ones)
    for (const other of others) if (test(one, other)) found = smaller(found, joinMade(one.made, other.made))
  return found
}

/** The assumptions under which each side of one window lies within another; null: it does not on any. */
export interface Nesting {
  start: Made[] | null
  end: Made[] | null
}

export interface NestOptions {
  strict: boolean
  /**
   * The day by which the inner claim surely ends, with more than nothing counted: it refuses to take a later stated start
   * as the start of the flow.
   */
  innerEnd: string
  /** All reports of both claims take their ends from the same clock of the same source. */
  hasSameClock: boolean
}

/** Conditions under which the window of one report lies within that of another. */
export function nestWithin(inner: Coverage, outer: Coverage, options: NestOptions): Nesting {
  const { strict, innerEnd, hasSameClock } = options
  const starts = strict ? outer.starts.slice(0, 1) : [...outer.starts]
  const isRefused = outer.statedStart !== null && innerEnd < outer.statedStart
  if (!strict && outer.statedStart !== null && !isRefused) starts.push(startOfFlow(outer))
  const outerEnds = strict ? outer.ends.slice(0, 1) : [...outer.ends]
  if (!strict && outer.endOfPeriod !== null) outerEnds.push(outer.endOfPeriod)
  const innerStarts = strict ? inner.starts.slice(0, 1) : inner.starts
  const innerEnds = strict ? inner.ends.slice(0, 1) : inner.ends
  const sameEnd = strict || !hasSameClock ? null : sameEndOf(inner, outer)
  return {
    start: smallestSet(innerStarts, starts, (one, other) => other.latest <= one.earliest),
    end: smaller(
      smallestSet(innerEnds, outerEnds, (one, other) => one.latest <= other.earliest),
      sameEnd,
    ),
  }
}

/** A stated start that is taken as the start of the flow. */
export const startOfFlow = ({ estimate }: Coverage): Reading => ({
  earliest: beginning,
  latest: beginning,
  made: [{ assumption: 'stated_start_is_start_of_flow', estimate }],
})

/** The first day by which the windows of all reports have ended, on the readings admitted. */
export const earliestEnd = (coverages: Coverage[], strict: boolean): string =>
  coverages.reduce((last, { ends }) => {
    let first = (ends[0] as Reading).latest
    if (!strict) for (const { latest } of ends) if (latest < first) first = latest
    return first > last ? first : last
  }, '')

/** The clock from which all reports take a vague end; null: they do not, or from different ones. */
export function commonClock(coverages: Coverage[]): string | null {
  const [first, ...others] = coverages.map(({ endClock }) => endClock)
  return others.every((other) => other === first) ? (first ?? null) : null
}

const sameEndOf = (one: Coverage, other: Coverage): Made[] =>
  joinMade(
    readingOf(one.ends, false).made,
    readingOf(other.ends, false).made,
    [one, other].map(({ estimate }) => ({ assumption: 'same_end', estimate })),
  )

/** A whole window on one reading: that of several reports is as wide as all of theirs. */
export interface Span {
  start: Reading
  end: Reading
}

/** True of a range of one day. */
export const isSingle = ({ earliest, latest }: DayRange): boolean => earliest === latest

/** True of two ranges of one and the same day. */
export const isSameDay = (one: DayRange, other: DayRange): boolean =>
  isSingle(one) && isSingle(other) && one.earliest === other.earliest

/** True of two ranges without a common day. */
export const surelyDiffer = (one: DayRange, other: DayRange): boolean =>
  one.latest < other.earliest || other.latest < one.earliest

/** The window of several reports of one claim, with nothing assumed or with the assumptions made by default. */
export function spanOf(coverages: Coverage[], strict: boolean): Span {
  const [only] = coverages
  if (only !== undefined && coverages.length === 1)
    return { start: readingOf(only.starts, strict), end: readingOf(only.ends, strict) }
  const starts = coverages.map(({ starts }) => readingOf(starts, strict))
  const ends = coverages.map(({ ends }) => readingOf(ends, strict))
  return { start: hull(starts), end: hull(ends) }
}

function hull(readings: Reading[]): Reading {
  return {
    earliest: readings.reduce((first, { earliest }) => (earliest < first ? earliest : first), '~'),
    latest: readings.reduce((last, { latest }) => (latest > last ? latest : last), ''),
    made: joinMade(...readings.map(({ made }) => made)),
  }
}
