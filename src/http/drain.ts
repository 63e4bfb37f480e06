import type { FastifyInstance } from 'fastify'

/**
 * Closes a service: it takes no more connections and sends what is under way. What takes longer than it may is cut off, so
 * that it does not look whole.
 */
export async function drain(app: FastifyInstance, maxMs: number): Promise<void> {
  const limit = setTimeout(() => {
    app.server.getConnections((_error, connections) => {
      app.log.warn(
        { connections, seconds: maxMs / 1000 },
        'answers cut off: they took longer than a service that ends may wait',
      )
      app.server.closeAllConnections()
    })
  }, maxMs)
  // Clients would keep their connections once they have their answers.
  const hangUp = setInterval(() => app.server.closeIdleConnections(), 100)
  await app.close()
  clearInterval(hangUp)
  clearTimeout(limit)
}
