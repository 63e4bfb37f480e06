import t from 'tap'
import { buildApp } from '../src/app.ts'
import { appFor } from './support.ts'

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

t.test('different questions never share an ETag', async (t) => {
  const app = await appFor(t)
  const urls = [
    '/v1/quotes',
    '/v1/quotes?limit=5',
    '/v1/quotes?act=denial',
    '/v1/quotes?limit=6',
    '/v1/mentions',
    '/v1/quotes/quote-denunciations',
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
