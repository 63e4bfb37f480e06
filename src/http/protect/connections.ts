/** How many connections there may be, and how slow who is at their other end. */
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { isLocalAddress } from '../addresses.ts'
import { Shares } from './shares.ts'

/** In ms; what is slower is answered with 408 or cut off. */
export const patience = {
  /** Until the head of a request is there, from the start of the connection or of the request. */
  headersTimeout: 5_000,
  /** Until the whole of it is there. */
  requestTimeout: 10_000,
  /** Without a byte in either direction: longer than any answer is made, so it meets who takes nothing of one. */
  connectionTimeout: 60_000,
  /** How often the first two are looked at. */
  connectionsCheckingInterval: 1_000,
}

/** A connection takes some 30 kB. */
const mostConnections = 4096
/** Files that are left for the database, the log, metrics and files that are sent. */
const reservedFiles = 128
/** Browsers open six; a house full of them, behind one address, some hundred. */
const maxConnectionsEach = 256

/** How many files this process may have open, sockets among them. */
function openFileLimit(): number {
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: number | 'unlimited' } } }
  const limit = Number(userLimits?.open_files?.soft)
  return Number.isNaN(limit) ? Number.POSITIVE_INFINITY : limit
}

/** The most connections that leave files to open for all else, however few files there may be. */
function maxConnections(): number {
  const limit = openFileLimit()
  return Math.min(mostConnections, limit - Math.min(reservedFiles, Math.ceil(limit / 2)))
}

/**
 * Closes connections beyond what this process, and what one client, may have. This machine and proxies that are trusted
 * may have all of them.
 */
export function limitConnections(
  app: FastifyInstance,
  isProxy: (address: string) => boolean,
  { total = maxConnections(), each = maxConnectionsEach } = {},
): void {
  const { server, log } = app
  const shares = new Shares(each)
  let refused = 0
  /** One line for many: who opens thousands would fill the log as well. */
  const tell = (ip = '') => {
    refused += 1
    if (refused > 1) return
    setTimeout(() => {
      log.warn({ ip, connections: refused }, 'connections refused')
      refused = 0
    }, 1000).unref()
  }
  server.maxConnections = total
  server.on('drop', (data) => tell(data?.remoteAddress))
  server.on('connection', (socket: Socket) => {
    const { remoteAddress: address } = socket
    if (address === undefined || isLocalAddress(address) || isProxy(address)) return
    const giveBack = shares.take(address)
    if (giveBack === undefined) {
      tell(address)
      socket.destroy()
      return
    }
    socket.once('close', giveBack)
  })
}
