import type { FastifyRequest } from 'fastify'

/** The address of a request: its path, and its parameters sorted by name. */
export interface Address {
  path: string
  parameters: [name: string, value: string][]
}

/** Reads the address before the query is validated: values are the text that the client sent. */
export function readAddress({ url, query }: FastifyRequest): Address {
  const [path = ''] = url.split('?', 1)
  const parameters = Object.entries(query as Record<string, string | string[]>)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    // A repeated parameter is a list, which may also be written once with commas.
    .map(([name, values]): [string, string] => [name, [values].flat().join()])
  return { path, parameters }
}

/** Parameters as a query. Commas separate values and may stand in a query as they are (RFC 3986, section 3.4). */
export const queryText = (parameters: Address['parameters']): string =>
  new URLSearchParams(parameters).toString().replaceAll('%2C', ',')

export const without = ({ parameters }: Address, left: readonly string[]): Address['parameters'] =>
  parameters.filter(([name]) => !left.includes(name))

export const addressText = ({ path, parameters }: Address): string =>
  parameters.length === 0 ? path : `${path}?${queryText(parameters)}`

/** The address of a response as clients reach it, the same for every order of its parameters. */
export const ownAddress = ({ address, server }: FastifyRequest): string => server.publicUrl + addressText(address)
