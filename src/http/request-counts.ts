/**
 * How often each client has asked within a window of time. By the clock that only runs on: that of @fastify/rate-limit
 * goes by the time of day, and after a step back would hold a client off until it has caught up.
 */
import { LRUCache } from 'lru-cache'

/** Clients that are counted at once; those seen longest ago are forgotten first. */
const maxClients = 5000

type Told = (error: Error | null, state: { current: number; ttl: number }) => void

export class RequestCounts {
  readonly #counts = new LRUCache<string, { current: number; since: number }>({ max: maxClients })

  incr(client: string, tell: Told, windowMs: number): void {
    const now = performance.now()
    let count = this.#counts.get(client)
    if (count === undefined || count.since + windowMs <= now) {
      count = { current: 0, since: now }
      this.#counts.set(client, count)
    }
    count.current += 1
    tell(null, { current: count.current, ttl: Math.ceil(windowMs - (now - count.since)) })
  }

  child(): RequestCounts {
    return new RequestCounts()
  }
}
