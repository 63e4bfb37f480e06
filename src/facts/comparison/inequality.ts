/** The one inequality of two claims that may fail: what is counted in a window cannot exceed what contains it. */
import { type Claim, excess, type Numbered, type ReadingOptions, type Side, type WindowRules } from './claims.ts'
import {
  commonClock,
  earliestEnd,
  isSameDay,
  joinMade,
  type Nesting,
  nestWithin,
  type Span,
  spanOf,
} from './nesting.ts'
import type { Coverage, Made, Reading } from './windows.ts'

/** The failure of a lower side against an upper side, if it is counted within the same or a wider window. */
export interface Failure {
  verdict: 'contradicts' | 'at_odds'
  /** The greatest lower bound of the relative tolerances, applied to every single number, that let both hold. */
  tolerance_needed: number | null
  /** False: only more than `tolerance_needed` lets both hold. */
  tolerance_reached: boolean | null
}

/** The failure of a lower side that exceeds an upper one; null: it does not. */
export function failureOf(lower: Side | null, upper: Side | null): Failure | null {
  const over = excess(lower, upper)
  if (lower === null || upper === null || over === null) return null
  const [a, b] = [lower.said, upper.said]
  // A stated zero is exact: nothing but a number that is wholly off lets it stand.
  if (b === 0 || !(lower.isPoint || upper.isPoint))
    return { verdict: 'contradicts', tolerance_needed: null, tolerance_reached: null }
  const needed = lower.isPoint ? (a - b) / (upper.isPoint ? a + b : a) : a / b - 1
  return { verdict: 'at_odds', tolerance_needed: needed, tolerance_reached: over.inclusive }
}

const severity = (failure: Failure | null): number =>
  failure === null ? -1 : failure.verdict === 'contradicts' ? Number.POSITIVE_INFINITY : (failure.tolerance_needed ?? 0)
/** Orders failures from the mildest. */
export const compareFailures = (one: Failure | null, other: Failure | null): number =>
  severity(one) === severity(other)
    ? Number(one?.tolerance_reached === false) - Number(other?.tolerance_reached === false)
    : severity(one) - severity(other)

export interface Combination {
  inner: Numbered
  outer: Numbered
  failure: Failure | null
}

/** Every report of the one with every report of the other, from the mildest. */
export function combinationsOf(inner: Claim, outer: Claim): Combination[] {
  return inner.numbered
    .flatMap((one) =>
      outer.numbered.map((other) => ({ inner: one, outer: other, failure: failureOf(one.lower, other.upper) })),
    )
    .sort((one, other) => compareFailures(one.failure, other.failure))
}

/**
 * The assumptions under which the window of the one surely lies within that of the other, for all their reports, side by
 * side; for a quantity that does not grow, under which the two are surely the same.
 */
export function nestClaims(
  inner: Pick<Claim, 'numbered'>,
  outer: Pick<Claim, 'numbered'>,
  rules: WindowRules,
  { strict }: Pick<ReadingOptions, 'strict'>,
): Nesting {
  const [ones, others] = [inner, outer].map(({ numbered }) => numbered.map(({ coverage }) => coverage)) as [
    Coverage[],
    Coverage[],
  ]
  if (!rules.growing) return match(ones, others, strict)
  const clock = commonClock(ones)
  const hasSameClock = clock !== null && clock === commonClock(others)
  const innerEnd = earliestEnd(ones, strict)
  const nestings = ones.flatMap((one) =>
    others.map((other) => nestWithin(one, other, { strict, innerEnd, hasSameClock })),
  )
  return { start: join(nestings.map(({ start }) => start)), end: join(nestings.map(({ end }) => end)) }
}

/** For a quantity that does not grow, the one assumption about start and end is that they are as written. */
const admitted = (readings: Reading[], strict: boolean): Reading => {
  const last = readings.at(-1) as Reading
  const isAsWritten = last.made.every(({ assumption }) => assumption === 'approximate_as_written')
  return isAsWritten && !strict ? last : (readings[0] as Reading)
}

/** The window of several reports of a quantity that does not grow. */
export const asWrittenSpan = (coverages: Coverage[], strict: boolean): Span =>
  spanOf(
    coverages.map((coverage) => ({
      ...coverage,
      starts: [admitted(coverage.starts, strict)],
      ends: [admitted(coverage.ends, strict)],
    })),
    strict,
  )

function match(ones: Coverage[], others: Coverage[], strict: boolean): Nesting {
  const [one, other] = [asWrittenSpan(ones, strict), asWrittenSpan(others, strict)]
  const same = (side: keyof Span) =>
    isSameDay(one[side], other[side]) ? joinMade(one[side].made, other[side].made) : null
  return { start: same('start'), end: same('end') }
}

const join = (sets: (Made[] | null)[]): Made[] | null =>
  sets.some((set) => set === null) ? null : joinMade(...sets.map((set) => set ?? []))
