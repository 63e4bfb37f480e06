import { createHash } from 'node:crypto'

const maxSpanWords = 10
const contextLength = 16

interface Sentence {
  start: number
  words: string[]
}

/** A text that grows by sentences, of which spans are cut once it is whole. All of it is in the Basic Multilingual Plane. */
export class GrowingText {
  #text = ''

  /** Adds a sentence. Returns what cuts the evidence for it, when the text is whole. */
  add(words: string[]): () => { spans: object[] }[] {
    const sentence = { start: this.#text.length, words }
    this.#text += `${words.join(' ')}. `
    return () => [{ spans: this.#spansOf(sentence) }]
  }

  /** The words of its source about it. */
  identity() {
    const sha256 = createHash('sha256').update(this.#text).digest('hex')
    return { sha256, code_points: this.#text.length, encoding: 'utf-8' }
  }

  #spansOf({ start, words }: Sentence): object[] {
    const spans: object[] = []
    let at = start
    for (let from = 0; from < words.length; from += maxSpanWords) {
      const exact = words.slice(from, from + maxSpanWords).join(' ')
      const end = at + exact.length
      const prefix = this.#text.slice(Math.max(0, at - contextLength), at)
      spans.push({ start: at, end, exact, prefix, suffix: this.#text.slice(end, end + contextLength) })
      at = end + 1
    }
    return spans
  }
}
