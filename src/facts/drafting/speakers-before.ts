/** The likely speaker before a cue: "Gen. Ro, the chief of staff, has denied". */

import type { Place } from './sentences.ts'
import {
  adverbs,
  auxiliaries,
  clauses,
  determiners,
  finite,
  isBreak,
  isCapital,
  isName,
  leading,
  negations,
  notAdverbs,
  type Phrase,
  prepositions,
  pronouns,
  relatives,
} from './speaker-words.ts'
import type { Word } from './words.ts'

/** The place of the first word of a verb phrase before a cue ("has also" called); null if it is denied or not said. */
export function verbPhraseBefore(words: Word[], cue: number): number | null {
  let at = cue
  for (;;) {
    const lower = words[at - 1]?.lower ?? ''
    if (negations.test(lower) || auxiliaries.test(lower)) return null
    if (!adverbs.test(lower) || notAdverbs.test(lower)) return at
    at -= 1
  }
}

/** The words for the speaker that end before a place. */
export function speakerBefore(words: Word[], end: number, times: Place[]): Phrase | null {
  let next = withoutTimes(words, end, times)
  if (next === 0) return null
  if (words[next - 1]?.text === ',') return acrossCommas(words, next - 1, times)
  if (words[next - 1]?.text === ')') {
    const open = words.slice(0, next).findLastIndex(({ text }) => text === '(')
    if (open <= 0) return null
    next = open
  }
  if (/^[—–]$/.test(words[next - 1]?.text ?? '')) {
    const open = words.slice(0, next - 1).findLastIndex(({ text }) => /^[—–]$/.test(text))
    if (open <= 0) return null
    next = open
  }
  return phraseEndingAt(words, next, times)
}

/** Steps back over time words ("the ministry on Monday said"). */
function withoutTimes(words: Word[], end: number, times: Place[]): number {
  const last = words[end - 1]
  const time = last && times.find((one) => one.start < last.end && last.end <= one.end)
  if (time === undefined) return end
  let at = words.findIndex(({ end: wordEnd }) => wordEnd > time.start)
  if (at > 0 && prepositions.test(words[at - 1]?.lower ?? '')) at -= 1
  return at === 0 ? end : at
}

/** A noun phrase read backwards from its last word. */
function phraseEndingAt(words: Word[], next: number, times: Place[]): Phrase | null {
  let from = next
  while (from > 0) {
    const word = words[from - 1] as Word
    if (isBreak(word) || clauses.test(word.lower) || finite.test(word.lower)) break
    if (/^['‘’]$/.test(word.text) || /^(?:said|says|told)$/.test(word.lower)) break
    if (word.lower === 'whose') break
    if (relatives.test(word.lower)) return from - 1 > 0 ? phraseEndingAt(words, from - 1, times) : null
    if (word.lower === 'and' && !joinsNames(words, from - 1)) break
    from -= 1
  }
  return tidied(words, { from, next }, times)
}

/** True of "and" between two parts of one subject: nothing before it in its clause is a verb. */
function joinsNames(words: Word[], at: number): boolean {
  for (let place = at - 1; place >= 0; place -= 1) {
    const word = words[place] as Word
    if (isBreak(word) || clauses.test(word.lower)) return place < at - 1
    if (finite.test(word.lower) || pronouns.test(word.lower) || /\p{Ll}ed$|\p{Ll}ing$/u.test(word.lower)) return false
  }
  return at > 0
}

/** A phrase without the words that lead into it: "But in Geneva the minister" → the minister. */
function tidied(words: Word[], { from, next }: Phrase, times: Place[]): Phrase | null {
  let start = from
  const isTime = (at: number) =>
    times.some((time) => time.start <= (words[at]?.start ?? -1) && (words[at]?.end ?? 0) <= time.end)
  for (;;) {
    const word = words[start]
    if (start >= next || word === undefined) return null
    if (
      isTime(start) ||
      (leading.test(word.lower) && next - start > 1) ||
      (adverbs.test(word.lower) && !isCapital(word))
    )
      start += 1
    else if (/^\p{L}+ly$/u.test(word.lower) && !notAdverbs.test(word.lower) && next - start > 1) start += 1
    else if (prepositions.test(word.lower)) {
      const determiner = words.slice(start + 1, next).findLastIndex(({ lower }) => determiners.test(lower))
      start = determiner > 0 || (determiner === 0 && isTime(start + 1)) ? start + 1 + determiner : start + 1
    } else break
  }
  return { from: start, next }
}

/**
 * The subject before an apposition: "Gen. Ro, the chief of staff, has called"; of a description and a name the name: "Its
 * director, Lise Moe, warns".
 */
function acrossCommas(words: Word[], comma: number, times: Place[]): Phrase | null {
  let end = comma
  for (let steps = 0; steps < 6; steps += 1) {
    const before = words.slice(0, end).findLastIndex((word) => isBreak(word) || word.lower === 'that')
    const segment = { from: before + 1, next: end }
    const first = words[segment.from]
    if (first === undefined || segment.from >= end) return null
    const hasHead = before > 0 && words[before]?.text === ','
    if (steps === 0 && isName(words, segment) && hasHead) return segment
    const isAside =
      relatives.test(first.lower) ||
      /^\d+$/.test(first.text) ||
      !isCapital(first) ||
      (steps === 0 && hasHead && !isName(words, segment))
    if (!isAside || !hasHead) return steps === 0 ? null : phraseEndingAt(words, end, times)
    end = before
    if (!/^\d+$/.test(first.text) && !relatives.test(first.lower) && /^(?:an?|the|\p{Ll}+)$/u.test(first.lower)) {
      const head = phraseEndingAt(words, end, times)
      // "the chief, a former soldier" goes on to a head that is a name or has a determiner.
      if (head !== null && (isCapital(words[head.from]) || determiners.test(words[head.from]?.lower ?? ''))) {
        if (!/^\d+$/.test(words[head.from]?.text ?? '')) return head
      }
    }
  }
  return null
}

/** The words for the subject of a sentence: those before its first verb. */
export function subjectOf(words: Word[], limit: number, times: Place[]): Phrase | null {
  const verb = words.findIndex(
    ({ lower, text }, index) =>
      index > 0 &&
      !/^\p{Lu}/u.test(text) &&
      (finite.test(lower) || /\p{Ll}ed$|^(?:lost|made|sent|came|went|took|gave|left)$/u.test(lower)),
  )
  return verb <= 0 || verb > limit ? null : speakerBefore(words, verb, times)
}

/** True if the words before a place have a verb outside of relative clauses, so that they are what was said. */
export function hasVerbBefore(words: Word[], end: number): boolean {
  let isAside = false
  return words.slice(0, end).some(({ lower, text }, at) => {
    if (isBreak(words[at - 1])) isAside = relatives.test(lower)
    return (
      !isAside &&
      (finite.test(lower) ||
        (at > 0 && /^\p{Ll}\p{L}*ed$|^(?:lost|made|sent|came|went|took|gave|left|fell|rose|hit)$/u.test(text)))
    )
  })
}
