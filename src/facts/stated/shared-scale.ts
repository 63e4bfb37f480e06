import { product } from './number-words.ts'
import type { StatedNumber } from './numbers.ts'
import type { Token } from './tokens.ts'
import { joined } from './units.ts'

/**
 * The first number with the scale that only the second names: "5 to 6 million", "three to four hundred thousand";
 * "10-12,000" is thousands, or ten.
 */
export function lowsOf(one: StatedNumber, other: StatedNumber, tokens: Token[]): number[] {
  const value = one.value as number
  const high = other.value as number
  if (one.scale === 100 && other.scale % 100_000 === 0) return [product(value / 100, other.scale)]
  if (one.scale !== 1 || one.grouped || one.share) return [value]
  const isOfHundreds = /^[\w.]+(?: -)? hundred(?: \w+)?$/.test(joined(tokens, other.from, other.next))
  const inHundreds = product(value, 100 * other.scale)
  if (isOfHundreds && value < 100 && inHundreds < high) return [inHundreds]
  if (other.scale !== 1) return [value < 10 * (high / other.scale) ? product(value, other.scale) : value]
  const isThousands = other.grouped && high >= 1000 && high % 1000 === 0 && value < 1000
  return isThousands && value * 1000 < high && value * 10_000 >= high ? [value * 1000, value] : [value]
}
