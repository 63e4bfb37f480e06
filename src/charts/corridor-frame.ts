/** The axes of a chart over time, and places on them. */
import type { ChartColours } from './colours.ts'
import { type CorridorModel, drawnClaims } from './corridor-model.ts'
import type { Measure } from './letters.ts'
import type { Make } from './svg.ts'

/** Places in pixels. */
export interface Frame {
  make: Make
  measure: Measure
  colours: ChartColours
  width: number
  isNarrow: boolean
  left: number
  right: number
  top: number
  bottom: number
  xOf: (day: string) => number
  yOf: (number: number) => number
}

/** Least time that an axis spans, in milliseconds: 60 days. */
const leastLength = 60 * 86_400_000

/** First and last day, and least and greatest number of the axes. */
export function valuesOf(model: CorridorModel, { isLog, isNarrow }: { isLog: boolean; isNarrow: boolean }) {
  const claims = drawnClaims(model)
  const dayNumbers = [
    ...model.steps.map(({ from }) => from),
    ...claims.flatMap(({ window }) => [
      window.start_earliest,
      window.start_latest,
      window.end_earliest,
      window.end_latest,
    ]),
  ].flatMap((day) => (day === null ? [] : [Date.parse(day)]))
  const first = dayNumbers.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY)
  const last = dayNumbers.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY)
  const length = Math.max(last - first, leastLength)
  const [start, end] = last - first < leastLength ? [first - leastLength / 2, last + leastLength / 2] : [first, last]
  // A start that is not stated fades out to the left, and labels have room to the right.
  const days: [number, number] =
    dayNumbers.length === 0
      ? [Date.UTC(2000, 0), Date.UTC(2001, 0)]
      : [start - length * 0.06, end + length * (isNarrow ? 0.05 : 0.1)]
  const values = claims
    .flatMap(({ low, high, best }) => [low, high, best])
    .filter((value) => value !== null && (value > 0 || !isLog)) as number[]
  const top = values.reduce((one, other) => Math.max(one, other), 0)
  const least = values.reduce((one, other) => Math.min(one, other), top)
  const numbers: [number, number] =
    top === 0 ? (isLog ? [1, 10] : [0, 1]) : isLog ? [least / 2, top * 1.6] : [0, top * 1.1]
  return { days, numbers }
}
