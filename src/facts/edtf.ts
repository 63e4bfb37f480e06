/**
 * Extended Date/Time Format, levels 0 and 1 (ISO 8601-2:2019, Library of Congress specification of 2019-02-04):
 * dates, date-times, seasons, uncertain and approximate dates, unspecified digits, and intervals with open or unknown
 * sides, in the years 0000 to 9999. Days are those of the proleptic Gregorian calendar, as `YYYY-MM-DD`.
 */

import { LRUCache } from 'lru-cache'

/** A run of days. null: no bound on that side. */
export interface Days {
  earliest: string | null
  latest: string | null
}

export type SideState = 'stated' | 'unknown' | 'open'

export interface Edtf {
  /** The widest days covered by the whole. */
  days: Days
  /** The widest days on which it may start and end; for a single date both are the whole date. */
  start: Days
  end: Days
  startState: SideState
  endState: SideState
  isInterval: boolean
  /** True if the text contains `?`, `~` or `%`. They widen nothing, but such a time is never sure. */
  qualified: boolean
}

/** Longer strings are refused before they are read. The longest meaningful one is far shorter. */
export const edtfMaxLength = 64

export const edtfHelp =
  'Allowed: EDTF level 0–1 in the years 0000–9999, such as 2024, 2024-10, 2024-10-04, 2024-10-04T12:00:00Z, 2024-21 (season: 21 spring, ' +
  '22 summer, 23 autumn, 24 winter), 2022-06~, 201X, 2024-10-XX, 2023-09/2024-02, 2022-06~/.. (open), /2024-06 (start unknown).'

export class EdtfError extends Error {
  override name = 'EdtfError'
  constructor(text: string, reason: string) {
    const shown = [...JSON.stringify(text.slice(0, 2 * edtfMaxLength))]
    const cut = shown.length > edtfMaxLength ? `${shown.slice(0, edtfMaxLength).join('')}…` : shown.join('')
    super(`${cut} ${reason}. ${edtfHelp}`)
  }
}

/**
 * The widest days of each season of year Y, northern hemisphere: from the meteorological start to the astronomical end,
 * since a text rarely says which it means. "Winter Y" may be the one that ends or the one that begins in Y.
 */
const seasons: Record<
  string,
  { from: [yearOffset: number, monthDay: string]; to: [yearOffset: number, monthDay: string] }
> = {
  21: { from: [0, '03-01'], to: [0, '06-21'] },
  22: { from: [0, '06-01'], to: [0, '09-23'] },
  23: { from: [0, '09-01'], to: [0, '12-22'] },
  24: { from: [-1, '12-01'], to: [1, '03-21'] },
}

const dateShape = /^(\d{2}(?:\d{2}|\dX|XX))(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([?~%])?$/
const dateTimeShape =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?$/

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

/** Results are cached: the same dates occur in many records, and several times in each. */
const parsed = new LRUCache<string, Edtf>({ max: 5000 })

/**
 * Reads an EDTF string.
 * @throws EdtfError, which says what is wrong and what is allowed
 */
export function parseEdtf(text: string): Edtf {
  const known = parsed.get(text)
  if (known !== undefined) return known
  const edtf = readEdtf(text)
  parsed.set(text, edtf)
  return edtf
}

function readEdtf(text: string): Edtf {
  if (text.length > edtfMaxLength)
    throw new EdtfError(text, `has ${text.length} characters, more than ${edtfMaxLength}`)
  const sides = text.split('/')
  if (sides.length > 2) throw new EdtfError(text, 'has more than one slash')
  const [first = '', second] = sides
  if (second === undefined) {
    const { days, qualified } = readDate(first, text)
    return { days, start: days, end: days, startState: 'stated', endState: 'stated', isInterval: false, qualified }
  }
  const start = readSide(first, text)
  const end = readSide(second, text)
  if (start.state !== 'stated' && end.state !== 'stated')
    throw new EdtfError(text, 'states neither side of the interval')
  if (start.days.earliest !== null && end.days.latest !== null && start.days.earliest > end.days.latest)
    throw new EdtfError(text, 'ends before it starts')
  const days = { earliest: start.days.earliest, latest: end.days.latest }
  return {
    days,
    // An interval cannot start after it ends: 2024/2024-03 starts by the end of March.
    start: { earliest: days.earliest, latest: earlier(start.days.latest, days.latest) },
    end: { earliest: later(end.days.earliest, days.earliest), latest: days.latest },
    startState: start.state,
    endState: end.state,
    isInterval: true,
    qualified: start.qualified || end.qualified,
  }
}

const earlier = (day: string | null, limit: string | null) =>
  day !== null && limit !== null && limit < day ? limit : day
const later = (day: string | null, limit: string | null) =>
  day !== null && limit !== null && limit > day ? limit : day

function readSide(side: string, text: string): { days: Days; state: SideState; qualified: boolean } {
  const nothing = { earliest: null, latest: null }
  if (side === '') return { days: nothing, state: 'unknown', qualified: false }
  if (side === '..') return { days: nothing, state: 'open', qualified: false }
  return { state: 'stated', ...readDate(side, text) }
}

function readDate(date: string, text: string): { days: Days; qualified: boolean } {
  const dateTime = dateTimeShape.exec(date)
  const shape = dateShape.exec(dateTime?.[1] ?? date)
  if (shape === null) throw new EdtfError(text, reasonAgainst(date))
  const [, year = '', month, day, qualifier] = shape
  return { days: daysOf(year, month, day, text), qualified: qualifier !== undefined }
}

function daysOf(year: string, month: string | undefined, day: string | undefined, text: string): Days {
  const firstYear = Number(year.replaceAll('X', '0'))
  const lastYear = Number(year.replaceAll('X', '9'))
  if (month === undefined || month === 'XX') {
    if (day !== undefined && day !== 'XX')
      throw new EdtfError(text, 'has a day in an unspecified month, which is level 2')
    if (month === 'XX' && firstYear !== lastYear)
      throw new EdtfError(text, 'leaves both year and month open, which is level 2')
    return { earliest: `${pad(firstYear, 4)}-01-01`, latest: `${pad(lastYear, 4)}-12-31` }
  }
  if (firstYear !== lastYear) throw new EdtfError(text, 'has a month in an unspecified year, which is level 2')
  const season = seasons[month]
  if (season !== undefined) return daysOfSeason(firstYear, season, day, text)
  const monthNumber = Number(month)
  if (monthNumber < 1 || monthNumber > 12)
    throw new EdtfError(
      text,
      monthNumber > 24 && monthNumber < 42
        ? `has season ${month}, which is level 2`
        : `has no month or season ${month}`,
    )
  const lastDay = daysInMonth(firstYear, monthNumber)
  const prefix = `${pad(firstYear, 4)}-${month}`
  if (day === undefined || day === 'XX') return { earliest: `${prefix}-01`, latest: `${prefix}-${lastDay}` }
  if (Number(day) < 1 || Number(day) > lastDay)
    throw new EdtfError(text, `has no day ${day}: ${prefix} has ${lastDay} days`)
  return { earliest: `${prefix}-${day}`, latest: `${prefix}-${day}` }
}

function daysOfSeason(
  year: number,
  { from, to }: (typeof seasons)[string] & object,
  day: string | undefined,
  text: string,
): Days {
  if (day !== undefined) throw new EdtfError(text, 'has a day in a season')
  const fromYear = year + from[0]
  const toYear = year + to[0]
  if (fromYear < 0 || toYear > 9999) throw new EdtfError(text, 'reaches outside the years 0000–9999')
  return { earliest: `${pad(fromYear, 4)}-${from[1]}`, latest: `${pad(toYear, 4)}-${to[1]}` }
}

function reasonAgainst(date: string): string {
  if (/^\d{8}([T?~%]|$)/.test(date)) return 'is written without hyphens'
  if (/^Y\d{1,4}$/.test(date)) return 'has a Y before a year of four digits'
  if (/^Y?-?\d{5,}|^-\d/.test(date)) return 'has a year outside 0000–9999'
  if (/^Y/.test(date)) return 'has a year outside 0000–9999'
  if (/X|S\d/.test(date)) return 'leaves digits open in a way that is level 2'
  if (/[[\]{},]/.test(date)) return 'is a set, which is level 2'
  if (/^[?~%]/.test(date) || /[?~%]./.test(date)) return 'qualifies a part of a date, which is level 2'
  if (date === '') return 'is empty'
  return 'is not an EDTF date'
}
