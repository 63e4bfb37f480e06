/** Times in English words, for people: as vague as their EDTF text, which is for machines. */
import { quoted } from './quotation.ts'
import type { Time } from './time.ts'

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
const seasons: Record<string, string> = { 21: 'spring', 22: 'summer', 23: 'autumn', 24: 'winter' }
const qualifiers: Record<string, string> = { '~': 'about ', '?': 'possibly ', '%': 'possibly about ' }

const shape =
  /^(\d\d[\dX]{2})(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T(\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d(?::\d\d)?)?)?([?~%])?$/

/**
 * A year in words. EDTF has a year 0, which people call 1 BC. A year of fewer than four digits would not be recognised
 * as one.
 */
const yearInWords = (year: number): string => (year === 0 ? '1 BC' : year < 1000 ? `AD ${year}` : String(year))

function unspecifiedYear(year: string): string {
  const [first, last] = ['0', '9'].map((digit) => Number(year.replaceAll('X', digit))) as [number, number]
  return first >= 1000 && last - first === 9
    ? `some year in the ${first}s`
    : `some year between ${yearInWords(first)} and ${yearInWords(last)}`
}

function dayInWords(year: string, month: string | undefined, day: string | undefined): string {
  if (year.includes('X')) return unspecifiedYear(year)
  const whole = yearInWords(Number(year))
  if (month === undefined) return whole
  if (month === 'XX') return `some ${day === undefined ? 'month' : 'day'} of ${whole}`
  const name = seasons[month] ?? months[Number(month) - 1]
  if (name === undefined) throw new Error(`There is no month or season ${month}.`)
  const named = `${name} ${whole}`
  if (day === undefined) return named
  return day === 'XX' ? `some day of ${named}` : `${Number(day)} ${named}`
}

function hourInWords(hour: string, second: string | undefined, zone: string | undefined): string {
  const exact = second === undefined || second === '00' ? hour : `${hour}:${second}`
  if (zone === undefined) return ` at ${exact}`
  const offset = zone
    .replace('-', '−')
    .replace(/^([+−])0/, '$1')
    .replace(/:00$/, '')
  return ` at ${exact} UTC${/^[Z+−]0?$/.test(offset) ? '' : offset}`
}

function dateInWords(date: string): string {
  const [, year, month, day, hour, second, zone, qualifier] = shape.exec(date) ?? []
  if (year === undefined) throw new Error(`${JSON.stringify(date)} is no date of EDTF level 0–1.`)
  const time = hour === undefined ? '' : hourInWords(hour, second, zone)
  return `${qualifiers[qualifier ?? ''] ?? ''}${dayInWords(year, month, day)}${time}`
}

/** EDTF text of level 0–1 in words. An end that is not stated and one that is said to be open have different words. */
export function edtfInWords(edtf: string, sinceAtLeast = false): string {
  const [start = '', end] = edtf.split('/')
  // Both ends are the same days. Unspecified digits on both sides may represent different ones.
  const isOneDate = end === start && !sinceAtLeast && !start.includes('X')
  if (end === undefined || isOneDate) return dateInWords(start)
  const isDate = (side: string) => side !== '' && side !== '..'
  if (!isDate(start)) return `up to ${dateInWords(end)}, ${start === '' ? 'start not stated' : 'with an open start'}`
  const from = `${sinceAtLeast ? 'since at least' : 'from'} ${dateInWords(start)}`
  if (!isDate(end)) return `${from}, ${end === '' ? 'end not stated' : 'with an open end'}`
  return sinceAtLeast ? `${from}, up to ${dateInWords(end)}` : `${from} to ${dateInWords(end)}`
}

/**
 * A time in words, with those of the source if they are recorded.
 * @param isExact false if the words of the record are not recorded as exact; noted ones never are
 */
export function timeInWords(
  { edtf, as_stated, basis, since_at_least }: Pick<Time, 'edtf' | 'as_stated' | 'basis' | 'since_at_least'>,
  isExact = true,
): string {
  const words = edtfInWords(edtf, since_at_least)
  if (as_stated === null || as_stated.toLowerCase() === words.toLowerCase()) return words
  return `${words} (${quoted(as_stated, isExact && basis !== 'noted')})`
}
