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

/**
 * Recent responses by key. Keys contain the version of the dataset, so entries never need to be updated.
 * @param maxBytes most bytes stored; 0: no cache
 */
export const responseCache = (maxBytes: number): LRUCache<string, StoredResponse> | undefined =>
  maxBytes === 0
    ? undefined
    : new LRUCache({
        maxSize: maxBytes,
        maxEntrySize: Math.min(maxEntryBytes, maxBytes),
        sizeCalculation: ({ body, ...headers }, key) =>
          body.length + key.length + JSON.stringify(headers).length + entryOverhead,
      })
