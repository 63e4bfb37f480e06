import { LRUCache } from 'lru-cache'

/** Clients that are counted at once; those seen longest ago are forgotten first. */
const maxClients = 5000

/** The requests of each client within a window of time, by a clock that no change of the time of day moves. */
export class RequestCounts {
  readonly #windowMs: number
  readonly #counts = new LRUCache<string, { count: number; since: number }>({ max: maxClients })

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  /** Counts a request: how many there have been in this window, and in how many ms it ends. */
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
