import { LRUCache } from 'lru-cache'

/** A complete response, to be sent again. */
export interface StoredResponse {
  /** Headers that a 304 has as well. */
  validators: { etag: string } & Record<string, string>
  /** Headers that describe the body. */
  description: Record<string, string>
  /** Bytes in the coding that `description` names. */
  body: Buffer
}

const maxEntryBytes = 4 * 1024 * 1024
/** Estimated bytes of an entry beside its body, key and headers. */
const entryOverhead = 512

const lengthOf = (headers: Record<string, string>): number =>
  Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + value.length, 0)

/** Recent responses by key. Keys contain the version of the dataset, so entries never need to be updated. */
export class ResponseCache {
  readonly #entries: LRUCache<string, StoredResponse> | undefined

  /** @param maxBytes most bytes stored; 0: nothing */
  constructor(maxBytes: number) {
    if (maxBytes === 0) return
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      maxEntrySize: Math.min(maxEntryBytes, maxBytes),
      sizeCalculation: ({ body, validators, description }, key) =>
        body.length + key.length + lengthOf(validators) + lengthOf(description) + entryOverhead,
    })
  }

  find(key: string): StoredResponse | undefined {
    return this.#entries?.get(key)
  }

  store(key: string, response: StoredResponse): void {
    this.#entries?.set(key, response)
  }
}
