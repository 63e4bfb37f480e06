import type { RequestListener } from 'node:http'
import type { FastifyInstance } from 'fastify'

/**
 * Puts a listener before whatever takes the requests of an app that is ready to listen.
 * @param before given what took them so far, which it calls for what it leaves alone
 * @returns the new listener
 */
export function listenBefore(
  app: FastifyInstance,
  before: (next: RequestListener) => RequestListener,
): RequestListener {
  const [next] = app.server.listeners('request') as [RequestListener]
  const listener = before(next)
  app.server.removeAllListeners('request')
  app.server.on('request', listener)
  return listener
}
