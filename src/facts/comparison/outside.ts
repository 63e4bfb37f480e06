/** Single numbers, and parts of spreads, that lie beyond a corridor: the dissent that a band would hide. */
import { type Claim, excess, type ReadingOptions, type Side } from './claims.ts'
import { isTighter, type Line, type Lines, linesOf } from './lines.ts'
import { beginning, forever } from './windows.ts'

export interface Outside {
  claim: Claim
  part: 'below_floor' | 'above_ceiling'
  /** The number, or the end of the spread, that lies beyond. */
  side: Side
  from: string
  /** null: to every later day. */
  to: string | null
}

/**
 * Where single numbers and spreads lie beyond the lines, on which days: above a ceiling from the day by which their own
 * window has ended, below a floor up to the day that they reach if they count from the start of the flow.
 */
export function findOutside(
  claims: Claim[],
  condition: string | null,
  lines: Lines,
  options: ReadingOptions,
): Outside[] {
  const own = claims
    .filter((claim) => claim.numbered.length > 0 && claim.condition === condition)
    .filter(isDissent(options))
  // As bounds they would hold on these days; the others decide whether a stated start is that of the flow.
  const { floors, ceilings } = linesOf([...new Set([...lines.compared, ...own])], {
    ...options,
    tolerance: options.tolerance ?? 0,
  })
  const set = new Set(own)
  const above = reachBelow(lines.ceilings)
  const below = reachAbove(lines.floors)
  const found: Outside[] = []
  for (const { claim, side, day } of floors) {
    if (!set.has(claim)) continue
    const beyond = claim.spread ? (claim.upper ?? side) : side
    const to = above(beyond, claim.spread)
    if (to !== null && day <= to) found.push({ claim, part: 'above_ceiling', side: beyond, from: day, to })
  }
  for (const { claim, side, day } of ceilings) {
    if (!set.has(claim)) continue
    const beyond = claim.spread ? (claim.lower ?? side) : side
    const from = below(beyond, claim.spread)
    if (from !== null && from <= day) found.push({ claim, part: 'below_floor', side: beyond, from, to: day })
  }
  return found
}

/** Claims of which a number sets no line: spreads, and single numbers without a tolerance. */
const isDissent =
  ({ tolerance }: ReadingOptions) =>
  ({ spread, numbered }: Claim): boolean =>
    spread || (tolerance === null && numbered.some(({ lower, upper }) => lower?.isPoint || upper?.isPoint))

/** The last day on which a ceiling lies below a number, or leaves out a part of a spread; null: none does. */
function reachBelow(ceilings: Line[]): (side: Side, isSpread: boolean) => string | null {
  const sorted = ceilings.toSorted((one, other) => (isTighter.ceiling(one.side, other.side) ? -1 : 1))
  let last = beginning
  const reaches = sorted.map(({ day }) => {
    if (day > last) last = day
    return last
  })
  return (side, isSpread) => {
    const isBelow = (line: Line) => (isSpread ? isTighter.ceiling(line.side, side) : excess(side, line.side) !== null)
    return reaches[lastIndex(sorted, isBelow)] ?? null
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
    const isAbove = (line: Line) => (isSpread ? isTighter.floor(line.side, side) : excess(line.side, side) !== null)
    return reaches[lastIndex(sorted, isAbove)] ?? null
  }
}

/** The last of sorted lines that passes, of which all before it pass; -1: none does. */
function lastIndex(lines: Line[], passes: (line: Line) => boolean): number {
  let [below, above] = [0, lines.length]
  while (below < above) {
    const middle = (below + above) >> 1
    if (passes(lines[middle] as Line)) below = middle + 1
    else above = middle
  }
  return below - 1
}
