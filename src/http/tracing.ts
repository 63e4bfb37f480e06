import type { FastifyInstance } from 'fastify'

/** Every answer names its request as the logs do, and says how long it took (Server Timing, W3C). */
export function traceRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'server-timing': `total;dur=${reply.elapsedTime.toFixed(1)}`, 'timing-allow-origin': '*' })
  })
}
