/** Numbers of a text with the words before and after them that belong to them. */

import { isChangeAt } from './changes.ts'
import { denialBefore, denied, hasDeniedVerb } from './denials.ts'
import { andFractionAt } from './fractions.ts'
import { pastNonFigure } from './labels.ts'
import { isNoFigure } from './non-figures.ts'
import { lowerAt, pastHyphen, product, scaleAt, timeUnits } from './number-words.ts'
import { numberAt, type StatedNumber } from './numbers.ts'
import { after, before, fillers, intensifiers, longestAfter, longestBefore, type Senses } from './phrases.ts'
import type { Found } from './readings.ts'
import type { Token } from './tokens.ts'
import { type Counted, joined, periodAt, unitAt } from './units.ts'
import { zeroAt } from './zero.ts'

/** All numbers of a text, in order, each with the words that belong to it. */
export function findNumbers(tokens: Token[]): Found[] {
  const found: Found[] = []
  let floor = 0
  for (let at = 0; at < tokens.length; ) {
    const past = pastNonFigure(tokens, at)
    const opens = tokens.slice(Math.max(floor, at - 6), at).some(({ lower }) => lower === 'between')
    const number = past > at ? undefined : (zeroAt(tokens, at) ?? numberAt(tokens, at, !opens))
    if (number === undefined) {
      at = Math.max(past, at + 1)
      continue
    }
    const one = around(tokens, number, floor)
    const isHedged = one.senses.length > 0
    const isBareArticle = one.number.article && !isHedged && tokens.length > 2
    if (!isBareArticle && !isNoFigure(tokens, { ...one, isHedged })) {
      found.push(one)
      floor = one.next
    }
    // The words of a rate are not a number of their own: "a quarter", "a week".
    at = one.per.next > one.per.from ? one.per.next : one.number.next
  }
  return found
}

function around(tokens: Token[], stated: StatedNumber, floor: number): Found {
  const lead = leadOf(tokens, stated, floor)
  const suffix = suffixAt(tokens, stated.next)
  const scaled = suffix === undefined ? stated : withScale(tokens, stated, suffix.next)
  const unit = unitAt(tokens, Math.max(suffix?.next ?? 0, scaled.next), scaled.value === 1)
  const number = withFraction(tokens, scaled, unit)
  const end = Math.max(unit.next, number.next)
  const per = { from: end, next: periodAt(tokens, end) }
  const later = suffix === undefined ? suffixAt(tokens, per.next) : undefined
  const senses = [...lead.senses, ...[suffix, later].flatMap((one) => (one === undefined ? [] : [one.senses]))]
  return { ...lead, number, senses, unit, per, next: later?.next ?? per.next }
}

/** "twenty-odd thousand", "20-plus million": the scale follows the phrase. */
function withScale(tokens: Token[], number: StatedNumber, at: number): StatedNumber {
  const place = pastHyphen(tokens, at)
  const scale = scaleAt(tokens, place)
  if (scale === undefined || number.value === null || number.share) return number
  return { ...number, value: product(number.value, scale), scale, next: place + 1 }
}

/** "a year and a half": the fraction follows the unit. */
function withFraction(tokens: Token[], number: StatedNumber, unit: Counted): StatedNumber {
  const isTime = unit.next > unit.from && timeUnits.test(lowerAt(tokens, unit.next - 1))
  if (number.value === null || !isTime) return number
  const { value, next } = andFractionAt(tokens, unit.next, false)
  return value === 0 ? number : { ...number, article: false, value: number.value + value, next }
}

type Lead = Pick<Found, 'first' | 'opening' | 'ofChange' | 'senses' | 'currency'>

/** The words before a number, read backwards: "at least an estimated", "from almost", "$". */
function leadOf(tokens: Token[], { from, share }: StatedNumber, floor: number): Lead {
  const hasArticle = /^(?:few|couple)$/.test(lowerAt(tokens, from)) && lowerAt(tokens, from - 1) === 'a'
  const lead: Lead = { first: hasArticle ? from - 1 : from, opening: null, ofChange: false, senses: [], currency: null }
  let at = from
  while (at > floor) {
    const lower = lowerAt(tokens, at - 1)
    const phrase = phraseBefore(tokens, at, floor, longestBefore, before)
    const filler = phraseBefore(tokens, at, floor, 3, fillers)
    const denial = denialBefore(tokens, at, floor)
    if (at === from && /^[$€£¥₩]$/.test(lower)) {
      lead.currency = lower
      at -= lowerAt(tokens, at - 2) === 'us' ? 2 : 1
      lead.first = at
    } else if (denial < at && (phrase === 0 || lead.senses.length > 0)) {
      // "under, not over, 5,000" is bound by the words before.
      lead.senses = [lowerAt(tokens, from - 1) === ',' ? [] : denied(tokens, denial, lead.senses)]
      at = denial
      lead.first = at
    } else if (phrase > 0) {
      lead.senses.unshift(before.get(phraseOf(tokens, at - phrase, at)) as Senses)
      at -= phrase
      while (at > floor && intensifiers.test(lowerAt(tokens, at - 1))) at -= 1
      lead.first = at
    } else if (lead.opening === null && (lower === 'between' || lower === 'from')) {
      lead.opening = lower
      at -= 1
      lead.first = at
    } else if (filler > 0) at -= filler
    else if (lead.senses.length === 0 && modifierBeforeComma(tokens, at, floor) > 0)
      at = modifierBeforeComma(tokens, at, floor)
    else break
  }
  if (hasDeniedVerb(tokens, at, floor, lead.senses.length > 0)) lead.senses.unshift([])
  lead.ofChange = lead.opening !== 'from' && isChangeAt(tokens, at, share)
  return lead
}

const aside = /^, (?:say|perhaps|possibly|probably|maybe|reportedly|allegedly|apparently) ,$/

/** The end of a modifier that a comma sets off from its number: "at least, 8 million", "around, say, 8 million". */
function modifierBeforeComma(tokens: Token[], at: number, floor: number): number {
  const ends = [aside.test(joined(tokens, at - 3, at)) ? at - 3 : 0, lowerAt(tokens, at - 1) === ',' ? at - 1 : 0]
  return ends.find((end) => end > floor && phraseBefore(tokens, end, floor, longestBefore, before) > 0) ?? 0
}

/** The words of a phrase; "more than, or equal to," and "more than (or equal to)" are "more than or equal to". */
const phraseOf = (tokens: Token[], from: number, to: number): string =>
  joined(tokens, from, to).replace(/ [,(] (or .+) [,)]$/, ' $1')

/** Number of tokens of the longest listed phrase before a place. */
function phraseBefore(
  tokens: Token[],
  at: number,
  floor: number,
  most: number,
  listed: { has(phrase: string): boolean },
): number {
  const isSetOff = /^[,)]$/.test(lowerAt(tokens, at - 1))
  for (let length = Math.min(isSetOff ? most + 2 : most, at - floor); length > 0; length -= 1)
    if (listed.has(phraseOf(tokens, at - length, at))) return length
  return 0
}

/** Phrases that modify the number before them, even if another number follows. */
const endings = /^or (?:more|fewer|less|so|thereabouts)$|^and counting$|^-? ?(?:odd|ish)$|^- plus$/

/** The listed phrase after a number; none if it belongs to the next one ("3 million, at least 2 million of them"). */
function suffixAt(tokens: Token[], at: number): { senses: Senses; next: number } | undefined {
  const isBracketed = lowerAt(tokens, at) === '('
  const start = isBracketed || lowerAt(tokens, at) === ',' ? at + 1 : at
  for (let next = Math.min(start + longestAfter, tokens.length); next > start; next -= 1) {
    const phrase = joined(tokens, start, next)
    const senses = after.get(phrase)
    if (senses === undefined || (isBracketed && lowerAt(tokens, next) !== ')')) continue
    // "and more than 6 million" begins the next figure.
    if (lowerAt(tokens, next) === 'than') continue
    if (/plus$/.test(phrase) && joined(tokens, next, next + 2) === 'or minus') continue
    if (/up$/.test(phrase) && lowerAt(tokens, next) === 'to') continue
    if (endings.test(phrase) || numberAt(tokens, next, true) === undefined)
      return { senses, next: isBracketed ? next + 1 : next }
  }
  return undefined
}
