import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { reset } from '../response/streams.ts'

/** Open connections, and the responses in progress on them. */
export interface Traffic {
  connections: Set<Socket>
  responses: Set<ServerResponse>
}

/**
 * Tracks responses in progress, so that a service that shuts down can wait for them. A client that reads nothing of its
 * response during the timeout of connections is reset; one whose response is still being made is not.
 */
export function watchTraffic(app: FastifyInstance): Traffic {
  const traffic: Traffic = { connections: new Set(), responses: new Set() }
  app.server.on('connection', (socket: Socket) => {
    traffic.connections.add(socket)
    socket.once('close', () => traffic.connections.delete(socket))
  })
  app.addHook('onRequest', (_request, { raw }, done) => {
    traffic.responses.add(raw)
    raw.once('close', () => traffic.responses.delete(raw))
    // A listener for `timeout` stops Node.js from closing the connection itself.
    raw.on('timeout', () => raw.socket !== null && isSending(raw.socket) && reset(raw.socket))
    done()
  })
  return traffic
}

/** True while data waits for the client to read it. */
const isSending = ({ writableLength }: Socket): boolean => writableLength > 0

/** Number of connections with a response in progress, or with data that the client has not read yet. */
const countOpen = ({ responses, connections }: Traffic): number =>
  new Set([...[...responses].map(({ socket }) => socket), ...[...connections].filter(isSending)]).size

/**
 * Shuts a service down: it accepts no more connections, sends the responses in progress and waits for nothing else. A
 * response that takes longer than `maxMs` is cut off in a way that does not look complete.
 */
export async function drain(app: FastifyInstance, maxMs: number): Promise<void> {
  const limit = setTimeout(() => {
    app.log.warn(
      { connections: countOpen(app.traffic), seconds: maxMs / 1000 },
      'responses cut off: they took longer than a shutdown waits',
    )
    // In HTTP/1.0 the end of the connection ends a response: an orderly end would make a part look complete.
    for (const socket of app.traffic.connections) reset(socket)
  }, maxMs)
  // Clients would leave their connections open after the response, and may have sent half a request.
  const hangUp = setInterval(() => {
    app.server.closeIdleConnections()
    if (countOpen(app.traffic) === 0) app.server.closeAllConnections()
  }, 100)
  await app.close()
  clearInterval(hangUp)
  clearTimeout(limit)
}
