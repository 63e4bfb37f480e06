/** A run of days of a corridor in full: the claims that set its bounds, those left out, and those beyond. */
import { type Claim, exceeds, type Side } from './claims.ts'
import {
  areApart,
  type Corridor,
  type CorridorBound,
  corridorBound,
  type Extreme,
  type Run,
  runAt,
} from './corridor.ts'
import { failureOf } from './inequality.ts'
import { isTighter, type Line, madeForCeiling, madeForFloor, speakersAgainst } from './lines.ts'
import { joinMade } from './nesting.ts'
import { beginning, type Made } from './windows.ts'

/** Bounds of a total; null: nothing bounds that side. */
interface Interval {
  low: number | null
  low_inclusive: boolean | null
  high: number | null
  high_inclusive: boolean | null
}

/** A reading of an empty corridor, and the claims that it leaves out. */
interface Reading extends Interval {
  left_out: Claim[]
}

export interface Step extends Interval {
  /** The first day of the step; null: it reaches back to the start of the flow. */
  from: string | null
  low_claims: Claim[]
  /** The bound without the origin that sets it. */
  next_low: CorridorBound | null
  high_claims: Claim[]
  next_high: CorridorBound | null
  is_empty: boolean
  /** Claims that conflict where it is empty: floors above the lowest ceiling, and ceilings below the highest floor. */
  conflicts: { floors: Claim[]; ceilings: Claim[] } | null
  either: { floors: Reading; ceilings: Reading } | null
  outside: StepOutside[]
  outside_count: number
  /** Those on which the bounds rest, with who speaks against a stated start as the start of the flow. */
  assumptions: (Made & { spoken_against_by: Claim[] })[]
}

/** A single number, or the part of a spread, that lies beyond a bound of the step. */
interface StepOutside extends Interval {
  claim: Claim
  part: 'below_floor' | 'above_ceiling'
  /** Distance by which the number must be off, as a share of it; null for a spread. */
  tolerance_needed: number | null
  tolerance_reached: boolean | null
}

const intervalOf = (low: Side | null, high: Side | null): Interval => ({
  ...{ low: low?.value ?? null, low_inclusive: low?.inclusive ?? null },
  ...{ high: high?.value ?? null, high_inclusive: high?.inclusive ?? null },
})
const standing = ({ lines, count }: Extreme): Line[] => lines.slice(0, count)
const claimsOf = (lines: Line[]): Claim[] =>
  lines.map(({ claim }) => claim).sort((one, other) => (one.id < other.id ? -1 : 1))

/**
 * A run of a corridor in full. Takes steps in proportion to the claims, so that only the runs shown need it.
 * @param limit most claims outside that are listed
 */
export function describeRun(corridor: Corridor, run: Run, limit = Number.POSITIVE_INFINITY): Step {
  const { floor, ceiling, from, is_empty } = run
  const { lines, options } = corridor
  const [lows, highs] = [standing(floor), standing(ceiling)]
  const made = [
    ...lows.map((line) => madeForFloor(line, options)),
    ...highs.map((line) => madeForCeiling(line, lines, options)),
  ]
  return {
    ...{ from, is_empty, ...intervalOf(floor.side, ceiling.side) },
    ...{ low_claims: claimsOf(lows), next_low: corridorBound(floor.next) },
    ...{ high_claims: claimsOf(highs), next_high: corridorBound(ceiling.next) },
    ...(is_empty ? conflictsOf(corridor, run) : { conflicts: null, either: null }),
    ...outsideOf(corridor, run, limit),
    assumptions: joinMade(...made).map((one) => ({
      ...one,
      spoken_against_by: one.assumption === 'stated_start_is_start_of_flow' ? againstStart(corridor, highs, one) : [],
    })),
  }
}

/** The step in which a day lies, as if it began there. */
export const stepAt = (corridor: Corridor, day: string): Step => ({
  ...describeRun(corridor, runAt(corridor, day)),
  from: day,
})

/** All steps of a corridor of few claims. */
export const stepsOf = (corridor: Corridor): Step[] => corridor.runs.map((run) => describeRun(corridor, run))

function againstStart({ starts }: Corridor, highs: Line[], { estimate }: Made): Claim[] {
  const claim = highs.find((line) => line.claim.reports.some(({ id }) => id === estimate))?.claim
  return claim === undefined ? [] : speakersAgainst(claim, starts)
}

/** Both readings of an empty corridor. None is chosen. */
function conflictsOf({ lines }: Corridor, { from, floor, ceiling }: Run): Pick<Step, 'conflicts' | 'either'> {
  const day = from ?? beginning
  const [tooHigh, low] = standingApart(
    lines.floors,
    (line) => line.day <= day,
    ({ side }) => exceeds(side, ceiling.side),
    isTighter.floor,
  )
  const [tooLow, high] = standingApart(
    lines.ceilings,
    (line) => line.day >= day,
    ({ side }) => exceeds(floor.side, side),
    isTighter.ceiling,
  )
  return {
    conflicts: { floors: claimsOf(tooHigh), ceilings: claimsOf(tooLow) },
    either: {
      floors: { ...intervalOf(floor.side, high), left_out: claimsOf(tooLow) },
      ceilings: { ...intervalOf(low, ceiling.side), left_out: claimsOf(tooHigh) },
    },
  }
}

/** The lines on a day that are apart from the other side, and the tightest side of the others. */
function standingApart(
  lines: Line[],
  stands: (line: Line) => boolean,
  isApart: (line: Line) => boolean,
  isTight: (one: Side, other: Side) => boolean,
): [Line[], Side | null] {
  const apart: Line[] = []
  let tightest: Side | null = null
  for (const line of lines) {
    if (!stands(line)) break
    if (isApart(line)) apart.push(line)
    else if (tightest === null || isTight(line.side, tightest)) tightest = line.side
  }
  return [apart, tightest]
}

function outsideOf({ outside }: Corridor, { from, floor, ceiling }: Run, limit: number) {
  const day = from ?? beginning
  const here = outside.filter((one) => one.from <= day && day <= one.to)
  const listed = here.slice(0, limit).map(({ claim, part, side }): StepOutside => {
    const isBelow = part === 'below_floor'
    const failure = isBelow ? failureOf(floor.side, side) : failureOf(side, ceiling.side)
    const { tolerance_needed = null, tolerance_reached = null } = claim.spread ? {} : (failure ?? {})
    return {
      claim,
      part,
      ...(claim.spread
        ? partBeyond(claim, part, { floor: floor.side, ceiling: ceiling.side })
        : intervalOf(side, side)),
      tolerance_needed,
      tolerance_reached,
    }
  })
  return { outside: listed, outside_count: here.length }
}

/** The part of a spread that lies beyond a bound. */
function partBeyond(
  { lower, upper }: Claim,
  part: StepOutside['part'],
  { floor, ceiling }: { floor: Side | null; ceiling: Side | null },
): Interval {
  const isBelow = part === 'below_floor'
  const turned = (bound: Side | null) => bound && { ...bound, inclusive: !bound.inclusive }
  const isWhole = isBelow ? areApart(floor, upper) : areApart(lower, ceiling)
  if (isWhole) return intervalOf(lower, upper)
  return isBelow ? intervalOf(lower, turned(floor)) : intervalOf(turned(ceiling), upper)
}
