import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { load } from '../src/load/load.ts'
import { appFor, seedCopy } from './support/support.ts'

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
  load(seed, app.databaseFile)
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
