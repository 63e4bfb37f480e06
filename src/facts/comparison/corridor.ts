/** Bounds that claims leave for the total of a flow, from its start to the end of each day. */
import { type Claim, exceeds, type ReadingOptions, type Side } from './claims.ts'
import { dayAfter } from './excesses.ts'
import {
  asBound,
  byStart,
  comparedUnder,
  countPassing,
  type Dated,
  isTighter,
  type Line,
  type Lines,
  linesOf,
} from './lines.ts'
import { findOutside, type Outside } from './outside.ts'
import { beginning, forever } from './windows.ts'
import { finish, type Work } from './work.ts'

export interface CorridorBound {
  value: number
  inclusive: boolean
}

/** The bounds of one run of days. */
export interface Run {
  /** Its first day; null: it reaches back to the start of the flow. */
  from: string | null
  floor: Extreme
  ceiling: Extreme
  is_empty: boolean
}

/** One corridor, of one condition. */
export interface Corridor {
  condition: string | null
  options: ReadingOptions
  /** All claims under the condition, compared or not, by their starts. */
  starts: Dated[]
  lines: Lines
  runs: Run[]
  outside: Outside[]
}

/** The tightest of the bounds on one side, as they stood when it was read. */
export interface Extreme {
  side: Side | null
  /** The tightest without the origin that sets it. */
  next: Side | null
  lines: Line[]
  /** Number of the `lines` that stood. */
  count: number
}

/** Collects bounds on one side, of which the tightest can be read at any time. */
function collect(isTight: (one: Side, other: Side) => boolean) {
  let first: Line | null = null
  let second: Line | null = null
  let lines: Line[] = []
  const isAbove = (line: Line, other: Line | null) => other === null || isTight(line.side, other.side)
  return {
    add(line: Line): void {
      if (first !== null && !isAbove(line, first) && !isAbove(first, line)) lines.push(line)
      if (isAbove(line, first)) {
        if (first !== null && first.origin !== line.origin) second = first
        first = line
        lines = [line]
      } else if (first?.origin !== line.origin && isAbove(line, second)) second = line
    },
    read: (): Extreme => ({ side: first?.side ?? null, next: second?.side ?? null, lines, count: lines.length }),
  }
}

/**
 * The corridor of the claims that hold under one condition. Its runs are in the order of their days. Only for a quantity
 * that grows. The order of the claims changes nothing.
 */
export const buildCorridor = (claims: Claim[], condition: string | null, options: ReadingOptions): Corridor =>
  finish(buildingCorridor(claims, condition, options))

/** The same, in parts. */
export function* buildingCorridor(claims: Claim[], condition: string | null, options: ReadingOptions): Work<Corridor> {
  const lines = yield* linesOf(comparedUnder(claims, condition, options), options)
  yield
  const outside = yield* findOutside(claims, condition, lines, options)
  const firstDays = new Set([...lines.floors.map(({ day }) => day), ...outside.map(({ from }) => from)])
  const lastDays = new Set([...lines.ceilings.map(({ day }) => day), ...outside.map(({ to }) => to)])
  const days = new Set([beginning, ...firstDays, ...[...lastDays].map(dayAfter)])
  days.delete(forever)
  const edges = [...days].sort()
  yield
  const ceilings = edges.map<Extreme | null>(() => null)
  const highs = collect(isTighter.ceiling)
  let next = 0
  for (let edge = edges.length - 1; edge >= 0; edge -= 1) {
    for (let line = lines.ceilings[next]; line && line.day >= (edges[edge] as string); line = lines.ceilings[next]) {
      highs.add(line)
      next += 1
    }
    ceilings[edge] = highs.read()
  }
  yield
  const lows = collect(isTighter.floor)
  next = 0
  const runs = edges.map((day, edge) => {
    for (let line = lines.floors[next]; line && line.day <= day; line = lines.floors[next]) {
      lows.add(line)
      next += 1
    }
    const [floor, ceiling] = [lows.read(), ceilings[edge] as Extreme]
    return { from: day === beginning ? null : day, floor, ceiling, is_empty: areApart(floor.side, ceiling.side) }
  })
  yield
  const outsideDays = [...outside.map(({ from }) => from), ...[...new Set(outside.map(({ to }) => to))].map(dayAfter)]
  const starts = yield* byStart(claims.filter((claim) => claim.condition === condition))
  return { condition, options, starts, lines, outside, runs: withoutRepeats(runs, new Set(outsideDays)) }
}

/** A side as a bound of the corridor; null: nothing bounds it. */
export const corridorBound = (side: Side | null): CorridorBound | null =>
  side && { value: side.value, inclusive: side.inclusive }

/** True if a floor exceeds a ceiling. */
export const areApart = (low: Side | null, high: Side | null): boolean =>
  low !== null && high !== null && exceeds(asBound(low), asBound(high))

/** Runs in which a bound changed, or who sets it: claims of one origin may set the same bound for different days. */
function withoutRepeats(runs: Run[], kept: Set<string>): Run[] {
  return runs.filter(({ from, floor, ceiling }, index) => {
    const before = runs[index - 1]
    if (before === undefined || kept.has(from ?? beginning)) return true
    if (floor.count !== before.floor.count || ceiling.count !== before.ceiling.count) return true
    return ![
      [floor.side, before.floor.side],
      [floor.next, before.floor.next],
      [ceiling.side, before.ceiling.side],
      [ceiling.next, before.ceiling.next],
    ].every(([one, other]) => one?.value === other?.value && one?.inclusive === other?.inclusive)
  })
}

/** The run in which a day lies: the first one reaches back to the beginning. */
export const runAt = ({ runs }: Corridor, day: string): Run =>
  runs[countPassing(runs, ({ from }) => (from ?? beginning) <= day) - 1] as Run
