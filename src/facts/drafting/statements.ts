/** Cue verbs of a sentence ("said", "denies", "according to"), each with its likely speaker. */
import { claimsNeed, cueBases, inverting } from './cues.ts'
import { antecedent } from './parties.ts'
import type { Place } from './sentences.ts'
import { isBreak, isPronoun, type Phrase } from './speaker-words.ts'
import { invertedSpeaker, speakerAfter, startsSpeaker } from './speakers-after.ts'
import { hasVerbBefore, speakerBefore, subjectOf, verbPhraseBefore } from './speakers-before.ts'
import { type Word, wordsOf } from './words.ts'

export interface StatementWords {
  /** Place of the cue in UTF-16 units of the sentence, half-open. */
  start: number
  end: number
  cue: string
  /** Words for the likely speaker; of a pronoun, those for the one it likely stands for. Null if there are none. */
  speaker: string | null
  /** The pronoun that stands for the speaker. */
  pronoun: string | null
  /** Place of the words for the speaker, or of the pronoun, in the sentence; null if the sentence has none. */
  speaker_place: Place | null
}

const nounBefore =
  /^(?:the|a|an|its|his|her|their|our|of|by|in|for|on|to|from|with|no|any|some|such|these|those|this|all|official|conflicting|new|recent|latest|earlier|previous|independent|western|local|media|press|intelligence|many|several|most|other|early|first|final|annual|monthly|own|more|about|at|as|according)$/
const nounForms =
  /^(?:claims?|reports?|estimates?|notes?|demands?|doubts?|forecasts?|charges?|calls?|finds?|shows?|states?|counts?|posts?|holds?|puts?|documents?|records?|appeals?|comments?|replies|reply|promises?|pledges?|vows?|questions?|signals?|projects?|fears?|protests?|counters?|guess|guesses|hints?|concerns?|blame|praise|disputes?|dispute|caution|stress|welcome|blames|questions|expects?|tweets?|remarks?)$/
const bePassive = /^(?:is|are|was|were|be|been|being|gets?|got)$/

/**
 * The statements of a sentence, in order.
 * @param times places of time words, which belong to no speaker
 * @param parties speakers and subjects before it, for pronouns; those of this sentence are added
 */
export function statementsIn(sentence: string, times: Place[], parties: string[]): StatementWords[] {
  const words = wordsOf(sentence)
  const found = statementsOf(sentence, words, times, parties)
  const subject = subjectOf(words, words.length, times)
  if (subject !== null) parties.push(wordsFor(sentence, words, subject))
  parties.push(...found.flatMap(({ speaker, pronoun }) => (speaker === null || speaker === pronoun ? [] : [speaker])))
  return found
}

const wordsFor = (sentence: string, words: Word[], { from, next }: Phrase): string =>
  sentence.slice(words[from]?.start, words[next - 1]?.end)

function statementsOf(sentence: string, words: Word[], times: Place[], parties: string[]): StatementWords[] {
  const found: StatementWords[] = []
  const add = (from: number, next: number, phrase: Phrase | null, other?: StatementWords) => {
    const [first, last] = [words[from] as Word, words[next - 1] as Word]
    const cue = { start: first.start, end: last.end, cue: sentence.slice(first.start, last.end) }
    if (phrase === null) {
      found.push({
        ...cue,
        speaker: other?.speaker ?? null,
        pronoun: null,
        speaker_place: other?.speaker_place ?? null,
      })
      return
    }
    const place = { start: words[phrase.from]?.start as number, end: words[phrase.next - 1]?.end as number }
    const speaker = sentence.slice(place.start, place.end)
    if (!isPronoun(words, phrase)) found.push({ ...cue, speaker, pronoun: null, speaker_place: place })
    else {
      const subject = subjectOf(words, phrase.from - 1, times)
      const near = subject === null ? [] : [wordsFor(sentence, words, subject)]
      const spoken = found.flatMap((one) => one.speaker ?? [])
      const meant = antecedent(speaker.toLowerCase(), [...parties, ...near, ...spoken])
      found.push({ ...cue, speaker: meant ?? speaker, pronoun: speaker, speaker_place: place })
    }
  }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Word
    if (word.lower === 'according' && words[at + 1]?.lower === 'to') {
      const phrase = speakerAfter(words, at + 2, times)
      if (phrase !== null) add(at, at + 2, phrase)
      continue
    }
    const base = cueBases.get(word.lower)
    const isAside = at === 0 && word.lower.endsWith('ed') // "Asked about it, he replied"
    if (base === undefined || isAside || (at > 0 && /^\p{Lu}/u.test(word.text))) continue
    const rest = sentence.slice(word.end).trimStart()
    const isPerfect = base === 'call' && /^(?:has|have|had)$/.test(words[at - 1]?.lower ?? '')
    if (!isPerfect && claimsNeed[base]?.test(rest) === false) continue
    if (word.lower.endsWith('ing')) {
      const last = found.at(-1)
      if (words[at - 1]?.text === ',' && /^(?:that\b|:|it\b|the\b|[“"‘])/.test(rest)) {
        const first = last === undefined ? subjectOf(words, at, times) : null
        if (last !== undefined || first !== null) add(at, at + 1, first, last)
      }
      continue
    }
    if (isNoun(words, at, rest)) continue
    const begin = verbPhraseBefore(words, at)
    if (begin === null) continue
    const before = words[begin - 1]
    if (before !== undefined && bePassive.test(before.lower)) {
      addPassive(words, at, begin, times, add)
      continue
    }
    const isAfterQuote = before !== undefined && /^["”’'»]$/.test(before.text)
    const mayInvert = inverting.test(word.lower) && (before === undefined || isBreak(before) || isAfterQuote)
    // "The minister, a former general, announced a truce" is not inverted.
    const isAfterClause = isAfterQuote || begin === 0 || hasVerbBefore(words, begin)
    if (mayInvert && isAfterClause && startsSpeaker(words, at + 1)) {
      add(at, at + 1, invertedSpeaker(words, at + 1, times))
      continue
    }
    const isJoined = before !== undefined && /^(?:and|but|or|then)$/.test(before.lower)
    if (isJoined && found.length > 0) {
      add(at, at + 1, null, found.at(-1))
      continue
    }
    const phrase = begin === 0 ? null : isJoined ? subjectOf(words, at, times) : speakerBefore(words, begin, times)
    const isLast = /^(?:[.;]|$)/.test(rest)
    if (phrase === null || !isPossible(words, phrase)) continue
    // A cue that ends the sentence follows the words that it tells of.
    const isPostposed =
      phrase.from === 0
        ? !nounForms.test(word.lower)
        : !words[phrase.from - 1]?.isWord || words[phrase.from - 1]?.lower === 'as'
    if (!isLast || isPostposed) add(at, at + 1, phrase)
  }
  return found
}

/** "claims", "report", "estimates" as nouns: after an article, a preposition or an adjective, or before "of". */
function isNoun(words: Word[], at: number, rest: string): boolean {
  const { lower } = words[at] as Word
  const before = words[at - 1]?.lower ?? ''
  if (/ed$/.test(lower) || /^(?:said|told|found|put|wrote|called)$/.test(lower))
    return /^(?:an?|the|its|his|her|their|of|by|in|for|so|as)$/.test(before) && !/^(?:that|by)\b/.test(rest)
  if (!nounForms.test(lower)) return /^(?:to|let's)$/.test(before)
  if (at === 0 || /^(?:did|does|was|were|is|are|has|had|will)\b/.test(rest)) return true
  return (
    // "the 300-page report"
    /^\d+-/.test(before) ||
    nounBefore.test(before) ||
    cueBases.has(before) ||
    /^(?:of|from|by|were|are|was|have|vary|range|ranged|about|on|in)\b/.test(rest)
  )
}

/** "was confirmed by the ministry", "it is believed that". */
function addPassive(
  words: Word[],
  at: number,
  begin: number,
  times: Place[],
  add: (from: number, next: number, phrase: Phrase | null) => void,
): void {
  const by = words.slice(at + 1, at + 3).findIndex(({ lower }) => lower === 'by')
  const isNear = by !== -1 && words.slice(at + 1, at + 1 + by).every((word) => !isBreak(word))
  const phrase = isNear ? speakerAfter(words, at + by + 2, times) : null
  if (phrase !== null) add(at, at + 1, phrase)
  else if (words[begin - 2]?.lower === 'it' && words[at + 1]?.lower === 'that') add(at, at + 1, null)
  else if (
    /^(?:said|believed|thought|estimated|reported|claimed|alleged)$/.test(words[at]?.lower ?? '') &&
    words[at + 1]?.lower === 'to'
  )
    add(at, at + 1, null)
}

/** False for words that cannot speak: only numbers or short words. */
const isPossible = (words: Word[], { from, next }: Phrase): boolean =>
  next - from <= 16 && words.slice(from, next).some(({ text }) => /\p{L}{2}/u.test(text))
