import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { parse } from 'yaml'
import { writeOpenApi } from '../src/openapi.ts'
import { inPackage } from '../src/package.ts'
import { appFor } from './support.ts'

type Response = Awaited<ReturnType<FastifyInstance['inject']>>

interface Parameter {
  name: string
  in: string
  example?: unknown
  schema: { type: string; examples?: unknown[]; enum?: unknown[]; items?: { enum?: unknown[] } }
}
interface Operation {
  operationId: string
  parameters?: Parameter[]
  responses: Record<string, { content: Record<string, { schema: object }> }>
}

const text = readFileSync(inPackage('openapi.yaml'), 'utf8')
const document = parse(text, { version: '1.1' }) as { paths: Record<string, { get: Operation }>; components: object }
const operations = Object.entries(document.paths).map(([path, { get }]) => ({ path, ...get }))
const ajv = new Ajv2020({ strict: true, validateFormats: false, allErrors: true })
ajv.addVocabulary(['components', 'example'])
ajv.addSchema({ $id: 'contract', components: document.components })

/** What is wrong with an answer under the committed contract; null where nothing is. */
function breach({ operationId, responses }: Operation, response: Response): string | null {
  const { statusCode } = response
  const mediaType = String(response.headers['content-type']).split(';')[0] as string
  const described = responses[statusCode]
  if (described === undefined) return `${operationId}: status ${statusCode} is not in the contract: ${response.body}`
  const media = described.content[mediaType]
  if (media === undefined) return `${operationId}: ${statusCode} in ${mediaType} is not in the contract`
  const schema = JSON.parse(JSON.stringify(media.schema).replaceAll('"#/components/', '"contract#/components/'))
  const valid = ajv.compile(schema)
  const body = /json$/.test(mediaType) ? response.json() : response.body
  return valid(body) ? null : `${operationId}: ${statusCode}: ${ajv.errorsText(valid.errors).slice(0, 500)}`
}

const addressOf = ({ path, parameters = [] }: { path: string } & Operation) =>
  parameters
    .filter((one) => one.in === 'path')
    .reduce((url, one) => url.replace(`{${one.name}}`, String(one.example)), path)

t.test('openapi.yaml is what the routes say', async (t) => {
  t.equal(await writeOpenApi(), text, 'write it anew with `npm run openapi`')
})

t.test('every operation keeps the contract in every way it can answer', async (t) => {
  const app = await appFor(t)
  const seen = new Map<string, Set<string>>()
  const ask = async (operation: { path: string } & Operation, url: string, status: number) => {
    const response = await app.inject(url)
    t.equal(response.statusCode, status, `${operation.operationId} answers ${status} to ${url}`)
    t.equal(breach(operation, response), null)
    seen.set(operation.operationId, (seen.get(operation.operationId) ?? new Set()).add(String(response.statusCode)))
  }
  for (const operation of operations) {
    const url = addressOf(operation)
    for (const accept of Object.keys(operation.responses[200]?.content ?? {})) {
      const response = await app.inject({ url, headers: { accept } })
      t.equal(String(response.headers['content-type']).split(';')[0], accept.split(';')[0], `${url} as ${accept}`)
      t.equal(breach(operation, response), null)
    }
    await ask(operation, url, 200)
    await ask(operation, `${url}?nonsense=1`, 400)
    if (url !== operation.path && url.startsWith('/v1/'))
      await ask(operation, operation.path.replace(/\{[^}]*\}/, 'no-such-id'), 404)
    for (const { name, in: place, schema } of operation.parameters ?? []) {
      if (place !== 'query' || name === 'cursor') continue
      const values = [...(schema.examples ?? []), ...(schema.enum ?? schema.items?.enum ?? [])]
      for (const value of schema.type === 'boolean' ? [true, false] : values)
        await ask(operation, `${url}?${name}=${encodeURIComponent([value].flat().join(','))}`, 200)
      await ask(operation, `${url}?${name}=`, 400)
    }
  }
  t.equal(seen.size, operations.length, 'no operation was passed over')
})

t.test('every example that a filter shows finds something', async (t) => {
  const app = await appFor(t)
  for (const operation of operations) {
    for (const { name, in: place, schema } of operation.parameters ?? []) {
      const [example] = schema.examples ?? []
      if (place !== 'query' || example === undefined) continue
      const url = `${addressOf(operation)}?${name}=${encodeURIComponent(String(example))}`
      const response = await app.inject(url)
      const isCsv = String(response.headers['content-type']).startsWith('text/csv')
      const { data, first } = isCsv ? { data: response.body.trim().split('\n').slice(1) } : response.json()
      t.ok([data ?? first.items].flat().length > 0, `${operation.operationId} ${name}=${example}`)
    }
  }
})

t.test('every field of the contract is described', async (t) => {
  const undescribed: string[] = []
  const { schemas } = document.components as { schemas: Record<string, { description?: string }> }
  for (const [name, { description }] of Object.entries(schemas)) t.ok(description, name)
  const visit = (node: unknown, place: string): void => {
    if (node === null || typeof node !== 'object') return
    const { properties = {} } = node as { properties?: Record<string, { description?: string; $ref?: string }> }
    for (const [name, field] of Object.entries(properties))
      if (!place.endsWith('examples') && field.description === undefined && field.$ref === undefined)
        undescribed.push(`${place}.${name}`)
    for (const [key, value] of Object.entries(node))
      if (key !== 'examples' && key !== 'example') visit(value, `${place}.${key}`)
  }
  visit(document.components, 'components')
  visit(document.paths, 'paths')
  t.strictSame(undescribed, [])
})
