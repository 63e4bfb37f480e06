import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { parse } from 'yaml'
import { FactsInService } from '../src/db/open.ts'
import { writeOpenApi } from '../src/openapi.ts'
import { inPackage } from '../src/package.ts'
import { load } from '../src/seed/load.ts'
import { appFor, seedCopy } from './support.ts'

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

t.test('withdrawn ids, outdated cursors, refused formats and faults of the server keep the contract too', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('retired.yaml', '[]', '- { id: withdrawn, type: quote, reason: Test., version: 1.0.0 }')
  const app = await appFor(t, seed)
  const ask = async (
    operation: Operation,
    status: number,
    request: { url: string; headers?: Record<string, string> },
  ) => {
    const response = await app.inject(request)
    t.equal(response.statusCode, status, `${operation.operationId} answers ${status}`)
    t.equal(breach(operation, response), null)
  }
  const cursors = new Map<Operation, string>()
  for (const operation of operations) {
    const url = addressOf(operation)
    if (operation.path.includes('{id}')) await ask(operation, 410, { url: operation.path.replace('{id}', 'withdrawn') })
    const formats = Object.keys(operation.responses[200]?.content ?? {})
    if (formats.length > 1) await ask(operation, 406, { url, headers: { accept: 'image/png' } })
    if (!operation.parameters?.some(({ name }) => name === 'cursor')) continue
    const first = `${url}?limit=1${operation.parameters.some(({ name }) => name === 'pairs') ? '&pairs=true' : ''}`
    const { next_cursor, next, first: page } = (await app.inject(first)).json()
    const cursor = next_cursor ?? new URL(next ?? page?.next ?? '', 'http://x').searchParams.get('cursor')
    if (cursor) cursors.set(operation, `${first}&cursor=${cursor}`)
  }
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  load(seed, app.databaseFile)
  t.ok(cursors.size >= 10, `${cursors.size} lists have a second page`)
  for (const [operation, url] of cursors) await ask(operation, 409, { url })

  const { current, readDataset } = FactsInService.prototype
  t.teardown(() => Object.assign(FactsInService.prototype, { current, readDataset }))
  const ready = operations.find(({ path }) => path === '/health/ready')
  const fail = () => {
    throw new Error('unreadable')
  }
  FactsInService.prototype.readDataset = fail
  if (ready !== undefined) await ask(ready, 503, { url: ready.path })
  FactsInService.prototype.current = fail
  for (const operation of operations) await ask(operation, 500, { url: addressOf(operation) })
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
