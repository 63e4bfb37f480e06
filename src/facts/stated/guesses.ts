/** Two numbers with a comma between them as one guess: "ten, twenty thousand", "five, perhaps six hundred". */
import { lowerAt, product, scaleAt } from './number-words.ts'
import { numberAt } from './numbers.ts'
import { sensesOf } from './phrases.ts'
import { between, boundOf, type Found, type Reading } from './readings.ts'
import { lowsOf } from './shared-scale.ts'
import type { Token } from './tokens.ts'

/**
 * The readings of a guess: a range, or no definite number unless a word such as "perhaps" says so. Undefined: the
 * numbers are two figures, as digits may be ("of 10, 20 survived") and numbers of a list.
 */
export function guessOf(tokens: Token[], one: Found, other: Found): Reading[] | undefined {
  const { number: first } = one
  const { number: second } = other
  if (lowerAt(tokens, first.next) !== ',' || other.first !== first.next + 1) return undefined
  if (first.value === null || second.value === null || first.share || second.share) return undefined
  const isSpelled = [first, second].every(({ from }) => tokens[from]?.kind === 'word')
  if (first.scale !== 1 || first.grouped || (!isSpelled && second.scale === 1)) return undefined
  if (sensesOf(other.senses).some((sense) => sense !== 'unmodified' && sense !== 'about')) return undefined
  const low = lowsOf(first, second, tokens)[0] as number
  if (low >= second.value || second.value > low * 5 || isListed(tokens, second.next)) return undefined
  const scale = lowerAt(tokens, second.next) === ',' ? (scaleAt(tokens, second.next + 1) ?? 1) : 1
  const range = between(product(low, scale), product(second.value, scale))
  return other.senses.length > 0 ? [range] : [boundOf('vague', null), range]
}

const isListed = (tokens: Token[], at: number): boolean =>
  /^(?:,|and|or)$/.test(lowerAt(tokens, at)) && numberAt(tokens, at + 1, false) !== undefined
