/** Faults of parameters, as a problem lists them. */
import { z } from 'zod'
import { allowedText, nearestNames } from './nearest.ts'
import type { ParameterFault } from './problems.ts'

/** Addresses of parameters that a query does not have, by name. */
export const absentParameters = z.registry<Record<string, string>>()

/** Help with a parameter that does not exist. */
export interface UnknownParameters {
  /** Further explanation of a name. */
  explain(parameter: string): string | undefined
  /** The parameters that may have been meant by a name. */
  meant(parameter: string): readonly string[]
}

/** The faults of parameters that an issue of Zod stands for. */
export function faultsOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  httpPart: string,
  { explain, meant }: UnknownParameters,
): ParameterFault[] {
  const place = httpPart === 'params' ? 'path' : httpPart === 'headers' ? 'header' : 'query'
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  if (issue.code === 'unrecognized_keys') {
    // A parameter may be called "constructor".
    const absent = new Map(Object.entries(absentParameters.get(schema) ?? {}))
    return issue.keys.map((parameter) => {
      const same = meant(parameter).filter((name) => known.includes(name))
      const nearest = same.length > 0 ? same : nearestNames(parameter, known)
      const missing = `There is no such parameter. ${allowedText(parameter, known, nearest)}`
      const detail = [
        known.length === 0 ? 'This address takes no parameters.' : missing,
        absent.get(parameter) ?? explain(parameter),
      ]
      return {
        ...{ parameter, in: place, detail: detail.filter((sentence) => sentence !== undefined).join(' ') },
        ...(nearest.length > 0 && { nearest }),
        allowed: known,
      }
    })
  }
  const parameter = issue.path.map(String).join('.')
  const allowed =
    'values' in issue
      ? { allowed: (issue.values as unknown[]).map(String) }
      : issue.code === 'custom'
        ? issue.params
        : {}
  const repeated = issue.code === 'invalid_type' && Array.isArray(issue.input)
  return [
    { parameter, in: place, detail: repeated ? 'Given more than once; give it once.' : issue.message, ...allowed },
  ]
}
