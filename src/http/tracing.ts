import type { FastifyBaseLogger, FastifyInstance } from 'fastify'

/**
 * Every answer names its request as the logs do, and says how long it took (Server Timing, W3C). One line of the log tells
 * of a request: when its answer was sent.
 */
export function traceRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({ 'x-request-id': request.id, 'timing-allow-origin': '*' })
    done()
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header('server-timing', timingOf(reply.elapsedTime))
    done()
  })
  app.addHook('onResponse', ({ id, method, url, ip }, { statusCode: status, elapsedTime: ms }, done) => {
    logAnswer(app.log, { reqId: id, method, url, ip, status, ms })
    done()
  })
}

export const timingOf = (ms: number): string => `total;dur=${ms.toFixed(1)}`

interface Answered {
  reqId: string
  method: string
  url: string
  ip: string
  status: number
  ms: number
}

export const logAnswer = (log: FastifyBaseLogger, { ms, ...answered }: Answered): void =>
  log.info({ ...answered, ms: Number(ms.toFixed(1)) }, 'answered')
