import t from 'tap'
import { buildApp } from '../src/app.ts'
import { type ProblemType, problemTypes } from '../src/http/contract/problem-types.ts'
import { Problem } from '../src/http/contract/problems.ts'
import { problemBody } from '../src/http/response/errors.ts'
import { appFor, getJson } from './support/support.ts'
import { cpuTimeOf } from './support/until.ts'

t.test('every error is a problem that says what went wrong, and nothing of the inside', async (t) => {
  const app = await appFor(t)
  const cases: [method: string, url: string, status: number, says: RegExp][] = [
    ['GET', '/nowhere', 404, /GET \/ lists/],
    ['GET', '/v1/quotes/no-such-quote', 404, /no quote with the id "no-such-quote"/],
    ['GET', '/v1/quotes/blinken', 404, /Nearest: quote-blinken-first-priority\./],
    ['GET', '/v1/entities/austin', 404, /Nearest: lloyd-austin\./],
    ['GET', '/v1/entities/zelensky', 404, /Nearest: zelenskyy\./],
    ['GET', '/v1/entities/rok', 404, /Nearest: south-korea\./],
    ['GET', '/v1/estimates/k18', 404, /Nearest: estimate-k18-mnd-containers\./],
    ['GET', '/v1/source', 404, /Nearest: \/v1\/sources\./],
    ['GET', '/v1/quantity/shells-used-by-russia', 404, /Nearest: \/v1\/quantities\/shells-used-by-russia\./],
    ['GET', '/quote', 404, /Nearest: \/v1\/quotes\./],
    ['GET', '/v1/quotes/kyrylo-budanov', 404, /\/v1\/entities\/kyrylo-budanov/],
    ['GET', '/v1/quotes/Not_An_Id', 400, /lower-case letters/],
    ['GET', '/v1/quotes/%E0%A4%A', 400, /percent-encoded/],
    ['GET', `/v1/quotes/${'a'.repeat(200)}`, 414, /longer than any id/],
    ['POST', '/v1/quotes', 405, /Allowed: GET, HEAD/],
    ['DELETE', '/v1/quotes/quote-experts-2-million-shells', 405, /Allowed: GET, HEAD/],
    ['PUT', '/', 405, /Allowed: GET, HEAD/],
    ['QUERY', '/v1/quotes', 405, /Allowed: GET, HEAD/],
    ['PROPFIND', '/v1/quotes', 405, /Allowed: GET, HEAD/],
    ['TRACE', '/v1/quotes', 405, /Allowed: GET, HEAD/],
    ['POST', '/nowhere', 405, /Allowed: GET, HEAD/],
    ['GET', '/docs/static/../../../../etc/passwd', 404, /Nothing is served/],
    ['GET', '/v1/quotes?speeker=x', 400, /no such parameter\. Nearest: speaker\. Allowed: the \d+ names in `allowed`/],
    [
      'GET',
      '/v1/quotes?__proto__=x',
      400,
      /^__proto__: There is no such parameter\. Allowed: the \d+ names in `allowed`\.$/,
    ],
    ['GET', '/v1/quotes?constructor=x', 400, /Allowed: the \d+ names in `allowed`\.$/],
    ['GET', '/v1/estimates?toString=x', 400, /Allowed: the \d+ names in `allowed`\.$/],
    ['GET', '/v1/entities?hasOwnProperty=x', 400, /Allowed: the \d+ names in `allowed`\.$/],
    ['GET', '/v1/quotes?act=', 400, /Empty/],
    ['GET', '/v1/quotes?act=praise', 400, /Allowed: assertion, denial, question, demand/],
    ['GET', '/v1/quotes?q=shells&q=threat', 400, /more than once/],
    ['GET', '/v1/quotes?act=assertion,,denial', 400, /empty value between commas/],
    ['GET', '/v1/quotes?speaker=nobody-known', 400, /no entity with the id or name "nobody-known"/],
    ['GET', '/v1/quotes?speaker=quote-experts-2-million-shells', 400, /no entity with the id/],
    ['GET', '/v1/quotes?source=a%00b', 400, /control characters/],
    ['GET', '/v1/quotes?limit=0', 400, /1 to 1000/],
    ['GET', '/v1/quotes?limit=1001', 400, /1 to 1000/],
    ['GET', '/v1/quotes?limit=1e2', 400, /1 to 1000/],
    ['GET', '/v1/quotes?limit=0x10', 400, /1 to 1000/],
    ['GET', '/v1/quotes?limit=%20', 400, /1 to 1000/],
    ['GET', '/v1/quotes?said_during=2023-02-29', 400, /has 28 days/],
    ['GET', '/v1/quotes?said_before=../2024', 400, /no first day/],
    ['GET', '/v1/quotes?said_during_surely=2024~', 400, /leave out \?, ~ and %/],
    ['GET', '/v1/quotes?said_missing=yes', 400, /Allowed: true, false/],
    ['GET', '/v1/estimates?spread=1', 400, /Allowed: true, false/],
    ['GET', `/v1/quotes?said_during=${'1'.repeat(10_000)}`, 400, /10000 characters; at most 80/],
    ['GET', '/health/live?x=1', 400, /takes no parameters/],
    ['GET', '/problems/nonsense', 400, /Allowed: the \d+ names in `allowed`/],
  ]
  for (const [method, url, status, says] of cases) {
    const response = await app.inject({ method: method as 'GET', url })
    const shown = url.slice(0, 60)
    t.equal(response.statusCode, status, `${method} ${shown}`)
    t.match(response.headers['content-type'], /^application\/problem\+json/, shown)
    const problem = response.json()
    t.equal(problem.status, status)
    t.match(problem.detail, says, shown)
    t.match(problem.type, /^\/problems\/[a-z-]+$/)
    t.equal((await app.inject(problem.type)).statusCode, 200, 'the type can be looked up')
    t.notMatch(response.body, /node_modules|\.ts:|SELECT|Sqlite/i)
    t.ok(response.body.length < 3000, `${shown} answers in ${response.body.length} bytes`)
  }
  const { headers } = await app.inject({ method: 'POST', url: '/v1/quotes', payload: { a: 1 } })
  t.equal(headers.allow, 'GET, HEAD, OPTIONS', '405 names what is allowed')
})

t.test('all faults of a request are told at once, each with its parameter', async (t) => {
  const app = await appFor(t)
  const { errors } = await getJson(app, '/v1/quotes?limit=0&act=praise&foo=1', 400)
  t.strictSame(errors.map(({ parameter }: { parameter: string }) => parameter).sort(), ['act', 'foo', 'limit'])
  t.strictSame(errors.find(({ parameter }: { parameter: string }) => parameter === 'act').allowed, [
    'assertion',
    'denial',
    'question',
    'demand',
  ])
})

t.test('an address full of parameters is read and refused at once, in few words', async (t) => {
  const app = await appFor(t)
  const names = (count: number) => Array.from({ length: count }, (_, index) => index.toString(36)).join('&')
  for (const query of ['a&'.repeat(7500), names(3900), 'limit=1&'.repeat(1800), '&'.repeat(15_000)]) {
    const url = `/v1/estimates?${query}`
    const { statusCode, body } = await app.inject(url)
    t.equal(statusCode, query.startsWith('&') ? 200 : 400)
    if (statusCode === 400) t.ok(body.length < 40_000, `${body.length} bytes`)
    const ms = await cpuTimeOf(() => app.inject(url))
    t.ok(ms < 500, `${ms.toFixed(0)} ms`)
  }
  const { errors, detail } = await getJson(app, `/v1/quotes?${names(30)}`, 400)
  t.equal(errors.length, 10)
  t.match(detail, /And 20 more parameters are not valid\.$/)
})

t.test('a fault of the server is told without its inside', async (t) => {
  const app = await appFor(t)
  const { Snapshots } = await import('../src/db/sqlite/open.ts')
  const current = Snapshots.prototype.current
  t.teardown(() => {
    Snapshots.prototype.current = current
  })
  Snapshots.prototype.current = () => {
    throw new Error('secret of the inside')
  }
  const response = await app.inject('/v1/quotes')
  t.equal(response.statusCode, 500)
  t.notMatch(response.body, /secret/)
  t.match(response.json().type, '/problems/internal-error')
})

t.test('the type of every problem is an address that says what to do', async (t) => {
  const service = await appFor(t)
  const below = await buildApp({ databaseFile: service.databaseFile, publicUrl: 'https://example.org/facts' })
  t.teardown(() => below.close())
  const advices = new Set<string>()
  for (const name of Object.keys(problemTypes) as ProblemType[]) {
    const { type, title, status } = problemBody(new Problem(name, 'Detail.'), '', 'id')
    const page = await getJson(service, type)
    t.match(page, { type, title, status }, name)
    t.match(page.advice, /^[A-Z].{20,}\.$/, 'a sentence')
    advices.add(page.advice)
    const at = problemBody(new Problem(name, 'Detail.'), below.publicUrl, 'id').type
    t.equal(at, `https://example.org/facts/problems/${name}`)
    const { statusCode, body } = await below.inject(new URL(at).pathname)
    t.equal(statusCode, 200)
    t.equal(JSON.parse(body).type, at, 'the same below the address of the service')
  }
  t.equal(advices.size, Object.keys(problemTypes).length)
})
