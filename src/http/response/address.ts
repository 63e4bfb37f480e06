import type { FastifyRequest } from 'fastify'

/** The address of a request, read before its query is validated: values are the text that the client sent. */
export interface Address {
  path: string
  /** Sorted by name. */
  parameters: URLSearchParams
  /** The whole address as clients reach it, the same for every order of its parameters. */
  own: string
}

/** The address of a request, with its parameters in one order. */
export function readAddress({ url, query, publicUrl }: FastifyRequest): Address {
  const [path = ''] = url.split('?', 1)
  const parameters = new URLSearchParams()
  // A repeated parameter is a list, which may also be written once with commas.
  for (const [name, values] of Object.entries(query as Record<string, string | string[]>))
    parameters.append(name, String(values))
  parameters.sort()
  return { path, parameters, own: addressText(publicUrl + path, parameters) }
}

/** Parameters as a query. Commas separate values and may stand in a query as they are (RFC 3986, section 3.4). */
export const queryText = (parameters: URLSearchParams): string => parameters.toString().replaceAll('%2C', ',')

/** A path with its parameters. */
export const addressText = (path: string, parameters: URLSearchParams): string =>
  parameters.size === 0 ? path : `${path}?${queryText(parameters)}`

/** The parameters except those with these names. */
export function without(parameters: URLSearchParams, names: readonly string[]): URLSearchParams {
  const rest = new URLSearchParams(parameters)
  for (const name of names) rest.delete(name)
  return rest
}
