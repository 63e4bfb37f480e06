/** Figures of a sentence in running prose: those of the reader of figures, and counts without a number. */
import { completeBounds } from '../bounds.ts'
import { countCodePoints } from '../spans.ts'
import { type Figure, readFigures } from '../stated/figures.ts'
import { boundOf, type Reading } from '../stated/readings.ts'
import type { Place } from './sentences.ts'

export interface FigureWords extends Reading {
  /** Code points of the sentence, half-open. */
  start: number
  end: number
  /** Other readings of the same words. */
  or: Reading[]
  share: boolean
  unit: string | null
  per: string | null
}

/**
 * Reads the figures of a sentence.
 * @param times places (code points) of time words, whose numbers count nothing: "two years ago"
 */
export function figuresIn(sentence: string, times: Place[]): FigureWords[] {
  const characters = Array.from(sentence)
  const around = ({ start, end }: Place) => ({
    before: characters.slice(Math.max(0, start - 40), start).join(''),
    words: characters.slice(start, end).join(''),
    after: characters.slice(end, end + 24).join(''),
  })
  const codes = [...sentence.matchAll(telephone)].map(({ 0: digits, index }) => {
    const start = countCodePoints(sentence.slice(0, index))
    return { start, end: start + digits.length }
  })
  const read = readFigures(sentence).map((figure) => counted(figure, around(figure).words))
  const numbered = read.filter(
    (figure) =>
      !codes.some((code) => overlaps(code, figure)) &&
      // "14,000 shells a month before the war" names a rate.
      (figure.per !== null || !times.some((time) => overlaps(time, figure))) &&
      !isNoCount(around(figure), figure),
  )
  const vague = [...sentence.matchAll(vagueCount)].flatMap(({ 0: words, index }): FigureWords[] => {
    const start = countCodePoints(sentence.slice(0, index))
    const place = { start, end: start + countCodePoints(words) }
    if ([...numbered, ...times].some((other) => overlaps(other, place))) return []
    return [{ ...boundOf('vague', null), ...place, or: [], share: false, unit: null, per: null }]
  })
  return [...joinedTwos(numbered, characters), ...vague].sort((one, other) => one.start - other.start)
}

/** "600, perhaps 700" is one range. */
function joinedTwos(figures: Figure[], characters: string[]): FigureWords[] {
  const joined: FigureWords[] = []
  for (const figure of figures) {
    const before = joined.at(-1)
    const words = before === undefined ? '' : characters.slice(before.end, figure.end).join('')
    const low = before?.best ?? null
    const isRange =
      before !== undefined &&
      low !== null &&
      figure.best !== null &&
      low < figure.best &&
      figure.best <= 3 * low &&
      before.unit === null &&
      /^,? (?:or )?(?:perhaps|maybe|possibly|even)\b/i.test(words)
    if (!isRange) joined.push(figure)
    else {
      const bounds = { modifier: 'between', low, high: figure.best, best: null } as const
      joined.splice(-1, 1, { ...figure, ...bounds, ...completeBounds(bounds), or: [], start: before.start })
    }
  }
  return joined
}

/** "56 out of 65 drones" counts 56; "three out of five" is a share. */
function counted(figure: Figure, words: string): Figure {
  const [, part = '', whole = ''] = /(?:^| )([\d,]+) out of (?:the |a total of )?([\d,]+)\b/.exec(words) ?? []
  const [number, total] = [part, whole].map((digits) => Number(digits.replaceAll(',', ''))) as [number, number]
  if (!figure.share || total <= 10 || total === 100) return figure
  return { ...figure, ...boundOf(figure.modifier, number), or: [], share: false }
}

const telephone = /\+\d[\d ()./-]{5,}\d|\(\d{3}\) ?\d{3}-\d{4}|\b(?:\d{3}-)?\d{3}-\d{4}\b/g

export const overlaps = (one: Place, other: Place): boolean => one.start < other.end && other.start < one.end

const uncounted =
  'times?|ways?|reasons?|questions?|minutes?|hours?|days?|weeks?|months?|years?|decades?|moments?|occasions?|things|words|others|steps|thousand|hundred|million|billion|dozen'
/** "several towns", "a handful of ships", "many of them": counts of things, never of times, ways and reasons. */
const vagueCount = new RegExp(
  [
    `(?<![\\p{L}-])(?:several|numerous|countless)(?= (?!(?:of the )?(?:\\p{L}+ )?(?:${uncounted})\\b)\\p{L})`,
    `(?<![\\p{L}-])a (?:handful|few dozen|couple|small number|large number|number)(?= of (?!(?:${uncounted})\\b))`,
    `(?<![\\p{L}-])a (?:handful|few)(?= (?!of\\b|(?:${uncounted})\\b)\\p{L})`,
    '(?<![\\p{L}-])many(?= of (?:the|them|these|those|their|its|his|her|whom|which)\\b)',
  ].join('|'),
  'giu',
)

/** A stated zero is one of counted things: "no casualties", "no shells were received". */
const zeroCounts =
  /\b(?:casualt|deaths?|injur|fatalit|victims?|losses|prisoners|killed|wounded|hurt|hit|downed|delivered|received|sent|reported|arrived|crossed|fired|left port)/i

/** "One" counts beside other figures and where people or things came to harm, and is an article otherwise. */
const oneCounts = (before: string, after: string, words: string): boolean =>
  /\b(?:kill|wound|injur|destroy|damag|los|s[ai]nk|shot down|hitting|hit|at least|only|just|exactly|and|leav)\p{L}* $/iu.test(
    before,
  ) ||
  /^[^.;]{0,20}\b(?:was|were|had been|has been)? ?(?:killed|wounded|injured|hurt|dead|missing|destroyed|damaged|sank|sunk|shot down)\b/.test(
    after,
  ) ||
  /\b(?:dead|killed|wounded|missing)\b/.test(words)

/** Parts of the text itself, and words that stand for anything. */
const unlisted =
  /^(?:things|ways|reasons|questions|lessons|takeaways|charts|steps|points|options|scenarios|pages|chapters|occasions|sides|fronts|factors)$/i
const distance = /^(?:km|kms|kilomet\p{L}+|miles?|metres?|meters?|mi)$/u
/** "80 km to the west", "12 miles from the border" tell of a place. */
const bearing = /^ (?:to the |north|south|east|west|outside|inside|from|away|inland|off|behind|up|down)/
/** "for the first time in 20 years", "12 years in prison" */
const spentYears = /\btime in $/
const sentence = /^ (?:in|behind) (?:prison|jail|bars)\b/
const timeUnit = /^(?:second|minute|hour|day|night|week|weekend|month|quarter|year|decade|centur)\p{L}*$/u

const numeral = (words: string): string => /^[\d,.]*\d/.exec(words)?.[0] ?? ''
/** "most of them over 70", "children under five". */
const ages =
  /\b(?:them|people|men|women|children|those|residents|civilians|mostly|anyone|everyone|all|aged|adults|girls|boys|males|citizens) (?:(?:is|are|were|was|aged) )?(?:over|under|above|below) \S+$/i
/** Words before a year that stands before a verb: "the budget for 2024 allots". */
const years = /(?:^|\b(?:for|of|the|a|and|or|year|since|in|late|early|mid)[ -]|['’]s |\()$/i

interface Surroundings {
  before: string
  words: string
  after: string
}

/** True of a number that no reader takes for a count: an age, a telephone number, a clock, a room, a code. */
function isNoCount({ before, words, after }: Surroundings, figure: Figure): boolean {
  const { unit, share, low, high, best, modifier } = figure
  const isBare = /^[\d,.]+$/.test(words)
  // "Kersten, 58, who"; "(34)"
  if (/^\d{1,2}$/.test(words) && /(?:\p{Lu}\p{L}+, |, (?:then|now|aged) )$/u.test(before) && /^,/.test(after))
    return true
  if (best === null && (low ?? high ?? 100) < 100 && unit === null && !share && ages.test(`${before}${words}`))
    return true
  if (/^(?:19|20)\d[1-9]$|^20[1-9]0$/.test(numeral(words)) && modifier === 'unmodified' && years.test(before))
    return true
  if (
    isBare &&
    /^-\d|^$/.test(after.slice(0, 2)) !== /\d-$/.test(before) &&
    /\b(?:vot\p{L}+|won|lost|beat|score)\b/iu.test(before)
  )
    return true
  if (share && /^["”’']? (?:goal|target|threshold|benchmark|rule|pledge|commitment)\b/.test(after)) return true
  if (isBare && /(?:^|[\s(])[+#№]$/.test(before)) return true
  if (/\bone (?:thing|another)\b|^half (?:again|as|way|past)\b/i.test(words + after)) return true
  // "for two years", "within three days" tell of a time.
  if (
    modifier === 'unmodified' &&
    best !== null &&
    best <= 12 &&
    timeUnit.test(unit ?? '') &&
    /\b(?:for|in|within|over|after|every|of|the|those|these) $/i.test(before)
  )
    return true
  if (modifier === 'unmodified' && unlisted.test(unit ?? '')) return true
  if (timeUnit.test(unit ?? '') && (spentYears.test(before) || sentence.test(after))) return true
  if (modifier === 'unmodified' && distance.test(unit ?? '') && bearing.test(after)) return true
  if (/^(?:zero|0)$/i.test(words)) return !/\b(?:at|to|was|is|were|are|of) $/.test(before)
  if (best === 0) return !zeroCounts.test(`${words}${after}`)
  if (/^one(?! (?:or|to|in|out of)\b)/i.test(words) && best === 1 && !share) return !oneCounts(before, after, words)
  if (/^\s?(?:GMT|UTC|a\.m\.|p\.m\.|am\b|pm\b|o['’]clock|hours (?:GMT|local)|local time)/.test(after)) return true
  if (/\b(?:GMT|UTC|a\.m|p\.m|o['’]clock)\b/.test(words)) return true
  if (
    /\b(?:at|until|before|by) $/i.test(before) &&
    /^\d{1,2}(?:\.\d\d)?$/.test(words) &&
    /^(?: on|\.?$|,)/.test(after) &&
    unit === null
  )
    return true
  if (
    !share &&
    isBare &&
    /\b(?:room|apartment|flat|gate|line|lot|bus|tram|building|house|hall|channel|floor|ward|district|school|hospital|battalion|paragraph|clause|para|rule|law|decree|order|bill|Protocol|Directive|Regulation|Convention|Paragraph|Clause|Decree|Order|Law|Bill|Act|Rule|Gate|Line|Area|Zone|Sector|District|Ward|Camp|Hill|Height|Point|Battery|Squadron|Battalion|Company|Corps|Army|Fleet|School|Hospital|Station|Channel|House|Hall|Building|Operation|Task Force|Grade|Phase|Category|World War|Apollo|Windows|Boeing|Airbus|Leopard|Abrams) $/u.test(
      before,
    )
  )
    return true
  return /^(?:Group of|G-?|Big|Gang of) ?/.test(words) || /\b(?:Group|Gang|Council|Committee|Club) of $/.test(before)
}
