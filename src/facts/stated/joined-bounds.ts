/** Figures that the words join: two bounds of one range, and a figure stated again. */
import { product } from './number-words.ts'
import { between, boundOf, type Reading, type Stated } from './readings.ts'
import type { Token } from './tokens.ts'
import { hasWords, joined } from './units.ts'

const floors = ['at_least', 'more_than']
const ceilings = ['at_most', 'less_than', 'almost']

/** "at least 1 million but no more than 3 million" is one range. */
export function joinBounds(tokens: Token[], all: Stated[]): Stated[] {
  const merged: Stated[] = []
  for (const stated of all) {
    const last = merged.at(-1)
    const both = last && bothBounds(tokens, last, stated)
    if (both === undefined) merged.push(stated)
    else merged.splice(-1, 1, both)
  }
  return merged
}

function bothBounds(tokens: Token[], one: Stated, other: Stated): Stated | undefined {
  const [a, b] = [one.readings[0] as Reading, other.readings[0] as Reading]
  const isPair = (x: Reading, y: Reading) => floors.includes(x.modifier) && ceilings.includes(y.modifier)
  if ((!isPair(a, b) && !isPair(b, a)) || one.share !== other.share) return undefined
  const isLink = ({ lower }: Token) =>
    /^(?:and|but|,|yet|possibly|perhaps|potentially|maybe|likely|though)$/.test(lower)
  if (!tokens.slice(one.next, other.first).every(isLink)) return undefined
  const words = ({ unit }: Stated) => joined(tokens, unit.from, unit.next)
  if (hasWords(one.unit) && hasWords(other.unit) && words(one) !== words(other)) return undefined
  const [floor, ceiling] = isPair(a, b) ? [a, b] : [b, a]
  const low = floor.low as number
  const high = ceiling.high as number
  const takes = one.scale === 1 && other.scale > 1 && floor === a && low < 1000 && low < 10 * (high / other.scale)
  const scaled = takes ? product(low, other.scale) : low
  if (scaled > high) return undefined
  const range = between(scaled, high, floor.low_inclusive ?? true, ceiling.high_inclusive ?? true)
  return { ...other, readings: [range], first: one.first, unit: hasWords(other.unit) ? other.unit : one.unit }
}

/**
 * Second readings of restated figures: in "about 250,000 a month, or 3 million a year" the modifier of the first number
 * may apply to the second too.
 */
export const restatements = (tokens: Token[], all: Stated[]): Stated[] =>
  all.map((stated, index) => {
    const { readings, first } = stated
    const before = all[index - 1]
    const value = readings[0]?.best ?? null
    const isRestated = before && /^(?:, |- |\( )?or$/.test(joined(tokens, before.next, first))
    if (!isRestated || value === null || readings[0]?.modifier !== 'unmodified') return stated
    const single = before.readings.filter(({ modifier }) => !['between', 'vague', 'unmodified'].includes(modifier))
    return { ...stated, readings: [...readings, ...single.map(({ modifier }) => boundOf(modifier, value))] }
  })
