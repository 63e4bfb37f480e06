/** Names in a sentence: those of known entities, and capitalised ones that are not known. */
import { nameKey } from '../text.ts'
import type { Place } from './sentences.ts'
import { type Word, wordsOf } from './words.ts'

/** An entity by the names that a seed gives it. */
export interface KnownEntity {
  id: string
  /** Its name, then its aliases. */
  names: string[]
}

export interface NameWords extends Place {
  /** Id of the known entity; null for a name that is not known. */
  entity: string | null
  form: 'name' | 'alias' | null
}

type Known = { entity: string; form: 'name' | 'alias'; name: string }
export type NameIndex = Map<string, Known[]>

/** The names of some entities, by their keys. */
export function indexOfNames(entities: KnownEntity[]): NameIndex {
  const index: NameIndex = new Map()
  for (const { id, names } of entities)
    for (const [place, name] of names.entries()) {
      const key = nameKey(name)
      if (key === '') continue
      const known: Known = { entity: id, form: place === 0 ? 'name' : 'alias', name }
      index.set(key, [...(index.get(key) ?? []), known])
    }
  return index
}

const longestName = 7
const joins = /^(?:of|for|the|and|de|al|bin|ibn|von|van|der|del|la|du|di|da)$/
const common =
  /^(?:the|a|an|and|but|yet|so|or|nor|in|on|at|by|for|from|of|to|with|as|if|when|while|after|before|since|until|during|although|though|because|where|what|why|how|who|which|this|that|these|those|there|here|it|its|he|his|she|her|they|their|we|our|i|you|my|your|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|most|few|half|no|none|not|now|then|later|earlier|meanwhile|however|still|also|both|each|every|another|other|more|less|nearly|almost|about|around|roughly|between|up|over|under|according|last|next|only|even|just|once|none|nobody|nothing|all|any|such|top|quality|imports|since|without|within|despite|under|than|let|has|have|had|is|are|was|were|do|does|did|will|would|can|could|may|might|must|should)$/
const calendar =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:mon|tues|wednes|thurs|fri|satur|sun)day|gmt|utc)\.?$/

/**
 * The names of a sentence, in order.
 * @param isHeadline true if capitals tell nothing there
 */
export function namesIn(sentence: string, index: NameIndex, isHeadline: boolean): NameWords[] {
  const words = wordsOf(sentence)
  const names: NameWords[] = []
  for (let at = 0; at < words.length; ) {
    const known = knownAt(sentence, words, at, index)
    if (known !== null) {
      names.push(known.name)
      at = known.next
      continue
    }
    const next = isHeadline ? at : capitalsAt(words, at, (place) => knownAt(sentence, words, place, index) !== null)
    const isOpening = at === 0 && next === at + 1
    // A single word at the start has its capital from there.
    if (next > at && !isOpening) names.push({ ...placeOf(words, at, next), entity: null, form: null })
    at = Math.max(next, at + 1)
  }
  return names
}

function placeOf(words: Word[], from: number, next: number): Place {
  const last = words[next - 1] as Word
  const possessive = /['’]s?$/.exec(last.text)?.[0].length ?? 0
  return { start: words[from]?.start as number, end: last.end - possessive }
}

function knownAt(
  sentence: string,
  words: Word[],
  at: number,
  index: NameIndex,
): { name: NameWords; next: number } | null {
  if (!words[at]?.isWord) return null
  for (let next = Math.min(words.length, at + longestName); next > at; next -= 1) {
    if (!words[next - 1]?.isWord && words[next - 1]?.text !== '.') continue
    const place = placeOf(words, at, next)
    const written = sentence.slice(place.start, place.end)
    const found = index.get(nameKey(written))?.find(({ name }) => hasItsCapitals(written, name))
    if (found !== undefined) return { name: { ...place, entity: found.entity, form: found.form }, next }
  }
  return null
}

/** "US" is no "us", and "Turkey" no "turkey"; "arms" may begin a sentence. */
const hasItsCapitals = (written: string, name: string): boolean =>
  /\p{Ll}/u.test(name) ? !/^\p{Lu}/u.test(name) || /^\p{Lu}/u.test(written) : !/\p{Ll}/u.test(written)

/** The place after capitalised words that name one thing: "Institute for the Study of War". */
function capitalsAt(words: Word[], at: number, isKnown: (place: number) => boolean): number {
  const isCapital = (place: number) => {
    const word = words[place]
    return word !== undefined && /^\p{Lu}/u.test(word.text) && !calendar.test(word.lower)
  }
  if (!isCapital(at) || common.test(words[at]?.lower ?? '')) return at
  let next = at + 1
  while (next < words.length && !/['’]s$/.test(words[next - 1]?.text ?? '')) {
    let place = next
    while (joins.test(words[place]?.lower ?? '') && !isCapital(place) && place - next < 2) place += 1
    const isListed = words[next]?.lower === 'and'
    if (!isCapital(place) || isListed || (place === next && isKnown(place))) break
    next = place + 1
  }
  return next
}
