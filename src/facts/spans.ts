/**
 * Places in a text, counted in Unicode code points, 0-based and half-open (W3C Web Annotation, TextPositionSelector).
 * JavaScript strings count UTF-16 units; a code point above U+FFFF takes two of them.
 */

export const exactMaxWords = 11
/** Most characters (code points) of an excerpt in scripts without spaces. */
export const exactMaxUnspaced = 24
export const contextMaxCodePoints = 16

/** A span as an editor writes it and a reader tests it: TextPositionSelector and TextQuoteSelector in one. */
export interface Span {
  /** Code points before the span. */
  start: number
  /** Code points before the character after the span. */
  end: number
  exact: string
  /** At most 16 code points directly before and after the span. */
  prefix: string
  suffix: string
}

const surrogatePair = /[\ud800-\udbff][\udc00-\udfff]/g

/** The length of a text in Unicode code points. */
export function countCodePoints(text: string): number {
  let pairs = 0
  for (const _ of text.matchAll(surrogatePair)) pairs += 1
  return text.length - pairs
}

/**
 * Counts runs of letters and digits, so that "U.S." counts two: the strict reading of "under 12 words". Marks belong to
 * their letter. A run in a script without spaces counts as one.
 */
export const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)?.length ?? 0

/** Scripts that are written without spaces between words (UAX #14: ideographic, and the complex context of South-East Asia). */
const unspacedScripts =
  'Han Hiragana Katakana Bopomofo Yi Nushu Tangut Thai Lao Khmer Myanmar Tibetan Tai_Le New_Tai_Lue Tai_Tham Tai_Viet Ahom Javanese Balinese'
/**
 * A character of such a script; its punctuation and its letters of other width are treated like all other characters.
 */
export const unspacedCharacter = new RegExp(
  `[${unspacedScripts.replace(/(\w+) ?/g, '\\p{scx=$1}')}\u3001-\u303f\uff01-\uffef]`,
  'u',
)
const unspacedCharacters = new RegExp(unspacedCharacter, 'gu')

/**
 * The reason why words are too long for an excerpt, to follow "has"; null if they are not. Text in both kinds of script
 * must satisfy both limits.
 */
export function excerptFault(words: string): string | null {
  const count = countWords(words)
  if (count > exactMaxWords) return `${count} words; an excerpt has at most ${exactMaxWords}`
  const characters = words.match(unspacedCharacters)?.length ?? 0
  if (characters > exactMaxUnspaced)
    return `${characters} characters of scripts without spaces; an excerpt has at most ${exactMaxUnspaced} of them`
  return null
}

/** A text that can be sliced by code points. It reads the whole text once; slices and searches do not copy it. */
export class CodePointText {
  readonly #text: string
  /** UTF-16 index of every surrogate pair, ascending. */
  readonly #pairs: number[]
  readonly length: number

  constructor(text: string) {
    this.#text = text
    this.#pairs = Array.from(text.matchAll(surrogatePair), (match) => match.index)
    this.length = text.length - this.#pairs.length
  }

  /** The characters from code point `start` up to but not including `end`; fewer at the end of the text. */
  slice(start: number, end: number): string {
    return this.#text.slice(this.#toUtf16(start), this.#toUtf16(end))
  }

  /** Places of `phrase`, overlapping occurrences included, as code point offsets, in order. At most `limit`. */
  occurrences(phrase: string, limit = Number.POSITIVE_INFINITY): { start: number; end: number }[] {
    const found: { start: number; end: number }[] = []
    if (phrase === '') return found
    const length = countCodePoints(phrase)
    for (
      let at = this.#text.indexOf(phrase);
      at !== -1 && found.length < limit;
      at = this.#text.indexOf(phrase, at + 1)
    ) {
      const start = this.toCodePoints(at)
      found.push({ start, end: start + length })
    }
    return found
  }

  /** The span from `start` to `end` with its context, in the form of a seed file. */
  span(start: number, end: number): Span {
    return {
      start,
      end,
      exact: this.slice(start, end),
      prefix: this.slice(Math.max(0, start - contextMaxCodePoints), start),
      suffix: this.slice(end, end + contextMaxCodePoints),
    }
  }

  /** The code point offset of a UTF-16 offset. */
  toCodePoints(utf16: number): number {
    return utf16 - countBelow(this.#pairs, utf16, (pair) => pair)
  }

  #toUtf16(codePoints: number): number {
    return codePoints + countBelow(this.#pairs, codePoints, (pair, before) => pair - before)
  }
}

/** Number of ascending values below `limit`, by bisection. `measure` gets a value and its index. */
function countBelow(values: number[], limit: number, measure: (value: number, index: number) => number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (measure(values[middle] as number, middle) < limit) low = middle + 1
    else high = middle
  }
  return low
}
