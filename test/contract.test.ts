import t from 'tap'
import { Snapshots } from '../src/db/sqlite/open.ts'
import { writeOpenApi } from '../src/openapi.ts'
import {
  addressFor,
  addressOf,
  askingFor,
  breach,
  document,
  formatsOf,
  type Operation,
  operations,
  text,
  withQuery,
} from './support/contract-document.ts'
import { appFor, onlyForFiles, seedCopy } from './support/support.ts'

t.test('openapi.yaml is what the routes say', async (t) => {
  t.equal(await writeOpenApi(), text, 'write it anew with `npm run generate`')
})

const csvHasNoPlaceFor = ['include', 'facets', 'shape']
const isCsv = (url: string) => /\.csv(\?|$)/.test(url)

t.test('every operation keeps the contract in every way it can answer', async (t) => {
  const app = await appFor(t)
  const seen = new Map<string, Set<string>>()
  const ask = async (operation: Operation, url: string, status: number) => {
    const response = await app.inject(url)
    t.equal(response.statusCode, status, `${operation.operationId} answers ${status} to ${url}`)
    t.equal(breach(operation, response, url), null)
    seen.set(operation.operationId, (seen.get(operation.operationId) ?? new Set()).add(String(response.statusCode)))
  }
  for (const operation of operations) {
    const url = addressOf(operation)
    for (const [index, accept] of Object.keys(operation.responses[200]?.content ?? {}).entries()) {
      const format = formatsOf(operation)[index]
      const address = format === undefined ? url : url.replace(/\.\w+(?=\?|$)/, `.${format}`)
      const response = await app.inject({ url: address, headers: { accept } })
      t.equal(String(response.headers['content-type']).split(';')[0], accept.split(';')[0], `${url} as ${accept}`)
      t.equal(breach(operation, response, address), null)
    }
    await ask(operation, url, 200)
    await ask(operation, withQuery(url, 'nonsense=1'), 400)
    if (operation.path.includes('{id}')) await ask(operation, addressFor(operation, 'no-such-id'), 404)
    for (const { name, in: place, schema } of operation.parameters) {
      if (place !== 'query' || name === 'cursor') continue
      const values = [...(schema.examples ?? []), ...(schema.enum ?? schema.items?.enum ?? [])]
      // Some parameters have a place in some formats only; the address says csv where it names one.
      const isMisplaced = (value: unknown) =>
        isCsv(url) && (csvHasNoPlaceFor.includes(name) || (name === 'fields' && value === 'evidence'))
      for (const value of schema.type === 'boolean' ? [true, false] : values)
        await ask(operation, askingFor(url, name, value), isMisplaced(value) ? 400 : 200)
      await ask(operation, withQuery(url, `${name}=`), 400)
    }
  }
  t.equal(seen.size, operations.length, 'no operation was passed over')
})

t.test('a list answers one schema in one media type, so that a generated client has one type for it', (t) => {
  const namesFormat = ({ parameters }: Operation) => parameters.some(({ name }) => name === 'format')
  const contents = operations
    .filter((one) => !namesFormat(one) && one.parameters.some(({ name }) => name === 'limit'))
    .flatMap(({ path, responses }) => [[path, responses[200]?.content ?? {}] as const])
    .filter(([path]) => !path.endsWith('/annotations'))
  t.ok(contents.length >= 17)
  for (const [path, content] of contents) {
    t.strictSame(Object.keys(content), ['application/json'], path)
    const schema = content['application/json']?.schema ?? {}
    if (/\/(comparison|corridor)$/.test(path)) t.notOk('anyOf' in schema || 'oneOf' in schema, path)
    else t.match(schema, { $ref: /^#\/components\/schemas\/[A-Za-z]+List$/ }, path)
  }
  for (const { path, responses } of operations.filter(({ path }) => /\/\{id\}(\/citation)?$/.test(path)))
    t.strictSame(Object.keys(responses[200]?.content ?? {}), ['application/json'], path)
  t.end()
})

t.test('withdrawn ids, outdated cursors, refused formats and faults of the server keep the contract too', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('retired.yaml', /$/, '- { id: withdrawn, type: quote, reason: Test., version: 1.0.0 }')
  const app = await appFor(t, seed)
  const ask = async (
    operation: Operation,
    status: number,
    request: { url: string; headers?: Record<string, string> },
  ) => {
    const response = await app.inject(request)
    t.equal(response.statusCode, status, `${operation.operationId} answers ${status}`)
    t.equal(breach(operation, response, request.url), null)
  }
  const cursors = new Map<Operation, string>()
  for (const operation of operations) {
    const url = addressOf(operation)
    const ofWithdrawn = operation.responses[410] === undefined ? 200 : 410
    if (operation.path.includes('{id}')) await ask(operation, ofWithdrawn, { url: addressFor(operation, 'withdrawn') })
    if (operation.responses[406] !== undefined) await ask(operation, 406, { url, headers: { accept: 'image/png' } })
    if (!operation.parameters.some(({ name }) => name === 'cursor')) continue
    const pairs = operation.parameters.some(({ name }) => name === 'pairs') ? '&pairs=true' : ''
    const { link = '' } = (await app.inject(withQuery(url, `limit=1${pairs}`))).headers
    const next = /<([^>]*)>; rel="next"/.exec(String(link))?.[1]
    if (next) cursors.set(operation, next)
  }
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  await app.reload(seed)
  t.ok(cursors.size >= 24, `${cursors.size} lists have a second page`)
  for (const [operation, url] of cursors) await ask(operation, 409, { url })

  if (onlyForFiles) return
  const { current, readDataset } = Snapshots.prototype
  t.teardown(() => Object.assign(Snapshots.prototype, { current, readDataset }))
  const ready = operations.find(({ path }) => path === '/health/ready')
  const fail = () => {
    throw new Error('unreadable')
  }
  Snapshots.prototype.readDataset = fail
  if (ready !== undefined) await ask(ready, 503, { url: ready.path })
  Snapshots.prototype.current = fail
  for (const operation of operations) await ask(operation, 500, { url: addressOf(operation) })
})

t.test('every example that a filter shows finds something', async (t) => {
  const app = await appFor(t)
  for (const operation of operations) {
    for (const { name, in: place, schema } of operation.parameters) {
      const [example] = schema.examples ?? []
      const url = addressOf(operation)
      // A picture has no rows to count.
      if (/\.(svg|png)$/.test(operation.path)) continue
      if (place !== 'query' || example === undefined || (csvHasNoPlaceFor.includes(name) && isCsv(url))) continue
      const response = await app.inject(askingFor(url, name, example))
      const isTable = String(response.headers['content-type']).startsWith('text/csv')
      const { data, first } = isTable ? { data: response.body.trim().split('\n').slice(1) } : response.json()
      t.ok([data ?? first?.items ?? []].flat().length > 0, `${operation.operationId} ${name}=${example}`)
    }
  }
})

t.test(
  'the first click on any operation in Swagger UI answers: its required parameters are filled in, no other',
  async (t) => {
    const app = await appFor(t)
    for (const { path, operationId, parameters, responses } of operations) {
      const filled = parameters.filter(({ example }) => example !== undefined)
      t.strictSame(
        filled.map(({ name }) => name),
        parameters.filter(({ required }) => required).map(({ name }) => name),
        `${operationId}: an example beside the schema is filled in`,
      )
      t.notOk(
        parameters.some(({ schema }) => 'default' in schema || 'example' in schema),
        `${operationId}: so would these be`,
      )
      const query = filled.filter((one) => one.in === 'query').map(({ name, example }) => `${name}=${example}`)
      const url = filled.reduce((url, { name, example }) => url.replace(`{${name}}`, String(example)), path)
      const accept = Object.keys(responses[200]?.content ?? {})[0]
      const response = await app.inject({ url: withQuery(url, query.join('&')), headers: { accept } })
      t.equal(response.statusCode, 200, url)
    }
  },
)

t.test('parameters come by kind in every operation, and lists before all else that is under their tag', (t) => {
  const { tags } = document as { tags: { name: string }[] }
  t.strictSame(
    [...new Set(operations.flatMap(({ tags }) => tags))].sort(),
    tags.map(({ name }) => name).sort(),
    'every tag is described',
  )
  const kinds = ['Filters', 'Times', 'Reading of the claims', 'Order and pages', 'Content and format']
  for (const { operationId, parameters } of operations) {
    const optional = parameters.filter(({ required }) => !required)
    const ranks = optional.map((parameter) => kinds.indexOf(parameter['x-kind'] ?? ''))
    t.notOk(ranks.includes(-1), `${operationId}: every parameter has a kind`)
    t.strictSame(ranks, ranks.toSorted(), operationId)
  }
  const named = (id: string, kind: string) =>
    operations
      .filter(({ operationId }) => operationId === id)
      .flatMap(({ parameters }) => parameters.filter((one) => one['x-kind'] === kind).map(({ name }) => name))
  t.ok(named('listEstimates', 'Times').includes('published_missing'))
  t.strictSame(named('listQuotes', 'Order and pages'), ['sort', 'total', 'limit', 'cursor'])
  t.strictSame(named('listQuotes', 'Content and format'), ['fields', 'include', 'facets'])
  t.strictSame(named('listQuotesAs', 'Content and format'), ['fields', 'include', 'facets', 'shape', 'bom'])
  t.ok(named('getComparison', 'Reading of the claims').includes('tolerance'))
  for (const { name } of tags) {
    const [first] = operations.filter(({ tags }) => tags.includes(name))
    t.notMatch(first?.path, /\{id\}/, name)
  }
  t.end()
})

t.test('every field of the contract is described', async (t) => {
  const undescribed: string[] = []
  const { schemas } = document.components as { schemas: Record<string, { description?: string }> }
  for (const [name, { description }] of Object.entries(schemas)) t.ok(description, name)
  const visit = (node: unknown, place: string): void => {
    if (node === null || typeof node !== 'object') return
    const { properties = {} } = node as { properties?: Record<string, { description?: string; $ref?: string }> }
    for (const [name, field] of Object.entries(properties)) {
      if (!place.endsWith('examples') && field.description === undefined && field.$ref === undefined)
        undescribed.push(`${place}.${name}`)
      // A field may itself be called `properties`, as in GeoJSON.
      visit(field, `${place}.properties.${name}`)
    }
    for (const [key, value] of Object.entries(node))
      if (!['examples', 'example', 'properties'].includes(key)) visit(value, `${place}.${key}`)
  }
  visit(document.components, 'components')
  visit(document.paths, 'paths')
  t.strictSame(undescribed, [])
})
