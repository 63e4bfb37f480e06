/** Words that deny a number or its bound: "cannot be more than 5,000", "not 5,000 but 6,000". */
import { lowerAt } from './number-words.ts'
import { type Senses, sensesOf } from './phrases.ts'
import type { Token } from './tokens.ts'

const denials = /^(?:not|no|never|nor|neither|without|unlikely|nobody|nothing|hardly|scarcely|rarely|seldom)$/
const unsureDenials = /^(?:nobody|nothing|hardly|scarcely|rarely|seldom|if)$/
/** Words between a denial and the bound that it turns round. */
const links =
  /^(?:be|been|being|have|had|has|to|likely|expected|thought|believed|really|ever|yet|number|numbered|total|totalled|totaled|amount|amounted|come|reach|reached)$/
/** Words between a denial and a number of which it says nothing. */
const ownWords =
  /^(?:only|just|merely|all|least|in|on|by|from|since|because|until|but|and|or|when|where|while|after|before|during|as|if|who|which|doubt|counting|including|mentioning)$/
const determiners = /^(?:the|its|their|his|these|those)$/

/** The place of a denial of the words from a place on; the place itself if there is none. */
export function denialBefore(tokens: Token[], at: number, floor: number): number {
  let place = at - 1
  while (place > floor && links.test(lowerAt(tokens, place))) place -= 1
  return place >= floor && denials.test(lowerAt(tokens, place)) ? place : at
}

/**
 * True of a number whose verb or subject is denied: "did not send 5,000 shells". A bound is reached from further away:
 * "never put the number above 5,000".
 */
export function hasDeniedVerb(tokens: Token[], at: number, floor: number, isBound: boolean): boolean {
  const farthest = Math.max(floor, at - (isBound ? 6 : 3))
  for (let place = at - 1; place >= farthest; place -= 1) {
    const lower = lowerAt(tokens, place)
    const isFar = place < at - 3
    if (isFar ? /^(?:not|never)$/.test(lower) : denials.test(lower)) return true
    if (tokens[place]?.kind !== 'word' || ownWords.test(lower) || (!isBound && determiners.test(lower))) return false
  }
  return false
}

const opposites: Record<string, Senses> = { more_than: ['at_most'], less_than: ['at_least'] }

/** "Not more than" is at most; "not just over", "if not more than" and "rarely more than" give no sure reading. */
export function denied(tokens: Token[], at: number, senses: Senses[]): Senses {
  const [bound = '', ...others] = sensesOf(senses)
  const isUnsure = others.length > 0 || [at, at - 1].some((place) => unsureDenials.test(lowerAt(tokens, place)))
  return (isUnsure ? undefined : opposites[bound]) ?? []
}
