/**
 * Errors as responses. Handlers throw a {@link Problem}; this file alone turns it, and everything else that can go
 * wrong, into a response. Faults of the server are logged and never shown to clients.
 */
import '@fastify/swagger'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nearestNames } from '../contract/nearest.ts'
import { type ProblemType, problemTypes } from '../contract/problem-types.ts'
import { Problem, type ProblemBody } from '../contract/problems.ts'
import { redirectFromSlash } from './trailing-slash.ts'

export const allowReads = { allow: 'GET, HEAD, OPTIONS' }

/**
 * The body of a problem.
 * @param publicUrl address of the service, '' if it is not known
 * @param root address of the version that was asked for
 */
export function problemBody(
  { type, message: detail, extra }: Problem,
  publicUrl: string,
  requestId: string,
  root = publicUrl,
): ProblemBody {
  const [status, title] = problemTypes[type]
  return {
    ...{ type: `${publicUrl}/problems/${type}`, title, status, detail, ...extra },
    ...(extra.superseded_by && { superseded_by: root + extra.superseded_by }),
    request_id: requestId,
  }
}

const noFilesLeft = 'The service has reached its limit of open files and connections. Try again in a second.'

/** Problems by the codes of errors of Fastify and of the system. */
const problemsByCode: Record<string, [ProblemType, string]> = {
  EMFILE: ['overloaded', noFilesLeft],
  ENFILE: ['overloaded', noFilesLeft],
  FST_ERR_BAD_URL: ['invalid-request', 'The path is not a valid percent-encoded path.'],
  FST_ERR_MAX_PARAM_LENGTH: ['uri-too-long', 'A part of the path is longer than any id.'],
}

const notAllowed = () =>
  new Problem('method-not-allowed', 'This service is read-only. Allowed: GET, HEAD.', {}, allowReads)

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code, statusCode = 500 } = error as FastifyError
  const known = problemsByCode[code]
  if (known !== undefined) return new Problem(...known)
  // Fastify expects a body for methods that this service does not have.
  if (code?.startsWith('FST_ERR_CTP_') || code === 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE') return notAllowed()
  if (statusCode === 412)
    return new Problem('precondition-failed', 'If-Match or If-Unmodified-Since does not hold: the file is another one.')
  if (statusCode === 403 || statusCode === 404) return new Problem('not-found', 'Nothing is served at this path.')
  return new Problem('internal-error', 'This is a fault of the server. Try again, or report the request id.')
}

/** Responds to an error with its problem. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(request.server.explain(error))
  const { statusCode: status } = problem
  // A 503 is not a fault of the server: its detail is sent to the client, and the log line of its request has the
  // status.
  if (status === 500) request.log.error({ err: error }, 'request failed')
  // Headers that describe a response of the dataset do not describe a problem.
  for (const name of ['etag', 'last-modified', 'link', 'content-encoding', 'content-disposition'])
    reply.removeHeader(name)
  return reply
    .code(status)
    .headers({ 'cache-control': 'no-store', ...problem.headers })
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, request.server.publicUrl ?? '', request.id, request.publicUrl)))
}

const reads = ['GET', 'HEAD', 'OPTIONS']

/**
 * Makes every failure a problem: handlers that throw, unknown paths, other methods.
 * @param explain turns an error that HTTP knows nothing of into a Problem; others it returns as they are
 */
export function respondWithProblems(app: FastifyInstance, explain: (error: unknown) => unknown): void {
  const paths: string[] = []
  // Paths without parameters or suffixes can be named whole.
  app.addHook('onRoute', ({ method, url }) => {
    if ([method].flat().includes('GET') && /^\/v1\/[a-z/_-]+$/.test(url)) paths.push(url)
  })
  const nearestPaths = (path: string) => {
    const [, root = '', first = '', ...rest] = path.toLowerCase().split('/')
    const name = root === 'v1' ? first : root
    const found =
      name === ''
        ? []
        : nearestNames(
            name.replace(/\..*$/, '').replace(/y$/, 'ies'),
            paths.map((one) => one.slice('/v1/'.length)),
          )
    const [nearest] = found
    if (nearest?.startsWith(name.slice(0, -1)) === true) return [['/v1', nearest, ...rest].join('/')]
    return found.map((one) => `/v1/${one}`)
  }
  app.decorate('explain', explain)
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    // A slash at the end of a path is read as an empty id, which is never valid.
    const redirected = error.validationContext === 'params' ? redirectFromSlash(request, reply) : undefined
    return redirected ?? sendProblem(error, request, reply)
  })
  // Bodies of requests are not read.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.setNotFoundHandler((request, reply) => {
    // 405 with Allow (RFC 9110, section 15.5.6), for existing and unknown paths alike.
    if (!reads.includes(request.method)) return sendProblem(notAllowed(), request, reply)
    const redirected = redirectFromSlash(request, reply)
    if (redirected !== undefined) return redirected
    const [path = ''] = request.originalUrl.split('?')
    const nearest = nearestPaths(path)
    const shown = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`
    const detail = `Nothing is served at ${path}.${shown} GET / lists what there is.`
    return sendProblem(new Problem('not-found', detail, nearest.length === 0 ? {} : { nearest }), request, reply)
  })
}
