/**
 * A summary of the claims about one quantity, in plain words, from the pairs, the corridor and the ladder and nothing
 * else. Every number in it is one that somebody claimed, or is said to be computed.
 */

import { byText, type Claim } from './claims.ts'
import type { Corridor } from './corridor.ts'
import { conditionsInWords, listed, movedInWords } from './disagreement-words.ts'
import { notRuledOut, type OriginCounts, type Rung } from './ladder.ts'
import { isFailing, type Pair } from './pairs.ts'
import type { FoundPairs } from './search.ts'
import type { Made } from './windows.ts'

/** The words of the records, which a summary takes as they are. */
export interface Wording {
  /** The claimants of a claim, as a name: "South Korea's Ministry of National Defense". */
  nameOf: (claim: Claim) => string
  /** The figure as it is stated, with its quotation marks where it is exact: "more than 10,000 containers". */
  figureOf: (claim: Claim) => string
  /** When it was said, else published, in words: "February 2024"; null where it is not known. */
  whenOf: (claim: Claim) => string | null
  /** A number with its unit: "16,000 containers". */
  amountOf: (value: number) => string
  /** A day in words: "31 March 2025". */
  dayOf: (day: string) => string
  /** Assumptions in words: "that nothing moved before September 2023". */
  assumptionsOf: (made: Made[]) => string
}

/** Texts of one statement a line. */
export interface Summary {
  short: string
  long: string
}

/**
 * Summarises the claims that hold under one condition, their corridor and ladder if the total grows, and their pairs in
 * order.
 * @param others number of claims that hold under another condition
 */
export function summarise(
  { claims, others }: { claims: Claim[]; others: number },
  levels: { corridor: Corridor; ladder: Rung[] } | null,
  { pairs, counts }: FoundPairs,
  words: Wording,
): Summary {
  const failing = (pairs ?? []).filter(({ verdict }) => isFailing(verdict)).slice(0, 2)
  const counted = countedIn(claims, others)
  const { tolerance = null } = levels?.corridor.options ?? {}
  const computed =
    tolerance === null
      ? null
      : `Single numbers are taken to be at most ${Number((tolerance * 100).toPrecision(12))} % off, so that bounds made of them are computed.`
  const disputed = failing.map((pair) => disputeIn(pair, words))
  const more = (counts.contradicts ?? 0) + (counts.at_odds ?? 0) - failing.length
  if (more > 0) disputed.push(`${count(more, failing.length > 0 ? 'further pair' : 'pair')} cannot both be right.`)
  if (levels === null) {
    const long = [counted, ...disputed, agreementIn(counts)]
    return { short: lines(disputed.length > 0 ? disputed : long), long: lines(long) }
  }
  const { corridor, ladder } = levels
  const floors = ladder.filter(({ side }) => side === 'floor')
  const corroborated = floors.length === 0 ? null : corroboratedFloor(floors, words)
  const highest = highestFloor(floors[0], words)
  const single = highestNumber(corridor, words)
  const long = [
    counted,
    computed,
    corroborated,
    highest,
    single,
    ceilingIn(corridor, words),
    ...disputed,
    growthIn(pairs ?? [], words, tolerance),
  ]
  // Without a floor, the numbers claimed would go unmentioned.
  const levelled = floors.length === 0 ? [highest, single] : [corroborated, highest]
  return { short: lines([computed, ...levelled, ...disputed]), long: lines(long) }
}

const lines = (parts: (string | null)[]): string => parts.filter((part) => part !== null).join('\n')
const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** A claimant, the month, and the figure. */
function claimInWords(claim: Claim, { nameOf, figureOf, whenOf }: Wording): string {
  const when = whenOf(claim)
  return `${nameOf(claim)} (${figureOf(claim)}${when === null ? '' : `, ${when}`})`
}

function countedIn(claims: Claim[], others: number): string {
  const claimants = new Set(claims.flatMap((claim) => claim.claimants))
  const elsewhere =
    others === 0 ? '' : ` ${count(others, 'claim')} hold${others === 1 ? 's' : ''} under another condition.`
  const silent = claims.filter(({ numbered }) => numbered.length === 0).length
  return `${count(claims.length, 'claim')} by ${count(claimants.size, 'claimant')}${silent > 0 ? `, ${silent} without a number` : ''}.${elsewhere}`
}

/** The pairs of a quantity that does not grow, as counts: those that agree, are left open, or cannot be compared. */
function agreementIn({ agrees, undecided, not_comparable }: FoundPairs['counts']): string | null {
  const parts = [
    agrees ? `${count(agrees, 'pair')} agree${agrees === 1 ? 's' : ''} about the same window` : null,
    undecided ? `${count(undecided, 'pair')} ${undecided === 1 ? 'is' : 'are'} left open` : null,
    not_comparable ? `${count(not_comparable, 'pair')} cannot be compared` : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : `${parts.join(', and ')}.`
}

/** The highest floor on which two origins stand that build on none other. */
function corroboratedFloor(floors: Rung[], { amountOf }: Wording): string {
  const rung = floors.find(({ origins }) => origins.independent + origins.assumed_independent >= 2)
  const all = floors.at(-1)?.origins
  if (all !== undefined && all.none > 0 && originsInWords({ ...all, none: 0 }) === 'no origin')
    return 'No origin of these claims is recorded, so that nothing tells whether one confirms another.'
  if (rung === undefined) return 'No floor rests on two origins that are known, or assumed, to build on none other.'
  const { claims, value, inclusive, origins } = rung
  const amount = `${inclusive ? 'at least' : 'more than'} ${amountOf(value)}`
  return `${count(claims, 'claim')} set${claims === 1 ? 's' : ''} a floor of ${amount} or a higher one, from ${originsInWords(origins)}.`
}

function originsInWords({ independent, assumed_independent, builds_on, unknown, none }: OriginCounts): string {
  const parts = [
    independent > 0 ? `${count(independent, 'independent origin')}` : null,
    assumed_independent > 0 ? `${count(assumed_independent, 'origin')} assumed to be independent` : null,
    builds_on > 0 ? `${count(builds_on, 'origin')} that ${builds_on === 1 ? 'builds' : 'build'} on others` : null,
    unknown > 0 ? `${count(unknown, 'origin')} of unknown independence` : null,
    none > 0 ? `${count(none, 'claim')} without an origin` : null,
  ].filter((part) => part !== null)
  return parts.length < 2 ? (parts[0] ?? 'no origin') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function highestFloor(rung: Rung | undefined, words: Wording): string {
  if (rung === undefined) return 'Nobody sets a floor.'
  const [first, ...others] = rung.claims_here
  const alone = others.length === 0 ? 'alone' : `and ${count(others.length, 'other claim')}`
  return `The highest floor is set by ${claimInWords(first as Claim, words)} ${alone}.`
}

function highestNumber({ lines }: Corridor, words: Wording): string | null {
  let highest: { claim: Claim; value: number } | null = null
  for (const claim of lines.compared)
    for (const { lower, upper } of claim.numbered) {
      const value = [lower, upper].find((side) => side?.isPoint)?.said
      if (value !== undefined && (highest === null || value > highest.value)) highest = { claim, value }
    }
  return (
    highest &&
    `The highest single number is that of ${claimInWords(highest.claim, words)}; a single number sets no floor.`
  )
}

function ceilingIn(corridor: Corridor, words: Wording): string {
  const { last_bounded } = notRuledOut(corridor)
  const claim = last_bounded?.step.high_claims[0]
  if (last_bounded === null || claim === undefined) return 'Nobody sets a ceiling.'
  const { assumptions } = last_bounded.step
  const own = assumptions.filter(({ estimate }) => claim.reports.some(({ id }) => id === estimate))
  const speakers = own.flatMap(({ spoken_against_by }) => spoken_against_by)
  const against = [...new Set(speakers.sort((one, other) => byText(one.id, other.id)).map(words.nameOf))]
  const resting = own.length === 0 ? '' : `, assuming ${words.assumptionsOf(own)}`
  const spoken = against.length === 0 ? '' : `, against which claims of ${listed(against)} speak`
  return `A ceiling is set by ${claimInWords(claim, words)}, up to ${words.dayOf(last_bounded.at as string)}${resting}${spoken}; no claim limits the total later.`
}

/** "A and B cannot both be right. They fit together only if one of the two figures is more than 49 % off." */
function disputeIn(pair: Pair, words: Wording): string {
  const { first, second, assumptions } = pair
  const assumed = assumptions.length === 0 ? '' : `, assuming ${words.assumptionsOf(assumptions)}`
  return `${claimInWords(first, words)} and ${claimInWords(second, words)} cannot both be right${assumed}.${conditionsInWords(pair, words)}`
}

/** Number of single numbers among the two sides that exceed each other. */
function countPoints({ first, second, higher }: Pair): number {
  const [upper, lower] = higher === 'second' ? [second, first] : [first, second]
  return [upper.lower, lower.upper].filter((side) => side?.isPoint).length
}

const ifExact = ['', 'if the single number is exact, ', 'if both single numbers are exact, ']

/** The pairs that hold only if the total grew, as a count, and the steepest one. Nothing is certain from a single number. */
function growthIn(pairs: Pair[], words: Wording, tolerance: number | null): string | null {
  const grown = pairs.filter(({ verdict, unless }) => unless !== null && !isFailing(verdict))
  const [first] = grown
  if (first === undefined) return null
  const pointsIn = (pair: Pair) => (tolerance === null ? countPoints(pair) : 0)
  const steepest = grown.reduce(
    (most, pair) => ((pair.unless?.per_day ?? 0) > (most.unless?.per_day ?? 0) ? pair : most),
    first,
  )
  const moved = movedInWords(steepest, words, 'must have moved')
  const most =
    moved === null
      ? ''
      : ` Most steeply between ${claimInWords(steepest.first, words)} and ${claimInWords(steepest.second, words)}: ${ifExact[pointsIn(steepest)]}${moved}.`
  const otherwise = grown.some((pair) => pointsIn(pair) > 0) ? ' or a single number is off' : ''
  return `${count(grown.length, 'more pair')} hold${grown.length === 1 ? 's' : ''} only if the total grew${otherwise}.${most}`
}
