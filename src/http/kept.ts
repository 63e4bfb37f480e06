/**
 * Sends kept answers before a request is routed, under the same limits and with the same headers and log line as every
 * answer: what Fastify said of it when it was made, and what belongs to this request.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Answer } from './answers.ts'
import { listenBefore } from './before-routes.ts'
import type { Limits } from './limits.ts'
import { logAnswer, timingOf } from './tracing.ts'

/** The kept answer to a request, and whether its client holds that already. */
export type FindKept = (request: IncomingMessage) => { answer: Answer; isHeld: boolean } | undefined

/** A request that says nothing beside what it asks for. */
const isPlain = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  headers['content-length'] === undefined &&
  headers['transfer-encoding'] === undefined &&
  headers.expect === undefined

/** Puts kept answers before the routes of an app that is ready to listen. */
export function sendKeptFirst(app: FastifyInstance, find: FindKept, limits: Limits): void {
  const send = (
    request: IncomingMessage,
    response: ServerResponse,
    startedAt: number,
    { answer, isHeld }: NonNullable<ReturnType<FindKept>>,
    limitHeaders: string[],
  ) => {
    const reqId = randomUUID()
    const status = isHeld ? 304 : 200
    const said = isHeld ? answer.heldHeaders : answer.allHeaders
    const last = app.server.listening ? [] : ['connection', 'close']
    const timing = timingOf(performance.now() - startedAt)
    response.writeHead(status, [...said, ...limitHeaders, ...last, 'x-request-id', reqId, 'server-timing', timing])
    response.end(isHeld ? undefined : answer.bytes)
    const { method = '', url = '' } = request
    const ms = performance.now() - startedAt
    logAnswer(app.log, { reqId, method, url, ip: limits.ipOf(request), status, ms })
    app.onAnswered(answer.route, status, ms, true)
  }
  listenBefore(app, (route) => (request, response) => {
    const startedAt = performance.now()
    const found = isPlain(request) ? find(request) : undefined
    if (found === undefined) return route(request, response)
    if (limits.isFree(request)) return send(request, response, startedAt, found, [])
    limits.take(request).then(
      ({ isExceeded, headers }) =>
        isExceeded ? route(request, response) : send(request, response, startedAt, found, headers),
      () => route(request, response),
    )
  })
}
