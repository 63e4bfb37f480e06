/** Conditions on the numbers that the words of an estimate admit. */
import { and, type Column, eq, gte, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { estimates } from './tables.ts'

/** Outermost numbers: no count is less than 0, and bounds are at most 10^15. They represent the absence of a bound. */
const least = 0
const beyond = 2e15

/**
 * True if the estimate admits some number from `from` to `to`, both included; null: no limit.
 *
 * An estimate admits every number between its bounds, none below 0; a side that is unbounded ends nowhere. A side that
 * is not stated ends at the last number the words name (`best`, else the bound of the other side), so that "around
 * 5,000" admits 5,000 alone and "nearly 16,000" nothing; with `unstated: include` it ends nowhere either. Bounds out of
 * order admit nothing.
 */
export function admitsSome(from: number | null, to: number | null, unstated: 'include' | 'exclude'): SQL | undefined {
  const { low, high, best, low_inclusive, high_inclusive, low_side, high_side } = estimates
  // Without a named number the end is null, and so is every condition on it: nothing is admitted.
  const guess = (open: number, named: SQL) => (unstated === 'include' ? sql`${open}` : named)
  const lowest = sql`case ${low_side} when 'stated' then ${low} when 'unbounded' then ${least} else ${guess(least, sql`coalesce(${best}, ${high})`)} end`
  const highest = sql`case ${high_side} when 'stated' then ${high} when 'unbounded' then ${beyond} else ${guess(beyond, sql`coalesce(${best}, ${low})`)} end`
  // An end that is not stated is admitted; if it equals the bound of the other side, that bound decides.
  const admitsLowest = sql`coalesce(${low_inclusive}, true)`
  const admitsHighest = sql`coalesce(${high_inclusive}, true)`
  const start = from ?? least
  const end = to ?? beyond
  return and(
    or(sql`${lowest} < ${highest}`, sql`${lowest} = ${highest} and ${admitsLowest} and ${admitsHighest}`),
    or(sql`${lowest} < ${end}`, sql`${lowest} = ${end} and ${admitsLowest}`),
    or(sql`${highest} > ${start}`, sql`${highest} = ${start} and ${admitsHighest}`),
  )
}

/** True if the stated numbers are in order, as `boundsInOrder` judges them. Nothing is sure of bounds out of order. */
const isInOrder = (): SQL | undefined => {
  const { low, high, best, low_inclusive, high_inclusive } = estimates
  const precedes = (one: Column, other: Column, mayBeEqual: SQL) =>
    or(isNull(one), isNull(other), lt(one, other), and(eq(one, other), mayBeEqual))
  return and(
    precedes(low, high, sql`${low_inclusive} and ${high_inclusive}`),
    precedes(low, best, sql`${low_inclusive}`),
    precedes(best, high, sql`${high_inclusive}`),
  )
}

/** True if every admitted number is at least this: the stated floor is. */
export const surelyAtLeast = (value: number): SQL | undefined => and(gte(estimates.low, value), isInOrder())

/** True if every admitted number is at most this: the stated ceiling is. */
export const surelyAtMost = (value: number): SQL | undefined => and(lte(estimates.high, value), isInOrder())

/** True if the words set no bound on some side. */
export const isOpenEnded = (isOpen: boolean): SQL => {
  const { low_side, high_side } = estimates
  const open = or(eq(low_side, 'unbounded'), eq(high_side, 'unbounded')) as SQL
  return isOpen ? open : sql`not (${open})`
}
