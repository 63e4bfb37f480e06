/** Kinds of words that lead to, belong to or end the words for a speaker. */
import type { Word } from './words.ts'

/** Words of a speaker, as places in the list of words; half-open. */
export interface Phrase {
  from: number
  next: number
}

export const finite =
  /^(?:is|are|was|were|am|be|been|being|has|have|had|does|do|did|will|would|can|could|may|might|must|should|shall|isn't|wasn't|didn't|doesn't|hasn't|haven't|won't|cannot|'s)$/
export const adverbs =
  /^(?:has|have|had|also|later|earlier|then|now|once|again|often|still|since|already|even|just|always|never|both|all|himself|herself|itself|themselves|further|meanwhile|too|instead|\p{L}+ly|yesterday|today|overnight)$/u
export const notAdverbs =
  /^(?:family|ally|italy|july|reply|supply|assembly|monopoly|anomaly|emily|kelly|sally|billy|only)$/
export const negations = /^(?:not|never|n't|cannot|didn't|doesn't|hasn't|won't|wouldn't|couldn't)$/
export const auxiliaries =
  /^(?:to|will|would|can|could|may|might|must|should|shall|did|does|do|let|cannot|not|n't|didn't|doesn't|wouldn't|couldn't|won't|neither|nor|declined|refused|refuses|declines|failed|unable|able)$/
export const determiners =
  /^(?:the|a|an|its|his|her|their|our|my|one|two|three|four|five|six|several|some|many|most|other|another|this|these|those|both|senior|top|few|all|no)$/
export const leading =
  /^(?:but|and|yet|still|so|meanwhile|however|also|then|now|later|earlier|separately|instead|although|though|while|as|because|since|where|when|if|that|whereas|nor|or|even|indeed|moreover|nevertheless|nonetheless)$/
export const prepositions =
  /^(?:on|in|at|by|after|before|during|since|under|from|for|with|to|of|over|about|within|into|across|through|until|near|outside|despite|without)$/
const breaks = /^[,;:—–()"“”„«»…!?]$|^-$/
export const clauses =
  /^(?:that|but|while|because|as|though|although|when|where|if|whether|than|so|yet|or|what|why|how)$/
export const relatives = /^(?:who|which|whose|whom)$/
export const pronouns = /^(?:he|she|it|they|we|i|you|who)$/

/** True of a mark that ends a phrase, and of the end of the sentence. */
export const isBreak = (word: Word | undefined): boolean => word === undefined || breaks.test(word.text)

/** True of a word with a capital. */
export const isCapital = (word: Word | undefined): boolean => word !== undefined && /^\p{Lu}/u.test(word.text)

/** True of words that are all capitalised, or join such words. */
export const isName = (words: Word[], { from, next }: Phrase): boolean =>
  next > from &&
  words
    .slice(from, next)
    .every(
      (word, index) =>
        isCapital(word) || (index > 0 && /^(?:of|de|al|bin|ibn|van|von|der|del|la|el|da|di)$/.test(word.lower)),
    ) &&
  !/^(?:(?:The|A|An|In|On|At|But|And)$|[RDI]-)/.test(words[from]?.text ?? '')

/** True of a phrase of one pronoun. */
export const isPronoun = (words: Word[], { from, next }: Phrase): boolean =>
  next - from === 1 && pronouns.test(words[from]?.lower ?? '')
