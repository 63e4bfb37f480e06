/** What holds of requests before they reach a route, and how much a client may take, over real sockets. */
import t from 'tap'
import { answersIn, exchange, type RawAnswer } from './sockets.ts'
import { appFor } from './support.ts'

const listening = async (app: Awaited<ReturnType<typeof appFor>>) => app.listen({ host: '127.0.0.1', port: 0 })

t.test('what reaches no route gets a problem whose type can be looked up, and the end of its connection', async (t) => {
  const app = await appFor(t)
  const address = await listening(app)
  const rest = 'Host: x\r\nConnection: keep-alive\r\n'
  const cases: [name: string, bytes: string, status: number][] = [
    ['an unknown method', `BREW / HTTP/1.1\r\n${rest}\r\n`, 400],
    ['no HTTP', '\u0016\u0003\u0001\u0000\u00c8', 400],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['two Hosts', `GET / HTTP/1.1\r\n${rest}host: y\r\n\r\n`, 400],
    ['a length and chunks', `GET / HTTP/1.1\r\n${rest}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, 400],
    ['two lengths', `GET / HTTP/1.1\r\n${rest}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
    ['a folded header', `GET / HTTP/1.1\r\n${rest}X: a\r\n b\r\n\r\n`, 400],
    ['lines without CR', 'GET / HTTP/1.1\nHost: x\n\n', 400],
    ['a tunnel', `CONNECT example.org:443 HTTP/1.1\r\n${rest}\r\n`, 405],
    ['another expectation', `GET / HTTP/1.1\r\n${rest}Expect: cake\r\n\r\n`, 417],
    ['an address of 20 kB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${rest}\r\n`, 431],
    ['headers of 20 kB', `GET / HTTP/1.1\r\n${rest}X: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['nine thousand headers', `GET / HTTP/1.1\r\n${rest}${'a: b\r\n'.repeat(9000)}\r\n`, 431],
  ]
  for (const [name, bytes, status] of cases) {
    const { text, end } = await exchange(address, Buffer.from(bytes, 'latin1'))
    const { answers, rest } = answersIn(text)
    t.equal(rest, '', name)
    t.strictSame(
      answers.map((one) => one.status),
      [status],
      name,
    )
    const { headers, body } = answers[0] as RawAnswer
    t.not(end, 'open', `${name}: the connection ends`)
    t.match(headers['content-type'], 'application/problem+json')
    t.equal(headers['x-content-type-options'], 'nosniff')
    t.equal(headers['cache-control'], 'no-store')
    const { type, status: told, request_id } = JSON.parse(body)
    t.equal(told, status)
    t.equal(headers['x-request-id'], request_id)
    t.equal((await app.inject(type)).json().status, status, `${type} says the same`)
  }
  t.match((await exchange(address, 'GET /health/live HTTP/1.0\r\n\r\n')).text, /^HTTP\/1\.1 200/, '1.0 needs no Host')
})

t.test('bodies are not read: a long one ends the connection with the answer, a short one is skipped', async (t) => {
  const app = await appFor(t)
  const address = await listening(app)
  const ask = (headers: string, body = '', method = 'GET') =>
    exchange(address, `${method} /health/live HTTP/1.1\r\nHost: x\r\n${headers}\r\n${body}`, { patience: 1000 })
  for (const headers of [
    'Content-Length: 70000\r\n',
    'Content-Length: 1000000000000\r\n',
    'Transfer-Encoding: chunked\r\n',
  ])
    for (const method of ['GET', 'POST', 'PROPFIND']) {
      const { text, end } = await ask(headers, '', method)
      t.strictSame(
        answersIn(text).answers.map(({ status }) => status),
        [method === 'GET' ? 200 : 405],
      )
      t.not(end, 'open', `${method} ${headers}`)
    }
  const waiting = await ask('Expect: 100-continue\r\nContent-Length: 10\r\n')
  t.match(waiting.text, /^HTTP\/1\.1 200/, 'nobody is told to go on and send a body')
  t.not(waiting.end, 'open')
  const next = 'GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
  const { answers } = answersIn((await ask('Content-Length: 5\r\n', `{"a":${next}`)).text)
  t.strictSame(
    answers.map(({ status, body }) => [status, body]),
    [200, 200].map((status) => [status, '{"status":"ok"}']),
    'what follows a body is the next request, and nothing in it is one',
  )
  const types = ['application/json', 'application/xml', '////', 'multipart/form-data']
  for (const type of types) {
    const text = (await ask(`Content-Type: ${type}\r\nContent-Length: 4\r\nConnection: close\r\n`, '{bad', 'PUT')).text
    t.match(text, /^HTTP\/1\.1 405 .*\r\nallow: GET, HEAD, OPTIONS\r\n/is, type)
  }
})
