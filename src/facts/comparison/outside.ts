/** Single numbers, and parts of spreads, that lie beyond a corridor: the dissent that a band would hide. */
import { type Claim, exceeds, type ReadingOptions, type Side } from './claims.ts'
import { ceilingOf, countPassing, floorOf, isTighter, type Line, type Lines } from './lines.ts'
import { beginning, forever } from './windows.ts'
import { inParts, type Work } from './work.ts'

export interface Outside {
  claim: Claim
  part: 'below_floor' | 'above_ceiling'
  /** The number, or the end of the spread, that lies beyond. */
  side: Side
  from: string
  to: string
}

/**
 * The days on which single numbers and spreads lie beyond the lines: above a ceiling from the day by which their own
 * window has ended, below a floor up to the day that they reach if they count from the start of the flow.
 */
export function* findOutside(
  claims: Claim[],
  condition: string | null,
  lines: Lines,
  options: ReadingOptions,
): Work<Outside[]> {
  const above = reachBelow(lines.ceilings)
  yield
  const below = reachAbove(lines.floors)
  const found: Outside[] = []
  yield* inParts(claims, (claim) => {
    const { lower, upper, spread, numbered } = claim
    if (claim.condition !== condition) return
    const isNear = (side: 'lower' | 'upper') =>
      spread || (options.tolerance === null && numbered.some((one) => one[side]?.isPoint))
    const high = spread ? upper : lower
    const to = lower && high && isNear('lower') ? above(high, spread) : null
    const first = to === null ? forever : floorOf(claim, options).day
    if (high && to !== null && first <= to) found.push({ claim, part: 'above_ceiling', side: high, from: first, to })
    const low = spread ? lower : upper
    const from = upper && low && isNear('upper') ? below(low, spread) : null
    const last = from === null ? beginning : (ceilingOf(claim, lines.firstEnd, options)?.day ?? beginning)
    if (low && from !== null && from <= last) found.push({ claim, part: 'below_floor', side: low, from, to: last })
  })
  return found
}

/** The last day on which a ceiling lies below a number, or leaves out a part of a spread; null: none does. */
function reachBelow(ceilings: Line[]): (side: Side, isSpread: boolean) => string | null {
  const sorted = ceilings.toSorted((one, other) => (isTighter.ceiling(one.side, other.side) ? -1 : 1))
  let last = beginning
  const reaches = sorted.map(({ day }) => {
    if (day > last) last = day
    return last
  })
  return (side, isSpread) => {
    const isBelow = (line: Line) => (isSpread ? isTighter.ceiling(line.side, side) : exceeds(side, line.side))
    return reaches[countPassing(sorted, isBelow) - 1] ?? null
  }
}

/** The first day on which a floor lies above a number, or leaves out a part of a spread; null: none does. */
function reachAbove(floors: Line[]): (side: Side, isSpread: boolean) => string | null {
  const sorted = floors.toSorted((one, other) => (isTighter.floor(one.side, other.side) ? -1 : 1))
  let first = forever
  const reaches = sorted.map(({ day }) => {
    if (day < first) first = day
    return first
  })
  return (side, isSpread) => {
    const isAbove = (line: Line) => (isSpread ? isTighter.floor(line.side, side) : exceeds(line.side, side))
    return reaches[countPassing(sorted, isAbove) - 1] ?? null
  }
}
