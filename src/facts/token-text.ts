/** The tokens of texts as a search engine indexes them. */
import { baseToken, chunksOf, joinedName, valuesIn, wordsOf } from './tokens.ts'

/** Separator between the texts of one field. */
export const textSeparator = ' ¶ '

/** Tokens of a text: those of the words in their order, and all others. */
export interface TextTokens {
  row: string
  others: readonly string[]
}

/** Most texts and words whose tokens are remembered: evidence repeats the texts of facts. */
const maxRemembered = 20_000

/** Tokens of many texts, and how often each word was met. */
export class TextTokeniser {
  /** Number of times that each word stands in texts that count. */
  readonly counts = new Map<string, number>()
  readonly #isName: (token: string) => boolean
  readonly #chunks = new Map<string, { parts: string[]; others: readonly string[] }>()
  readonly #texts = new Map<string, TextTokens>()

  /** @param isName true of a word that is a name: it has no other forms */
  constructor(isName: (token: string) => boolean) {
    this.#isName = isName
  }

  #chunk(chunk: string): { parts: string[]; others: readonly string[] } {
    const known = this.#chunks.get(chunk)
    if (known !== undefined) return known
    const words = [...wordsOf(chunk)]
    const parts = words.flatMap((word) => word.parts)
    const others = words.flatMap((word) => word.others)
    const bases = [...parts, ...others].flatMap((one) => (this.#isName(one.token) ? [] : (baseToken(one) ?? [])))
    const tokens = {
      parts: parts.map(({ token }) => token),
      others: [...others, ...bases].map(({ token }) => token),
    }
    if (this.#chunks.size >= maxRemembered) this.#chunks.clear()
    this.#chunks.set(chunk, tokens)
    return tokens
  }

  ofText(text: string): TextTokens {
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    const row: string[] = []
    const others: string[] = []
    for (const chunk of chunksOf(text)) {
      const tokens = this.#chunk(chunk)
      row.push(...tokens.parts)
      others.push(...tokens.others)
    }
    for (const { token } of valuesIn(text)) others.push(token)
    const tokens = { row: row.join(' '), others }
    if (this.#texts.size >= maxRemembered) this.#texts.clear()
    this.#texts.set(text, tokens)
    return tokens
  }

  /** The tokens of a name, which is found written as one word as well. */
  ofName(name: string): TextTokens {
    const { row, others } = this.ofText(name)
    const joined = joinedName(name)
    return { row, others: joined === undefined ? others : [...others, joined] }
  }

  /** Counts the words of a text. */
  count({ row }: TextTokens): void {
    for (const word of row.split(' ')) this.counts.set(word, (this.counts.get(word) ?? 0) + 1)
  }
}

/** The tokens of all texts of a field; phrases end at every separator. */
export function joinTokens(texts: TextTokens[], more: string[] = []): string {
  const others = new Set(more)
  for (const text of texts) for (const one of text.others) others.add(one)
  const rows = texts.map(({ row }) => row).join(textSeparator)
  return others.size === 0 ? rows : `${rows}${textSeparator}${[...others].join(textSeparator)}`
}
