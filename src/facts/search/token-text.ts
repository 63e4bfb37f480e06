/** The tokens of texts as a search engine indexes them. */
import { chunksOf, cutChunk, hasScale, joinedName, statedValues } from './tokens.ts'

/** Separator between the texts of one field. */
export const textSeparator = ' ¶ '

/** Several texts as one field. */
export const joined = (texts: Iterable<string>): string => [...texts].join(textSeparator)

/** Most words whose tokens are remembered, and most texts: evidence repeats those of its fact. */
const maxRemembered = { chunks: 50_000, texts: 50 }

interface ChunkTokens {
  parts: string[]
  others: string[]
  hasScale: boolean
  /** Number of its occurrences. */
  uses: number
}

/** Tokens of many texts, and how often each word was met. */
export class TextTokeniser {
  readonly #counts = new Map<string, number>()
  readonly #isName: (token: string) => boolean
  readonly #chunks = new Map<string, ChunkTokens>()
  readonly #texts = new Map<string, string>()

  /** @param isName true of a word that is a name: it has no other forms */
  constructor(isName: (token: string) => boolean) {
    this.#isName = isName
  }

  #chunk(chunk: string): ChunkTokens {
    const known = this.#chunks.get(chunk)
    if (known !== undefined) return known
    const words = cutChunk(chunk)
    const bases = words.flatMap((word) => word.bases.filter(({ of }) => !this.#isName(of)))
    const tokens = {
      parts: words.flatMap(({ parts }) => parts.map(({ token }) => token)),
      others: [...words.flatMap(({ others }) => others), ...bases].map(({ token }) => token),
      hasScale: hasScale(chunk),
      uses: 0,
    }
    if (this.#chunks.size >= maxRemembered.chunks) this.#forgetChunks()
    this.#chunks.set(chunk, tokens)
    return tokens
  }

  #forgetChunks(): void {
    for (const { parts, uses } of this.#chunks.values())
      for (const word of parts) this.#counts.set(word, (this.#counts.get(word) ?? 0) + uses)
    this.#chunks.clear()
  }

  /** Number of occurrences of each word. */
  counts(): Map<string, number> {
    this.#forgetChunks()
    return this.#counts
  }

  /** The tokens of a text: those of its words in a row, then all others; phrases end at every separator. */
  ofText(text: string): string {
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    const parts: string[] = []
    const others: string[] = []
    let isScaled = text.includes('%')
    for (const chunk of chunksOf(text)) {
      const tokens = this.#chunk(chunk)
      tokens.uses += 1
      isScaled ||= tokens.hasScale
      for (const one of tokens.parts) parts.push(one)
      for (const one of tokens.others) others.push(one)
    }
    if (isScaled) for (const { token } of statedValues(text)) others.push(token)
    const row = parts.join(' ')
    const tokens = others.length === 0 ? row : row + textSeparator + others.join(textSeparator)
    if (this.#texts.size >= maxRemembered.texts) this.#texts.clear()
    this.#texts.set(text, tokens)
    return tokens
  }

  /** The tokens of a name, which is found written as one word as well. */
  ofName(name: string): string {
    const joined = joinedName(name)
    return joined === undefined ? this.ofText(name) : this.ofText(name) + textSeparator + joined
  }
}
