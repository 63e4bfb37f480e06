/**
 * Times that a sentence names, as EDTF: only what the words state. A time that rests on another one ("last month", "on
 * Jan. 15") has no EDTF: its year is a matter of judgement.
 */
import { EdtfError, parseEdtf } from '../edtf.ts'
import { edtfFromWords } from '../time-reading.ts'

export interface TimeWords {
  /** UTF-16 units of the sentence, half-open. */
  start: number
  end: number
  /** Null where the words alone do not give it. */
  edtf: string | null
  basis: 'stated' | 'relative'
  since_at_least: boolean
  /** Days on which it may begin or fall, where the words are narrower than any EDTF text ("mid-2022"). */
  earliest: string | null
  latest: string | null
}

const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?)'
const day = '\\d{1,2}(?:st|nd|rd|th)?'
const year = '(?:1[89]|20)\\d\\d(?![\\d,.]\\d|\\d|[-–]?(?:mm|GMT|hours)| (?:GMT|UTC|hrs|hours))'
const season = '(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)'
const weekday = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)'
const part =
  '(?:(?:[Vv]ery )?(?:[Ee]arly|[Mm]id|[Ll]ate)[- ](?:in )?|(?:the )?(?:start|beginning|middle|end|close|turn) of (?:the )?)'
const unit = '(?:minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centuries)'
const small =
  '(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|several|a few|few|a couple of|many|\\d{1,3})'
const rough = '(?:about |around |roughly |nearly |almost |more than |at least |over |some )?'
const hedge = '(?:about|around|roughly|nearly|almost|than|least|over|some|to) '
const named = `(?:${unit}|${weekday}|${month}|${season}|morning|afternoon|evening|night)`

/** Points and periods, the longest form first. */
const points = [
  '\\d{4}-\\d{2}-\\d{2}',
  `${year}[-–/](?:${year}|\\d\\d(?!\\d))`,
  `${day} (?:of )?${month},? ${year}`,
  `${month} ${day}(?: and ${day}| ?[-–] ?${day})?,? ${year}`,
  `(?:the )?(?:first|second|third|fourth|last|final) (?:half|quarter) of ${year}`,
  `Q[1-4] (?:of )?${year}`,
  `${part}?${month}(?: of|,)? ${year}`,
  `(?:the )?${part}?${season}(?: of|,)? ${year}`,
  `${part}?(?:the )?(?:1[89]|20)\\d0s`,
  `${part}?${year}`,
  `${day}(?: and ${day}| ?[-–] ?${day})? (?:of )?${month}`,
  `${month} ${day}(?: and ${day}| ?[-–] ?${day})?(?![\\d,]*\\d)(?! (?:million|billion|thousand|people))`,
  `(?:[Tt]his|[Ll]ast|[Nn]ext|[Ee]arlier this|[Ll]ater this|[Ll]ate last|[Ee]arly last|[Ee]arly this|[Ll]ate this|[Tt]he same|[Tt]he following|[Tt]he previous|[Tt]hat|[Tt]he preceding) ${named}(?:'s)?`,
  `(?:[Tt]he |[Ii]ts |[Tt]heir )?(?:past|last|next|coming|previous|preceding|following|recent|first) (?:${rough}${small} )?${unit}s?`,
  `${rough}${small} (?:${unit}s? and a half|${unit}s?|and a half ${unit}s?)[- ](?:ago|later|earlier|on\\b|prior|into)`,
  `(?<!${hedge})${small} ${unit}s?[- ](?:before|after)`,
  `${part}(?:the |this |last |next )?(?:${unit}|${month}|${season})`,
  `[Yy]esterday(?: (?:morning|evening))?|(?<=\\b(?:[Bb]y|[Bb]efore|[Ss]ince|[Aa]t|[Aa]fter|[Uu]ntil) )(?:Christmas|Easter|Ramadan|New Year)|[Tt]oday|[Tt]omorrow|[Tt]onight|[Oo]vernight`,
  `(?:[Ee]arly |[Ll]ate )?${weekday}(?: (?:morning|afternoon|evening|night))?`,
  `(?<=\\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Tt]o|[Tt]hrough|[Aa]nd|[Bb]etween|[Bb]efore|[Aa]fter|[Dd]uring|[Oo]f) )(?:${part})?(?:${month}|(?:the )?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)|the [Ff]all)`,
  '[Tt]he weekend',
]
const point = new RegExp(`(?<![\\p{L}\\p{N}$€£][-–]?|[.,]\\d*)(?:${points.join('|')})(?![\\p{L}\\p{N}])`, 'gu')

interface Point {
  start: number
  end: number
  words: string
}

/** Times in a sentence, in order. */
export function timesIn(sentence: string): TimeWords[] {
  const found = Array.from(sentence.matchAll(point), ({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
    words,
  })).filter(({ start, words }) => !isLabelled(sentence, start, words))
  const times: TimeWords[] = []
  for (let at = 0; at < found.length; at += 1) {
    const one = found[at] as Point
    const other = found[at + 1]
    const before = sentence.slice(Math.max(0, one.start - 24), one.start)
    const opening = /(?<![\p{L}])(between|from) $/iu.exec(before)?.[1]
    const isSpan = other !== undefined && linkOf(opening).test(sentence.slice(one.end, other.start))
    if (isSpan) {
      times.push(spanOf(one, other, opening))
      at += 1
    } else times.push(singleOf(one, /^['’]s/.test(sentence.slice(one.end)) ? '' : before))
  }
  return times
}

const isLabelled = (sentence: string, start: number, words: string): boolean =>
  /^\d{4}$/.test(words) && /\b(?:Resolution|No\.|Article|Room|room|page|Flight|number) $/.test(sentence.slice(0, start))

const linkOf = (opening: string | undefined): RegExp =>
  opening === undefined
    ? /^(?: to | through | until | ?[–—] ?| - )$/
    : opening.toLowerCase() === 'between'
      ? /^ (?:and|to) (?:the )?$/
      : /^(?:,? (?:to|through|until|till|up to)(?: at least)? (?:the )?| ?[–—-] ?)$/

/** "between March 2022 and the end of 2023", "June to August 2024". */
function spanOf(one: Point, other: Point, opening: string | undefined): TimeWords {
  const start = opening === undefined ? one.start : one.start - opening.length - 1
  const end = edtfOf(other.words)
  const shared = end?.slice(0, 4)
  const begin = edtfOf(one.words) ?? (shared === undefined ? null : edtfOf(`${one.words} ${shared}`))
  const edtf = begin === null || end === null ? null : valid(`${sideOf(begin, 0)}/${sideOf(end, 1)}`)
  return {
    ...plain,
    start,
    end: other.end,
    edtf,
    basis: basisOf(edtf),
    ...(edtf === null ? none : narrowed(one.words)),
  }
}

const plain = { since_at_least: false }
const none = { earliest: null, latest: null }
const sideOf = (edtf: string, side: 0 | 1): string => edtf.split('/')[edtf.includes('/') ? side : 0] as string
const basisOf = (edtf: string | null) => (edtf === null ? 'relative' : 'stated')

const operators: [words: RegExp, write: (edtf: string) => string][] = [
  [/\b(?:ever )?since at least (?:the )?$/i, (edtf) => `${sideOf(edtf, 0)}/`],
  [/\b(?:ever )?since (?:about |around )?(?:the )?$/i, (edtf) => `${sideOf(edtf, 0)}/`],
  [/(?<!\b(?:released|dating|dated|report|figures|data|estimate) )\bfrom (?:the )?$/i, (edtf) => `${sideOf(edtf, 0)}/`],
  [/\b(?:until|till|up to|as late as|by) (?:about |around )?(?:the )?$/i, (edtf) => `/${sideOf(edtf, 1)}`],
  [/\bas of (?:the )?$/i, (edtf) => edtf],
  [/\bbefore (?:the )?$/i, (edtf) => `/${sideOf(edtf, 0)}`],
  [/\bafter (?:the )?$/i, (edtf) => `${sideOf(edtf, 1)}/`],
]

/** One point with the words before it: "since August 2023", "by the end of June", "around 1 November 2023". */
function singleOf({ start, end, words }: Point, before: string): TimeWords {
  const edtf = edtfOf(words)
  const about = /\b(?:about|around|circa|approximately|roughly) $/i.exec(before)
  for (const [operator, write] of operators) {
    const found = operator.exec(before)
    if (found === null) continue
    const isRough = /(?:about|around) /i.test(found[0]) && edtf !== null && !edtf.includes('/')
    const whole = edtf === null ? null : valid(write(isRough ? `${edtf}~` : edtf))
    const place = { start: start - found[0].length, end }
    const isOpen = whole?.endsWith('/') ?? false
    const since_at_least = isOpen && /at least/i.test(found[0])
    return { ...place, edtf: whole, basis: basisOf(whole), since_at_least, ...(isOpen ? narrowed(words) : none) }
  }
  if (about !== null && edtf !== null && !edtf.includes('/'))
    return { ...plain, ...none, start: start - about[0].length, end, edtf: `${edtf}~`, basis: 'stated' }
  return { ...plain, start, end, edtf, basis: basisOf(edtf), ...(edtf === null ? none : narrowed(words)) }
}

/** The middle of a year may be May to August. */
function narrowed(words: string): Pick<TimeWords, 'earliest' | 'latest'> {
  const [, middle] = /^(?:mid[- ]|(?:the )?middle of )(\d{4})$/i.exec(words) ?? []
  return middle === undefined ? none : { earliest: `${middle}-05-01`, latest: `${middle}-08-31` }
}

const halves: Record<string, [string, string]> = { first: ['01', '06'], second: ['07', '12'] }
const quarters = ['01/03', '04/06', '07/09', '10/12']
const quarterNames = ['first', 'second', 'third', 'fourth']

/** The EDTF of a point; null if its words do not name a year. */
function edtfOf(words: string): string | null {
  const [, half, halfYear] = /(first|second) half of (\d{4})$/i.exec(words) ?? []
  if (half !== undefined)
    return `${halfYear}-${halves[half.toLowerCase()]?.[0]}/${halfYear}-${halves[half.toLowerCase()]?.[1]}`
  const [, name, number, quarterYear] =
    /(?:(first|second|third|fourth) quarter of |Q([1-4]) (?:of )?)(\d{4})$/i.exec(words) ?? []
  if (quarterYear !== undefined) {
    const index = number === undefined ? quarterNames.indexOf(name?.toLowerCase() ?? '') : Number(number) - 1
    const [from, to] = (quarters[index] as string).split('/')
    return `${quarterYear}-${from}/${quarterYear}-${to}`
  }
  const years = /^(\d{4})[-–/](?:\d\d)?(\d\d)$/.exec(words)
  if (years !== null) return valid(`${years[1]}/${years[1]?.slice(0, 2)}${years[2]}`)
  const [, monthName, first, second, ofYear] =
    new RegExp(`^(${month}) (\\d{1,2})(?: and | ?[-–] ?)(\\d{1,2}),? (\\d{4})$`).exec(words) ?? []
  if (ofYear !== undefined) {
    const [from, to] = [first, second].map((one) => edtfFromWords(`${monthName} ${one}, ${ofYear}`))
    return from && to ? valid(`${from}/${to}`) : null
  }
  const bare = words.replace(new RegExp(`^(?:the )?${part}`), '').replace(/^the /i, '')
  if (!/\d{4}|\d0s/.test(bare)) return null
  return valid(edtfFromWords(bare))
}

/** EDTF text that is well formed, else null: "31 June 2023" names no day. */
function valid(edtf: string | null): string | null {
  if (edtf === null) return null
  try {
    parseEdtf(edtf)
    return edtf
  } catch (error) {
    if (!(error instanceof EdtfError)) throw error
    return null
  }
}
