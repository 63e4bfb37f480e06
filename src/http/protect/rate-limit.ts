/** Limits on the requests of one client, stated by the RateLimit headers of the IETF draft and by Retry-After. */
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { isLocalAddress, networkOf } from '../client-address.ts'
import { Problem } from '../contract/problems.ts'
import { RequestCounts } from './request-counts.ts'

interface Sender {
  ip: string
  socket: Pick<Socket, 'remoteAddress'>
  url: string
}

/** True of a request sent from this machine, whatever a header says. */
const isLocal = ({ ip, socket }: Omit<Sender, 'url'>): boolean =>
  isLocalAddress(ip) && isLocalAddress(socket.remoteAddress)

/** True of a health check, which no limit refuses. */
export const isHealth = ({ url }: Pick<Sender, 'url'>): boolean => /^\/health\/(live|ready)(\?|$)/.test(url)

const windowMs = 60_000

/**
 * Refuses requests of one client beyond a number per minute with 429. A client is an IPv4 address, or the first 64 bits
 * of an IPv6 address. Addresses of this machine have no limit.
 * @param perMinute 0: no limit
 */
export function limitRequests(app: FastifyInstance, perMinute: number): void {
  if (perMinute === 0) return
  const counts = new RequestCounts(windowMs)
  app.addHook('onRequest', (request, reply, done) => {
    if (isLocal(request) || isHealth(request)) return done()
    const { count, msLeft } = counts.add(networkOf(request.ip, 64))
    const seconds = String(Math.ceil(msLeft / 1000))
    reply.headers({
      'ratelimit-limit': String(perMinute),
      'ratelimit-remaining': String(Math.max(0, perMinute - count)),
      'ratelimit-reset': seconds,
    })
    if (count <= perMinute) return done()
    const detail = `More than ${perMinute} requests came from your address within a minute. Try again in ${seconds} s; whole sets are at /v1/export.`
    done(new Problem('too-many-requests', detail, {}, { 'retry-after': seconds }))
  })
}
