import t from 'tap'
import { buildApp } from '../src/app.ts'
import { appFor, databaseFor, getJson } from './support/support.ts'

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
