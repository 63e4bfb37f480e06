/** Errors as RFC 9457 problem details: the types that exist, and the contract of their body. */
import { z } from 'zod'

export const problemTypes = {
  'invalid-parameter': [400, 'A parameter is not valid'],
  'invalid-request': [400, 'The request cannot be read'],
  'not-found': [404, 'Nothing exists at this address'],
  'method-not-allowed': [405, 'The method is not allowed here'],
  'not-acceptable': [406, 'None of the accepted formats is served here'],
  'cursor-outdated': [409, 'The dataset changed after the cursor was issued'],
  gone: [410, 'The record was withdrawn'],
  'request-timeout': [408, 'The request did not arrive in time'],
  'precondition-failed': [412, 'A condition of the request does not hold'],
  'uri-too-long': [414, 'The address is too long'],
  'range-not-satisfiable': [416, 'No byte of the file lies in the range'],
  'expectation-failed': [417, 'The expectation of the request cannot be met'],
  'too-many-requests': [429, 'Too many requests in a short time'],
  'headers-too-large': [431, 'Address and headers are too large'],
  'internal-error': [500, 'The server failed'],
  'cannot-make-format': [501, 'This server cannot make the format'],
  'not-ready': [503, 'The service is not ready'],
  overloaded: [503, 'The service is overloaded'],
} as const satisfies Record<string, readonly [status: number, title: string]>
export type ProblemType = keyof typeof problemTypes

const parameterFault = z
  .object({
    parameter: z.string().meta({ description: 'Name of the parameter.', examples: ['limit'] }),
    in: z.enum(['query', 'path', 'header']).meta({ description: 'Part of the request that has it.' }),
    detail: z.string().meta({ description: 'Description of the fault.' }),
    allowed: z.array(z.string()).optional().meta({ description: 'The names or values that are allowed.' }),
    nearest: z.array(z.string()).optional().meta({
      description: 'Names, values or ids that may have been meant, the nearest first. Others are allowed as well.',
    }),
  })
  .meta({ id: 'ParameterFault', description: 'One parameter that is not valid.' })
export type ParameterFault = z.output<typeof parameterFault>

/** Most faults listed in one problem: a list of all could be hundreds of times as long as the address. */
const maxFaults = 10

export const problemContract = z
  .object({
    type: z
      .string()
      .meta({ description: 'Type of the problem, as a URI reference.', examples: ['/problems/not-found'] }),
    title: z.string().meta({ description: 'The same for every problem of the type.' }),
    status: z.int().min(400).max(599).meta({ description: 'HTTP status code.' }),
    detail: z.string().meta({ description: 'Description of this occurrence, and of the allowed alternatives.' }),
    errors: z
      .array(parameterFault)
      .optional()
      .meta({ description: `The parameters that are not valid, at most ${maxFaults} of them.` }),
    restart: z.string().optional().meta({ description: 'Address at which to start again after the dataset changed.' }),
    allowed: z.array(z.string()).optional().meta({ description: 'Allowed alternatives, such as media types.' }),
    nearest: z.array(z.string()).optional().meta({
      description: 'For an id or a path that does not exist: those that may have been meant, the nearest first.',
    }),
    superseded_by: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'Address of the record that replaces a withdrawn one.' }),
    request_id: z.string().optional().meta({ description: 'Id of the request in the logs of the server.' }),
  })
  .meta({ id: 'Problem', description: 'An error, as RFC 9457 problem details.' })
export type ProblemBody = z.output<typeof problemContract>

export class Problem extends Error {
  override name = 'Problem'
  readonly type: ProblemType
  readonly extra: Pick<ProblemBody, 'errors' | 'restart' | 'allowed' | 'nearest' | 'superseded_by'>
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
  const listed = errors.slice(0, maxFaults)
  const more = errors.length > maxFaults ? [`And ${errors.length - maxFaults} more parameters are not valid.`] : []
  const detail = [...listed.map(({ parameter, detail }) => `${parameter}: ${detail}`), ...more].join(' ')
  return new Problem('invalid-parameter', detail, { errors: listed })
}
