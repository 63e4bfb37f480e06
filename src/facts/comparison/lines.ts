/** The floors and ceilings that claims set for the total of a flow, from its start to the end of a day. */
import { type Claim, compareLowers, compareUppers, type Numbered, type ReadingOptions, type Side } from './claims.ts'
import { compareMade, earliestEnd, joinMade, startOfFlow } from './nesting.ts'
import { beginning, type Coverage, forever, type Made, type Reading } from './windows.ts'

/** A floor holds from `day` on: a part never exceeds the whole. A ceiling holds up to `day`. */
export interface Line {
  claim: Claim
  side: Side
  day: string
  made: Made[]
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
}

/** Claims that have a number and hold under this condition; spreads only where they are read as intervals. */
export const comparedUnder = (claims: Claim[], condition: string | null, { spreads }: ReadingOptions): Claim[] =>
  claims.filter(
    (claim) =>
      claim.numbered.length > 0 && claim.condition === condition && (!claim.spread || spreads === 'as_interval'),
  )

/** The lines of claims of one condition. Single numbers set none, unless a tolerance says how near they are taken to be. */
export function linesOf(compared: Claim[], options: ReadingOptions): Lines {
  const firstEnd = compared.reduce(
    (first, claim) => (endOfMoved(claim, options) < first ? endOfMoved(claim, options) : first),
    forever,
  )
  const isBound = (side: Side | null) => side !== null && (!side.isPoint || options.tolerance !== null)
  const floors = compared
    .filter(({ numbered }) => numbered.every(({ lower }) => isBound(lower)))
    .map((claim) => floorOf(claim, options))
  const capped = compared.filter(({ numbered }) => numbered.every(({ upper }) => isBound(upper)))
  const ceilings = capped.map((claim) => ceilingOf(claim, firstEnd, options)).filter((line) => line !== null)
  return {
    compared,
    floors: floors.sort((one, other) => byDay(one.day, other.day)),
    ceilings: ceilings.filter(({ day }) => day !== beginning).sort((one, other) => byDay(other.day, one.day)),
    refused: options.strict ? [] : capped.filter((claim) => ceilingOf(claim, firstEnd, options) === null),
  }
}

const byDay = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const coveragesOf = ({ numbered }: { numbered: Numbered[] }): Coverage[] => numbered.map(({ coverage }) => coverage)
const originOf = ({ id, origins }: Claim): string => (origins.length > 0 ? origins.join(' ') : `claim ${id}`)

/** The day by which a claim that counts more than nothing surely ends; {@link forever} where it counts nothing. */
const endOfMoved = (claim: Claim, { strict }: ReadingOptions): string =>
  claim.lower && (claim.lower.said > 0 || !claim.lower.inclusive) ? earliestEnd(coveragesOf(claim), strict) : forever

/** Claims that count something and surely end before the stated start of another: nothing may be taken to start there. */
export function refusersOf(claim: Claim, { compared }: Lines, options: ReadingOptions): Claim[] {
  const start = statedStartOf(claim)
  return start === null ? [] : compared.filter((other) => other !== claim && endOfMoved(other, options) < start)
}

/** Claims that start before the stated start of another, and do not refuse it. They need no number. */
export function speakersAgainst(claim: Claim, claims: Claim[], lines: Lines, options: ReadingOptions): Claim[] {
  const start = statedStartOf(claim)
  if (start === null) return []
  const refusers = refusersOf(claim, lines, options)
  return claims.filter(
    (other) =>
      other !== claim && !refusers.includes(other) && other.reports.some((report) => startsBefore(report, start)),
  )
}

/** Approximate starts speak as they are written. */
const startsBefore = ({ window }: Claim['reports'][number], day: string): boolean =>
  window?.start_side === 'stated' && (window.start_latest ?? forever) < day

function statedStartOf(claim: Claim): string | null {
  const starts = coveragesOf(claim).flatMap(({ statedStart }) => statedStart ?? [])
  return starts.sort(byDay).at(-1) ?? null
}

const admitted = (readings: Reading[], strict: boolean): Reading[] => (strict ? readings.slice(0, 1) : readings)
/** The smallest set of assumptions of the readings that pass; null: none does. */
const leastMade = (readings: Reading[], passes: (reading: Reading) => boolean): Made[] | null =>
  readings
    .filter(passes)
    .map(({ made }) => made)
    .sort(compareMade)[0] ?? null

function floorOf(claim: Claim, { strict }: ReadingOptions): Line {
  const coverages = coveragesOf(claim)
  const day = earliestEnd(coverages, strict)
  const made = coverages.map(({ ends }) => leastMade(admitted(ends, strict), ({ latest }) => latest <= day) ?? [])
  return { claim, side: claim.lower as Side, day, made: joinMade(...made), origin: originOf(claim) }
}

/** null: it does not count from the start of the flow, whatever may be assumed. */
function ceilingOf(claim: Claim, firstEnd: string, { strict }: ReadingOptions): Line | null {
  const coverages = coveragesOf(claim)
  const starts = coverages.map((coverage) => {
    const { statedStart } = coverage
    const isRefused = strict || statedStart === null || firstEnd < statedStart
    const readings = [...admitted(coverage.starts, strict), ...(isRefused ? [] : [startOfFlow(coverage)])]
    return leastMade(readings, ({ latest }) => latest === beginning)
  })
  if (starts.some((made) => made === null)) return null
  const reach = coverages.map(
    ({ ends }) =>
      admitted(ends, strict)
        .map(({ earliest }) => earliest)
        .sort(byDay)
        .at(-1) ?? beginning,
  )
  const day = reach.sort(byDay)[0] as string
  const ends = coverages.map(({ ends }) => leastMade(admitted(ends, strict), ({ earliest }) => earliest >= day) ?? [])
  return {
    ...{ claim, side: claim.upper as Side, day, origin: originOf(claim) },
    made: joinMade(...starts.map((made) => made ?? []), ...ends),
  }
}

/** Of two bounds on one side, whether the first one rules out more. Single numbers at a tolerance are bounds here. */
export const isTighter = {
  floor: (one: Side, other: Side): boolean => compareLowers(asBound(one), asBound(other)) > 0,
  ceiling: (one: Side, other: Side): boolean => compareUppers(asBound(one), asBound(other)) < 0,
}
export const asBound = (side: Side): Side => ({ ...side, isPoint: false })
