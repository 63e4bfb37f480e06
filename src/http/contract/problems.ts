/** Errors as RFC 9457 problem details, and the contract of their body. */
import { z } from 'zod'
import { type ProblemType, problemTypes } from './problem-types.ts'

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

/** The problem of parameters that are not valid, with the fault of each. */
export function invalidParameters(errors: ParameterFault[]): Problem {
  const listed = errors.slice(0, maxFaults)
  const more = errors.length > maxFaults ? [`And ${errors.length - maxFaults} more parameters are not valid.`] : []
  const detail = [...listed.map(({ parameter, detail }) => `${parameter}: ${detail}`), ...more].join(' ')
  return new Problem('invalid-parameter', detail, { errors: listed })
}
