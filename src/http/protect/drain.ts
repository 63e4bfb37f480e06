import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { reset } from '../response/streams.ts'

/** Connections, and answers that are under way on them. */
export interface Traffic {
  connections: Set<Socket>
  answers: Set<ServerResponse>
}

/**
 * Keeps account of what is under way, so that a service that ends knows what to wait for. Who takes nothing of an answer for
 * the timeout of connections is reset; who waits for one that is still being made is not silent.
 */
export function watchTraffic(app: FastifyInstance): Traffic {
  const traffic: Traffic = { connections: new Set(), answers: new Set() }
  app.server.on('connection', (socket: Socket) => {
    traffic.connections.add(socket)
    socket.once('close', () => traffic.connections.delete(socket))
  })
  app.addHook('onRequest', (_request, { raw }, done) => {
    traffic.answers.add(raw)
    raw.once('close', () => traffic.answers.delete(raw))
    // With this listener Node.js leaves the connection to it.
    raw.on('timeout', () => raw.socket !== null && isSending(raw.socket) && reset(raw.socket))
    done()
  })
  return traffic
}

/** Something waits for the client to take it. */
const isSending = ({ writableLength }: Socket): boolean => writableLength > 0

/** On how many connections a response is under way, or waits to be taken by its client. */
const countOpen = ({ answers, connections }: Traffic): number =>
  new Set([...[...answers].map(({ socket }) => socket), ...[...connections].filter(isSending)]).size

/**
 * Closes a service: it takes no more connections and sends what is under way, and waits for nothing else. What takes longer
 * than it may is cut off, so that it does not look whole.
 */
export async function drain(app: FastifyInstance, maxMs: number): Promise<void> {
  const limit = setTimeout(() => {
    app.log.warn(
      { connections: countOpen(app.traffic), seconds: maxMs / 1000 },
      'answers cut off: they took longer than a service that ends may wait',
    )
    // Where only the end of the connection ends an answer (HTTP/1.0), an orderly end would look like the whole.
    for (const socket of app.traffic.connections) reset(socket)
  }, maxMs)
  // Clients would keep their connections once they have their answers, and may have sent half a request.
  const hangUp = setInterval(() => {
    app.server.closeIdleConnections()
    if (countOpen(app.traffic) === 0) app.server.closeAllConnections()
  }, 100)
  await app.close()
  clearInterval(hangUp)
  clearTimeout(limit)
}
