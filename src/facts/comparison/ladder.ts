/** The levels that claims bound, and how many claims, claimants and origins claim as much or more, or as little or less. */
import type { independences, ladderSides, Term } from '../../vocabulary.ts'
import { byText, type Claim, compareLowers, compareUppers, type Side } from './claims.ts'
import { type Corridor, type Run, runAt } from './corridor.ts'
import { asBound, isTighter, type Line } from './lines.ts'
import { describeRun, type Step } from './steps.ts'
import { forever } from './windows.ts'
import { finish, type Work } from './work.ts'

/** Origins by how they stand to others, and how many claims name none. */
export type OriginCounts = Record<Term<typeof independences> | 'none', number>

export interface Rung {
  side: Term<typeof ladderSides>
  value: number
  inclusive: boolean
  /** Claims that set exactly this bound. */
  claims_here: Claim[]
  /** Claims, claimants and origins of this bound and of all that rule out more. */
  claims: number
  claimants: number
  origins: OriginCounts
  /** Single numbers that lie at this level or beyond. They set no bound. */
  single_numbers: number
  /** The first day from which a floor as high stands, or the last to which a ceiling as low does; null: not known. */
  day: string | null
}

/** A rung for each distinct floor and ceiling, floors first, from the tightest. */
export const ladderOf = (corridor: Corridor): Rung[] => finish(buildingLadder(corridor))

/** The same, in parts. */
export function* buildingLadder({ lines }: Corridor): Work<Rung[]> {
  const points = lines.compared.flatMap(({ numbered }) => {
    const single = numbered.find(({ upper, lower }) => upper?.isPoint || lower?.isPoint)
    return single ? [(single.lower?.isPoint ? single.lower : single.upper)?.said as number] : []
  })
  yield
  return [...(yield* rungsOf('floor', lines.floors, points)), ...(yield* rungsOf('ceiling', lines.ceilings, points))]
}

function* rungsOf(side: Rung['side'], lines: Line[], points: number[]): Work<Rung[]> {
  const isTight = isTighter[side]
  const compare = (one: Side, other: Side) => (side === 'floor' ? compareLowers(other, one) : compareUppers(one, other))
  const sorted = lines.toSorted((one, other) => compare(one.side, other.side) || byText(one.claim.id, other.claim.id))
  const numbers = points.toSorted((one, other) => (side === 'floor' ? other - one : one - other))
  const tally = startTally()
  const rungs: Rung[] = []
  let reached = 0
  let day: string | null = null
  for (let at = 0; at < sorted.length; ) {
    const { side: bound } = sorted[at] as Line
    const here: Claim[] = []
    for (let line = sorted[at]; line && !isTight(bound, line.side); line = sorted[at]) {
      here.push(line.claim)
      tally.add(line.claim)
      const isFirst = day === null || (side === 'floor' ? line.day < day : line.day > day)
      if (line.day !== forever && isFirst) day = line.day
      at += 1
    }
    const isThere = (number: number | undefined) =>
      number !== undefined && (side === 'floor' ? number >= bound.value : number <= bound.value)
    while (isThere(numbers[reached])) reached += 1
    const { value, inclusive } = asBound(bound)
    rungs.push({ ...{ side, value, inclusive, claims_here: here, single_numbers: reached, day }, ...tally.read() })
    yield
  }
  return rungs
}

/** Numbers of claims, claimants and origins, each counted once. */
export function countBehind(claims: Claim[]): Pick<Rung, 'claims' | 'claimants' | 'origins'> {
  const tally = startTally()
  for (const claim of claims) tally.add(claim)
  return tally.read()
}

function startTally() {
  const claimants = new Set<string>()
  const origins = new Set<string>()
  const counts: OriginCounts = { independent: 0, assumed_independent: 0, builds_on: 0, unknown: 0, none: 0 }
  let claims = 0
  return {
    add(claim: Claim): void {
      claims += 1
      for (const claimant of claim.claimants) claimants.add(claimant)
      if (claim.origins.length === 0) counts.none += 1
      for (const { origin } of claim.reports)
        if (origin !== null && !origins.has(origin.id)) {
          origins.add(origin.id)
          counts[origin.independence] += 1
        }
    },
    read: (): Pick<Rung, 'claims' | 'claimants' | 'origins'> => ({
      claims,
      claimants: claimants.size,
      origins: { ...counts },
    }),
  }
}

/** Bounds that the claims leave on one day, and how many claims were compared. */
export interface NotRuledOut {
  step: Step
  /** The day meant; null: the last of all, of which no end is known. */
  at: string | null
  of: number
}

/** The bounds in the end, and on the last day with a ceiling; null: there is no such day. */
export function notRuledOut(corridor: Corridor): { latest: NotRuledOut; last_bounded: NotRuledOut | null } {
  const boundsOf = (run: Run, at: string | null): NotRuledOut => {
    const step = describeRun(corridor, run)
    const of = corridor.lines.compared.length
    return { step, at, of }
  }
  const last = corridor.lines.ceilings[0]?.day
  const isLasting = last === undefined
  return {
    latest: boundsOf(corridor.runs.at(-1) as Run, null),
    last_bounded: isLasting ? null : boundsOf(runAt(corridor, last), last),
  }
}
