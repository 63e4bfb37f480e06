import { LRUCache } from 'lru-cache'

/** An answer ready to be sent again. */
export interface Answer {
  /** The path as it was registered, which is what it is counted under. */
  route: string
  bytes: Buffer
  /** Made from everything the answer depends on. */
  etag: string
  /** All it says but what belongs to one request: names and values in turn. */
  allHeaders: string[]
  /** What of it a 304 says, to a client that holds it. */
  heldHeaders: string[]
}

const maxEntryBytes = 4 * 1024 * 1024
const maxSightedBytes = 4 * 1024 * 1024
/** What an entry takes beside its bytes and texts. */
const entryOverhead = 512

const lengthOf = (headers: string[]): number => headers.reduce((sum, text) => sum + text.length, 0)

/**
 * Answers of one version of the facts, found by all of a request that changes them. One is kept when it is made the second
 * time, so that no flood of requests that come once drives out what is asked for again and again.
 */
export class Answers {
  readonly #kept: LRUCache<string, Answer> | undefined
  readonly #sighted = new LRUCache<string, true>({
    maxSize: maxSightedBytes,
    sizeCalculation: (_true, key) => key.length + 64,
  })
  #version = ''

  /** @param maxBytes how much is kept; 0: nothing */
  constructor(maxBytes: number) {
    if (maxBytes === 0) return
    this.#kept = new LRUCache({
      maxSize: maxBytes,
      maxEntrySize: Math.min(maxEntryBytes, maxBytes),
      sizeCalculation: ({ bytes, allHeaders, heldHeaders }, key) =>
        bytes.length + key.length + lengthOf(allHeaders) + lengthOf(heldHeaders) + entryOverhead,
    })
  }

  /** Forgets everything unless it is of this version. */
  keepOnly(version: string): void {
    if (version === this.#version) return
    this.#kept?.clear()
    this.#sighted.clear()
    this.#version = version
  }

  find(key: string): Answer | undefined {
    return this.#kept?.get(key)
  }

  /** Whether an answer is made not for the first time, and so will be kept. */
  isWanted(key: string): boolean {
    if (this.#kept === undefined || this.#sighted.has(key)) return this.#kept !== undefined
    this.#sighted.set(key, true)
    return false
  }

  /** Keeps an answer, if it is of this version. */
  keep(key: string, version: string, answer: Answer): void {
    if (version === this.#version) this.#kept?.set(key, answer)
  }
}
