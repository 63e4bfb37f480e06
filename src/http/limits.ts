/** How much one client may ask for, and how it is told: the RateLimit headers of the IETF draft, and Retry-After. */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import proxyAddress from '@fastify/proxy-addr'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLocalAddress } from './addresses.ts'
import { Problem } from './problems.ts'
import { RequestCounts } from './request-counts.ts'

interface Sender {
  ip: string
  socket: Pick<Socket, 'remoteAddress'>
  url: string
}

/** Sent from this machine, whatever a header says. */
export const isLocal = ({ ip, socket }: Omit<Sender, 'url'>): boolean =>
  isLocalAddress(ip) && isLocalAddress(socket.remoteAddress)

export const isHealth = ({ url }: Pick<Sender, 'url'>): boolean => /^\/health\/(live|ready)(\?|$)/.test(url)

/** Proxies by their addresses and networks, or by whether they are to be trusted at so many steps from here. */
export type Trust = string | false | ((address: string, hop: number) => boolean)

/** The same limits for requests that Fastify has not seen. */
export interface Limits {
  /** Whose request it is, as the proxies that are trusted say. */
  ipOf(request: IncomingMessage): string
  isFree(request: IncomingMessage): boolean
  /** Whether an address is of a proxy that is trusted. */
  isProxy(address: string): boolean
  /** Counts a request. `headers`: names and values in turn. */
  take(request: IncomingMessage): Promise<{ isExceeded: boolean; headers: string[] }>
}

/**
 * Refuses more than so many requests a minute from one address with 429; addresses of this machine are free.
 * @param perMinute 0: no limit
 * @param trust which proxies may say whose request it is; false: none
 */
export async function limitRequests(app: FastifyInstance, perMinute: number, trust: Trust): Promise<Limits> {
  const trusts = typeof trust === 'string' ? proxyAddress.compile(trust.split(',')) : trust
  const ipOf = (request: IncomingMessage) =>
    trusts === false ? (request.socket.remoteAddress ?? '') : proxyAddress(request, trusts)
  const senderOf = (request: IncomingMessage): Sender => ({
    ...{ ip: ipOf(request), socket: request.socket, url: request.url ?? '/' },
  })
  const isFree = (sender: Sender) => perMinute === 0 || isLocal(sender) || isHealth(sender)
  await app.register(rateLimit, {
    global: perMinute > 0,
    max: perMinute,
    timeWindow: 60_000,
    store: RequestCounts as never,
    enableDraftSpec: true,
    allowList: isFree,
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem(
        'too-many-requests',
        `More than ${perMinute} requests came from your address within a minute. Try again in ${Math.ceil(ttl / 1000)} s; whole sets are at /v1/export.`,
      ),
  })
  const take = app.createRateLimit()
  return {
    ipOf,
    isProxy: (address) => trusts !== false && trusts(address, 0),
    isFree: (request) => isFree(senderOf(request)),
    async take(request) {
      const state = await take({ ...senderOf(request), routeOptions: {} } as FastifyRequest)
      if (state.isAllowed) return { isExceeded: false, headers: [] }
      const { max, remaining, ttlInSeconds, isExceeded } = state
      const headers = ['limit', max, 'remaining', remaining, 'reset', ttlInSeconds].map((one, index) =>
        index % 2 === 0 ? `ratelimit-${one}` : String(one),
      )
      return { isExceeded, headers }
    },
  }
}
