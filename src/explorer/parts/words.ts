/** Terms, numbers, bounds and clocks in words. Nothing is rounded in full forms, and nothing is computed. */
import { edtfInWords, timeInWords } from '../../facts/time-words.ts'
import type { Time } from './api.ts'
import type { Bounds } from './claims.ts'

/** A term of a vocabulary as people write it. */
export const spoken = (term: string): string => term.replaceAll('_', ' ')

const periods: Record<string, string> = { Y: 'year', M: 'month', W: 'week', D: 'day' }

/** A duration of ISO 8601 as people write it after "per". */
export function periodInWords(duration: string): string {
  const [, count = '', letter = ''] = /^P(\d+)([YMWD])$/.exec(duration) ?? []
  const period = periods[letter] ?? duration
  return count === '1' || count === '' ? period : `${count} ${period}s`
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 })
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 })

/** A number in full; a share in per cent. */
export const numberOf = (value: number, unit = ''): string =>
  unit === 'share' ? percent.format(value) : whole.format(value)

/** A number in few letters: "1.5M". */
export const shortNumber = (value: number, unit = ''): string =>
  unit === 'share' ? percent.format(value) : short.format(value)

/** A count with its noun: "1 claim", "2 claims". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`

/** A number with its unit: "16,000 containers". */
export const amountOf = (value: number, unit: string): string =>
  unit === 'share' ? percent.format(value) : counted(value, unit)

/** A floor or a ceiling: "more than 16,000". */
export function boundInWords(side: 'floor' | 'ceiling', value: number, inclusive: boolean | null, unit = ''): string {
  const [reached, exceeded] = side === 'floor' ? ['at least', 'more than'] : ['at most', 'less than']
  return `${inclusive === false ? exceeded : reached} ${numberOf(value, unit)}`
}

type Interval = Pick<Bounds, 'low' | 'high' | 'low_inclusive' | 'high_inclusive'>

/** The interval between two bounds; null: nothing bounds it. */
export function intervalInWords({ low, high, low_inclusive, high_inclusive }: Interval, unit: string): string | null {
  if (low !== null && low === high && low_inclusive && high_inclusive) return `exactly ${numberOf(low, unit)}`
  const sides = [
    ...(low === null ? [] : [boundInWords('floor', low, low_inclusive, unit)]),
    ...(high === null ? [] : [boundInWords('ceiling', high, high_inclusive, unit)]),
  ]
  return sides.length === 0 ? null : sides.join(' and ')
}

/** The numbers of a claim, in words: those that bound it, and those that do not. */
export function boundsInWords(
  { low, high, best, low_inclusive, high_inclusive, low_side, high_side }: Bounds,
  unit: string,
): string {
  const chosen = (side: string) => (side === 'tolerance' ? ' by the tolerance chosen' : '')
  const sides = [
    ...(best === null ? [] : [`the number named is ${amountOf(best, unit)}`]),
    ...(low === null ? [] : [boundInWords('floor', low, low_inclusive, unit) + chosen(low_side)]),
    ...(high === null ? [] : [boundInWords('ceiling', high, high_inclusive, unit) + chosen(high_side)]),
  ]
  if (sides.length === 0) return 'no number is stated'
  if (low === null) sides.push(low_side === 'unbounded' ? 'no floor is claimed' : 'a floor is not stated')
  if (high === null) sides.push(high_side === 'unbounded' ? 'no ceiling is claimed' : 'a ceiling is not stated')
  return sides.join(', ')
}

/** The widest days of a time. The text gives no reason for a side without a bound. */
export function daysInWords({ earliest, latest }: Pick<Time, 'earliest' | 'latest'>): string {
  if (earliest === null) return latest === null ? 'any day' : `up to ${edtfInWords(latest)}`
  if (latest === null) return `from ${edtfInWords(earliest)} on`
  return edtfInWords(earliest === latest ? earliest : `${earliest}/${latest}`)
}

/** EDTF in short words. */
export const edtfInShort = (edtf: string, sinceAtLeast = false): string =>
  edtfInWords(edtf, sinceAtLeast).replace(
    /\b(January|February|March|April|June|July|August|September|October|November|December)\b/g,
    (month) => month.slice(0, 3),
  )

interface Clocks {
  as_stated_exact?: boolean
  as_of?: Time | null
  window?: Time | null
  said: Time | null
  published: Time | null
}

/** The clocks of an estimate or a quote, those first that say best how old it is. */
const clocksOf = ({ as_of, window, said, published }: Clocks): [clock: string, time: Time][] =>
  (
    [
      ['as of', as_of],
      ['covers', window],
      ['said', said],
      ['published', published],
    ] as const
  ).flatMap(([clock, time]) => (time ? [[clock, time]] : []))

/** The clocks of a record, with the words of the source for each time. */
export const clocksInWords = (record: Clocks): string[] =>
  clocksOf(record).map(([clock, time]) => `${clock} ${timeInWords(time, record.as_stated_exact)}`)

/** Clocks in short words, without the words of the source, which must not be cut. */
export const clocksInShort = (record: Clocks): string[] =>
  clocksOf(record).map(([clock, { edtf, since_at_least }]) => `${clock} ${edtfInShort(edtf, since_at_least)}`)
