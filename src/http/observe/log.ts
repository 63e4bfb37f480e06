import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { networkOf } from '../client-address.ts'

/** States in every response the time it took (Server Timing, W3C), and logs each response that was sent. */
export function traceRequests(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header('server-timing', `total;dur=${reply.elapsedTime.toFixed(1)}`)
    done()
  })
  app.addHook('onResponse', logResponse)
}

/** Writes the log line of a request. */
export async function logResponse(
  { id: reqId, method, originalUrl: url, ip, server }: FastifyRequest,
  { statusCode: status, elapsedTime: ms }: FastifyReply,
): Promise<void> {
  server.log.info({ reqId, method, url, ip, status, ms: Number(ms.toFixed(1)) }, 'response sent')
}

const maxLoggedLength = 500

/** The path with the names of parameters, without their values. */
const withoutValues = (url: string): string => {
  const [path = '', ...query] = url.split('?')
  const names = query.join('?').replace(/=[^&]*/g, '')
  return (names === '' ? path : `${path}?${names}`).slice(0, maxLoggedLength)
}

const maskedAddress = (address: string): string => networkOf(address, 48)

/** Serialisers for `LOG_REQUESTS=masked`: the network of the client and names of parameters, no values. */
export const masked = {
  ip: maskedAddress,
  url: withoutValues,
  req: ({ method, originalUrl: url, ip }: FastifyRequest) => ({
    method,
    url: withoutValues(url),
    ip: maskedAddress(ip),
  }),
}
