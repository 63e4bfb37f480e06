/** Invariants of every route, found in the contract itself. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { csvParseRows } from 'd3-dsv'
import type { FastifyInstance } from 'fastify'
import { readXlsx } from 'hucre/xlsx'
import t from 'tap'
import { addressOf, askingFor, formatsOf, type Operation, operations, withQuery } from './support/contract-document.ts'
import { appFor, getJson, seedCopy, twiceReleased, walk } from './support/support.ts'

type Row = Record<string, unknown> & { id: string }

const isHealth = ({ path }: Operation) => path.startsWith('/health/')
const parameterOf = ({ parameters }: Operation, name: string) => parameters.find((one) => one.name === name)
/** Lists of records, in whatever format their address names. */
const lists = operations.filter((one) => parameterOf(one, 'sort') && one.path.endsWith('}') === false)
const paged = operations.filter((one) => parameterOf(one, 'cursor'))

const linkOf = (headers: Record<string, unknown>, relation: string) =>
  new RegExp(`<([^>]*)>; rel="${relation}"`).exec(String(headers.link))?.[1]

/** Every page of an address, following the Link header, with what each page holds. */
async function pagesOf(app: FastifyInstance, address: string): Promise<string[]> {
  const bodies: string[] = []
  for (let next: string | undefined = address; next !== undefined; ) {
    const response: Awaited<ReturnType<FastifyInstance['inject']>> = await app.inject(next)
    if (response.statusCode !== 200) throw new Error(`${next}: ${response.body.slice(0, 300)}`)
    bodies.push(response.body)
    next = linkOf(response.headers, 'next')
  }
  return bodies
}

const itemsOf = (body: string): unknown[] => {
  const { data, first, items } = JSON.parse(body)
  if (data === undefined) return items ?? first.items
  return Array.isArray(data) ? data : (data.pairs ?? data.steps ?? [])
}

t.test('there are lists to hold to it', async (t) => {
  t.ok(lists.length >= 11)
  t.ok(paged.length >= 26)
  t.ok(
    lists.every(
      (one) => formatsOf(operations.find(({ path }) => path === `${one.path}.{format}`) as Operation).length > 2,
    ),
  )
})

t.test('pages walked are the whole list once, under any limit', async (t) => {
  const app = await appFor(t, twiceReleased(t))
  for (const operation of paged) {
    if (formatsOf(operation).length > 0) continue
    const address = parameterOf(operation, 'pairs')
      ? withQuery(addressOf(operation), 'pairs=true')
      : addressOf(operation)
    const whole = (await pagesOf(app, withQuery(address, 'limit=1000'))).flatMap(itemsOf)
    t.ok(whole.length > 1, `${operation.operationId} has ${whole.length}`)
    for (const limit of [1, 7, whole.length, whole.length + 1]) {
      if (limit > 1000 || whole.length / limit > 120) continue
      const walked = (await pagesOf(app, withQuery(address, `limit=${limit}`))).flatMap(itemsOf)
      t.strictSame(walked, whole, `${operation.operationId} by ${limit}`)
    }
  }
})

/** Nulls last in both directions, then by id; text by code units, as SQLite's BINARY does for what stands here. */
function inOrder(rows: Row[], sort: string[], valueAt: (row: Row, name: string) => unknown): Row[] {
  const compare = (one: unknown, other: unknown) => ((one as number) < (other as number) ? -1 : 1)
  return [...rows].sort((one, other) => {
    // The id decides last, in the direction of the last name.
    for (const key of [...sort, sort.at(-1)?.startsWith('-') ? '-id' : 'id']) {
      const name = key.replace(/^-/, '')
      const [first, second] = [valueAt(one, name), valueAt(other, name)]
      if (first === second) continue
      if (first === null) return 1
      if (second === null) return -1
      return key.startsWith('-') ? compare(second, first) : compare(first, second)
    }
    return 0
  })
}

/** The value that a sort key stands for: a field, or a day of a time. */
function sortValue(row: Row, name: string): unknown {
  const [, clock, side] = /^(.*)_(earliest|latest)$/.exec(name) ?? []
  if (clock !== undefined) return (row[clock] as Record<string, unknown> | null)?.[side as string] ?? null
  if (name === 'name' || name === 'title')
    return String(row[name]).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
  if ((name === 'earliest' || name === 'latest') && row.time) return (row.time as Record<string, unknown>)[name]
  return row[name] ?? null
}

t.test('every order is the one it says, nulls last, and can be walked there and back', async (t) => {
  const app = await appFor(t)
  for (const operation of lists) {
    const all = await walk(app, `${operation.path}?limit=1000&sort=id`)
    const names = (parameterOf(operation, 'sort')?.schema.items?.enum ?? []).filter((name) => !name.startsWith('-'))
    const last = names.at(-1) as string
    for (const sort of names.flatMap((name) => [[name], [`-${name}`], [last, `-${name}`]])) {
      if (new Set(sort.map((name) => name.replace('-', ''))).size < sort.length) continue
      const address = `${operation.path}?sort=${sort.join(',')}`
      const expected = inOrder(all as Row[], sort, sortValue).map(({ id }) => id)
      const pages = (await pagesOf(app, `${address}&limit=${Math.ceil(all.length / 3)}`)).map(itemsOf) as Row[][]
      t.strictSame(
        pages.flat().map(({ id }) => id),
        expected,
        address,
      )
      let place = await app.inject(`${address}&limit=${Math.ceil(all.length / 3)}`)
      for (let next = linkOf(place.headers, 'next'); next !== undefined; next = linkOf(place.headers, 'next'))
        place = await app.inject(next)
      const back = [place.json().data]
      for (let prev = linkOf(place.headers, 'prev'); prev !== undefined; prev = linkOf(place.headers, 'prev')) {
        place = await app.inject(prev)
        back.unshift(place.json().data)
      }
      t.strictSame(
        back.flat().map(({ id }: Row) => id),
        expected,
        `${address}, back`,
      )
    }
  }
})

t.test('under every filter the walk is the list, the total and the sum of the buckets', async (t) => {
  const app = await appFor(t)
  for (const operation of lists) {
    const facets = parameterOf(operation, 'facets')?.schema.items?.enum ?? []
    for (const { name, schema } of operation.parameters) {
      const [example] = schema.examples ?? schema.enum ?? schema.items?.enum?.slice(0, 1) ?? []
      if (
        example === undefined ||
        ['sort', 'fields', 'include', 'facets', 'limit', 'cursor', 'shape', 'bom', 'total'].includes(name)
      )
        continue
      const address = askingFor(operation.path, name, example)
      const all = await walk(app, withQuery(address, 'limit=1000'))
      const { meta, facets: counted } = await getJson(
        app,
        withQuery(address, `limit=1&total=true&facets=${facets.join(',')}`),
      )
      t.equal(meta.total, all.length, address)
      t.same(
        (await walk(app, withQuery(address, 'limit=3'))).map(({ id }) => id),
        all.map(({ id }) => id),
        `${address} by 3`,
      )
      for (const facet of facets) {
        const { buckets } = counted[facet]
        const known = buckets.filter(({ value }: { value: unknown }) => value !== null)
        const { other_values, other_count } = counted[facet]
        const inColumn = typeof all[0]?.[facet] !== 'object' && facet in (all[0] ?? {})
        if (inColumn) {
          const expected = new Map<string, number>()
          for (const row of all)
            if (row[facet] !== null) expected.set(String(row[facet]), (expected.get(String(row[facet])) ?? 0) + 1)
          for (const { value, count } of known as { value: unknown; count: number }[])
            t.equal(count, expected.get(String(value)), `${address} ${facet}=${value}`)
          t.equal(known.length + other_values, expected.size, `${address} ${facet}`)
          const sum = known.reduce((sum: number, { count }: { count: number }) => sum + count, other_count)
          t.equal(sum + buckets.at(-1).count, all.length, `${address} ${facet} adds up to the list`)
        }
        const none = buckets.at(-1)
        t.equal(none.value, null)
        t.ok(
          none.count <= all.length && known.every(({ count }: { count: number }) => count > 0 && count <= all.length),
        )
      }
    }
  }
})

/** A record as one row, made anew from the rules the documentation gives. */
function flatten(value: unknown, name: string, cells: Map<string, string>, depth = 0): void {
  if (name.split('_').at(-1) === 'evidence') return
  if (Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null && !Array.isArray(one))) {
    const rows = value.map((one) => {
      const inner = new Map<string, string>()
      flatten(one, name, inner, depth + 1)
      return inner
    })
    for (const column of new Set(rows.flatMap((row) => [...row.keys()])))
      cells.set(column, rows.map((row) => row.get(column) ?? '').join(depth > 0 ? ';' : '|'))
  } else if (Array.isArray(value))
    cells.set(
      name,
      value
        .flat()
        .map(String)
        .join(depth > 0 || Array.isArray(value[0]) ? ';' : '|'),
    )
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) flatten(inner, name === '' ? key : `${name}_${key}`, cells, depth)
  else cells.set(name, value === null ? '' : String(value))
}

t.test('the rows are the same in every format, under every filter that has an example', async (t) => {
  const app = await appFor(t)
  for (const operation of lists) {
    const asked = operation.parameters.flatMap(({ name, schema }) =>
      schema.examples && !['sort', 'fields', 'include', 'facets', 'limit', 'cursor'].includes(name)
        ? [`${name}=${encodeURIComponent([schema.examples[0]].flat().join(','))}`]
        : [],
    )
    const nothing = parameterOf(operation, 'q') ? ['q=nowhere-to-be-found'] : []
    for (const query of ['', 'limit=5', 'sort=-id', 'limit=1000', ...nothing, ...asked]) {
      const at = (format: string, more = '') =>
        app.inject(withQuery(`${operation.path}${format}`, [query, more].filter(Boolean).join('&')))
      const data: Row[] = query.startsWith('limit=')
        ? (await at('')).json().data
        : await walk(app, withQuery(operation.path, query))
      const lines = (await at('.ndjson')).body.split('\n').slice(0, -1)
      t.equal(lines.length, data.length, `${operation.path}.ndjson?${query}`)
      for (const [index, record] of data.entries()) {
        const line = JSON.parse(lines[index] as string)
        // The record comes first, then the names that test/names.test.ts looks at.
        const entries = Object.entries(line).slice(0, Object.keys(record).length)
        t.strictSame(Object.fromEntries(entries), record, `${operation.path}.ndjson?${query}`)
      }
      t.strictSame((await at('.json', 'shape=array')).json(), data, `${operation.path}.json?${query}`)
      const csv = await at('.csv')
      const [header = [], ...rows] = csvParseRows(csv.body)
      t.equal(rows.length, data.length, `${operation.path}.csv?${query}`)
      const key = operation.path === '/v1/versions' ? 'version' : 'id'
      t.ok(header.includes(key), 'the header stands even where there are no rows')
      for (const [index, record] of data.entries()) {
        const cells = new Map<string, string>()
        flatten(record, '', cells)
        for (const [column, text] of cells) {
          if (!header.includes(column)) {
            // An object that is null has no cell of its own: those of its parts are empty.
            if (text.replaceAll('|', '') !== '') t.fail(`${operation.path} has no column ${column}`)
            continue
          }
          const cell = rows[index]?.[header.indexOf(column)]?.replace(/^'(?=[=+@\t\r\n＝＋－＠-])/, '')
          if (cell !== text && cell?.replaceAll('\\', '') !== text)
            t.equal(cell, text, `${operation.path} ${record.id} ${column}`)
        }
      }
      if (!query.startsWith('limit=')) t.equal(csv.headers['total-count'], String(data.length))
      const xlsx = await at('.xlsx')
      t.equal(xlsx.headers['total-count'], csv.headers['total-count'])
      const [sheet] = (await readXlsx(xlsx.rawPayload)).sheets
      const texts = (sheet?.rows ?? []).map((row) => header.map((_, index) => String(row[index] ?? '')))
      const unguarded = rows.map((row) => row.map((cell) => cell.replace(/^'(?=[=+@\t\r\n＝＋－＠-])/, '')))
      t.strictSame(texts, [header, ...unguarded], `${operation.path}.xlsx?${query}`)
    }
  }
})

t.test(
  'HEAD says what GET says, a second GET is 304, and each coding has a validator and bytes of its own',
  async (t) => {
    const app = await appFor(t)
    for (const operation of operations.filter((one) => !isHealth(one))) {
      const base = addressOf(operation)
      const formats = formatsOf(operation)
      for (const url of formats.length > 0 ? formats.map((one) => base.replace(/\.\w+(?=\?|$)/, `.${one}`)) : [base]) {
        const etags = new Set<unknown>()
        let identity: Buffer | undefined
        for (const coding of ['identity', 'gzip', 'br']) {
          const headers = { 'accept-encoding': coding }
          const got = await app.inject({ url, headers })
          const head = await app.inject({ method: 'HEAD', url, headers })
          t.equal(head.body, '', url)
          const describing = ({
            headers: { date, 'x-request-id': _id, 'server-timing': _timing, ...rest },
          }: typeof got) => rest
          const isStream = got.headers['content-length'] === undefined
          if (isStream) t.equal(head.headers.etag, got.headers.etag)
          else t.strictSame(describing(head), describing(got), `HEAD ${url} as ${coding}`)
          const { 'content-encoding': applied = 'identity', etag, vary } = got.headers
          t.match(vary, /Accept-Encoding/, url)
          const decode = { identity: (bytes: Buffer) => bytes, gzip: gunzipSync, br: brotliDecompressSync }[
            applied as 'identity'
          ]
          const bytes = decode(got.rawPayload)
          identity ??= bytes
          t.ok(bytes.equals(identity), `${url} as ${coding} is the same text`)
          etags.add(etag)
          const again = await app.inject({ url, headers: { ...headers, 'if-none-match': `"x", ${etag}` } })
          t.equal(again.statusCode, 304, url)
          t.equal(again.body, '')
          for (const name of ['etag', 'vary', 'cache-control', 'last-modified'] as const)
            t.equal(again.headers[name], got.headers[name], `${name} of 304`)
          const since = { ...headers, 'if-modified-since': String(got.headers['last-modified']) }
          t.equal((await app.inject({ url, headers: since })).statusCode, 304, `${url} since then`)
        }
        // The bytes of PNG and XLSX are compressed already, and are sent as they are.
        t.equal(etags.size, /\.(png|xlsx)(\?|$)/.test(url) ? 1 : 3, `${url} has an ETag for each coding`)
        const links = String((await app.inject(url)).headers.link)
        for (const relation of ['self', 'describedby', 'license', 'cite-as']) t.match(links, `rel="${relation}"`, url)
      }
    }
  },
)

t.test('an unknown parameter, a repeated one, an empty value and a wrong limit are 400 and named', async (t) => {
  const app = await appFor(t)
  for (const operation of operations) {
    const url = addressOf(operation)
    const refused = async (query: string, name: string) => {
      const response = await app.inject(withQuery(url, query))
      t.equal(response.statusCode, 400, `${operation.path}?${query}`)
      t.match(response.headers['content-type'], /^application\/problem\+json/)
      t.match(
        response.json().errors.map(({ parameter }: { parameter: string }) => parameter),
        [name],
      )
    }
    await refused('no_such_parameter=1', 'no_such_parameter')
    for (const { name, in: place } of operation.parameters) {
      if (place !== 'query' || url.includes(`?${name}=`)) continue
      await refused(`${name}=`, name)
      await refused(`${name}=a&${name}=b`, name)
    }
    if (!parameterOf(operation, 'limit')) continue
    for (const limit of ['0', '1001', '-1', '1.5', '1e3', 'all']) await refused(`limit=${limit}`, 'limit')
    for (const cursor of ['x', 'AAAAAAAAAAAA', '%00']) await refused(`cursor=${cursor}`, 'cursor')
  }
})

t.test('a reload while pages are walked is 409 with the way to start again, never a mix', async (t) => {
  const { seed, edit } = seedCopy(t)
  const app = await appFor(t, seed)
  const nexts: string[] = []
  for (const operation of paged) {
    const formats = formatsOf(operation)
    const base = parameterOf(operation, 'pairs') ? withQuery(addressOf(operation), 'pairs=true') : addressOf(operation)
    for (const url of formats.length > 0 ? formats.map((one) => base.replace(/\.\w+(?=\?|$)/, `.${one}`)) : [base]) {
      const next = linkOf((await app.inject(withQuery(url, 'limit=1'))).headers, 'next')
      if (next !== undefined) nexts.push(next)
    }
  }
  t.ok(nexts.length >= 50, `${nexts.length} lists go on`)
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  await app.reload(seed)
  for (const next of nexts) {
    const { type, restart } = await getJson(app, next, 409)
    t.equal(type, '/problems/cursor-outdated')
    t.equal((await app.inject(restart)).statusCode, 200, `${restart} starts again`)
  }
})
