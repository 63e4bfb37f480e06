import { networkOf } from '../addresses.ts'

/** How much of something each client has at once: a client is an IPv4 address, or the first 64 bits of one of IPv6. */
export class Shares {
  readonly #most: number
  readonly #taken = new Map<string, number>()

  /** @param most how much one client may have */
  constructor(most: number) {
    this.#most = most
  }

  /** @returns what gives it back, to be called once; undefined where the client has its share already */
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
