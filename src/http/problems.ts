/**
 * Errors as RFC 9457 problem details. Handlers throw a {@link Problem}; this file alone turns it, and everything else
 * that can go wrong, into an answer. What the server did wrong is logged and never told.
 */
import '@fastify/swagger'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

export const problemTypes = {
  'invalid-parameter': [400, 'A parameter is not valid'],
  'invalid-request': [400, 'The request cannot be read'],
  'not-found': [404, 'There is no such thing here'],
  'method-not-allowed': [405, 'The method is not allowed here'],
  'not-acceptable': [406, 'None of the accepted formats is served here'],
  'cursor-outdated': [409, 'The dataset changed since the cursor was given'],
  gone: [410, 'The record was withdrawn'],
  'request-timeout': [408, 'The request did not arrive in time'],
  'uri-too-long': [414, 'The address is too long'],
  'expectation-failed': [417, 'What the request expects cannot be met'],
  'too-many-requests': [429, 'Too many requests in a short time'],
  'headers-too-large': [431, 'Address and headers are too large'],
  'internal-error': [500, 'The server failed'],
  'not-ready': [503, 'The service cannot answer now'],
  overloaded: [503, 'The service is asked for too much at once'],
} as const satisfies Record<string, readonly [status: number, title: string]>
export type ProblemType = keyof typeof problemTypes

const parameterFault = z
  .object({
    parameter: z.string().meta({ description: 'Name of the parameter.', examples: ['limit'] }),
    in: z.enum(['query', 'path', 'header']).meta({ description: 'Where it stands.' }),
    detail: z.string().meta({ description: 'What is wrong with it.' }),
    allowed: z.array(z.string()).optional().meta({ description: 'The names or values that are allowed.' }),
    nearest: z.array(z.string()).optional().meta({
      description: 'Ids that may have been meant, the nearest first. Others are allowed as well.',
    }),
  })
  .meta({ id: 'ParameterFault', description: 'One parameter that is not valid.' })
export type ParameterFault = z.output<typeof parameterFault>

/** More of a request is not told: its answer would be hundreds of times as long as the address. */
const maxFaults = 10

export const problemContract = z
  .object({
    type: z
      .string()
      .meta({ description: 'Which problem it is, as a URI reference.', examples: ['/problems/not-found'] }),
    title: z.string().meta({ description: 'The same for every problem of the type.' }),
    status: z.int().min(400).max(599).meta({ description: 'HTTP status code.' }),
    detail: z.string().meta({ description: 'What went wrong this time, and what is allowed.' }),
    errors: z
      .array(parameterFault)
      .optional()
      .meta({ description: `The parameters that are not valid, at most ${maxFaults} of them.` }),
    restart: z.string().optional().meta({ description: 'Where to start again after the dataset changed.' }),
    allowed: z.array(z.string()).optional().meta({ description: 'What is allowed instead, such as media types.' }),
    superseded_by: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'Address of the record that replaces a withdrawn one.' }),
    request_id: z.string().optional().meta({ description: 'Id of the request in the logs of the server.' }),
  })
  .meta({ id: 'Problem', description: 'An error, as RFC 9457 problem details.' })
type ProblemBody = z.output<typeof problemContract>

export class Problem extends Error {
  override name = 'Problem'
  readonly type: ProblemType
  readonly extra: Pick<ProblemBody, 'errors' | 'restart' | 'allowed' | 'superseded_by'>
  readonly headers: Record<string, string>
  /** Fastify sets it on errors of validation, so it must be writable. */
  statusCode: number

  constructor(type: ProblemType, detail: string, extra: Problem['extra'] = {}, headers: Record<string, string> = {}) {
    super(detail)
    this.type = type
    this.extra = extra
    this.headers = headers
    this.statusCode = problemTypes[type][0]
  }
}

export function invalidParameters(errors: ParameterFault[]): Problem {
  const told = errors.slice(0, maxFaults)
  const more = errors.length > maxFaults ? [`And ${errors.length - maxFaults} more parameters are not valid.`] : []
  const detail = [...told.map(({ parameter, detail }) => `${parameter}: ${detail}`), ...more].join(' ')
  return new Problem('invalid-parameter', detail, { errors: told })
}

export const allowReads = { allow: 'GET, HEAD, OPTIONS' }

/** What Fastify itself refuses, by its error code. */
const fastifyErrors: Record<string, [ProblemType, string]> = {
  FST_ERR_BAD_URL: ['invalid-request', 'The path is not a valid percent-encoded path.'],
  FST_ERR_MAX_PARAM_LENGTH: ['uri-too-long', 'A part of the path is longer than any id.'],
}

const notAllowed = () =>
  new Problem('method-not-allowed', 'This service is read-only. Allowed: GET, HEAD.', {}, allowReads)

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { code, statusCode = 500 } = error as FastifyError
  const known = fastifyErrors[code]
  if (known !== undefined) return new Problem(...known)
  // What it says of bodies: it looks for them where the method is not one of ours.
  if (code?.startsWith('FST_ERR_CTP_') || code === 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE') return notAllowed()
  if (statusCode === 403 || statusCode === 404) return new Problem('not-found', 'Nothing is served at this path.')
  return new Problem('internal-error', 'The fault is on the side of the server. Try again, or report the request id.')
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(request.server.explain(error))
  const [status, title] = problemTypes[problem.type]
  // A 503 is no fault: it is told, and stands in the line of its request.
  if (status === 500) request.log.error({ err: error }, 'request failed')
  const { type, message: detail, extra } = problem
  const { publicUrl = '' } = request.server
  const body: ProblemBody = {
    ...{ type: `${publicUrl}/problems/${type}`, title, status, detail, ...extra },
    ...(extra.superseded_by && { superseded_by: publicUrl + extra.superseded_by }),
    request_id: request.id,
  }
  // What describes an answer does not describe a problem.
  for (const name of ['etag', 'last-modified', 'link', 'content-encoding', 'content-disposition'])
    reply.removeHeader(name)
  return reply
    .code(status)
    .headers({ 'cache-control': 'no-store', ...problem.headers })
    .type('application/problem+json')
    .send(JSON.stringify(body))
}

const reads = ['GET', 'HEAD', 'OPTIONS']

/**
 * Every way to fail ends in a problem: handlers, unknown paths, other methods.
 * @param explain turns an error that HTTP knows nothing of into a Problem; others it returns as they are
 */
export function answerWithProblems(
  app: FastifyInstance,
  explain: (error: unknown) => unknown = (error) => error,
): void {
  app.decorate('explain', explain)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  // No body is read.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  // What is refused counts towards the limit of a client like what is answered.
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    // 405 with Allow (RFC 9110, section 15.5.6): there is no address where it would be otherwise.
    if (!reads.includes(request.method)) return sendProblem(notAllowed(), request, reply)
    const [path] = request.url.split('?')
    return sendProblem(
      new Problem('not-found', `Nothing is served at ${path}. GET / lists what there is.`),
      request,
      reply,
    )
  })
}
