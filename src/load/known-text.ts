import { countCodePoints, type Span } from '../facts/spans.ts'
import type { Survey } from './survey.ts'

const blockBits = 9
/** Of the 32 bits of a place the code point takes 21. */
const inExcerpt = 0x80000000

/** The code points of a text that spans have shown so far: 4 bytes each, in blocks for the parts that any span touches. */
export class KnownText {
  readonly #blocks = new Map<number, Uint32Array>()
  /** Code points that stand in an excerpt, and those that stand in an excerpt or its context. */
  excerpted = 0
  shown = 0

  /** Adds the characters of a span and its context; says where they disagree with those of other spans. */
  learn({ start, prefix, exact, suffix }: Span): string | null {
    const first = start - countCodePoints(prefix)
    if (first < 0) return `\`prefix\` has more characters than stand before offset ${start}.`
    let at = first
    for (const [text, mark] of [
      [prefix, 0],
      [exact, inExcerpt],
      [suffix, 0],
    ] as const)
      for (const character of text) {
        const other = this.#learn(at, character.codePointAt(0) as number, mark)
        if (other !== undefined)
          return `Disagrees with another span of the same text: at offset ${at} stands ${JSON.stringify(String.fromCodePoint(other))} there, ${JSON.stringify(character)} here.`
        at += 1
      }
    return null
  }

  /** Takes a code point for known at a place. Returns the other one that is known there; undefined where none is. */
  #learn(at: number, codePoint: number, mark: number): number | undefined {
    const key = at >>> blockBits
    const block = this.#blocks.get(key) ?? new Uint32Array(1 << blockBits)
    this.#blocks.set(key, block)
    const place = at & ((1 << blockBits) - 1)
    const before = block[place] as number
    const known = before & ~inExcerpt
    // 0 is unknown: no text holds U+0000.
    if (known !== 0 && known !== codePoint) return known
    block[place] = before | codePoint | mark
    if (known === 0) this.shown += 1
    if (mark !== 0 && (before & inExcerpt) === 0) this.excerpted += 1
    return undefined
  }
}

/** How much of a text the excerpts of a seed show, as shares from 0 to 1. */
export interface TextShare {
  source: string
  /** What the excerpts cover: the share that the bound is set on. */
  excerpts: number
  /** What they cover together with their prefixes and suffixes. */
  withContext: number
}

/** Excerpts that cover more of a text come near to rebuilding it. */
export const maxTextShare = 0.6

/** The share of each text that spans were recorded of, by source. */
export const textShares = (knownTexts: ReadonlyMap<string, KnownText>, { kept }: Survey): TextShare[] =>
  [...knownTexts]
    .map(([source, { excerpted, shown }]) => {
      const codePoints: number = kept.get(source)?.seed.text.code_points
      return { source, excerpts: excerpted / codePoints, withContext: Math.min(1, shown / codePoints) }
    })
    .sort((one, other) => (one.source < other.source ? -1 : 1))
