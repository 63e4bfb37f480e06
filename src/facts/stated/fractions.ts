/** Parts of a whole in words: half, a third of, two-thirds, three quarters. */
import { isArticle, lowerAt, pastHyphen, scaleAt, smallAt } from './number-words.ts'
import { numeralOf, type Token } from './tokens.ts'

const ordinals = 'third quarter fifth sixth seventh eighth ninth tenth eleventh twelfth'
const denominators = new Map([
  ...ordinals.split(' ').map((word, index): [string, number] => [word, index + 3]),
  ...Object.entries({ half: 2, twentieth: 20, hundredth: 100, thousandth: 1000 }),
])

export interface Fraction {
  value: number
  /** One of its parts, which an earlier number may share ("two- to three-fifths"). */
  scale: number
  next: number
  /** False if the same words may be an ordinal: "a third". */
  certain: boolean
}

/** The fraction that starts at a token. */
export function fractionAt(tokens: Token[], at: number): Fraction | undefined {
  const token = tokens[at]
  const lower = lowerAt(tokens, at)
  if (token?.kind === 'numeral') {
    const { value, fraction } = numeralOf(token.text)
    return fraction ? { value, scale: 1, next: at + 1, certain: true } : undefined
  }
  if (lower === 'half') {
    const isPeriod = /^(?:first|second|latter|last|former|other|better|previous|in)$/.test(lowerAt(tokens, at - 1))
    return isPeriod ? undefined : { value: 1 / 2, scale: 1, next: at + 1, certain: true }
  }
  if (lower === 'quarter')
    return isScaled(tokens, at + 1) ? { value: 1 / 4, scale: 1, next: at + 1, certain: true } : undefined
  const hasArticle = isArticle(tokens, at)
  const upper = hasArticle ? 1 : smallAt(tokens, at)
  if (upper === undefined || upper === 0) return undefined
  const place = pastHyphen(tokens, at + 1)
  const name = lowerAt(tokens, place).replace('halves', 'halfs').replace('fourth', 'quarter')
  const divisor = denominators.get(name.replace(/s$/, ''))
  if (divisor === undefined || upper > divisor) return undefined
  // "three-quarter million" but "three quarters".
  if (name.endsWith('s') !== upper > 1 && !isScaled(tokens, place + 1)) return undefined
  const certain = !hasArticle || name === 'half' || endsAt(tokens, place + 1)
  return { value: upper / divisor, scale: upper > 1 ? 1 / divisor : 1, next: place + 1, certain }
}

/** True of "quarter-million", "quarter of a million", which are not parts of a year. */
function isScaled(tokens: Token[], at: number): boolean {
  const place = lowerAt(tokens, at) === 'of' && isArticle(tokens, at + 1) ? at + 2 : pastHyphen(tokens, at)
  return scaleAt(tokens, place) !== undefined
}

/** True if "a third" may end here: at the end of its clause, or before words about the part. */
const endsAt = (tokens: Token[], at: number): boolean =>
  /^(?:[.,;:)]|of|do|does|did|are|is|were|was|fail|failed|have|has|had|or|to|and|from|since|compared|)$/.test(
    lowerAt(tokens, at),
  )

/**
 * "and a half", "and three quarters", of the number before.
 * @param sharesScale whether the scale may follow ("one and three quarters of a million")
 */
export function andFractionAt(tokens: Token[], at: number, sharesScale: boolean): { value: number; next: number } {
  const and = pastHyphen(tokens, at)
  const found = lowerAt(tokens, and) === 'and' ? fractionAt(tokens, pastHyphen(tokens, and + 1)) : undefined
  if (found !== undefined && sharesScale && isScaled(tokens, found.next) && lowerAt(tokens, found.next) === 'of')
    return { value: found.value, next: found.next + 2 }
  if (found === undefined || /^(?:of|an?)$/.test(lowerAt(tokens, found.next))) return { value: 0, next: at }
  return found
}
