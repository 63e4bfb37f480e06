import { fold, foldedPieces, lineHyphen } from './folding.ts'
import { unspacedCharacter } from './spans.ts'

export interface FoldedPlace {
  start: number
  end: number
  /** Sides of the recorded context that stand there too: 0 none, 1 one of two, 2 all that are recorded. */
  agreement: number
}

/** Most places searched: more than anybody reads. */
const maxPlaces = 1000
const maxMatches = 100_000

/** A text folded for comparison with copies, with a map back to the original text. */
export class FoldedText {
  readonly #folded: string
  /** For each folded unit, start and end of its piece in the original text. */
  readonly #starts: Uint32Array
  readonly #ends: Uint32Array
  readonly #hasLineHyphens: boolean
  readonly #found = new Map<string, { start: number; end: number }[]>()

  constructor(text: string) {
    // Folding makes no piece more than four times as long.
    this.#starts = new Uint32Array(text.length * 4 + 1)
    this.#ends = new Uint32Array(text.length * 4 + 1)
    const parts: string[] = []
    let length = 0
    const addAsItIs = (from: number, to: number) => {
      parts.push(text.slice(from, to))
      for (let at = from; at < to; at += 1, length += 1) {
        this.#starts[length] = at
        this.#ends[length] = at + 1
      }
    }
    let reached = 0
    for (const { index, piece, folded } of foldedPieces(text)) {
      addAsItIs(reached, index)
      reached = index + piece.length
      parts.push(folded)
      this.#starts.fill(index, length, length + folded.length)
      this.#ends.fill(reached, length, length + folded.length)
      length += folded.length
    }
    addAsItIs(reached, text.length)
    this.#starts[length] = text.length
    this.#folded = parts.join('')
    this.#hasLineHyphens = this.#folded.includes(lineHyphen)
  }

  /**
   * Places of words as whole words, overlapping ones included, in order, in UTF-16 units of the original text.
   * @param context recorded text around the words; if it shows that they cut a word, they may cut one again
   */
  find(words: string, context = { prefix: '', suffix: '' }, { ignoreCase = false } = {}): FoldedPlace[] {
    const [before, after] = [fold(context.prefix), fold(context.suffix)]
    const standsBefore = new RegExp(`(?:${this.#pattern(before, ' ?')})$`)
    const standsAfter = new RegExp(`^(?:${this.#pattern(after, ' ?')})`)
    const near = 8 * Math.max(before.length, after.length, 1)
    const places: FoldedPlace[] = []
    for (const { start, end } of this.#matches(fold(words), ignoreCase)) {
      if (cutsBefore(this.#folded, start, before) || cutsAfter(this.#folded, end, after)) continue
      const sides = [
        before === '' || standsBefore.test(this.#folded.slice(Math.max(0, start - near), start)),
        after === '' || standsAfter.test(this.#folded.slice(end, end + near)),
      ]
      // A side without a recorded context agrees with every place, so it tells nothing of this one.
      const isAlone = before === '' || after === ''
      const agreement = isAlone && sides.includes(false) ? 0 : sides.filter(Boolean).length
      places.push({ start: this.#starts[start] as number, end: this.#ends[end - 1] as number, agreement })
      if (places.length === maxPlaces) break
    }
    return places
  }

  /**
   * Places of folded words in the folded text, as words or within words, but not within a piece that was folded as one.
   */
  #matches(words: string, ignoreCase: boolean): { start: number; end: number }[] {
    const source = words === '' ? '(?!)' : this.#pattern(words)
    const key = `${ignoreCase} ${source}`
    const known = this.#found.get(key)
    if (known !== undefined) return known
    const pattern = new RegExp(source, ignoreCase ? 'gi' : 'g')
    const found: { start: number; end: number }[] = []
    for (let match = pattern.exec(this.#folded); match !== null && found.length < maxMatches; ) {
      const start = match.index
      const end = start + match[0].length
      if (this.#starts[start] !== this.#starts[start - 1] && this.#starts[end] !== this.#starts[end - 1])
        found.push({ start, end })
      pattern.lastIndex = start + 1
      match = pattern.exec(this.#folded)
    }
    this.#found.set(key, found)
    return found
  }

  /**
   * Folded words as a regular expression that admits other white space round dashes and quotation marks, and hyphens at
   * line ends.
   * @param atEdge white space that it admits at such a mark if it is the first or last of the words
   */
  #pattern(words: string, atEdge = ''): string {
    const tokens = words.matchAll(
      / ?" ?|(?<before> ?)(?<dash>-+|\u00ad)(?<after> ?)|(?<letter>\p{L}\p{M}*)(?=\p{L})|./gsu,
    )
    return Array.from(tokens, ({ 0: token, index, groups = {} }) => {
      const { before, dash, after, letter } = groups
      if (letter !== undefined && this.#hasLineHyphens) return `${letter}${lineHyphen}?`
      const end = index + token.length
      const [left, right] = [index === 0 ? atEdge : ' ?', end === words.length ? atEdge : ' ?']
      if (token.trim() === '"') return `${left}"${right}`
      if (dash === undefined) return token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      // "-5" after a space is a number with its sign.
      if (before !== '' && after === '' && /^\d/.test(words.slice(end))) return token
      if (dash === lineHyphen) return `(?:${left}(?:-{1,3}|${lineHyphen})${right})?`
      return `${left}(?:-{1,3}|${lineHyphen})${right}`
    }).join('')
  }
}

/** A key that is equal for words that {@link FoldedText.find} treats as equal, with or without hyphens. */
export const wordsKey = (words: string): string => fold(words).replace(/ ?[-\u00ad]+ ?/g, '')

const endsInWord = /[\p{L}\p{M}\p{N}]$/u
const startsWithWord = /^[\p{L}\p{M}\p{N}]/u
const isSpaced = (text: string): boolean => !unspacedCharacter.test(text)

/** True if a word continues before `start` that did not in the recorded context. */
function cutsBefore(text: string, start: number, recorded: string): boolean {
  const before = text.slice(Math.max(0, start - 2), start)
  if (!startsWithWord.test(text.slice(start, start + 2)) || endsInWord.test(recorded)) return false
  if (before.endsWith(lineHyphen)) return !/[-\u00ad]$/.test(recorded)
  return endsInWord.test(before) && isSpaced(lastCharacter(before))
}

function cutsAfter(text: string, end: number, recorded: string): boolean {
  const after = text.slice(end, end + 2)
  if (!endsInWord.test(text.slice(Math.max(0, end - 2), end)) || startsWithWord.test(recorded)) return false
  if (after.startsWith(lineHyphen)) return !/^[-\u00ad]/.test(recorded)
  return startsWithWord.test(after) && isSpaced(String.fromCodePoint(after.codePointAt(0) as number))
}

const lastCharacter = (text: string): string => Array.from(text).at(-1) ?? ''
