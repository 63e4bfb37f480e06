/** The middle value: one slow round moves it less than it moves a mean. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** The value that this share of all values does not exceed (nearest rank). */
export function percentile(values: Float64Array | number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** From so many samples on, one in a hundred is a hundred requests and worth printing. */
const samplesForP99 = 10_000

/** The 99th percentile; undefined where the samples are too few to tell. */
export const p99Of = (values: number[]): number | undefined =>
  values.length < samplesForP99 ? undefined : percentile(values, 0.99)

/** Stands where there is nothing to print. */
export const none = '–'

/** A number with as many digits as it has meaning: three. */
export function shown(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return none
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return Number(value.toPrecision(3)).toLocaleString('en', {
    minimumFractionDigits: Math.min(digits, 2),
    maximumFractionDigits: Math.min(digits, 2),
  })
}
