/** Terms, numbers and times in words. Nothing is rounded where it is told, and nothing is computed. */
import type { Bounds } from './claims.ts'
import type { Time } from './facts.ts'

/** A term of a vocabulary as people write it. */
export const spoken = (term: string): string => term.replaceAll('_', ' ')

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 })
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 })

export const numberOf = (value: number, unit = ''): string =>
  unit === 'share' ? percent.format(value) : whole.format(value)
export const shortNumber = (value: number, unit = ''): string =>
  unit === 'share' ? percent.format(value) : short.format(value)
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`

/** What a claim says of the number, side by side: what bounds it, and what does not. */
export function boundsInWords(
  { low, high, best, low_inclusive, high_inclusive, low_side, high_side }: Bounds,
  unit: string,
): string {
  const bound = (words: string, value: number, side: string) =>
    `${words} ${numberOf(value, unit)}${side === 'tolerance' ? ' by the tolerance chosen' : ''}`
  const sides = [
    ...(best === null ? [] : [`the number named is ${numberOf(best, unit)}`]),
    ...(low === null ? [] : [bound(low_inclusive ? 'at least' : 'more than', low, low_side)]),
    ...(high === null ? [] : [bound(high_inclusive ? 'at most' : 'less than', high, high_side)]),
  ]
  if (sides.length === 0) return 'no number is stated'
  if (low === null) sides.push(low_side === 'unbounded' ? 'no floor is claimed' : 'a floor is not stated')
  if (high === null) sides.push(high_side === 'unbounded' ? 'no ceiling is claimed' : 'a ceiling is not stated')
  return sides.join(', ')
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const seasons: Record<string, string> = { 21: 'spring', 22: 'summer', 23: 'autumn', 24: 'winter' }
const qualifiers: Record<string, [before: string, after: string]> = {
  '~': ['about ', ''],
  '?': ['', ' (uncertain)'],
  '%': ['about ', ' (uncertain)'],
}

/** A date of EDTF in words; what has no short form in words stays EDTF. */
function dateInWords(text: string): string {
  const [, year = '', month = '', day = '', qualifier = ''] =
    /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%])?$/.exec(text) ?? []
  if (year === '') return text
  const [before, after] = qualifiers[qualifier] ?? ['', '']
  const named = seasons[month] ?? months[Number(month) - 1]
  const date = [day.replace(/^0/, ''), named, year].filter((part) => part !== '' && part !== undefined).join(' ')
  return before + date + after
}

/** A time of EDTF in words. Sides that are not stated, and sides said to be open, are told apart. */
export function edtfInWords(edtf: string): string {
  const [start = '', end] = edtf.split('/')
  if (end === undefined) return dateInWords(start)
  const isDate = (side: string) => side !== '' && side !== '..'
  if (isDate(start) && isDate(end)) return `${dateInWords(start)} – ${dateInWords(end)}`
  const from = isDate(start) ? `from ${dateInWords(start)}` : start === '' ? 'start not stated' : 'open start'
  const to = isDate(end) ? `to ${dateInWords(end)}` : end === '' ? 'end not stated' : 'with an open end'
  return isDate(start) ? `${from}, ${to}` : `${to}, ${from}`
}

/** A time in words, with those of the source where it has some. */
export const timeInWords = ({ edtf, as_stated, since_at_least }: Time): string =>
  (since_at_least ? 'at least ' : '') + edtfInWords(edtf) + (as_stated === null ? '' : ` (“${as_stated}”)`)

/** The clocks of an estimate or a quote, in the order in which they tell how old it is. */
export const clocksInWords = (record: {
  as_of?: Time | null
  window?: Time | null
  said: Time | null
  published: Time | null
}): [clock: string, words: string][] =>
  (
    [
      ['as of', record.as_of],
      ['covers', record.window],
      ['said', record.said],
      ['published', record.published],
    ] as const
  ).flatMap(([clock, time]) => (time ? [[clock, timeInWords(time)]] : []))
