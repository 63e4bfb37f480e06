import { distance } from 'fastest-levenshtein'
import { nameKey } from '../text.ts'

/** An entity, as far as its names and codes tell it from another one. */
export interface Named {
  id: string
  kind: string
  name: string
  aliases: string[]
  identifiers: Record<string, string | undefined>
}

/** A name may differ in one of so many letters: in none if it has fewer, in two if it has twice as many. */
const lettersPerSlip = 6

/** The words of a name, in an order that does not depend on where the family name stands. */
const wordsKey = (name: string): string =>
  name
    .split(/[\s,\p{Pd}]+/u)
    .map(nameKey)
    .sort()
    .join(' ')

/** The reason why two entities may be one; null: none. */
export function entityLikeness(one: Named, other: Named): string | null {
  const [names, others] = [one, other].map(({ name, aliases }) => [name, ...aliases]) as [string[], string[]]
  const pairs = names.flatMap((name) => others.map((another) => [name, another] as const))
  const pairOf = (isAlike: (name: string, another: string) => boolean) => pairs.find((pair) => isAlike(...pair))
  const same = pairOf((name, another) => nameKey(name) === nameKey(another))
  if (same !== undefined) return `both are called ${same[1]}`
  const turned = pairOf((name, another) => wordsKey(name) === wordsKey(another))
  if (turned !== undefined) return `the words of ${turned[0]} are those of ${turned[1]}`
  const codes = new Set(Object.values(other.identifiers))
  const code = Object.values(one.identifiers).find((value) => value !== undefined && codes.has(value))
  if (code !== undefined) return `both have the code ${code}`
  const near = one.kind === other.kind ? pairOf(areNear) : undefined
  return near === undefined ? null : `${near[0]} is nearly ${near[1]}`
}

/** Another number is no slip: 152 mm and 122 mm are two calibres. */
const digitsOf = (name: string): string => name.replace(/\P{N}+/gu, ' ')

function areNear(name: string, another: string): boolean {
  if (digitsOf(name) !== digitsOf(another)) return false
  const [key, other] = [nameKey(name), nameKey(another)]
  const allowed = Math.floor(Math.min(key.length, other.length) / lettersPerSlip)
  return allowed > 0 && Math.abs(key.length - other.length) <= allowed && distance(key, other) <= allowed
}
