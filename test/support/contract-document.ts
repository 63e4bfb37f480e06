/** The committed contract, as tests ask it: every reference to a parameter or a response followed. */
import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { FastifyInstance } from 'fastify'
import { parse } from 'yaml'
import { inPackage } from '../../src/package.ts'

type Response = Pick<Awaited<ReturnType<FastifyInstance['inject']>>, 'statusCode' | 'headers' | 'body' | 'json'>

export interface Parameter {
  name: string
  in: string
  required?: boolean
  example?: unknown
  'x-kind'?: string
  schema: { type: string; examples?: unknown[]; enum?: string[]; items?: { enum?: string[] } }
}
export interface Operation {
  path: string
  operationId: string
  tags: string[]
  parameters: Parameter[]
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}

export const text = readFileSync(inPackage('openapi.yaml'), 'utf8')
export const document = parse(text, { version: '1.1' })

function resolve<T>(node: T | { $ref: string }): T {
  if (typeof node !== 'object' || node === null || !('$ref' in node)) return node as T
  return node.$ref
    .replace('#/', '')
    .split('/')
    .reduce((at, key) => at[key], document)
}

const mapValues = <T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))

export const operations: Operation[] = Object.entries(document.paths as Record<string, { get: Operation }>).map(
  ([path, { get }]) => ({
    ...get,
    path,
    parameters: (get.parameters ?? []).map(resolve),
    responses: mapValues(get.responses, resolve),
  }),
)

const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false, allErrors: true })
ajv.addVocabulary(['components', 'example'])
const { schemas } = document.components
ajv.addSchema({ $id: 'contract', components: { schemas } })

/** With `fields` the records of lists are partial: no field is required. */
const partialSchemas = structuredClone(schemas)
for (const [name, list] of Object.entries<{ properties?: { data?: { items: { $ref: string } } } }>(schemas)) {
  const record = list.properties?.data?.items.$ref.replace('#/components/schemas/', '')
  if (name.endsWith('List') && record !== undefined) delete partialSchemas[record].required
}
ajv.addSchema({ $id: 'partial', components: { schemas: partialSchemas } })

const compiled = new Map<string, ValidateFunction>()

/** The schema is compiled once for each operation, status and media type: that takes longer than an answer. */
function validatorOf(name: string, schema: object, isPartial = false): ValidateFunction {
  const key = isPartial ? `${name}, partial` : name
  const known = compiled.get(key)
  if (known !== undefined) return known
  const root = isPartial ? 'partial' : 'contract'
  const inContract = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', `"${root}#/components/`))
  const validate = ajv.compile(inContract)
  compiled.set(key, validate)
  return validate
}

/** Whether a body is a problem as the contract describes it. */
export const holdsProblem = (body: unknown): boolean =>
  Boolean(validatorOf('any problem', { $ref: '#/components/schemas/Problem' })(body))

/** The operations that describe the other formats of an answer, which `Accept` may ask for too. */
const formatsBeside = ({ path }: Operation): Operation[] =>
  operations.filter((one) => one.path === `${path}.{format}` || one.path === `${path}.jsonld`)

/** The breach of the committed contract in the response to a request for an address; null where there is none. */
export function breach(operation: Operation, response: Response, url: string): string | null {
  const { operationId, responses } = operation
  const { statusCode } = response
  const described = responses[statusCode]
  if (described === undefined) return `${operationId}: status ${statusCode} is not in the contract: ${response.body}`
  if (described.content === undefined) return response.body === '' ? null : `${operationId}: ${statusCode} has a body`
  const mediaType = String(response.headers['content-type']).split(';')[0] as string
  const [media] = [operation, ...formatsBeside(operation)].flatMap(
    (one) => one.responses[statusCode]?.content?.[mediaType] ?? [],
  )
  if (media === undefined) return `${operationId}: ${statusCode} in ${mediaType} is not in the contract`
  const valid = validatorOf(`${operationId} ${statusCode} ${mediaType}`, media.schema, /[?&]fields=/.test(url))
  const body = /json$/.test(mediaType) && !/ndjson$/.test(mediaType) ? response.json() : response.body
  return valid(body) ? null : `${operationId}: ${statusCode}: ${ajv.errorsText(valid.errors).slice(0, 500)}`
}

/** The address of an operation, with its own examples in the path and, where it needs one, in the query. */
export function addressOf({ path, parameters }: Operation): string {
  const address = parameters
    .filter((one) => one.in === 'path')
    .reduce((url, one) => url.replace(`{${one.name}}`, String(one.example)), path)
  return /^\/v1\/search(\.|$)/.test(path) ? `${address}?q=shells` : address
}

/** The address of an operation for another record. */
export const addressFor = (operation: Operation, id: string): string =>
  addressOf({ ...operation, path: operation.path.replace('{id}', id) })

/** The address with more parameters. */
export const withQuery = (address: string, query: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}${query}`

/** The address that asks for a value of a parameter. */
export const askingFor = (address: string, name: string, value: unknown): string =>
  withQuery(address.replace(`?${name}=shells`, ''), `${name}=${encodeURIComponent([value].flat().join(','))}`)

/** The formats that an address may name. */
export const formatsOf = ({ parameters }: Operation): string[] =>
  parameters.find((one) => one.in === 'path' && one.name === 'format')?.schema.enum ?? []
