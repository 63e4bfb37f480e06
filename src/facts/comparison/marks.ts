/** Claims made ready to be counted and found by their bounds: numbers as levels, days as ranks. */
import type { Claim, ReadingOptions, Side, WindowRules } from './claims.ts'
import { type Box, type Mark, rankOf } from './counting.ts'
import { asWrittenSpan } from './inequality.ts'
import { commonClock, earliestEnd, isSingle, type Span } from './nesting.ts'
import type { DayRange } from './windows.ts'
import { mapInParts, type Work } from './work.ts'

export interface Marked {
  claim: Claim
  lower: Mark | null
  upper: Mark | null
  box: Box
  /** The same text for claims whose windows are surely the same; null: not sure. */
  window: string | null
  clock: string | null
  /** All its lower, or upper, sides are bounds that the words set. */
  hasFirmLower: boolean
  hasFirmUpper: boolean
  /** All its upper sides are a stated zero. */
  isZero: boolean
}

/** Claims that may be compared with each other: of one condition, with a number, none of them a spread that stays apart. */
export function* markClaims(claims: Claim[], options: ReadingOptions & WindowRules): Work<Marked[]> {
  const allDays = new Set<string>()
  const numbers = new Set<number>()
  const drafts = yield* mapInParts(claims, (claim) => {
    const draft = draftOf(claim, options)
    for (const day of draft.days) allDays.add(day)
    for (const side of [claim.lower, claim.upper]) if (side !== null) numbers.add(side.value)
    return draft
  })
  const rankOfDay = rankOf(allDays)
  const rankOfNumber = rankOf(numbers)
  return yield* mapInParts(drafts, ({ claim, span, inner, outer, window }) => {
    const { lower, upper, numbered } = claim
    const box = { start: rangeOf(span.start, rankOfDay), end: rangeOf(span.end, rankOfDay) }
    const mark = (level: number, [end, start]: [string, string]): Mark =>
      options.growing ? { level, end: rankOfDay(end), start: rankOfDay(start) } : { level, end: 0, start: 0 }
    return {
      ...{ claim, box, window, clock: options.strict ? null : commonClock(numbered.map(({ coverage }) => coverage)) },
      lower: lower && mark(4 * rankOfNumber(lower.value) + levelOfLower(lower), inner),
      upper: upper && mark(4 * rankOfNumber(upper.value) + levelOfUpper(upper), outer),
      hasFirmLower: numbered.every((one) => one.lower?.isPoint === false),
      hasFirmUpper: numbered.every((one) => one.upper?.isPoint === false),
      isZero: numbered.every((one) => one.upper?.said === 0),
    }
  })
}

const rangeOf = ({ earliest, latest }: DayRange, rank: (day: string) => number): [number, number] => [
  rank(earliest),
  rank(latest),
]

/** Levels of the same number are such that a lower one exceeds an upper one as `excess` says. */
const levelOfLower = ({ isPoint, inclusive }: Side): number => (isPoint ? -1 : inclusive ? 0 : 1)
const levelOfUpper = ({ isPoint, inclusive }: Side): number => (isPoint ? 1 : inclusive ? 0 : -1)

/** The days on which it turns whether a claim lies within another, and another within it. */
function draftOf(claim: Claim, { strict, growing }: ReadingOptions & WindowRules) {
  const coverages = claim.numbered.map(({ coverage }) => coverage)
  const span = strict || !growing ? claim.strictSpan : claim.span
  const same: Span = growing ? span : asWrittenSpan(coverages, strict)
  const isSure = isSingle(same.start) && isSingle(same.end)
  const window = isSure ? `${same.start.earliest}/${same.end.earliest}` : null
  const endsBy = earliestEnd(coverages, strict)
  const inner: [string, string] = strict ? [span.end.latest, span.start.earliest] : [endsBy, endsBy]
  const reach = coverages.map(({ ends, endOfPeriod }) =>
    [...ends, ...(endOfPeriod ? [endOfPeriod] : [])].reduce(
      (last, { earliest }) => (earliest > last ? earliest : last),
      '',
    ),
  )
  const starts = coverages.map(({ statedStart }) => statedStart ?? '')
  const outer: [string, string] = strict
    ? [span.end.earliest, span.start.latest]
    : [
        reach.reduce((first, one) => (one < first ? one : first), '~'),
        starts.reduce((last, one) => (one > last ? one : last), ''),
      ]
  const days = [span.start.earliest, span.start.latest, span.end.earliest, span.end.latest, ...inner, ...outer]
  return { claim, span, window, inner, outer, days }
}
