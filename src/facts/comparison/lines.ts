/** The floors and ceilings that claims set for the total of a flow, from its start to the end of a day. */
import {
  byText,
  type Claim,
  compareLowers,
  compareUppers,
  type Numbered,
  type ReadingOptions,
  type Side,
} from './claims.ts'
import { compareMade, earliestEnd, joinMade, startOfFlow } from './nesting.ts'
import { beginning, type Coverage, forever, least, type Made, type Reading } from './windows.ts'
import { inParts, mapInParts, type Work } from './work.ts'

/** A floor holds from `day` on: a part never exceeds the whole. A ceiling holds up to `day`. */
export interface Line {
  claim: Claim
  side: Side
  day: string
  /** Claims of one origin have one key, and those without an origin their own. */
  origin: string
}

export interface Lines {
  /** By day. Those of no known day hold from no day that can be named: {@link forever}. */
  floors: Line[]
  /** By day, from the last. */
  ceilings: Line[]
  /** Claims that would set a ceiling if nothing had moved before their stated start, which others refuse. */
  refused: Claim[]
  compared: Claim[]
  /** The same by the day by which they surely end; {@link forever} where they count nothing. */
  ends: Dated[]
  /** The first of these days. */
  firstEnd: string
}

/** A claim, and the day that it is sorted by. */
export interface Dated {
  claim: Claim
  day: string
}

/** Claims that have a number and hold under this condition; spreads only where they are read as intervals. */
export const comparedUnder = (claims: Claim[], condition: string | null, { spreads }: ReadingOptions): Claim[] =>
  claims.filter(
    (claim) =>
      claim.numbered.length > 0 && claim.condition === condition && (!claim.spread || spreads === 'as_interval'),
  )

/** The lines of claims of one condition, in parts. Single numbers set none, unless a tolerance says how near they are taken to be. */
export function* linesOf(compared: Claim[], options: ReadingOptions): Work<Lines> {
  const ends = yield* mapInParts(compared, (claim): Dated => ({ claim, day: endOfMoved(claim, options) }))
  ends.sort(byDay)
  yield
  const firstEnd = ends[0]?.day ?? forever
  const floors: Line[] = []
  const ceilings: Line[] = []
  const refused: Claim[] = []
  yield* inParts(compared, (claim) => {
    if (setsBound(claim, 'lower', options)) floors.push(floorOf(claim, options))
    if (!setsBound(claim, 'upper', options)) return
    const ceiling = ceilingOf(claim, firstEnd, options)
    if (ceiling !== null) ceilings.push(ceiling)
    else if (!options.strict) refused.push(claim)
  })
  return {
    ...{ compared, refused, ends, firstEnd },
    floors: floors.sort(byDay),
    ceilings: ceilings.filter(({ day }) => day !== beginning).sort((one, other) => byDay(other, one)),
  }
}

/** True of a claim whose reports all bound that side: single numbers do at a tolerance. */
export const setsBound = ({ numbered }: Claim, end: 'lower' | 'upper', { tolerance }: ReadingOptions): boolean =>
  numbered.every(({ [end]: side }) => side !== null && (!side.isPoint || tolerance !== null))

const byDay = (one: { day: string }, other: { day: string }): number => byText(one.day, other.day)
const coveragesOf = ({ numbered }: { numbered: Numbered[] }): Coverage[] => numbered.map(({ coverage }) => coverage)
const originOf = ({ id, origins }: Claim): string => (origins.length > 0 ? origins.join(' ') : `claim ${id}`)

/** The day by which a claim that counts more than nothing surely ends; {@link forever} where it counts nothing. */
const endOfMoved = (claim: Claim, { strict }: ReadingOptions): string =>
  claim.lower && (claim.lower.said > 0 || !claim.lower.inclusive) ? earliestEnd(coveragesOf(claim), strict) : forever

/** The claims, in the order of their days, whose day is before the stated start of another. */
function before(dated: Dated[], claim: Claim): Claim[] {
  const start = statedStartOf(claim)
  const others: Claim[] = []
  for (const one of dated) {
    if (start === null || one.day >= start) break
    if (one.claim !== claim) others.push(one.claim)
  }
  return others
}

/** Claims that count something and surely end before the stated start of another: nothing may be taken to start there. */
export const refusersOf = (claim: Claim, { ends }: Lines): Claim[] => before(ends, claim)

/** Claims that start before the stated start of one that sets a ceiling, which none refuses. They need no number. */
export const speakersAgainst = (claim: Claim, starts: Dated[]): Claim[] => before(starts, claim)

/** Claims by the first of the days by which they surely start, in parts. Approximate starts speak as they are written. */
export function* byStart(claims: Claim[]): Work<Dated[]> {
  const starts = yield* mapInParts(claims, (claim): Dated => {
    const [first, ...others] = claim.reports.map(startOf)
    return { claim, day: others.reduce(least, first as string) }
  })
  return starts.sort(byDay)
}

const startOf = ({ window }: Claim['reports'][number]): string =>
  (window?.start_side === 'stated' ? window.start_latest : null) ?? forever

/** Number of items that pass, among items that are sorted so that those that pass come first. */
export function countPassing<T>(sorted: T[], passes: (item: T) => boolean): number {
  let [below, above] = [0, sorted.length]
  while (below < above) {
    const middle = (below + above) >> 1
    if (passes(sorted[middle] as T)) below = middle + 1
    else above = middle
  }
  return below
}

function statedStartOf(claim: Claim): string | null {
  const starts = coveragesOf(claim).flatMap(({ statedStart }) => statedStart ?? [])
  return starts.sort().at(-1) ?? null
}

const admitted = (readings: Reading[], strict: boolean): Reading[] => (strict ? readings.slice(0, 1) : readings)
/** The smallest set of assumptions of the readings that pass. */
function leastMade(readings: Reading[], passes: (reading: Reading) => boolean): Made[] {
  let least: Made[] | null = null
  for (const reading of readings)
    if (passes(reading) && (least === null || compareMade(reading.made, least) < 0)) least = reading.made
  return least ?? []
}

/** The floor of a claim, from the day by which its window has ended, whatever its words leave open. */
export function floorOf(claim: Claim, { strict }: ReadingOptions): Line {
  return {
    ...{ claim, side: asBound(claim.lower as Side), origin: originOf(claim) },
    day: earliestEnd(coveragesOf(claim), strict),
  }
}

/** The ceiling of a claim; null: it does not count from the start of the flow, whatever may be assumed. */
export function ceilingOf(claim: Claim, firstEnd: string, { strict }: ReadingOptions): Line | null {
  let day = forever
  for (const { coverage } of claim.numbered) {
    const isFromStart = admitted(coverage.starts, strict).some(({ latest }) => latest === beginning)
    if (!isFromStart && (strict || isRefused(coverage, firstEnd))) return null
    let reach = beginning
    for (const { earliest } of admitted(coverage.ends, strict)) if (earliest > reach) reach = earliest
    if (reach < day) day = reach
  }
  return { claim, side: asBound(claim.upper as Side), day, origin: originOf(claim) }
}

const isRefused = ({ statedStart }: Coverage, firstEnd: string): boolean =>
  statedStart === null || firstEnd < statedStart

/** The smallest set of assumptions on which a floor rests. */
export const madeForFloor = ({ claim, day }: Line, { strict }: ReadingOptions): Made[] =>
  joinMade(...coveragesOf(claim).map(({ ends }) => leastMade(admitted(ends, strict), ({ latest }) => latest <= day)))

/** The smallest set of assumptions on which a ceiling rests. */
export function madeForCeiling({ claim, day }: Line, { firstEnd }: Lines, { strict }: ReadingOptions): Made[] {
  const sets = coveragesOf(claim).flatMap((coverage) => {
    const starts = [...admitted(coverage.starts, strict)]
    if (!strict && !isRefused(coverage, firstEnd)) starts.push(startOfFlow(coverage))
    return [
      leastMade(starts, ({ latest }) => latest === beginning),
      leastMade(admitted(coverage.ends, strict), ({ earliest }) => earliest >= day),
    ]
  })
  return joinMade(...sets)
}

/** True if the first of two bounds on one side rules out more. */
export const isTighter = {
  floor: (one: Side, other: Side): boolean => compareLowers(one, other) > 0,
  ceiling: (one: Side, other: Side): boolean => compareUppers(one, other) < 0,
}
/** A single number at a tolerance is a bound of the corridor. */
export const asBound = (side: Side): Side => (side.isPoint ? { ...side, isPoint: false } : side)
