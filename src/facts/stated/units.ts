/** Words after a number: the counted things, and the period of a rate. */
import { lowerAt, timeUnits as periods } from './number-words.ts'
import { numberAt } from './numbers.ts'
import type { Token } from './tokens.ts'

/** Tokens from one place to before another, as text in lower case. */
export const joined = (tokens: Token[], from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map(({ lower }) => lower)
    .join(' ')

const collective =
  /^(?:ammunition|munition|artillery|personnel|people|men|women|children|equipment|ordnance|dead|wounded|killed|missing|feet|km|kg|t|tonne|mm|aircraft|materiel|weaponry|ammo|cargo|rail|explosive)$/
export const stops =
  /^(?:no|none|nil|in|to|from|by|since|for|of|and|or|but|were|was|are|is|be|been|have|has|had|do|does|did|that|which|who|per|a|an|the|with|as|on|at|over|between|this|these|those|last|after|before|when|while|could|may|might|would|will|can|than|it|its|they|their|them|not|so|every|each|more|less|fewer|plus|if|because|during|until|till|through|via|into|under|about|some|such|says|plus|where|minus|versus|thus|times|towards|across|among|within|without|against|worth)$/
const isNoun = (token: Token | undefined): boolean =>
  token?.kind === 'word' &&
  !stops.test(token.lower) &&
  (isPlural(token.lower) || collective.test(token.lower) || periods.test(token.lower))
const isPlural = (word: string) => word.length > 2 && /s$/.test(word) && !/(?:ss|[iou]us|'s)$/.test(word)
const calibreUnits = /^(?:mm|cm|millimet(?:er|re)s?|centimet(?:er|re)s?|caliber|calibre|inch|ft|foot)$/

export interface Counted {
  /** First token and the one past the last; equal if no words name the counted things. */
  from: number
  next: number
}

/** True if words name the counted things. */
export const hasWords = ({ from, next }: Counted): boolean => next > from

/** The words for the counted things, directly after a number: "artillery shells", "152-mm shells", "week". */
export function unitAt(tokens: Token[], at: number, isOne: boolean): Counted {
  let from = at
  if (lowerAt(tokens, from) === '-' && tokens[from]?.glued) from += 1
  if (lowerAt(tokens, from) === 'of') from += 1
  while (from > at && /^(?:the|these|those|them|its|their|all|such)$/.test(lowerAt(tokens, from))) from += 1
  for (let next = from; next < from + 6; next += 1) {
    const token = tokens[next]
    const isCalibre = token?.kind === 'numeral' && calibreAt(tokens, next + 1) > 0
    if (isCalibre) next = calibreAt(tokens, next + 1) - 1
    else if (token?.lower === '-' && token.glued) continue
    else if (token?.kind !== 'word' || stops.test(token.lower) || numberAt(tokens, next, true) !== undefined) break
    else if (isNoun(token) && !isNoun(tokens[next + 1])) return { from, next: next + 1 }
    else if (isOne && !isCalibre && !/ed$|ly$/.test(token.lower) && next === from && !followsNoun(tokens, next + 1))
      return { from, next: next + 1 }
  }
  return { from: at, next: at }
}

/** True if a plural follows within two words, so that the word before is an adjective. */
const followsNoun = (tokens: Token[], at: number): boolean =>
  [at, at + 1].some((place) => {
    const token = tokens[place]
    return (
      token?.kind === 'word' &&
      (isPlural(token.lower) || /^(?:shell|container|round|shipment|missile|rocket)$/.test(token.lower))
    )
  })

/** The place after a calibre's unit; 0 if there is none. */
function calibreAt(tokens: Token[], at: number): number {
  const place = lowerAt(tokens, at) === '-' ? at + 1 : at
  return calibreUnits.test(lowerAt(tokens, place)) ? place + 1 : 0
}

/** The place after "per year", "a month", "daily"; equal to `at` if there is none. */
export function periodAt(tokens: Token[], at: number): number {
  if (/^(?:daily|weekly|monthly|yearly|annually|hourly)$/.test(lowerAt(tokens, at))) return at + 1
  // "up from 389 a day earlier"
  if (/^(?:earlier|later|ago)$/.test(lowerAt(tokens, at + 2))) return at
  return /^(?:per|a|an|each|every|\/)$/.test(lowerAt(tokens, at)) && periods.test(lowerAt(tokens, at + 1)) ? at + 2 : at
}
