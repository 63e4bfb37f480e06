/** Proxies before the service: which of them are trusted to say whose request it is (X-Forwarded-For). */
import proxyAddress from '@fastify/proxy-addr'
import type { FastifyInstance } from 'fastify'
import { isLocalAddress, withoutPort } from '../addresses.ts'

/** Proxies by their addresses and networks, or by whether they are to be trusted at so many steps from here. */
export type Trust = string | false | ((address: string, hop: number) => boolean)

/** Whether an address is of a proxy that is trusted. */
export function proxyTest(trust: Trust): (address: string) => boolean {
  const trusts = typeof trust === 'string' ? proxyAddress.compile(trust.split(',')) : trust
  return (address) => trusts !== false && trusts(address, 0)
}

/**
 * Leaves addresses alone in X-Forwarded-For, before anything asks whose request it is. Where no proxy is trusted, it warns
 * once of one on this machine: its clients have the address of this machine, and no limit.
 */
export function readForwarded(app: FastifyInstance, trust: Trust): void {
  let isTold = false
  app.addHook('onRequest', ({ raw: { headers, socket } }, _reply, done) => {
    const forwarded = headers['x-forwarded-for']
    if (typeof forwarded !== 'string') return done()
    if (trust !== false) headers['x-forwarded-for'] = forwarded.split(',').map(withoutPort).join(', ')
    else if (!isTold && isLocalAddress(socket.remoteAddress)) {
      isTold = true
      app.log.warn(
        'X-Forwarded-For came from this machine, but TRUST_PROXY is not set: clients of that proxy are not told apart and have no limit. Set TRUST_PROXY to how many proxies there are, or to their addresses.',
      )
    }
    done()
  })
}
