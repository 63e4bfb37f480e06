/** The number at a place of a text: numerals, number words, scales, fractions, percentages. */
import { andFractionAt, fractionAt } from './fractions.ts'
import { isArticle, lowerAt, oneUnits, pastHyphen, product, scaleAt, smallAt, timeUnits } from './number-words.ts'
import { below1000, withDecimals } from './spelled.ts'
import { numeralOf, type Token } from './tokens.ts'

export interface StatedNumber {
  /** Null for words without a definite number ("thousands", "several hundred"). */
  value: number | null
  /** The range that words without a definite number also mean: "a million or two". */
  loosely: { low: number; high: number } | null
  /** Part of a whole: half, 40 %. */
  share: boolean
  /** Factor of its last words, which an earlier number may share ("5 to 6 million"). */
  scale: number
  /** Written with separators between thousands. */
  grouped: boolean
  /** "a" alone for one: a figure only if other words modify it ("about a week"). */
  article: boolean
  /** Tokens, half-open. */
  from: number
  next: number
}

export const plainNumber = { loosely: null, share: false, scale: 1, grouped: false, article: false }

/** @param joins whether "and" may join its parts ("two hundred and fifty"): not within "between … and …" */
export const numberAt = (tokens: Token[], at: number, joins: boolean): StatedNumber | undefined =>
  at < tokens.length ? (vagueAt(tokens, at) ?? partAt(tokens, at) ?? cardinalAt(tokens, at, joins)) : undefined

const vagueNouns = /^(?:tens|dozens|scores|hundreds|thousands|millions|billions|lakhs|crores)$/
const vagueCounts = /^(?:several|few|many|multiple|couple|numerous|countless|untold)$/

function vagueAt(tokens: Token[], at: number): StatedNumber | undefined {
  const isScale = (place: number) => scaleAt(tokens, place) !== undefined || vagueNouns.test(lowerAt(tokens, place))
  const isSome = lowerAt(tokens, at) === 'some' && vagueNouns.test(lowerAt(tokens, at + 1))
  let next = at
  if (isSome || vagueCounts.test(lowerAt(tokens, at))) next += lowerAt(tokens, at + 1) === 'of' ? 2 : 1
  else if (!vagueNouns.test(lowerAt(tokens, at))) return undefined
  if (!isScale(next)) return undefined
  next += 1
  while (isScale(next)) next += 1
  while (/^(?:of|upon|and)$/.test(lowerAt(tokens, next)) && isScale(next + 1)) next += 2
  return { ...plainNumber, value: null, from: at, next }
}

/** half a million, a quarter of a million, half, a third of, two-thirds, 2/3. */
function partAt(tokens: Token[], at: number): StatedNumber | undefined {
  const fraction = fractionAt(tokens, at)
  if (fraction === undefined) return undefined
  const { value, scale: part, next: end, certain } = fraction
  const link = pastHyphen(tokens, end)
  const noun = lowerAt(tokens, link) === 'of' && isArticle(tokens, link + 1) ? link + 1 : link
  const next = isArticle(tokens, noun) ? pastHyphen(tokens, noun + 1) : noun
  const scale = scaleAt(tokens, next)
  if (scale !== undefined) return scaledAt(tokens, { value: product(value, scale), scale, from: at, next: next + 1 })
  const percent = asPercent(tokens, { value, from: at, next: next === link ? pastOne(tokens, link) : next })
  if (percent !== undefined) return percent
  if (next > end && oneUnits.test(lowerAt(tokens, next))) return { ...plainNumber, value, from: at, next }
  const after = lowerAt(tokens, end)
  const isAttribute = after === '-' && tokens[end + 1]?.kind === 'word'
  if ((!certain && after !== 'of') || /^(?:as|again)$/.test(after) || isAttribute || timeUnits.test(after))
    return undefined
  return { ...plainNumber, share: true, value, scale: part, from: at, next: end }
}

/** "half of one percent": the place after "of one". */
const pastOne = (tokens: Token[], at: number): number =>
  lowerAt(tokens, at) === 'of' && /^(?:one|1)$/.test(lowerAt(tokens, at + 1)) ? at + 2 : at

function cardinalAt(tokens: Token[], at: number, joins: boolean): StatedNumber | undefined {
  const first = tokens[at] as Token
  if (first.kind === 'numeral') {
    const { value, grouped, ambiguous } = numeralOf(first.text)
    const isScaled = scaleAt(tokens, pastHyphen(tokens, at + 1)) !== undefined || percentAt(tokens, at + 1) > 0
    return ambiguous && !isScaled ? undefined : tailOf(tokens, { value, grouped, from: at, next: at + 1 }, joins)
  }
  if (smallAt(tokens, at) !== undefined) {
    const { value, next } = withDecimals(tokens, below1000(tokens, at, joins))
    return orTwo(tokens, tailOf(tokens, { value, grouped: false, from: at, next }, joins))
  }
  if (!isArticle(tokens, at)) return undefined
  const next = pastHyphen(tokens, at + 1)
  if (scaleAt(tokens, next) !== undefined)
    return orTwo(tokens, tailOf(tokens, { value: 1, grouped: false, from: at, next }, joins))
  if (lowerAt(tokens, next) === 'single') return { ...plainNumber, value: 1, from: at, next: next + 1 }
  if (oneUnits.test(lowerAt(tokens, next))) return { ...plainNumber, value: 1, article: true, from: at, next }
  return undefined
}

/** "a million or two", "a hundred or two". */
function orTwo(tokens: Token[], stated: StatedNumber): StatedNumber {
  const { from, next, value: low } = stated
  const other = lowerAt(tokens, next) === 'or' ? lowerAt(tokens, next + 1) : ''
  const isLoose = isArticle(tokens, from) && /^(?:two|three)$/.test(other) && scaleAt(tokens, next + 2) === undefined
  if (!isLoose || low === null) return stated
  const loosely = { low, high: product(low, other === 'two' ? 2 : 3) }
  return { ...plainNumber, value: null, loosely, from, next: next + 2 }
}

type Start = Pick<StatedNumber, 'grouped' | 'from' | 'next'> & { value: number }

/** Scales, "and a half", further parts, percent, "in ten". */
function tailOf(tokens: Token[], start: Start, joins: boolean): StatedNumber {
  const { from, grouped } = start
  const fraction = andFractionAt(tokens, start.next, true)
  let { next } = fraction
  let scale = 1
  for (let place = pastHyphen(tokens, next); scaleAt(tokens, place) !== undefined; place = pastHyphen(tokens, next)) {
    scale *= scaleAt(tokens, place) as number
    next = place + 1
  }
  const value = product(start.value + fraction.value, scale)
  if (scale === 1) return shareAt(tokens, { value, grouped, from, next })
  const more = andFractionAt(tokens, next, false)
  const sum = value + more.value * scale
  const rest = restAt(tokens, more.next, scale, joins)
  if (rest === undefined) return scaledAt(tokens, { value: sum, scale, from, next: more.next })
  return { ...rest, value: sum + (rest.value as number), scale: 1, grouped: true, from }
}

/**
 * The addition of a smaller scale: two million five hundred thousand. Digits alone add nothing: 1.6 million 152-mm
 * shells.
 */
function restAt(tokens: Token[], at: number, scale: number, joins: boolean): StatedNumber | undefined {
  const hasAnd = lowerAt(tokens, at) === 'and'
  const place = hasAnd ? at + 1 : at
  const isNumeral = tokens[place]?.kind === 'numeral'
  if ((hasAnd && !joins) || scale < 100 || (!isNumeral && smallAt(tokens, place) === undefined)) return undefined
  const rest = cardinalAt(tokens, place, joins)
  if (!rest?.value || rest.share || rest.value >= scale || (isNumeral && rest.scale === 1)) return undefined
  return /^(?:mm|cm|millimet|calib)/.test(lowerAt(tokens, pastHyphen(tokens, rest.next))) ? undefined : rest
}

type Scaled = Pick<StatedNumber, 'scale' | 'from' | 'next'> & { value: number }

const scaledAt = (tokens: Token[], number: Scaled): StatedNumber =>
  asPercent(tokens, number) ?? { ...plainNumber, ...number }

/** The place after "percent"; 0 if there is none. */
function percentAt(tokens: Token[], at: number): number {
  const place = pastHyphen(tokens, at)
  if (lowerAt(tokens, place) === 'per' && lowerAt(tokens, place + 1) === 'cent') return place + 2
  return /^(?:percent|pct|%|٪)$/.test(lowerAt(tokens, place)) ? place + 1 : 0
}

function asPercent(tokens: Token[], { value, from, next }: Omit<Scaled, 'scale'>): StatedNumber | undefined {
  const past = percentAt(tokens, next)
  if (past === 0) return undefined
  return { ...plainNumber, value: Number((value / 100).toPrecision(15)), share: true, scale: 0.01, from, next: past }
}

/** A number without a scale: a percentage, "two in five", "three out of ten", or itself. */
function shareAt(tokens: Token[], number: Start): StatedNumber {
  const { value, from, next } = number
  const percent = asPercent(tokens, number)
  if (percent !== undefined) return percent
  const link = pastHyphen(tokens, next)
  const of = pastHyphen(tokens, link + 1)
  const isOutOf =
    (lowerAt(tokens, link) === 'out' && lowerAt(tokens, of) === 'of') ||
    (lowerAt(tokens, link) === 'of' && lowerAt(tokens, of) === 'every')
  const place = isOutOf && lowerAt(tokens, of) === 'of' ? pastHyphen(tokens, of + 1) : of
  const whole =
    isOutOf || lowerAt(tokens, link) === 'in'
      ? wholeAt(tokens, lowerAt(tokens, place) === 'every' ? place + 1 : place)
      : undefined
  if (whole && value <= whole.value && (isOutOf || whole.value <= 10 || whole.value === 100))
    return { ...plainNumber, value: value / whole.value, share: true, scale: 1 / whole.value, from, next: whole.next }
  return { ...plainNumber, ...number }
}

/** The whole of "two in five"; none if a time follows ("3 in 24 hours"). */
function wholeAt(tokens: Token[], at: number): { value: number; next: number } | undefined {
  const token = tokens[at]
  const isNumeral = token?.kind === 'numeral'
  if (!isNumeral && !smallAt(tokens, at)) return undefined
  const whole = isNumeral ? { value: numeralOf(token.text).value, next: at + 1 } : below1000(tokens, at, true)
  const isOther = timeUnits.test(lowerAt(tokens, pastHyphen(tokens, whole.next))) || scaleAt(tokens, whole.next)
  return isOther || whole.value === 0 ? undefined : whole
}
