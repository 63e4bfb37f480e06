/** Numbers in words, without their scale. */
import { lowerAt, pastHyphen, smallAt } from './number-words.ts'
import type { Token } from './tokens.ts'

/** Words below a thousand: twenty-five, two hundred and fifty, six hundred fifty. */
export function below1000(tokens: Token[], at: number, joins: boolean): { value: number; next: number } {
  const start = below100(tokens, at)
  const hundred = pastHyphen(tokens, start.next)
  if (lowerAt(tokens, hundred) !== 'hundred') return start
  const value = start.value * 100
  const after = pastHyphen(tokens, hundred + 1)
  const place = joins && lowerAt(tokens, after) === 'and' ? pastHyphen(tokens, after + 1) : after
  const alone = { value, next: hundred + 1 }
  if (!smallAt(tokens, place)) return alone
  const rest = below100(tokens, place)
  // "five hundred and six hundred" are two numbers.
  return lowerAt(tokens, pastHyphen(tokens, rest.next)) === 'hundred' ? alone : { ...rest, value: value + rest.value }
}

function below100(tokens: Token[], at: number): { value: number; next: number } {
  const value = smallAt(tokens, at) as number
  const place = pastHyphen(tokens, at + 1)
  const one = smallAt(tokens, place) ?? 0
  return value >= 20 && one > 0 && one < 10 ? { value: value + one, next: place + 1 } : { value, next: at + 1 }
}

/** "three point two five"; "at one point five shells" states five. */
export function withDecimals(tokens: Token[], whole: { value: number; next: number }): { value: number; next: number } {
  let digits = ''
  let place = pastHyphen(tokens, whole.next)
  if (lowerAt(tokens, place) !== 'point' || lowerAt(tokens, place - 2) === 'at') return whole
  let { next } = whole
  for (place += 1; ; place = next) {
    place = pastHyphen(tokens, place)
    const digit = smallAt(tokens, place)
    if (digit === undefined || digit > 9) break
    digits += digit
    next = place + 1
  }
  return { value: Number(`${whole.value}.${digits}`), next }
}
