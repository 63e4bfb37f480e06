/**
 * What reaches no route: bytes that are no HTTP, requests that HTTP/1.1 forbids, tunnels, paths that cannot be read. Each gets a problem and a line of
 * the log like every request, and its connection ends.
 */
import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { listenBefore } from './before-routes.ts'
import { allowReads, type ProblemType, problemTypes, sendProblem } from './problems.ts'
import { securityHeaders } from './security.ts'
import { logAnswer } from './tracing.ts'

/** Why a request is refused: the type of the problem, and what to tell. */
type Refusal = [ProblemType, string]

/** What Node.js says of bytes that it cannot take as a request, by its error code. */
const unreadable: Record<string, Refusal> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'Address and headers together are larger than 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not arrive in time.'],
}
const noHttp: Refusal = ['invalid-request', 'The request is not HTTP that this service can read. Allowed: GET, HEAD.']

interface App {
  publicUrl: string
  log: FastifyInstance['log']
}

/** What hooks say with every answer that has a route. */
const commonHeaders = (requestId: string) => ({
  ...securityHeaders,
  'access-control-allow-origin': '*',
  'x-request-id': requestId,
})

function refuse({ publicUrl, log }: App, [type, detail]: Refusal, address: string | undefined, code?: string) {
  const [status, title] = problemTypes[type]
  const request_id = randomUUID()
  const body = JSON.stringify({ type: `${publicUrl}/problems/${type}`, title, status, detail, request_id })
  const headers = {
    ...commonHeaders(request_id),
    ...(type === 'method-not-allowed' && allowReads),
    'cache-control': 'no-store',
    'content-length': String(Buffer.byteLength(body)),
    'content-type': 'application/problem+json; charset=utf-8',
    connection: 'close',
  }
  log.info({ reqId: request_id, ip: address, status, code }, 'refused')
  return { status, headers, body }
}

/** How long a client may take to read why it was refused. */
const lingerMs = 1000

function answerOn(socket: Duplex, { status, headers, body }: ReturnType<typeof refuse>): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  // Who leaves its side open would keep the connection.
  const timer = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(timer))
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
}

/**
 * Answers a path that no route can be looked for by; the `frameworkErrors` of Fastify, which runs no hooks and knows only
 * the address of the socket.
 */
export function refuseUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const { id: reqId, method, url, ip, server } = request
  reply.raw.once('finish', () =>
    logAnswer(server.log, { ...{ reqId, method, url, ip }, status: reply.statusCode, ms: reply.elapsedTime }),
  )
  sendProblem(error, request, reply.headers(commonHeaders(reqId)))
}

/** Answers bytes that are no request; the `clientErrorHandler` of Fastify. */
export function refuseUnreadable(
  this: FastifyInstance,
  error: NodeJS.ErrnoException,
  socket: Duplex & { remoteAddress?: string | undefined },
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { code = '' } = error
  answerOn(socket, refuse(this, unreadable[code] ?? noHttp, socket.remoteAddress, code))
}

/** RFC 9112, section 3.2: one Host, which only HTTP/1.0 may leave out. */
function hasItsHost({ headers, rawHeaders, httpVersion }: IncomingMessage): boolean {
  if (headers.host === undefined) return httpVersion === '1.0'
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts === 1
}

/** A body up to here is skipped, so that the connection can go on; no body is read. */
const maxSkippedBytes = 65_536

const hasLongBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > maxSkippedBytes

/** Puts what no request may be before everything else of an app that is ready to listen. */
export function refuseUnrouted(app: FastifyInstance): void {
  const { server } = app
  const refuseWith = (request: IncomingMessage, response: ServerResponse, refusal: Refusal) => {
    const { status, headers, body } = refuse(app, refusal, request.socket.remoteAddress)
    response.writeHead(status, headers).end(body)
  }
  const take = listenBefore(app, (answer) => (request, response) => {
    if (!hasItsHost(request))
      return refuseWith(request, response, ['invalid-request', 'HTTP/1.1 asks for exactly one Host header.'])
    // The answer is given without it, and the connection ends with the answer.
    if (hasLongBody(request)) response.shouldKeepAlive = false
    return answer(request, response)
  })
  // Nobody is told to go on and send a body; who waits for that gets the answer instead.
  server.on('checkContinue', (request, response) => {
    response.shouldKeepAlive = false
    take(request, response)
  })
  server.on('checkExpectation', (request, response) =>
    refuseWith(request, response, ['expectation-failed', 'Nothing can be expected of this service but 100-continue.']),
  )
  server.on('connect', (request, socket) =>
    answerOn(
      socket,
      refuse(
        app,
        ['method-not-allowed', 'This service is no proxy. Allowed: GET, HEAD.'],
        request.socket.remoteAddress,
      ),
    ),
  )
}
