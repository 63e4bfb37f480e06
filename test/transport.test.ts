/** Promises to HTTP clients, caches, browsers and proxies, beside the invariants of every route. */
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { SQL } from 'drizzle-orm'
import t from 'tap'
import { buildApp } from '../src/app.ts'
import { exchange } from './support/sockets.ts'
import { appFor, databaseFor, getJson, seedCopy } from './support/support.ts'

const listen = async (app: Awaited<ReturnType<typeof appFor>>) => app.listen({ host: '127.0.0.1', port: 0 })

t.test('scripts of any origin may read, and read the headers they need', async (t) => {
  const app = await appFor(t)
  const headers = { origin: 'https://observablehq.com' }
  const read = await app.inject({ url: '/v1/quotes?limit=1', headers })
  t.equal(read.headers['access-control-allow-origin'], '*')
  t.notOk(read.headers['access-control-allow-credentials'])
  for (const name of [
    'etag',
    'link',
    'total-count',
    'ratelimit-remaining',
    'retry-after',
    'x-request-id',
    'dataset-version',
  ])
    t.match(read.headers['access-control-expose-headers'], name)
  const problem = await app.inject({ url: '/v1/quotes?limit=0', headers })
  t.equal(problem.headers['access-control-allow-origin'], '*', 'problems can be read as well')
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/v1/quotes',
    headers: { ...headers, 'access-control-request-method': 'GET', 'access-control-request-headers': 'if-none-match' },
  })
  t.equal(preflight.statusCode, 204)
  t.equal(preflight.headers['access-control-allow-methods'], 'GET, HEAD')
  t.equal(preflight.headers['access-control-allow-headers'], 'if-none-match')
})

t.test('every answer names its request and its time, its licence and how to cite it', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('dataset.yaml', 'title: Conflict Facts', 'title: Конфлікт Conflict Facts')
  const app = await appFor(t, seed)
  for (const url of ['/v1/quotes', '/v1/quotes.csv', '/nowhere', '/v1/quotes?x=1']) {
    const { headers } = await app.inject(url)
    t.match(headers['x-request-id'], /^[\da-f-]{36}$/)
    t.match(headers['server-timing'], /^total;dur=\d+\.\d$/)
  }
  const { headers } = await app.inject('/v1/estimates.csv')
  t.equal(headers['dataset-version'], '1.1.0-draft')
  t.match(decodeURIComponent(String(headers['dataset-citation'])), /^Конфлікт Conflict Facts, version 1\.1\.0-draft/)
  t.match(headers.link, '<https://creativecommons.org/licenses/by/4.0/>; rel="license"')
  const record = (await app.inject('/v1/quotes/quote-experts-2-million-shells')).headers.link
  t.match(record, '</v1/quotes>; rel="collection"')
  t.match(record, '</v1/quotes/quote-experts-2-million-shells>; rel="cite-as"')
})

t.test('a client may ask so often, and is told how often; this machine may always', async (t) => {
  const databaseFile = databaseFor(t)
  const app = await buildApp({ databaseFile, rateLimitMax: 3, trustProxy: 1 })
  t.teardown(() => app.close())
  const ask = (url: string, remoteAddress = '203.0.113.7', headers = {}) => app.inject({ url, remoteAddress, headers })
  const first = await ask('/v1/quotes?limit=1')
  t.match(first.headers, { 'ratelimit-limit': '3', 'ratelimit-remaining': '2', 'ratelimit-reset': '60' })
  t.equal((await ask('/nowhere')).headers['ratelimit-remaining'], '1', 'what is not there counts as well')
  const other = await app.inject({ method: 'POST', url: '/v1/quotes', remoteAddress: '203.0.113.7' })
  t.equal(other.statusCode, 405)
  t.equal(other.headers['ratelimit-remaining'], '0', 'and so does what is not allowed')
  const refused = await ask('/v1/quotes?limit=1')
  t.equal(refused.statusCode, 429)
  t.equal(refused.json().type, '/problems/too-many-requests')
  t.match(refused.json().detail, /More than 3 requests .* Try again in \d+ s/)
  t.match(refused.headers['retry-after'], /^\d+$/)
  t.equal((await ask('/health/ready')).statusCode, 200, 'health is never refused')
  t.equal((await ask('/v1/quotes', '203.0.113.8')).statusCode, 200, 'others are free')
  const forged = { 'x-forwarded-for': '127.0.0.1' }
  for (const _ of [1, 2, 3, 4]) await ask('/v1/quotes', '203.0.113.9', forged)
  t.equal((await ask('/v1/quotes', '203.0.113.9', forged)).statusCode, 429, 'a header makes nobody local')
  for (const _ of [1, 2, 3, 4, 5]) t.equal((await ask('/v1/quotes?limit=1', '127.0.0.1')).statusCode, 200)
  t.notOk((await app.inject('/v1/quotes')).headers['ratelimit-limit'])
})

t.test('behind a proxy with a path of its own, whether it cuts the path off or not', async (t) => {
  const databaseFile = databaseFor(t)
  const app = await buildApp({ databaseFile, publicUrl: 'https://facts.example/api' })
  t.teardown(() => app.close())
  const [cut, whole] = await Promise.all(['/v1/quotes?limit=1', '/api/v1/quotes?limit=1'].map((url) => app.inject(url)))
  t.strictSame(cut?.json(), whole?.json())
  t.match(cut?.json().next, /^https:\/\/facts\.example\/api\/v1\/quotes\?/)
  t.match(cut?.headers.link, '<https://facts.example/api/v1/quotes?limit=1>; rel="self"')
  t.equal((await app.inject('/api')).json().links.docs, 'https://facts.example/api/docs')
  t.equal((await app.inject('/v1/nope')).json().type, 'https://facts.example/api/problems/not-found')
  t.equal((await app.inject('/api/openapi.json')).json().servers[0].url, '/api')
  t.match((await app.inject('/openapi.yaml')).body, /\nservers:\n {2}- url: \/api\n/)
  t.match((await app.inject('/api/docs')).body, 'src="/api/docs/static/swagger-ui-bundle.js"')
  const versioned = await buildApp({ databaseFile, publicUrl: 'https://facts.example/v1' })
  t.teardown(() => versioned.close())
  t.equal((await versioned.inject('/v1/quotes')).statusCode, 200, 'a path that the service has itself is not cut off')
})

t.test('an address means one thing, however it is written, and no answer is given for another', async (t) => {
  const app = await appFor(t)
  const address = await listen(app)
  const get = (target: string) => exchange(address, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  const all = (await getJson(app, '/v1/events?limit=1000')).data.length
  for (const target of [
    '/v1/events#kind=denunciation',
    'http://evil.example/v1/events?limit=1',
    'HTTP://evil.example?x',
  ])
    t.notMatch((await get(target)).text, 'evil.example', target)
  t.equal((await getJson(app, '/v1/events?limit=1000')).data.length, all)
  t.equal((await getJson(app, '/v1/events')).data.length, all)
  t.notMatch((await app.inject('/v1/events?limit=1')).body, 'evil')
  const questions = await app.inject('/v1/quotes?q=threat?&act=question')
  const assertions = await app.inject('/v1/quotes?q=threat?&act=assertion')
  t.not(questions.headers.etag, assertions.headers.etag, 'a second question mark ends nothing')
  t.ok(questions.json().data.every(({ act }: { act: string }) => act === 'question'))
  t.ok(assertions.json().data.every(({ act }: { act: string }) => act === 'assertion'))
  const turned = await Promise.all(
    ['act=denial&mode=indirect', 'mode=indirect&act=denial'].map((query) => app.inject(`/v1/quotes.jsonld?${query}`)),
  )
  t.equal(turned[0]?.headers.etag, turned[1]?.headers.etag)
  t.equal(turned[0]?.body, turned[1]?.body, 'one validator, one text')
  t.equal(turned[0]?.headers.link, turned[1]?.headers.link)
  const hostile = await app.inject(`/v1/quotes?q=${encodeURIComponent('a>; rel="next"\r\nx: y')}`)
  t.equal(hostile.statusCode, 400)
})

t.test('a page in a flat format goes on with its limit, forwards and back', async (t) => {
  const app = await appFor(t)
  const next = (link: unknown, relation = 'next') =>
    new RegExp(`<([^>]*)>; rel="${relation}"`).exec(String(link))?.[1] as string
  const first = await app.inject('/v1/evidence.ndjson?limit=100&fields=id')
  const second = await app.inject(next(first.headers.link))
  const third = await app.inject(next(second.headers.link))
  const lines = (body: string) => body.split('\n').slice(0, -1)
  t.strictSame(
    [first, second, third].map(({ body }) => lines(body).length),
    [100, 100, 100],
  )
  t.strictSame(lines((await app.inject(next(third.headers.link, 'prev'))).body), lines(second.body))
  const whole = lines((await app.inject('/v1/evidence.ndjson?fields=id')).body)
  t.strictSame(
    [first, second, third].flatMap(({ body }) => lines(body)),
    whole.slice(0, 300),
  )
})

/** A seed whose quotes fill many batches. */
function largeSeed(t: Parameters<typeof seedCopy>[0], count: number) {
  const { seed, add, edit } = seedCopy(t)
  const quote = (index: number) => `
  - id: quote-made-${index}
    source: fp-2024-10-north-korean-shells
    speakers: []
    claimant_kind: none
    act: assertion
    mode: indirect
    gist: Statement ${index} of a list that is long enough to be sent in many parts, and then some more words.
    evidence: [{ citation: true }]`
  add(
    'fp-2024-10-north-korean-shells/made.yaml',
    `quotes:${Array.from({ length: count }, (_, index) => quote(index)).join('')}\n`,
  )
  return { seed, edit }
}

t.test('a whole set is streamed, and is the list', async (t) => {
  const { seed } = largeSeed(t, 2500)
  const app = await appFor(t, seed)
  const total = (await getJson(app, '/v1/quotes?limit=1&total=true')).meta.total
  t.ok(total > 2500)
  for (const format of ['csv', 'ndjson', 'json']) {
    const answer = await app.inject({
      url: `/v1/quotes.${format}${format === 'json' ? '?shape=array' : ''}`,
      headers: { 'accept-encoding': 'gzip' },
    })
    t.notOk(answer.headers['content-length'], 'its length is not known before')
    t.equal(answer.headers['total-count'], String(total))
    const text = gunzipSync(answer.rawPayload).toString()
    const rows =
      format === 'json' ? JSON.parse(text).length : text.trimEnd().split('\n').length - (format === 'csv' ? 1 : 0)
    t.equal(rows, total, format)
  }
  const head = await app.inject({ method: 'HEAD', url: '/v1/quotes.csv' })
  t.equal(head.body, '')
  t.equal(head.headers['total-count'], String(total))
})

t.test('a load in the middle of a transfer changes nothing in it', async (t) => {
  const { seed, edit } = largeSeed(t, 2500)
  const app = await appFor(t, seed)
  const address = await listen(app)
  const before = (await app.inject('/v1/export/records.ndjson')).body
  const response = await fetch(`${address}/v1/export/records.ndjson`, { headers: { 'accept-encoding': 'identity' } })
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const chunks = [(await reader.read()).value as Uint8Array]
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  await app.reload(seed)
  t.match((await getJson(app, '/v1/quotes/quote-fp-question-why-a-threat')).data.gist, /^How could/)
  for (let part = await reader.read(); !part.done; part = await reader.read()) chunks.push(part.value)
  t.equal(Buffer.concat(chunks).toString(), before)
})

t.test('a transfer that fails on the way never looks whole, whatever the version of HTTP', async (t) => {
  const { seed } = largeSeed(t, 2500)
  const app = await appFor(t, seed)
  const address = await listen(app)
  const { Snapshots } = await import('../src/db/sqlite/open.ts')
  const { current } = Snapshots.prototype
  t.teardown(() => Object.assign(Snapshots.prototype, { current }))
  Snapshots.prototype.current = function currentThatFails() {
    const snapshot = current.call(this)
    let asked = 0
    return {
      ...snapshot,
      all<T>(query: SQL) {
        asked += 1
        // Two a batch: rows, and the names of the records that they refer to.
        if (asked > 6) throw new Error('disk failure')
        return snapshot.all<T>(query)
      },
    }
  }
  for (const encoding of ['identity', 'gzip'])
    await t.rejects(
      fetch(`${address}/v1/quotes.ndjson`, { headers: { 'accept-encoding': encoding } }).then((answer) => {
        t.equal(answer.status, 200)
        return answer.text()
      }),
      encoding,
    )
  const { text, end } = await exchange(address, 'GET /v1/quotes.ndjson HTTP/1.0\r\nHost: x\r\n\r\n')
  t.match(text, /^HTTP\/1\.1 200/)
  t.equal(end, 'reset', 'where only the end of the connection ends an answer, it does not end in order')
})

t.test('the database can be had, with its digest, and a load in between does no harm', async (t) => {
  const { seed, edit } = seedCopy(t)
  const app = await appFor(t, seed)
  const { data } = await getJson(app, '/v1/export')
  const file = data.find(({ name }: { name: string }) => name === 'conflict-facts.sqlite')
  const answer = await app.inject(file.address)
  t.equal(answer.headers['content-type'], 'application/vnd.sqlite3')
  t.equal(answer.rawPayload.length, file.bytes)
  t.equal(createHash('sha256').update(answer.rawPayload).digest('hex'), file.sha256)
  t.equal(answer.headers['repr-digest'], `sha-256=:${createHash('sha256').update(answer.rawPayload).digest('base64')}:`)
  const zipped = await app.inject({ url: file.address, headers: { 'accept-encoding': 'gzip' } })
  t.ok(gunzipSync(zipped.rawPayload).equals(answer.rawPayload))
  t.notOk(zipped.headers['repr-digest'], 'which would be of other bytes')
  for (const { name, address, records } of data) {
    const got = await app.inject(address)
    t.equal(got.statusCode, 200, name)
    if (records !== null) t.equal(got.headers['total-count'], String(records), name)
  }
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  await app.reload(seed)
  await app.inject('/')
  const pending = [app.inject('/v1/export'), app.inject(file.address)]
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How could aged', 'How can aged')
  await app.reload(seed)
  await app.inject('/health/live')
  for (const late of await Promise.all(pending)) t.equal(late.statusCode, 200)
})

t.test('a name of any length can be sorted by and paged through', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('common/entities.yaml', 'name: Iran\n', `name: ${'Ї'.repeat(1990)}\n`)
  const app = await appFor(t, seed)
  const last = await getJson(app, '/v1/entities?sort=-name&limit=1')
  t.equal(last.data[0].id, 'iran')
  t.equal((await app.inject(last.next)).statusCode, 200)
})

const url = '/v1/export/conflict-facts.sqlite'

t.test('a range of the SQLite file is these bytes of it, and says which', async (t) => {
  const app = await appFor(t)
  const whole = await app.inject(url)
  const size = whole.rawPayload.length
  t.equal(whole.headers['accept-ranges'], 'bytes')
  const cases: [range: string, start: number, end: number][] = [
    ['bytes=0-0', 0, 0],
    ['bytes=0-99', 0, 99],
    ['BYTES=100-199', 100, 199],
    ['bytes= 4096-8191', 4096, 8191],
    ['bytes=300000-900000', 300_000, 900_000],
    [`bytes=${size - 1}-`, size - 1, size - 1],
    ['bytes=1000000-', 1_000_000, size - 1],
    ['bytes=-1', size - 1, size - 1],
    ['bytes=-5000', size - 5000, size - 1],
    [`bytes=-${size + 1}`, 0, size - 1],
    [`bytes=5-${size * 10}`, 5, size - 1],
    ['bytes=0-999999999999999', 0, size - 1],
  ]
  const dated = { range: 'bytes=0-9', 'if-range': String(whole.headers['last-modified']) }
  t.equal((await app.inject({ url, headers: dated })).statusCode, 200, 'a date names no file')
  for (const [range, start, end] of cases) {
    for (const coding of ['identity', 'gzip, br']) {
      const part = await app.inject({ url, headers: { range, 'accept-encoding': coding } })
      t.equal(part.statusCode, 206, range)
      t.equal(part.headers['content-range'], `bytes ${start}-${end}/${size}`)
      t.equal(part.headers['content-length'], String(end - start + 1))
      t.equal(part.headers['content-encoding'], undefined)
      t.ok(part.rawPayload.equals(whole.rawPayload.subarray(start, end + 1)), `${range} as ${coding}`)
      for (const name of ['etag', 'last-modified', 'repr-digest', 'content-type', 'content-disposition', 'vary'])
        t.equal(part.headers[name], whole.headers[name], `${name} of ${range}`)
    }
  }
})

t.test('what is no single range gets the whole, and a range beyond the end is 416', async (t) => {
  const app = await appFor(t)
  const size = (await app.inject(url)).rawPayload.length
  for (const range of [
    ...['bytes=0-1,5-6', 'bytes=-', 'bytes=', 'bytes', 'bytes=5-2', 'items=0-1', 'bytes=a-b', 'bytes=0x1-2'],
    ...['bytes=1.5-2', 'bytes=--5', 'bytes=1-2-3', 'bytes=1e3-', `bytes=${'9'.repeat(16)}-`, ''],
  ]) {
    const response = await app.inject({ url, headers: { range } })
    t.equal(response.statusCode, 200, range)
    t.equal(response.headers['content-range'], undefined)
    t.equal(response.rawPayload.length, size)
  }
  for (const range of [`bytes=${size}-`, `bytes=${size}-${size + 5}`, 'bytes=-0', 'bytes=999999999999999-']) {
    const response = await app.inject({ url, headers: { range } })
    t.equal(response.statusCode, 416, range)
    t.equal(response.headers['content-range'], `bytes */${size}`)
    t.match(response.json(), {
      type: '/problems/range-not-satisfiable',
      detail: `The file has ${size} bytes. Allowed: `,
    })
  }
  const list = await app.inject({ url: '/v1/estimates.csv', headers: { range: 'bytes=0-9' } })
  t.equal(list.statusCode, 200, 'lists have no ranges')
  t.equal(list.headers['accept-ranges'], undefined)
  const head = await app.inject({ method: 'HEAD', url, headers: { range: 'bytes=0-9' } })
  t.equal(head.statusCode, 200, 'nor has HEAD')
  t.equal(head.headers['content-length'], String(size))
})

t.test('a part is never of another file or coding than the client began with', async (t) => {
  const { seed, edit } = seedCopy(t)
  const app = await appFor(t, seed)
  const { etag } = (await app.inject(url)).headers
  const ask = (headers: Record<string, unknown>) =>
    app.inject({ url, headers: { range: 'bytes=16-31', ...(headers as Record<string, string>) } })
  t.equal((await ask({ 'if-range': etag })).statusCode, 206)
  for (const other of ['"x"', `W/${etag}`, '*', '']) t.equal((await ask({ 'if-range': other })).statusCode, 200, other)
  const gzip = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } })
  const resumed = await ask({ 'if-range': gzip.headers.etag, 'accept-encoding': 'gzip' })
  t.equal(resumed.statusCode, 200, 'a compressed download starts again')
  t.ok(resumed.rawPayload.equals(gunzipSync(gzip.rawPayload)))
  t.equal((await ask({ 'if-none-match': etag })).statusCode, 304, 'a copy that is complete needs no part')
  t.equal((await ask({ 'if-match': '"x"' })).statusCode, 412)
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'How can aged', 'How could aged')
  await app.reload(seed)
  const after = await ask({ 'if-range': etag })
  t.equal(after.statusCode, 200)
  t.not(after.headers.etag, etag)
})

t.test('the parts of a download put together are the file, under one digest', async (t) => {
  const app = await appFor(t)
  const parts: Buffer[] = []
  let size = Number.POSITIVE_INFINITY
  let digest: unknown
  for (let start = 0; start < size; ) {
    const part = await app.inject({ url, headers: { range: `bytes=${start}-${start + 99_999}` } })
    size = Number(String(part.headers['content-range']).split('/')[1])
    digest = part.headers['repr-digest']
    parts.push(part.rawPayload)
    start += part.rawPayload.length
  }
  const hash = createHash('sha256').update(Buffer.concat(parts)).digest('base64')
  t.equal(digest, `sha-256=:${hash}:`)
})
