/**
 * Parts that many operations of an OpenAPI document share, written once under `components`: parameters, problems, and
 * the headers of every response made from the dataset.
 */
import type { OpenAPIV3_1 } from 'openapi-types'
import { type ProblemType, problemTypes } from './problem-types.ts'

type Operation = OpenAPIV3_1.OperationObject
type Parameter = OpenAPIV3_1.ParameterObject
type Response = OpenAPIV3_1.ResponseObject

const header = (description: string, example: string, type: 'string' | 'integer' = 'string') => ({
  description,
  schema: { type, examples: [type === 'integer' ? Number(example) : example] },
})

/** Headers of every response made from the dataset. */
const responseHeaders = {
  ETag: header('Strong validator of this representation and coding; send it back as If-None-Match.', '"mhB3..."'),
  'Last-Modified': header('When the dataset was loaded.', 'Tue, 24 Nov 2026 20:00:00 GMT'),
  'Cache-Control': header('`public, no-cache`: keep it, and ask whether it still holds.', 'public, no-cache'),
  Vary: header('The request headers that chose the representation.', 'Accept, Accept-Encoding'),
  Link: header(
    'Relations (RFC 8288): self, next, prev, collection, describedby, license, cite-as.',
    '</v1/quotes?cursor=abc>; rel="next"',
  ),
  'Dataset-Version': header('Version of the dataset.', '1.0.0'),
  'Dataset-Citation': header(
    'How to cite the dataset; what is not ASCII is percent-encoded.',
    'Conflict Facts, version 1.0.0',
  ),
  'Total-Count': header(
    'With `total=true` in flat formats, and with every whole list: how many records it holds.',
    '42',
    'integer',
  ),
  'X-Request-Id': header('Id of the request in the logs of the server.', '0d4c8a52-6c0e-4b8f-9d0e-3f6f3c1f5f0a'),
  'Server-Timing': header('Milliseconds until the response was ready.', 'total;dur=1.2'),
  'RateLimit-Limit': header(
    'Requests a minute that one address may send; absent where there is no limit.',
    '600',
    'integer',
  ),
  'RateLimit-Remaining': header('Requests left.', '599', 'integer'),
  'RateLimit-Reset': header('Seconds until the limit is reset.', '60', 'integer'),
}
const retryAfter = header('Seconds after which to try again.', '30', 'integer')

const componentName = (words: string): string =>
  words.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** The document with what operations have in common as components that they refer to. */
export function shareComponents(document: Partial<OpenAPIV3_1.Document>): Partial<OpenAPIV3_1.Document> {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    item?.get === undefined ? [] : [{ path, operation: item.get }],
  )
  const parameters = shareParameters(operations.map(({ operation }) => operation))
  const responses: Record<string, Response> = {
    NotModified: { description: 'The client has this response already (If-None-Match, If-Modified-Since).' },
  }
  for (const { path, operation } of operations) {
    const all = operation.responses as Record<string, Response | OpenAPIV3_1.ReferenceObject>
    if (!path.startsWith('/health/') && all[200] !== undefined) {
      all[200] = { ...(all[200] as Response), headers: referTo(responseHeaders) as never }
      all[304] = { $ref: '#/components/responses/NotModified' }
    }
    for (const [status, response] of Object.entries(all)) {
      const name = problemNameOf(Number(status))
      if (name === undefined || '$ref' in response) continue
      responses[name] =
        status === '429' ? { ...response, headers: { 'Retry-After': retryAfter } as never } : (response as Response)
      all[status] = { $ref: `#/components/responses/${name}` }
    }
  }
  return {
    ...document,
    components: {
      ...document.components,
      headers: responseHeaders as never,
      parameters,
      responses: inOrder(responses),
    },
  }
}

const referTo = (headers: object) =>
  Object.fromEntries(Object.keys(headers).map((name) => [name, { $ref: `#/components/headers/${name}` }]))

const inOrder = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)))

/** The problem that operations document under a status; each of them documents one kind per status. */
const problemNameOf = (status: number): string | undefined => {
  const type = (Object.keys(problemTypes) as ProblemType[]).find((one) => problemTypes[one][0] === status)
  return type && componentName(type)
}

/** Query parameters that several operations share, each by a name of its own; operations refer to them. */
function shareParameters(operations: Operation[]): Record<string, Parameter> {
  const uses = new Map<string, { parameter: Parameter; tag: string; count: number }>()
  for (const { parameters = [], tags = [] } of operations)
    for (const parameter of parameters as Parameter[]) {
      if (parameter.in !== 'query') continue
      const text = JSON.stringify(parameter)
      const earlier = uses.get(text)
      uses.set(text, { parameter, tag: earlier?.tag ?? tags[0] ?? '', count: (earlier?.count ?? 0) + 1 })
    }
  const shared = [...uses].filter(([, { count }]) => count > 1)
  const names = new Map<string, string>()
  for (const [text, { parameter, tag }] of shared) {
    const isAlone = shared.filter(([, other]) => other.parameter.name === parameter.name).length === 1
    names.set(text, isAlone ? componentName(parameter.name) : componentName(tag) + componentName(parameter.name))
  }
  if (new Set(names.values()).size < names.size)
    throw new Error(`Two parameters would get one name: ${[...names.values()].sort()}`)
  for (const operation of operations)
    operation.parameters = (operation.parameters as Parameter[] | undefined)?.map((parameter) => {
      const name = names.get(JSON.stringify(parameter))
      return name === undefined ? parameter : { $ref: `#/components/parameters/${name}` }
    }) as never
  for (const operation of operations) if (operation.parameters === undefined) delete operation.parameters
  return inOrder(Object.fromEntries(shared.map(([text, { parameter }]) => [names.get(text) as string, parameter])))
}
