/** The amount that must have moved, and its days, for two claims of one growing total to hold together. All of it is computed. */
import { type Claim, excess, type ReadingOptions } from './claims.ts'
import { nestClaims } from './inequality.ts'
import { isSingle, joinMade } from './nesting.ts'
import { beginning, type DayRange, forever, least, type Made } from './windows.ts'

/** Days from the first to the last, both included; null: from the start of the flow. */
interface DayRun {
  from: string | null
  to: string | null
  /** The assumptions under which there are no such days; null: none rules them out. */
  empty_if: Made[] | null
}

/** At least so much moved on these days, whatever is assumed, if both claims are right. Single numbers are taken as said. */
export interface Unless {
  at_least: number
  /** False: more than `at_least`. */
  inclusive: boolean
  before: DayRun | null
  after: DayRun | null
  /** Days that are left where an unstated start is the start of the flow, and the amount per day; null: not bounded. */
  days: number | null
  per_day: number | null
}

/** The amount in the rest of the wider window, if both claims are right. Single numbers are taken as said. */
export interface Rest {
  low: number | null
  low_inclusive: boolean | null
  high: number | null
  high_inclusive: boolean | null
  days: number | null
  low_per_day: number | null
  high_per_day: number | null
  assumptions: Made[]
}

const dayLength = 86_400_000
const shift = (day: string, by: number): string =>
  day === beginning || day === forever ? day : new Date(Date.parse(day) + by * dayLength).toISOString().slice(0, 10)
/** The day after one; the beginning and the end of all days are their own. */
export const dayAfter = (day: string): string => shift(day, 1)
const countDays = (from: string, to: string): number | null =>
  from === beginning || to === forever ? null : (Date.parse(to) - Date.parse(from)) / dayLength + 1
const greatest = (one: string, other: string): string => (one > other ? one : other)

/** The amount that must have moved on the days of the inner claim that are not surely in the window of the outer one. */
export function unlessOf(inner: Claim, outer: Claim, options: ReadingOptions): Unless | null {
  const over = excess(inner.lower, outer.upper)
  if (over === null) return null
  const rules = { growing: true, timeless: false }
  const empty = nestClaims(inner, outer, rules, options)
  const own = { from: inner.strictSpan.start.earliest, to: inner.strictSpan.end.latest }
  const { start, end } = outer.strictSpan
  // A window starts no later than it ends.
  const surelyFrom = least(start.latest, end.latest)
  const lastBefore = surelyFrom <= end.earliest ? shift(surelyFrom, -1) : end.earliest
  const isFromStart = surelyFrom === beginning || lastBefore === beginning
  const before = isFromStart ? null : runOf(own.from, least(own.to, lastBefore), empty.start)
  const after = runOf(
    end.earliest === beginning ? own.from : greatest(own.from, shift(end.earliest, 1)),
    own.to,
    empty.end,
  )
  if (before === null && after === null) return null
  const isOpen = before?.empty_if?.some(({ assumption }) => assumption === 'start_of_flow')
  const days = daysOf(isOpen && !options.strict ? [after] : [before, after])
  return {
    ...{ at_least: over.amount, inclusive: over.inclusive, before, after },
    ...{ days: days || null, per_day: days ? over.amount / days : null },
  }
}

function runOf(from: string, to: string, empty_if: Made[] | null): DayRun | null {
  if (from > to) return null
  return { from: from === beginning ? null : from, to: to === forever ? null : to, empty_if }
}

function daysOf(runs: (DayRun | null)[]): number | null {
  const counts = runs.map((run) => (run === null ? 0 : countDays(run.from ?? beginning, run.to ?? forever)))
  return counts.some((count) => count === null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
}

/** The amount in the outer window beside the inner one; null where nothing bounds it. */
export function restOf(inner: Claim, outer: Claim, options: ReadingOptions): Rest | null {
  const nesting = nestClaims(inner, outer, { growing: true, timeless: false }, options)
  if (nesting.start === null || nesting.end === null) return null
  const assumptions = joinMade(nesting.start, nesting.end)
  if (assumptions.some(isOfPairs)) return null
  const low = differenceOf(outer.lower, inner.upper)
  const high = differenceOf(outer.upper, inner.lower)
  // A rest that may be anything from nothing on is not bounded.
  const isLow = low !== null && low.amount >= 0 && !(low.amount === 0 && low.inclusive)
  if (!isLow && high === null) return null
  const days = restDays(inner, outer, options.strict)
  const perDay = (amount: number | undefined) => (amount === undefined || !days ? null : amount / days)
  return {
    ...{ low: isLow ? low.amount : null, low_inclusive: isLow ? low.inclusive : null },
    ...{ high: high?.amount ?? null, high_inclusive: high?.inclusive ?? null, days },
    ...{ low_per_day: perDay(isLow ? low.amount : undefined), high_per_day: perDay(high?.amount) },
    assumptions,
  }
}

/** Made in pairs only, so that no span has its days: too bold to say how much a rest holds. */
const isOfPairs = ({ assumption }: Made): boolean =>
  assumption === 'stated_start_is_start_of_flow' || assumption === 'end_of_period' || assumption === 'same_end'

const differenceOf = (one: Claim['lower'], other: Claim['lower']) =>
  one === null || other === null
    ? null
    : { amount: Number((one.value - other.value).toPrecision(15)), inclusive: one.inclusive && other.inclusive }

function restDays(inner: Claim, outer: Claim, strict: boolean): number | null {
  const [within, whole] = [inner, outer].map((claim) => (strict ? claim.strictSpan : claim.span)) as [
    Claim['span'],
    Claim['span'],
  ]
  if (![within.start, within.end, whole.start, whole.end].every((side: DayRange) => isSingle(side))) return null
  const before = whole.start.latest === within.start.latest ? 0 : countDays(whole.start.latest, within.start.latest)
  const after = countDays(within.end.latest, whole.end.latest)
  if (before === null || after === null) return null
  return (before === 0 ? 0 : before - 1) + after - 1
}
