/** Cue verbs of a sentence ("said", "denies", "according to"), each with its likely speaker. */
import { claimsNeed, cueBases, inverting } from './cues.ts'
import type { Place } from './sentences.ts'
import { isBreak, isPronoun, type Phrase, speakerAfter, speakerBefore, startsSpeaker, verbPhraseBefore } from './speakers.ts'
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
const nounForms = /^(?:claims?|reports?|estimates?|notes?|demands?|doubts?|forecasts?|charges?|calls?|finds?|shows?|states?|counts?|posts?|holds?|puts?|documents?|records?|appeals?|comments?|replies|reply|promises?|pledges?|vows?|questions?|signals?|projects?|fears?|protests?|counters?|guess|guesses|hints?|concerns?|blame|praise|disputes?|dispute|caution|stress|welcome|blames|questions|expects?|tweets?|remarks?)$/
const bePassive = /^(?:is|are|was|were|be|been|being|gets?|got)$/

/**
 * The statements of a sentence, in order.
 * @param times places of time words, which belong to no speaker
 * @param earlier statements before it, for pronouns
 */
export function statementsIn(sentence: string, times: Place[], earlier: StatementWords[]): StatementWords[] {
  const words = wordsOf(sentence)
  const found: StatementWords[] = []
  const add = (from: number, next: number, phrase: Phrase | null, other?: StatementWords) => {
    const [first, last] = [words[from] as Word, words[next - 1] as Word]
    const cue = { start: first.start, end: last.end, cue: sentence.slice(first.start, last.end) }
    if (phrase === null) {
      found.push({ ...cue, speaker: other?.speaker ?? null, pronoun: null, speaker_place: other?.speaker_place ?? null })
      return
    }
    const place = { start: words[phrase.from]?.start as number, end: words[phrase.next - 1]?.end as number }
    const speaker = sentence.slice(place.start, place.end)
    if (!isPronoun(words, phrase)) found.push({ ...cue, speaker, pronoun: null, speaker_place: place })
    else {
      const meant = antecedent(speaker.toLowerCase(), [...earlier, ...found])
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
    if (base === undefined || (at > 0 && /^\p{Lu}/u.test(word.text))) continue
    const rest = sentence.slice(word.end).trimStart()
    if (!(claimsNeed[base]?.test(rest) ?? true)) continue
    if (word.lower.endsWith('ing')) {
      const last = found.at(-1)
      if (words[at - 1]?.text === ',' && /^(?:that\b|:|it\b|the\b|[“"‘])/.test(rest)) {
        const first = last === undefined ? speakerBefore(words, firstVerb(words), times) : null
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
    if (mayInvert && startsSpeaker(words, at + 1)) {
      add(at, at + 1, speakerAfter(words, at + 1, times))
      continue
    }
    if (before !== undefined && /^(?:and|but|or|then)$/.test(before.lower) && found.length > 0) {
      add(at, at + 1, null, found.at(-1))
      continue
    }
    const phrase = begin === 0 ? null : speakerBefore(words, begin, times)
    const isLast = /^(?:[.;”"]|$)/.test(rest)
    if (phrase === null || !isPossible(words, phrase)) continue
    // A cue that ends the sentence follows the words that it tells of.
    if (!isLast || phrase.from === 0 || !words[phrase.from - 1]?.isWord) add(at, at + 1, phrase)
  }
  return found
}

/** The first verb of a sentence whose subject is not that of a cue. */
function firstVerb(words: Word[]): number {
  const at = words.findIndex(({ lower }, index) => index > 0 && /(?:ed|lost|was|were|is|are|has|have|had|made|sent)$/.test(lower))
  return at === -1 ? 0 : at
}

/** "claims", "report", "estimates" as nouns: after an article, a preposition or an adjective, or before "of". */
function isNoun(words: Word[], at: number, rest: string): boolean {
  const { lower } = words[at] as Word
  const before = words[at - 1]?.lower ?? ''
  if (/ed$/.test(lower) || /^(?:said|told|found|put|wrote|called)$/.test(lower))
    return /^(?:an?|the|its|his|her|their|of|by|in|for|so|as)$/.test(before) && !/^(?:that|by)\b/.test(rest)
  if (!nounForms.test(lower)) return /^(?:to|let's)$/.test(before)
  if (at === 0) return true
  return nounBefore.test(before) || cueBases.has(before) || /^(?:of|from|by|were|are|was|have|vary|range|ranged|about|on|in)\b/.test(rest)
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
  else if (/^(?:said|believed|thought|estimated|reported|claimed|alleged|expected)$/.test(words[at]?.lower ?? '') && words[at + 1]?.lower === 'to')
    add(at, at + 1, null)
}

/** False for words that cannot speak: only numbers or short words. */
const isPossible = (words: Word[], { from, next }: Phrase): boolean =>
  next - from <= 16 && words.slice(from, next).some(({ text }) => /\p{L}{2}/u.test(text))

const bodyWords =
  /\b(?:ministry|department|staff|office|army|force|forces|government|agency|board|council|union|fund|centre|center|institute|group|watchdog|bank|company|party|court|committee|commission|parliament|kremlin|pentagon|house|office|report|study|statement|organi[sz]ation|association|network|data|bureau|authority|police|navy|mission|embassy|university|alliance|nato|association|campaign|charity|firm|operator|coalition)\b/i
const personWords =
  /\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Adm|Gov|Sen|Rep|Prof|Dame|Sir|Lord|Lady|President|Minister|Secretary|Ambassador|General|Colonel|spokes\p{L}+|official|officer|commander|gunner|diplomat|director|analyst|chief|soldier|adviser|envoy|expert|researcher|doctor|resident|survivor|person|man|woman|mother|father|minister|secretary|president|governor|mayor|chair|commissioner)\b/u

/** The earlier speaker that a pronoun likely stands for. */
function antecedent(pronoun: string, earlier: StatementWords[]): string | null {
  const speakers = earlier.flatMap(({ speaker, pronoun: other }) => (speaker === null || (other === speaker && other !== null) ? [] : [speaker])).reverse()
  const isPerson = (speaker: string) =>
    (personWords.test(speaker) && !/s$/.test(speaker.split(' ').at(-1) ?? '')) ||
    (/^(?:\p{Lu}[\p{L}.'’-]+ ?){1,4}$/u.test(speaker) && !bodyWords.test(speaker))
  if (/^(?:he|she|who)$/.test(pronoun)) return speakers.find(isPerson) ?? speakers.find((one) => !bodyWords.test(one)) ?? null
  if (pronoun === 'it') return speakers.find((one) => !isPerson(one) || bodyWords.test(one)) ?? null
  if (pronoun === 'they') return speakers.find((one) => /s\b/.test(one)) ?? null
  return null
}
