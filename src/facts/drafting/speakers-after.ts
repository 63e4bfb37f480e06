/** The likely speaker after a cue: "according to the mayor", "said Lise Moe". */

import type { Place } from './sentences.ts'
import {
  determiners,
  finite,
  isBreak,
  isCapital,
  isName,
  type Phrase,
  prepositions,
  relatives,
} from './speaker-words.ts'
import type { Word } from './words.ts'

const afterSpeaker =
  /^(?:on|at|after|during|as|when|while|via|before|because|since|last|this|in|told|referring|speaking|adding|citing|without|who|which|whose|that|but|and|said|dated|released|published|issued|posted|obtained|seen|reviewed|shared|late|early|earlier|yesterday|today|tweeted|through)$/

/** The words for the speaker that start at a place: after "according to", or after an inverted cue. */
export function speakerAfter(words: Word[], from: number, times: Place[]): Phrase | null {
  let next = from
  let hasDeterminer = false
  for (; next < words.length && next < from + 12; next += 1) {
    const word = words[next] as Word
    // "According to the town hall 22,418 are left"
    if (next > from && /^\d[\d.,]*$/.test(word.text)) break
    if (isBreak(word) || /^[.'’‘]$/.test(word.text) || finite.test(word.lower)) break
    if (times.some((time) => time.start <= word.start && word.end <= time.end)) break
    hasDeterminer ||= determiners.test(word.lower) || /^\p{Ll}/u.test(words[from]?.text ?? '')
    if (next > from && afterSpeaker.test(word.lower)) {
      const goesOn = /^in$/.test(word.lower)
        ? hasDeterminer && !isCapital(words[from])
        : word.lower === 'and' && isCapital(words[next + 1])
      if (!goesOn) break
    }
  }
  // "the minister on": a preposition ends no phrase.
  while (next > from && prepositions.test(words[next - 1]?.lower ?? '')) next -= 1
  return next > from ? { from, next } : null
}

/** The speaker after an inverted cue; of a description and a name the name: "says the mayor, Petro Halas". */
export function invertedSpeaker(words: Word[], from: number, times: Place[]): Phrase | null {
  const phrase = speakerAfter(words, from, times)
  if (phrase === null || words[phrase.next]?.text !== ',' || isCapital(words[phrase.from])) return phrase
  const length = words
    .slice(phrase.next + 1)
    .findIndex((word) => isBreak(word) || word.text === '.' || relatives.test(word.lower))
  const name = { from: phrase.next + 1, next: length === -1 ? words.length : phrase.next + 1 + length }
  return isName(words, name) ? name : phrase
}

/** True if the words after an inverted cue are a speaker and not a clause: no verb before the next mark. */
export function startsSpeaker(words: Word[], from: number): boolean {
  const first = words[from]
  if (
    first === undefined ||
    !first.isWord ||
    afterSpeaker.test(first.lower) ||
    /^(?:that|it|there|if|he|they|we|i|so|no|not|nothing|to|in|on|at|by|of|for|more|at)$/.test(first.lower)
  )
    return false
  for (let at = from; at < words.length; at += 1) {
    const word = words[at] as Word
    if (isBreak(word) || word.text === '.' || relatives.test(word.lower)) return true
    if (finite.test(word.lower)) return false
  }
  return true
}
