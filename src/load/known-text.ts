import { countCodePoints, type Span } from '../facts/spans.ts'
import type { Survey } from './survey.ts'

const blockBits = 9
/** Flag in the 32 bits of a place; the code point needs 21 of them. */
const inExcerpt = 0x80000000

/**
 * The code points of a text that spans have shown so far: 4 bytes each, in blocks for the parts that any span touches.
 */
export class KnownText {
  readonly #blocks = new Map<number, Uint32Array>()
  /** Number of code points in excerpts, and in excerpts or their context. */
  excerpted = 0
  shown = 0

  /**
   * Adds the characters of a span and its context. Returns a description if they contradict those of other spans, else
   * null.
   */
  learn({ start, prefix, exact, suffix }: Span): string | null {
    const first = start - countCodePoints(prefix)
    if (first < 0) return `\`prefix\` has more characters than the text before offset ${start}.`
    let at = first
    for (const [text, mark] of [
      [prefix, 0],
      [exact, inExcerpt],
      [suffix, 0],
    ] as const)
      for (const character of text) {
        const other = this.#learn(at, character.codePointAt(0) as number, mark)
        if (other !== undefined)
          return `Contradicts another span of the same text: at offset ${at} it has ${JSON.stringify(String.fromCodePoint(other))}, this one ${JSON.stringify(character)}.`
        at += 1
      }
    return null
  }

  /**
   * Records a code point at a place. Returns another one that is already recorded there; undefined if there is none.
   */
  #learn(at: number, codePoint: number, mark: number): number | undefined {
    const key = at >>> blockBits
    const block = this.#blocks.get(key) ?? new Uint32Array(1 << blockBits)
    this.#blocks.set(key, block)
    const place = at & ((1 << blockBits) - 1)
    const before = block[place] as number
    const known = before & ~inExcerpt
    // 0 means unknown: no text contains U+0000.
    if (known !== 0 && known !== codePoint) return known
    block[place] = before | codePoint | mark
    if (known === 0) this.shown += 1
    if (mark !== 0 && (before & inExcerpt) === 0) this.excerpted += 1
    return undefined
  }
}

/** Part of a text that the excerpts of a seed show, as shares from 0 to 1. */
export interface TextShare {
  source: string
  /** Share covered by the excerpts, to which the limit applies. */
  excerpts: number
  /** Share covered by excerpts with their prefixes and suffixes. */
  withContext: number
}

/** Share above which excerpts come near to rebuilding a text. */
export const maxTextShare = 0.6

/** The share of each text for which spans were recorded, by source. */
export const textShares = (knownTexts: ReadonlyMap<string, KnownText>, { shared }: Survey): TextShare[] =>
  [...knownTexts]
    .map(([source, { excerpted, shown }]) => {
      const codePoints: number = shared.get(source)?.seed.text.code_points
      return { source, excerpts: excerpted / codePoints, withContext: Math.min(1, shown / codePoints) }
    })
    .sort((one, other) => (one.source < other.source ? -1 : 1))
