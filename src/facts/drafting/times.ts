/**
 * Times that a sentence names, as EDTF: only what the words state. A time that rests on another one ("last month", "on
 * Jan. 15") has no EDTF: its year is a matter of judgement.
 */
import { edtfOf, point, valid } from './time-points.ts'

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
