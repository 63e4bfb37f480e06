import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import { networkOf } from './addresses.ts'
import type { OnAnswered } from './answer-counts.ts'

/**
 * Every answer names its request as the logs do, and says how long it took (Server Timing, W3C). One line of the log tells
 * of a request: when its answer was sent.
 * @param onAnswered called for each, for whoever counts them
 */
export function traceRequests(app: FastifyInstance, onAnswered: OnAnswered = () => {}): void {
  app.decorate('onAnswered', onAnswered)
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({ 'x-request-id': request.id, 'timing-allow-origin': '*' })
    done()
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header('server-timing', timingOf(reply.elapsedTime))
    done()
  })
  app.addHook('onResponse', ({ id, method, url, ip, routeOptions }, { statusCode: status, elapsedTime: ms }, done) => {
    logAnswer(app.log, { reqId: id, method, url, ip, status, ms })
    onAnswered(routeOptions.url, status, ms, false)
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

const maxLoggedLength = 500

/** The path, and the names of parameters without what was asked of them. */
const withoutValues = (url: string): string => {
  const [path = '', ...query] = url.split('?')
  const names = query.join('?').replace(/=[^&]*/g, '')
  return (names === '' ? path : `${path}?${names}`).slice(0, maxLoggedLength)
}

const maskedAddress = (address: string): string => networkOf(address, 48)

/** What is written of a request in the log where nobody should learn from it who asked for what. */
export const masked = {
  ip: maskedAddress,
  url: withoutValues,
  req: ({ method, url, ip }: FastifyRequest) => ({ method, url: withoutValues(url), ip: maskedAddress(ip) }),
}
