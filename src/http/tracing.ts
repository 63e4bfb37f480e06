import type { FastifyInstance } from 'fastify'

/**
 * Every answer names its request as the logs do, and says how long it took (Server Timing, W3C). One line of the log tells
 * of a request: when its answer was sent.
 */
export function traceRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers({ 'server-timing': `total;dur=${reply.elapsedTime.toFixed(1)}`, 'timing-allow-origin': '*' })
    done()
  })
  app.addHook('onResponse', ({ method, url, ip, log }, { statusCode, elapsedTime }, done) => {
    log.info({ method, url, ip, status: statusCode, ms: Number(elapsedTime.toFixed(1)) }, 'answered')
    done()
  })
}
