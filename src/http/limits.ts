/** How much one client may ask for, and how it is told: the RateLimit headers of the IETF draft, and Retry-After. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from './problems.ts'

const isLocalAddress = (address = ''): boolean => /^(::ffff:)?127\./.test(address) || address === '::1'

/** Sent from this machine, whatever a header says. */
const isLocal = ({ ip, socket }: FastifyRequest): boolean => isLocalAddress(ip) && isLocalAddress(socket.remoteAddress)

const isHealth = ({ url }: FastifyRequest): boolean => /^\/health\/(live|ready)(\?|$)/.test(url)

/**
 * Refuses more than so many requests a minute from one address with 429; addresses of this machine are free.
 * @param perMinute 0: no limit
 */
export async function limitRequests(app: FastifyInstance, perMinute: number): Promise<void> {
  await app.register(rateLimit, {
    global: perMinute > 0,
    max: perMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    allowList: (request) => perMinute === 0 || isLocal(request) || isHealth(request),
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem(
        'too-many-requests',
        `More than ${perMinute} requests came from your address within a minute. Try again in ${Math.ceil(ttl / 1000)} s; whole sets are at /v1/export.`,
      ),
  })
}
