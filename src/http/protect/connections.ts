/** Limits on the number of connections and on the slowness of clients. */
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { isLocalAddress } from '../client-address.ts'
import { ConcurrencyLimit } from './concurrency-limit.ts'

/** Time limits in ms; a slower request is refused with 408 or its connection closed. */
export const timeouts = {
  /** Time for the head of a request, from the start of the connection or of the request. */
  headersTimeout: 5_000,
  /** Time for the whole request. */
  requestTimeout: 10_000,
  /**
   * Time without a byte in either direction. It is longer than any response takes to make, so only a client that does
   * not read its response reaches it.
   */
  connectionTimeout: 60_000,
  /** Interval at which the first two limits are checked. */
  connectionsCheckingInterval: 1_000,
}

/** A connection takes some 30 kB. */
const mostConnections = 4096
/** Files reserved for the database, the log, metrics and files that are served. */
const reservedFiles = 128
/** A browser opens six connections; all browsers of a household behind one address open some hundred. */
const maxConnectionsEach = 256

/** Limit on the files that this process may have open, sockets among them. */
function openFileLimit(): number {
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: number | 'unlimited' } } }
  const limit = Number(userLimits?.open_files?.soft)
  return Number.isNaN(limit) ? Number.POSITIVE_INFINITY : limit
}

/** The most connections that still leave files to open for everything else, however low the limit on files. */
function maxConnections(): number {
  const limit = openFileLimit()
  return Math.min(mostConnections, limit - Math.min(reservedFiles, Math.ceil(limit / 2)))
}

/**
 * Closes connections beyond the limits of this process and of one client. This machine and trusted proxies have no
 * limit of their own.
 */
export function limitConnections(
  app: FastifyInstance,
  isProxy: (address: string) => boolean,
  { total = maxConnections(), each = maxConnectionsEach } = {},
): void {
  const { server, log } = app
  const limit = new ConcurrencyLimit(each)
  let refused = 0
  /** One log line a second for all refused connections: a client that opens thousands would fill the log as well. */
  const logRefused = (ip = '') => {
    refused += 1
    if (refused > 1) return
    setTimeout(() => {
      log.warn({ ip, connections: refused }, 'connections refused')
      refused = 0
    }, 1000).unref()
  }
  server.maxConnections = total
  server.on('drop', (data) => logRefused(data?.remoteAddress))
  server.on('connection', (socket: Socket) => {
    const { remoteAddress: address } = socket
    if (address === undefined || isLocalAddress(address) || isProxy(address)) return
    const giveBack = limit.take(address)
    if (giveBack === undefined) {
      logRefused(address)
      socket.destroy()
      return
    }
    socket.once('close', giveBack)
  })
}
