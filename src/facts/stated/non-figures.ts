/** Numbers that count nothing: calibres, names with digits, ordinals, factors, years. */
import { fractionAt } from './fractions.ts'
import { isMonth } from './labels.ts'
import { isArticle, lowerAt, oneUnits, pastHyphen, scaleAt, smallAt, timeUnits } from './number-words.ts'
import type { StatedNumber } from './numbers.ts'
import type { Token } from './tokens.ts'
import { type Counted, hasWords, joined, stops, unitAt } from './units.ts'

const attributes =
  /^(?:foot|feet|ft|inch|ton|tonne|kg|kilogram|metre|meter|km|kilometer|kilometre|bit|point|way|sided|axle|wheel|member|man|nation|country|party|star|page|hp|pounder|pronged|stage|engine|seat|storey|story|power)$/
const dateWords =
  /^(?:in|since|by|during|until|till|through|before|after|early|late|mid|spring|summer|autumn|fall|winter|year|fy|the|this)$/

/** A number with its surrounding words. */
interface Candidate {
  number: StatedNumber
  unit: Counted
  /** Its first token, with the words before it. */
  first: number
  isHedged: boolean
}

/** True of a number that counts nothing: a calibre, year, ordinal, age or factor, or "one" for a person or thing. */
export function isNoFigure(tokens: Token[], candidate: Candidate): boolean {
  const { number, isHedged } = candidate
  const { from, next, value, scale, share } = number
  const isDigits = tokens[from]?.kind === 'numeral'
  if (isMultiplied(tokens, candidate.first)) return true
  if (lowerAt(tokens, from - 2) === 'one' && isShareOfMany(tokens, from - 2)) return true
  if (isOrTwo(tokens, candidate)) return true
  if (isPartOfCode(tokens, number) || isMeasureOrRank(tokens, next, isDigits)) return true
  if (scale === 1 && !number.grouped && isListed(tokens, next)) return true
  if (share || scale > 1 || value === null) return false
  if (isMonth(tokens[next]) || (lowerAt(tokens, next) === 'of' && isMonth(tokens[next + 1]))) return value <= 31
  const joinedTo = pastHyphen(tokens, next)
  if (joinedTo > next && isAttribute(tokens[joinedTo], isDigits)) return value < 100
  const before = lowerAt(tokens, from - 1)
  if (!isDigits && value < 13 && /^(?:the|these|those|both|all|other|last|past|next|first)$/.test(before)) return true
  if (lowerAt(tokens, from) === 'one' && next === from + 1)
    return isShareOfMany(tokens, from) || (!isHedged && !isOneThing(tokens, from))
  return isYear(tokens, candidate)
}

/**
 * True of "two" in "a ship or two", "a week, perhaps two": words without a definite number. "A ship or two trains" has
 * two.
 */
function isOrTwo(tokens: Token[], { number: { from, next, value, scale }, unit }: Candidate): boolean {
  let noun = from - 1
  while (/^(?:or|even|perhaps|maybe|possibly)$/.test(lowerAt(tokens, noun))) noun -= 1
  if (noun === from - 1) return false
  if (oneUnits.test(lowerAt(tokens, noun))) return true
  if (lowerAt(tokens, noun) === ',') noun -= 1
  const isCounting = hasWords(unit) && lowerAt(tokens, next) !== 'of'
  if (isCounting || scale !== 1 || value === null || value > 3) return false
  for (let at = noun; at > noun - 4 && tokens[at]?.kind === 'word'; at -= 1) if (isArticle(tokens, at)) return at < noun
  return false
}

/** True of the base of a multiple: "twice the 1 million", "three times more than 5,000". */
function isMultiplied(tokens: Token[], first: number): boolean {
  let at = first - 1
  while (/^(?:the|of|that|those|its|their|last|previous|year's|month's|week's|day's)$/.test(lowerAt(tokens, at)))
    at -= 1
  return /^(?:twice|thrice|double|triple|treble|quadruple|times|fold|[x×*·⋅]|\p{L}+fold|magnitude)$/u.test(
    lowerAt(tokens, at),
  )
}

/** 24/7, 5:1, 1.2.3, 3rd, 1990s. */
function isPartOfCode(tokens: Token[], { from, next }: StatedNumber): boolean {
  const [before, after] = [tokens[from - 1], tokens[next]]
  if (after?.glued && tokens[from]?.kind === 'numeral' && /^(?:st|nd|rd|th|s)$/.test(after.lower)) return true
  const leads = after?.glued && /^[/:]$/.test(after.lower) && tokens[next + 1]?.glued
  const follows = before?.glued && tokens[from]?.glued && /^[/:.]$/.test(before.lower)
  return Boolean((leads && tokens[next + 1]?.kind === 'numeral') || (follows && tokens[from - 2]?.kind === 'numeral'))
}

/** 152 mm, a 40-foot container, three times, twenty-third, 3-year-old. */
function isMeasureOrRank(tokens: Token[], next: number, isDigits: boolean): boolean {
  const at = pastHyphen(tokens, next)
  const word = lowerAt(tokens, at)
  if (/^(?:mm|cm|millimet(?:er|re)s?|centimet(?:er|re)s?|caliber|calibre|pounder|inch)$/.test(word)) return true
  if (/^(?:foot|ft)$/.test(word) && (at > next || lowerAt(tokens, at + 1).startsWith('container'))) return true
  if (/^times$/.test(word)) return isFactor(tokens, at + 1)
  if (
    /^(?:x|×|fold|time|figures?|digits?|mill|am|pm|gmt|utc|o'clock)$/.test(word) ||
    (/^[mb]$/.test(word) && scaleAt(tokens, at) === undefined) ||
    /^(?:[ap] \. m|orders? of magnitude|years? of age)$/.test(joined(tokens, at, at + 3)) ||
    (word === 'percentage' && lowerAt(tokens, at + 1).startsWith('point'))
  )
    return true
  if (!isDigits && /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)$/.test(word)) return true
  return /^(?:year|month|week|day)s?$/.test(word) && lowerAt(tokens, pastHyphen(tokens, at + 1)) === 'old'
}

/** True of "three times as many", "10 times the number", "twice, three times": never of "shelled more than 300 times". */
const isFactor = (tokens: Token[], at: number): boolean =>
  /^(?:as|more|less|fewer|the|that|those|its|their|his|her|our|what|over|than|bigger|larger|greater|higher|lower|smaller|faster|cheaper|better|worse|longer|stronger|heavier)$/.test(
    lowerAt(tokens, at),
  )

/**
 * True of "122- and 152-mm shells", "122, 152 and 170 mm guns", "40 to 50 years old": the unit follows the last number.
 */
function isListed(tokens: Token[], next: number): boolean {
  const isHanging = lowerAt(tokens, next) === '-' && !(tokens[next + 1]?.glued && tokens[next + 1]?.kind !== 'sign')
  const link = isHanging ? next + 1 : next
  if (!/^(?:and|or|to|-|,)$/.test(lowerAt(tokens, link))) return false
  const at = /^, (?:and|or)$/.test(`${lowerAt(tokens, link)} ${lowerAt(tokens, link + 1)}`) ? link + 2 : link + 1
  const isDigits = /^\d{1,3}$/.test(tokens[at]?.text ?? '')
  if (!isDigits && smallAt(tokens, at) === undefined) return false
  // A comma alone does not lead to a last number: "64, 152-mm shells".
  if (fractionAt(tokens, at) !== undefined) return false
  const isLast = (at > link + 1 || lowerAt(tokens, link) !== ',') && isMeasureOrRank(tokens, at + 1, isDigits)
  return isLast || isListed(tokens, at + 1)
}

/**
 * True of "three-axle", "40-bit": a hyphen and a word make a number an adjective, except before units of time and
 * words such as "odd" and "plus".
 */
const isAttribute = (token: Token | undefined, isDigits: boolean): boolean =>
  token?.kind === 'word' &&
  (attributes.test(token.lower) ||
    (!isDigits && !timeUnits.test(token.lower) && !ownWords.test(token.lower) && smallAt([token], 0) === undefined))
const ownWords = /^(?:odd|plus|strong|ish|in|out|and|to|or)$/

/** "one in 12", which may also be one thing on 12 occasions */
const isShareOfMany = (tokens: Token[], at: number): boolean =>
  lowerAt(tokens, at + 1) === 'in' && isNumber(tokens, at + 2) && !yearForm.test(tokens[at + 2]?.text ?? '')

/** "one container", never "no one", "one of the", "one day". */
function isOneThing(tokens: Token[], at: number): boolean {
  if (/^(?:no|any|some|every|each|this|that|which|only|another|number)$/.test(lowerAt(tokens, at - 1))) return false
  const after = tokens[at + 1]
  if (lowerAt(tokens, at + 1) === ',' && isNumber(tokens, at + 2) && scaleAt(tokens, at + 3)) return true
  for (const side of [-1, 1]) if (links.test(lowerAt(tokens, at + side)) && isNumber(tokens, at + 2 * side)) return true
  return (
    after?.kind === 'word' && !stops.test(after.lower) && !/^(?:another|day|side|thing|point|time)$/.test(after.lower)
  )
}

const isNumber = (tokens: Token[], at: number) => tokens[at]?.kind === 'numeral' || smallAt(tokens, at) !== undefined
const yearForm = /^(?:19|20)\d\d$/
const links = /^(?:-|to|or|and)$/

function isYear(tokens: Token[], { number: { from }, first, isHedged }: Candidate): boolean {
  const textAt = (at: number) => tokens[at]?.text ?? ''
  if (!yearForm.test(textAt(from))) return false
  const counts = countsAfter(tokens, from)
  const isRound = textAt(from).endsWith('00')
  // The other end of a range decides the meaning of this end.
  const others = [from - 2, from + 2].filter(
    (at) => links.test(lowerAt(tokens, (at + from) / 2)) && tokens[at]?.kind === 'numeral',
  )
  if (others.some((at) => !yearForm.test(textAt(at)) || (isRound && countsAfter(tokens, at)))) return false
  const isDated = dateWords.test(lowerAt(tokens, first - 1)) || isMonth(tokens[first - 1])
  if (isRound && (counts || (isHedged && !isDated))) return false
  return isHedged ? !counts : isDated || !counts || others.length > 0
}

function countsAfter(tokens: Token[], at: number): boolean {
  const { from, next } = unitAt(tokens, at + 1, false)
  return next > from
}
