/** Intervals of numbers with open, closed and absent ends. What is absent is never filled in. */

/** One end of an interval. `inclusive`: the number itself is admitted. */
export interface Bound {
  value: number
  inclusive: boolean
}

/** null: nothing bounds that side. */
export interface Interval {
  low: Bound | null
  high: Bound | null
}

/** Orders lower ends from the weakest: a number that is itself admitted admits more than the same one that is not. */
export function compareLows(one: Bound | null, other: Bound | null): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null)
  return one.value - other.value || Number(other.inclusive) - Number(one.inclusive)
}

/** Orders upper ends from the tightest. */
export function compareHighs(one: Bound | null, other: Bound | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return one.value - other.value || Number(one.inclusive) - Number(other.inclusive)
}

/** True where no number satisfies both: a floor that lies above a ceiling. */
export function excludeEachOther(floor: Bound | null, ceiling: Bound | null): boolean {
  if (floor === null || ceiling === null) return false
  return floor.value > ceiling.value || (floor.value === ceiling.value && !(floor.inclusive && ceiling.inclusive))
}

export const isEmpty = ({ low, high }: Interval): boolean => excludeEachOther(low, high)

/** The part of an interval that a floor rules out; null where there is none. */
export function partBelow({ low, high }: Interval, floor: Bound | null): Interval | null {
  if (floor === null || compareLows(low, floor) >= 0) return null
  const end = { value: floor.value, inclusive: !floor.inclusive }
  const part = { low, high: compareHighs(high, end) < 0 ? high : end }
  return isEmpty(part) ? null : part
}

/** The part of an interval that a ceiling rules out; null where there is none. */
export function partAbove({ low, high }: Interval, ceiling: Bound | null): Interval | null {
  if (ceiling === null || compareHighs(high, ceiling) <= 0) return null
  const start = { value: ceiling.value, inclusive: !ceiling.inclusive }
  const part = { low: compareLows(low, start) > 0 ? low : start, high }
  return isEmpty(part) ? null : part
}

/** How the first interval lies to the second. Neither may be empty. */
export function relationOf(
  one: Interval,
  other: Interval,
): 'contradicts' | 'contains' | 'inside' | 'overlaps' | 'equal' {
  if (excludeEachOther(one.low, other.high) || excludeEachOther(other.low, one.high)) return 'contradicts'
  const low = compareLows(one.low, other.low)
  const high = compareHighs(one.high, other.high)
  if (low === 0 && high === 0) return 'equal'
  if (low <= 0 && high >= 0) return 'contains'
  if (low >= 0 && high <= 0) return 'inside'
  return 'overlaps'
}
