import t from 'tap'
import { buildApp } from '../src/app.ts'
import { appFor, databaseFor, getJson } from './support/support.ts'

t.test('the entry point counts what the lists hold and leads to them', async (t) => {
  const app = await appFor(t)
  const { counts, links, meta } = (await app.inject('/')).json()
  for (const [collection, count] of Object.entries(counts)) {
    const { data } = (await app.inject(`${links[collection]}?limit=1000`)).json()
    t.equal(data.length, count, collection)
  }
  for (const name of ['docs', 'openapi_json', 'openapi_yaml'])
    t.ok((await app.inject(links[name])).statusCode < 400, name)
  t.match(meta, { dataset: 'conflict-facts', license: 'CC-BY-4.0' })
})

t.test('an answer that the client holds is not sent again', async (t) => {
  const app = await appFor(t)
  for (const url of ['/', '/v1/estimates?spread=true', '/v1/estimates/estimate-fp-spread-of-shells', '/v1/sources']) {
    const first = await app.inject(url)
    const etag = first.headers.etag as string
    t.match(etag, /^"[\w-]+"$/, 'strong')
    for (const held of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const second = await app.inject({ url, headers: { 'if-none-match': held } })
      t.equal(second.statusCode, 304, `${url} for ${held}`)
      t.equal(second.body, '')
      t.equal(second.headers.etag, etag)
    }
    const head = await app.inject({ method: 'HEAD', url })
    t.equal(head.headers.etag, etag, 'HEAD says what GET says')
    t.equal(head.headers['content-length'], String(Buffer.byteLength(first.body)))
    t.equal(head.body, '')
  }
  const other = await app.inject({ url: '/v1/quotes', headers: { 'if-none-match': '"other"' } })
  t.equal(other.statusCode, 200)
  const missing = await app.inject({ url: '/v1/quotes/no-such-quote', headers: { 'if-none-match': '*' } })
  t.equal(missing.statusCode, 404, 'what is not there is not unchanged')
})

t.test('If-Match and If-Unmodified-Since get 412 where they fail', async (t) => {
  const app = await appFor(t)
  const ask = async (url: string, headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') => {
    const { statusCode, headers: said, body } = await app.inject({ url, headers, method })
    if (statusCode !== 412) return statusCode
    t.match(said['content-type'], 'application/problem+json')
    t.equal(said.etag, undefined, 'a problem is no version of the answer')
    if (method === 'GET') t.match(JSON.parse(body), { type: '/problems/precondition-failed', status: 412 })
    return statusCode
  }
  for (const url of ['/', '/v1/quotes?limit=2', '/v1/estimates.csv', '/v1/export/records.ndjson', '/openapi.yaml']) {
    const { headers } = await app.inject(url)
    const etag = String(headers.etag)
    const modifiedAt = Date.parse(String(headers['last-modified']))
    const date = (seconds: number) => new Date(modifiedAt + seconds * 1000).toUTCString()
    const [, day = '', month = '', year = '', time = ''] = date(-1).split(' ')
    const [weekday = '', asctime = ''] = [date(-1).slice(0, 3), `${month} ${day.replace(/^0/, ' ')} ${time} ${year}`]
    const longDay = new Date(modifiedAt - 1000).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' })
    const cases: [status: number, headers: Record<string, string>][] = [
      [200, { 'if-match': etag }],
      [200, { 'if-match': '*' }],
      [200, { 'if-match': `"other", ${etag}` }],
      [412, { 'if-match': '"other"' }],
      [412, { 'if-match': `W/${etag}` }],
      [412, { 'if-match': 'W/"other", "another"' }],
      [412, { 'if-match': etag.replaceAll('"', '') }],
      [412, { 'if-match': etag, 'accept-encoding': 'gzip' }],
      [412, { 'if-match': '"other"', 'if-none-match': etag }],
      [412, { 'if-match': '"other"', 'if-unmodified-since': date(0) }],
      [304, { 'if-match': etag, 'if-none-match': etag }],
      [200, { 'if-match': etag, 'if-unmodified-since': date(-1) }],
      [200, { 'if-unmodified-since': date(0) }],
      [200, { 'if-unmodified-since': date(3600) }],
      [412, { 'if-unmodified-since': date(-1) }],
      [412, { 'if-unmodified-since': date(-1), 'if-none-match': etag }],
      [412, { 'if-unmodified-since': 'Sat, 29 Oct 1994 19:43:31 GMT' }],
      [412, { 'if-unmodified-since': 'Saturday, 29-Oct-94 19:43:31 GMT' }],
      [412, { 'if-unmodified-since': 'Sat Oct 29 19:43:31 1994' }],
      [412, { 'if-unmodified-since': `${weekday} ${asctime}` }],
      [412, { 'if-unmodified-since': `${longDay}, ${day}-${month}-${year.slice(2)} ${time} GMT` }],
      [200, { 'if-unmodified-since': '1994-10-29' }],
      [200, { 'if-unmodified-since': 'yesterday' }],
      [200, { 'if-unmodified-since': '0' }],
      [200, { 'if-unmodified-since': 'Sat, 29 Oct 1994 99:99:99 GMT' }],
    ]
    for (const [status, conditions] of cases) t.equal(await ask(url, conditions), status, JSON.stringify(conditions))
    t.equal(await ask(url, { 'if-match': '"other"' }, 'HEAD'), 412)
  }
  t.equal(
    await ask('/v1/quotes/no-such-quote', { 'if-match': '"x"' }),
    404,
    'only what would be answered has conditions',
  )
  t.equal(await ask('/v1/quotes?bogus=1', { 'if-match': '"x"' }), 400)
  const [asset = ''] = /assets\/[^"]+\.js/.exec((await app.inject('/explore')).body) ?? []
  t.equal(await ask(`/explore/${asset}`, { 'if-match': '"other"' }), 412)
  t.equal(await ask(`/explore/${asset}`, { 'if-unmodified-since': 'Sat, 29 Oct 1994 19:43:31 GMT' }), 412)
})

t.test('different questions never share an ETag', async (t) => {
  const app = await appFor(t)
  const urls = [
    '/v1/quotes',
    '/v1/quotes?limit=5',
    '/v1/quotes?act=denial',
    '/v1/quotes?limit=6',
    '/v1/mentions',
    '/v1/quotes/quote-experts-2-million-shells',
  ]
  const etags = await Promise.all(urls.map(async (url) => (await app.inject(url)).headers.etag))
  t.equal(new Set(etags).size, urls.length)
})

t.test('links are absolute only where the service knows its address', async (t) => {
  const app = await appFor(t)
  const known = await buildApp({ databaseFile: app.databaseFile, publicUrl: 'https://facts.example/api' })
  t.teardown(() => known.close())
  const { next } = (await known.inject({ url: '/v1/quotes?limit=1', headers: { host: 'evil.example' } })).json()
  t.match(next, /^https:\/\/facts\.example\/api\/v1\/quotes\?/)
})

t.test('Swagger UI works under the security headers, without the network', async (t) => {
  const app = await appFor(t)
  const page = await app.inject('/docs/')
  t.equal(page.statusCode, 200)
  t.notMatch(
    page.headers['content-security-policy'],
    /upgrade-insecure-requests/,
    'which leaves the page blank over http',
  )
  const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address as string)
  t.ok(assets.length > 3)
  for (const address of assets) {
    t.notMatch(address, /^(https?:)?\/\//, 'no other origin')
    t.equal((await app.inject(new URL(address, 'http://x/docs/').pathname)).statusCode, 200, address)
  }
  t.strictSame((await app.inject('/docs/json')).json(), (await app.inject('/openapi.json')).json())
})

t.test('a slash at the end of a path leads to the address without it, the query kept', async (t) => {
  const app = await appFor(t)
  const cases: [from: string, to: string][] = [
    ['/v1/', '/v1'],
    ['/v1/estimates/', '/v1/estimates'],
    ['/v1/estimates///', '/v1/estimates'],
    ['/v1/quotes/?act=denial&q=a%20b', '/v1/quotes?act=denial&q=a%20b'],
    ['/v1/quotes/?q=a/', '/v1/quotes?q=a/'],
    ['/v1/quotes/quote-experts-2-million-shells/', '/v1/quotes/quote-experts-2-million-shells'],
    [
      '/v1/quotes/quote-experts-2-million-shells/citation/?style=apa',
      '/v1/quotes/quote-experts-2-million-shells/citation?style=apa',
    ],
    ['/v1/estimates.csv/?fields=id', '/v1/estimates.csv?fields=id'],
    ['/v1/quantities/shells-delivered-kp-ru/comparison/', '/v1/quantities/shells-delivered-kp-ru/comparison'],
    ['/v1/search/?q=shells', '/v1/search?q=shells'],
    ['/v1/timeline/', '/v1/timeline'],
    ['/v1/export/', '/v1/export'],
    ['/health/live/', '/health/live'],
    ['/openapi.yaml/', '/openapi.yaml'],
    ['/problems/not-found/', '/problems/not-found'],
  ]
  for (const [from, to] of cases)
    for (const method of ['GET', 'HEAD'] as const) {
      const { statusCode, headers } = await app.inject({ method, url: from })
      t.strictSame([statusCode, headers.location], [308, to], `${method} ${from}`)
      t.equal(headers['access-control-allow-origin'], '*')
      if (method === 'GET') t.equal((await app.inject(to)).statusCode, 200, to)
    }
  for (const served of ['/', '/docs/', '/explore/', '/explore/quotes/'])
    t.equal((await app.inject(served)).statusCode, 200, served)
  t.equal((await app.inject({ method: 'POST', url: '/v1/estimates/' })).statusCode, 405)
})

t.test('a path with a slash at its end leads to no other host', async (t) => {
  const app = await appFor(t)
  for (const url of [
    '//evil.example/',
    '///evil.example/',
    '/\\evil.example/',
    '/v1//evil.example/',
    '//',
    '/%5Cevil.example/',
  ]) {
    const { headers } = await app.inject(url)
    t.ok(headers.location === undefined || /^\/[^/\\]/.test(String(headers.location)), `${url} → ${headers.location}`)
  }
})

t.test('where the service has an address of its own, the slash leads to that', async (t) => {
  const databaseFile = databaseFor(t)
  const publicUrl = 'https://facts.example/conflict'
  const app = await buildApp({ databaseFile, publicUrl })
  t.teardown(() => app.close())
  for (const url of ['/v1/quotes/?act=denial', '/conflict/v1/quotes/?act=denial'])
    t.equal((await app.inject(url)).headers.location, `${publicUrl}/v1/quotes?act=denial`, url)
  t.equal((await app.inject('/conflict/v1/')).headers.location, `${publicUrl}/v1`)
  t.equal((await app.inject('/conflict/')).statusCode, 200)
  t.equal((await getJson(app, '/v1')).links.quotes, `${publicUrl}/v1/quotes`)
})

t.test('/v1 lists what there is, as JSON', async (t) => {
  const app = await appFor(t)
  const { headers, body } = await app.inject({ url: '/v1', headers: { accept: 'text/html' } })
  t.match(headers['content-type'], /^application\/json/)
  t.strictSame(JSON.parse(body), await getJson(app, '/'))
  for (const address of Object.values(JSON.parse(body).links) as string[])
    if (!address.includes('{')) t.equal((await app.inject(address)).statusCode, 200, address)
  t.match((await getJson(app, '/v1?limit=1', 400)).detail, /takes no parameters/)
})
