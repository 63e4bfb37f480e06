/**
 * The response cache changes no response: each is the same made anew or from the cache.
 * FUZZ_RUNS sets how many requests are compared (default 200), FUZZ_SEED which.
 */
import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../src/app.ts'
import { operations } from './support/contract-document.ts'
import fc from './support/fast-check.ts'
import { anyRequest } from './support/requests.ts'
import { seedFrom } from './support/seed.ts'
import { appFor, databaseFor, seedCopy } from './support/support.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 200)
const seed = seedFrom('FUZZ_SEED')

type Request = { url: string; method?: 'GET' | 'HEAD'; headers?: Record<string, string> }

interface Response {
  statusCode: number
  headers: IncomingHttpHeaders | Record<string, unknown>
  rawPayload: Buffer
}

/** All of an answer but what names the request and its time. */
function answerIn({ statusCode, headers, rawPayload }: Response) {
  const { 'x-request-id': _id, 'server-timing': _timing, date: _date, connection: _, ...others } = headers
  const { 'keep-alive': _alive, 'transfer-encoding': _coding, ...rest } = others
  const isProblem = String(headers['content-type']).startsWith('application/problem+json')
  const { 'content-length': _length, ...ofProblem } = rest
  if (isProblem && rawPayload.length > 0)
    return { statusCode, headers: ofProblem, body: { ...JSON.parse(rawPayload.toString()), request_id: null } }
  // Node.js states the length of a stream that ended before its first byte, which `inject` does not see.
  const isEmpty = rawPayload.length === 0 && rest['content-length'] === '0'
  return { statusCode, headers: isProblem || isEmpty ? ofProblem : rest, body: rawPayload.toString('base64') }
}

const answerOf = async (app: FastifyInstance, request: Request) => answerIn(await app.inject(request))

/** The same over a socket. */
async function heardFrom(app: FastifyInstance, { url, method = 'GET', headers = {} }: Request) {
  const { pathname, search } = new URL(url, 'http://x')
  const { port } = app.server.address() as AddressInfo
  const options = { port, host: '127.0.0.1', path: pathname + search, method, headers, agent: false }
  const [response] = (await once(request(options).end(), 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part)
  return answerIn({
    ...{ statusCode: response.statusCode ?? 0, headers: response.headers, rawPayload: Buffer.concat(parts) },
  })
}

async function bothApps(t: Parameters<typeof appFor>[0]) {
  const databaseFile = databaseFor(t)
  const plain = await buildApp({ databaseFile, cacheBytes: 0 })
  const fast = await buildApp({ databaseFile, rateLimitMax: 600 })
  await fast.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(async () => {
    await plain.close()
    await fast.close()
  })
  return { plain, fast }
}

t.test(`made anew or from the cache, every response is the same (FUZZ_SEED=${seed}, ${runs} runs)`, async (t) => {
  const { plain, fast } = await bothApps(t)
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(anyRequest, fc.constantFrom('GET', 'HEAD'), async ({ url, headers }, method) => {
      const asked = { url, headers, method } as Request
      const expected = await answerOf(plain, asked)
      statuses.set(expected.statusCode, (statuses.get(expected.statusCode) ?? 0) + 1)
      for (const time of ['made', 'from the cache'])
        t.strictSame(await heardFrom(fast, asked), expected, `${method} ${url}, ${time}`)
    }),
    { numRuns: runs, seed, interruptAfterTimeLimit: 600_000, endOnFailure: true },
  )
  t.comment(`answers by status: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}`)
  t.ok((statuses.get(200) ?? 0) > runs / 4)
})

t.test('every operation as its example asks for it, with and without what its client holds', async (t) => {
  const { plain, fast } = await bothApps(t)
  for (const { path, parameters } of operations) {
    const required = parameters.filter(({ in: place, example }) => place === 'query' && example !== undefined)
    const query = required.map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`).join('&')
    const at = parameters.reduce(
      (url, { name, in: place, example }) => (place === 'path' ? url.replace(`{${name}}`, String(example)) : url),
      path,
    )
    const url = query === '' ? at : `${at}?${query}`
    for (const encoding of ['identity', 'gzip', 'br']) {
      const headers = { 'accept-encoding': encoding }
      const expected = await answerOf(plain, { url, headers })
      for (let time = 0; time < 3; time += 1) t.strictSame(await heardFrom(fast, { url, headers }), expected, url)
      const { etag } = expected.headers
      if (etag === undefined) continue
      const held = { ...headers, 'if-none-match': String(etag) }
      t.strictSame(await heardFrom(fast, { url, headers: held }), await answerOf(plain, { url, headers: held }))
    }
  }
})

t.test('a load is seen by the next request, whatever the cache holds', async (t) => {
  const { seed, edit } = seedCopy(t)
  const app = await appFor(t, seed)
  const fast = await buildApp({ databaseFile: app.databaseFile })
  await fast.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => fast.close())
  const urls = ['/v1/estimates?limit=2', '/v1/search?q=shells', '/v1/estimates?facets=modifier', '/v1/quotes.csv']
  const versions = async () => {
    const answers = await Promise.all([...urls, ...urls, ...urls].map((url) => heardFrom(fast, { url })))
    return [...new Set(answers.map(({ headers }) => headers['dataset-version']))]
  }
  t.strictSame(await versions(), ['1.1.0-draft'])
  for (const version of ['1.1.1', '1.1.2', '1.1.3']) {
    edit('dataset.yaml', /^version: .*$/m, `version: ${version}`)
    await app.reload(seed)
    t.strictSame(await versions(), [version])
  }
})

t.test('a response of the cache counts against the limit of its client, and says so', async (t) => {
  const databaseFile = databaseFor(t)
  const app = await buildApp({ databaseFile, rateLimitMax: 4, trustProxy: 1 })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(() => app.close())
  const ask = (client: string) => heardFrom(app, { url: '/v1/quotes?limit=1', headers: { 'x-forwarded-for': client } })
  const first = await ask('192.0.2.1')
  const { 'ratelimit-remaining': _, ...rest } = first.headers
  for (const remaining of ['2', '1', '0']) {
    const { body, headers } = await ask('192.0.2.1')
    t.strictSame(headers, { ...rest, 'ratelimit-remaining': remaining })
    t.equal(body, first.body)
  }
  t.equal((await ask('192.0.2.1')).statusCode, 429)
  t.equal((await ask('192.0.2.2')).headers['ratelimit-remaining'], '3')
})
