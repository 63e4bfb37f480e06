/**
 * Requests that HTTP forbids or that no route can be found for: bytes that are not HTTP, a missing or second Host,
 * expectations, tunnels, paths that cannot be decoded. Each gets a problem, and its connection is closed.
 */
import { randomUUID } from 'node:crypto'
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ProblemType } from '../contract/problem-types.ts'
import { Problem } from '../contract/problems.ts'
import { logResponse } from '../observe/log.ts'
import { commonHeaders } from '../response/common-headers.ts'
import { allowReads, problemBody, sendProblem } from '../response/errors.ts'

/** Problems by the error codes of Node.js for bytes that it cannot read as a request. */
const unreadable: Record<string, [ProblemType, string]> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'Address and headers together are larger than 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not arrive in time.'],
}
const noHttp: [ProblemType, string] = [
  'invalid-request',
  'The request is not HTTP that this service can read. Allowed: GET, HEAD.',
]

/** Time in ms for a client to read why it was refused. */
const lingerMs = 1000

type App = Pick<FastifyInstance, 'publicUrl' | 'log'>
type ClientSocket = Duplex & { remoteAddress?: string | undefined }

/** Sends a problem on the bare connection, for requests to which Node.js offers no response object. */
function refuseOn(socket: ClientSocket, { publicUrl, log }: App, problem: Problem, code?: string): void {
  const requestId = randomUUID()
  const body = JSON.stringify(problemBody(problem, publicUrl, requestId))
  const { statusCode: status } = problem
  const headers = {
    ...commonHeaders(requestId),
    ...problem.headers,
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
    'content-type': 'application/problem+json; charset=utf-8',
    connection: 'close',
  }
  log.info({ reqId: requestId, ip: socket.remoteAddress, status, code }, 'refused')
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  // A client that never closes its side would keep the connection open.
  const timer = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(timer))
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
}

/**
 * Responds to a path that no route can be found for. It is the `frameworkErrors` of Fastify, which runs no hooks and
 * knows only the address of the socket.
 */
export function refuseUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  reply.raw.once('finish', () => logResponse(request, reply))
  sendProblem(error, request, reply.headers(commonHeaders(request.id)))
}

/**
 * Responds to bytes that are no request; the `clientErrorHandler` of Fastify. Where requests before them are still being
 * answered, their responses are the last of the connection: another one would be taken for theirs.
 */
export function refuseUnreadable(this: FastifyInstance, error: NodeJS.ErrnoException, socket: ClientSocket): void {
  const { code = '' } = error
  const last = [...this.traffic.responses].findLast(({ req }) => req.socket === socket)
  if (code === 'ECONNRESET' || !socket.writable) socket.destroy()
  else if (last !== undefined) last.once('finish', () => socket.end())
  else refuseOn(socket, this, new Problem(...(unreadable[code] ?? noHttp)), code)
}

/** True if a request has exactly one Host, which only HTTP/1.0 may omit (RFC 9112, section 3.2). */
function hasItsHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0
  // Names and values alternate.
  for (let index = 0; index < rawHeaders.length; index += 2) if (rawHeaders[index]?.toLowerCase() === 'host') hosts += 1
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0')
}

/** A body up to this many bytes is skipped, so that the connection can go on; no body is read. */
const maxSkippedBytes = 65_536

const closing = { connection: 'close' }

/** Refuses requests that HTTP forbids or that this service cannot serve. */
export function refuseMalformed(app: FastifyInstance): void {
  const { server } = app
  const isExpecting = new WeakSet<IncomingMessage>()
  app.addHook('onRequest', ({ raw }, reply, done) => {
    const { 'transfer-encoding': transferCoding, 'content-length': length = 0 } = raw.headers
    // The response is sent without reading the body, and the connection is closed after it.
    if (transferCoding !== undefined || Number(length) > maxSkippedBytes) reply.header('connection', 'close')
    if (isExpecting.has(raw))
      return done(
        new Problem('expectation-failed', 'Nothing can be expected of this service but 100-continue.', {}, closing),
      )
    if (!hasItsHost(raw))
      return done(new Problem('invalid-request', 'HTTP/1.1 asks for exactly one Host header.', {}, closing))
    done()
  })
  // The service never sends 100 Continue: a client that waits for it before it sends a body gets the response instead.
  server.on('checkContinue', (request, response) => {
    response.shouldKeepAlive = false
    server.emit('request', request, response)
  })
  server.on('checkExpectation', (request, response) => {
    isExpecting.add(request)
    server.emit('request', request, response)
  })
  server.on('connect', (_request, socket) =>
    refuseOn(
      socket,
      app,
      new Problem('method-not-allowed', 'This service is not a proxy. Allowed: GET, HEAD.', {}, allowReads),
    ),
  )
}
