/** Proxies before the service: which of them are trusted to say whose request it is (X-Forwarded-For). */
import proxyAddress from '@fastify/proxy-addr'
import type { FastifyInstance } from 'fastify'
import { isLocalAddress, withoutPort } from '../client-address.ts'

/** Proxies by their addresses and networks, or by whether the one at a given number of steps from here is trusted. */
export type Trust = string | false | ((address: string, hop: number) => boolean)

/** A test for addresses of trusted proxies. */
export function proxyTest(trust: Trust): (address: string) => boolean {
  const trusts = typeof trust === 'string' ? proxyAddress.compile(trust.split(',')) : trust
  return (address) => trusts !== false && trusts(address, 0)
}

/**
 * Reduces the entries of X-Forwarded-For to addresses, before the address of the client is read. If no proxy is
 * trusted, it warns once of a proxy on this machine: its clients then have the address of this machine, and no limit.
 */
export function readForwarded(app: FastifyInstance, trust: Trust): void {
  let hasWarned = false
  app.addHook('onRequest', ({ raw: { headers, socket } }, _reply, done) => {
    const forwarded = headers['x-forwarded-for']
    if (typeof forwarded !== 'string') return done()
    const entries = forwarded
      .split(',')
      .map(withoutPort)
      .filter((entry) => entry !== '')
    // A field without an entry names nobody, as if it were not there.
    if (entries.length === 0) delete headers['x-forwarded-for']
    else if (trust !== false) headers['x-forwarded-for'] = entries.join(', ')
    else if (!hasWarned && isLocalAddress(socket.remoteAddress)) {
      hasWarned = true
      app.log.warn(
        'X-Forwarded-For came from this machine, but TRUST_PROXY is not set: clients of that proxy cannot be distinguished and have no limit. Set TRUST_PROXY to how many proxies there are, or to their addresses.',
      )
    }
    done()
  })
}
