import { networkOf } from '../client-address.ts'

/**
 * Limits how many of something each client has at once. A client is an IPv4 address, or the first 64 bits of an IPv6
 * address.
 */
export class ConcurrencyLimit {
  readonly #most: number
  readonly #taken = new Map<string, number>()

  /** @param most limit for one client */
  constructor(most: number) {
    this.#most = most
  }

  /** @returns a function that gives it back, to be called once; undefined if the client is at its limit */
  take(address: string): (() => void) | undefined {
    const client = networkOf(address, 64)
    const taken = this.#taken.get(client) ?? 0
    if (taken >= this.#most) return
    this.#taken.set(client, taken + 1)
    return () => {
      const left = (this.#taken.get(client) as number) - 1
      if (left === 0) this.#taken.delete(client)
      else this.#taken.set(client, left)
    }
  }
}
