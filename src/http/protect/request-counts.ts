import { LRUCache } from 'lru-cache'

/** Most clients counted at once; the least recent are dropped first. */
const maxClients = 5000

/**
 * Requests of each client within a window of time. The clock is monotonic, so changes of the time of day do not matter.
 */
export class RequestCounts {
  readonly #windowMs: number
  readonly #counts = new LRUCache<string, { count: number; since: number }>({ max: maxClients })

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  /** Counts a request. Returns the count in this window, and the ms until it ends. */
  add(client: string): { count: number; msLeft: number } {
    const now = performance.now()
    let window = this.#counts.get(client)
    if (window === undefined || window.since + this.#windowMs <= now) {
      window = { count: 0, since: now }
      this.#counts.set(client, window)
    }
    window.count += 1
    return { count: window.count, msLeft: Math.ceil(this.#windowMs - (now - window.since)) }
  }
}
