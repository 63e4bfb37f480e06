/** Times as people write them, read as EDTF: the way back from `edtfInWords`, and other common forms. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const fullMonths =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec'
const seasons: Record<string, string> = { spring: '21', summer: '22', autumn: '23', fall: '23', winter: '24' }
const qualifiers: [words: RegExp, sign: string][] = [
  [/^(possibly|perhaps|maybe) (about|around) /, '%'],
  [/^(about|around|circa|approximately|c\.|ca\.) ?/, '~'],
  [/^(possibly|perhaps|maybe) /, '?'],
]

const two = (digits: string): string => digits.padStart(2, '0')
const monthOf = (name: string): string => two(String(months.indexOf(name.slice(0, 3)) + 1))

/** The forms of a date, each with the parts of its EDTF. */
const forms: [form: RegExp, parts: (...groups: string[]) => string[]][] = [
  [/^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/, (...parts) => parts],
  [new RegExp(`^(${fullMonths})\\.?,? (\\d{4})$`), (month, year) => [year, monthOf(month)]],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${fullMonths})\\.?,? (\\d{4})$`),
    (day, month, year) => [year, monthOf(month), two(day)],
  ],
  [
    new RegExp(`^(${fullMonths})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`),
    (month, day, year) => [year, monthOf(month), two(day)],
  ],
  [/^(spring|summer|autumn|fall|winter)(?: of|,)? (\d{4})$/, (season, year) => [year, seasons[season] ?? '']],
  [/^some month of (\d{4})$/, (year) => [year, 'XX']],
  [/^some day of (\d{4})$/, (year) => [year, 'XX', 'XX']],
  [new RegExp(`^some day of (${fullMonths}) (\\d{4})$`), (month, year) => [year, monthOf(month), 'XX']],
  [/^(?:some year in )?(?:the )?(\d{3})0s$/, (decade) => [`${decade}X`]],
]

function readDate(words: string): string | null {
  for (const [phrase, sign] of qualifiers) {
    const rest = words.replace(phrase, '')
    if (rest === words) continue
    const date = readDate(rest)
    return date === null || /[~?%]$/.test(date) ? null : date + sign
  }
  for (const [form, parts] of forms) {
    const found = form.exec(words)
    if (found !== null)
      return parts(...(found.slice(1) as string[]))
        .filter((part) => part !== undefined)
        .join('-')
  }
  return null
}

/** Both ends of a span; the first may leave out the year that the second has ("June to August 2024"). */
function readSpan(first: string, second: string): string | null {
  const end = readDate(second)
  const year = end?.slice(0, 4) ?? ''
  const start = readDate(first) ?? readDate(`${first} ${year}`)
  return start === null || end === null ? null : `${start}/${end}`
}

/** The EDTF of a time in words; null if they cannot be read. */
export function edtfFromWords(text: string): string | null {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const open = /^(.*?), (?:with an open|(end|start) not stated).*$/.exec(words)
  const stated = open?.[1] ?? words
  const side = open?.[2] === undefined ? '..' : ''
  const ended = /^(?:up to|until|till|by) (.+)$/.exec(stated)
  if (ended !== null) return withEnd(readDate(ended[1] as string), (end) => `${side}/${end}`)
  const span = /^(?:from |between )?(.+?)(?: to | until | and | ?[–—] ?| - |\/)(.+)$/.exec(stated)
  if (span !== null) return readSpan(span[1] as string, span[2] as string)
  const started = /^(?:since at least|since|from) (.+)$/.exec(stated)
  if (started !== null) return withEnd(readDate(started[1] as string), (start) => `${start}/${side}`)
  return readDate(stated)
}

const withEnd = (date: string | null, write: (date: string) => string): string | null =>
  date === null ? null : write(date)
