/** Words, numerals and signs of a text, for the reader of figures. */

export interface Token {
  kind: 'word' | 'numeral' | 'date' | 'sign'
  /** The text as written. */
  text: string
  /** In lower case, every dash as a hyphen, "cannot" and "isn't" as "not". */
  lower: string
  /** Places in UTF-16 units. */
  start: number
  end: number
  /** True if no space separates it from the token before. */
  glued: boolean
}

const dashes = '\\-‐‑‒–—−'
const gap = "[ \\u00a0\\u2007\\u2009\\u202f'’]"
const factor = '\\d+(?:\\.\\d+)?\\s?[×x·⋅*]\\s?'
const calibre = `\\s?[${dashes}]?\\s?(?:mm|millimet|cm)`

/**
 * Numerals, the longest form first: a date is not a number, nor is a designation such as 9K720. Separators out of place
 * are left alone as well, and 10², whose 2 may lead to a footnote.
 */
const forms: [Token['kind'], string][] = [
  ['date', '(?:19|20)\\d\\d-(?:0[1-9]|1[0-2])(?:-[0-3]\\d)?(?![\\d,])'],
  ['date', '\\d{1,4}([\\/.])\\d{1,2}\\1\\d{2,4}(?!\\d)'],
  ['date', `(?:19|20)\\d\\d\\s?[${dashes}\\/]\\s?(?:(?:19|20)\\d\\d|\\d\\d)(?![\\d,]| ?(?:thousand|[mb]illion))`],
  ['date', '\\d{1,2}:\\d{2}(?!\\d)'],
  [
    'numeral',
    `${factor}10(?:\\^\\d{1,2}(?!\\d)|[⁰¹²³⁴-⁹]{1,2})|10\\^\\d{1,2}(?!\\d)|\\d+(?:\\.\\d+)?e\\d{1,2}(?![\\p{L}\\d])`,
  ],
  ['word', `(?:${factor})?10(?:\\^-?\\d+|[⁻⁰¹²³⁴-⁹]+)`],
  ['word', '\\d+(?:\\.\\d+)?\\p{L}+\\d[\\p{L}\\d]*'],
  ['word', '\\d{1,3}(?:,\\d{3})*,\\d{4,}|\\d{1,3}(?:,\\d{3})+,\\d{1,2}(?!\\d)|\\d+(?:_\\d+)+'],
  ['word', `\\d+[.,][\\d.,]*${gap}000(?!\\d)`],
  ['numeral', '\\d{1,3}(?:\\.\\d{3})+,\\d{1,2}(?!\\d)'],
  ['numeral', '(?:\\d+\\s?)?[½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞]'],
  ['numeral', '(?:\\d+ )?[1-9][\\/⁄∕](?:[2-9]|10)(?![\\d\\/])'],
  ['numeral', '\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?'],
  ['numeral', '\\d{1,2}(?:,\\d{2})+,\\d{3}(?!\\d)'],
  ['numeral', '\\d{1,3}(?:\\.\\d{3}){2,}(?![\\d.]*\\d)'],
  ['numeral', `\\d{1,3}(?:${gap}\\d{3})+(?!\\d|${calibre})(?:[.,]\\d{1,2}(?!\\d))?`],
  ['word', '\\d+(?:[.,]\\d+){2,}'],
  ['numeral', '\\d+[.·]\\d+|(?<!\\p{L})\\.\\d+(?!,\\d)'],
  ['numeral', '\\d+,\\d{1,2}(?!\\d)|0,\\d+'],
  ['numeral', '\\d+'],
]
const numeralForms = forms.map(([kind, form]) => [kind, new RegExp(form, 'uy')] as const)
/**
 * A word includes parts after a hyphen and digits ("KN-23", "mid-2022"), unless it ends a number or joins two ("1
 * million-1.5 million", "10-to-12").
 */
const word =
  /[\p{L}_][\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*(?:(?<!illion|thousand|hundred|dozen|percent|cent|bn|mn|mln|\b(?:to|in|or|and|of|sub))[-‐‑]\p{N}[\p{N}\p{L}]*)*/iuy
const suffix = /\p{L}+/uy
const sign = /\S/uy
const negation = /^(?:cannot|\p{L}+n't)$/u
const dash = new RegExp(`^[${dashes}]$`, 'u')

function matchAt(text: string, at: number, afterNumeral: boolean): [Token['kind'], string] {
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  if (/[\d.½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞]/.test(text[at] as string))
    for (const [kind, pattern] of numeralForms) {
      const found = take(pattern)
      if (found !== undefined) return [kind, found]
    }
  const found = take(afterNumeral ? suffix : word)
  return found === undefined ? ['sign', take(sign) as string] : ['word', found]
}

/** The tokens of a text, in order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    if (/\s/u.test(text[at] as string)) {
      at += 1
      continue
    }
    const before = tokens.at(-1)
    const glued = before?.end === at
    const [kind, found] = matchAt(text, at, glued && before?.kind === 'numeral')
    const lower = dash.test(found) ? '-' : found.toLowerCase().replaceAll('’', "'").replace(negation, 'not')
    tokens.push({ kind, text: found, lower, start: at, end: at + found.length, glued })
    at += found.length
  }
  return tokens
}

const vulgar: Record<string, number> = {
  ...{ '½': 1 / 2, '⅓': 1 / 3, '⅔': 2 / 3, '¼': 1 / 4, '¾': 3 / 4, '⅕': 1 / 5, '⅖': 2 / 5, '⅗': 3 / 5, '⅘': 4 / 5 },
  ...{ '⅛': 1 / 8, '⅜': 3 / 8, '⅝': 5 / 8, '⅞': 7 / 8 },
}

export interface Numeral {
  value: number
  /** Written with separators between thousands. */
  grouped: boolean
  /** A fraction that stands alone: ½, 2/3. */
  fraction: boolean
  /** "10.000": ten, or ten thousand. */
  ambiguous: boolean
}

/** The value of a numeral, with its separators. */
export function numeralOf(written: string): Numeral {
  const text = written.replace(/^(\d+)·(\d+)$/, '$1.$2')
  const plain = { grouped: false, fraction: false, ambiguous: false }
  const sign = vulgar[text.at(-1) as string]
  if (sign !== undefined) return { ...plain, value: Number(text.slice(0, -1)) + sign, fraction: text.length === 1 }
  const slash = /^(?:(\d+) )?(\d)[/⁄∕](\d+)$/.exec(text)
  if (slash !== null) {
    const [, whole = '0', upper, lower] = slash
    return { ...plain, value: Number(whole) + Number(upper) / Number(lower), fraction: whole === '0' }
  }
  if (/[×x·⋅*^e]/.test(text)) {
    const short = text.replace(/^10\^/, '1e').replace(/\s?[×x·⋅*]\s?10\^?/, 'e')
    return { ...plain, value: Number(short.normalize('NFKC')), grouped: true }
  }
  if (/,\d{1,2}$|^0,/.test(text)) {
    const [whole = '', part] = text.split(',')
    return { ...plain, value: Number(`${whole.replace(/\D/g, '')}.${part}`), grouped: /\D/.test(whole) }
  }
  if (/^\d+(?:\.\d{3}){2,}$/.test(text)) return { ...plain, value: Number(text.replaceAll('.', '')), grouped: true }
  const digits = text.replace(/[^\d.]/g, '')
  return {
    ...plain,
    value: Number(digits),
    grouped: /[^\d.]/.test(text),
    ambiguous: /^[1-9]\d{0,2}\.\d{3}$/.test(text),
  }
}
