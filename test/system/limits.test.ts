/** Limits on requests before they reach a route, and on how much a client may take, over real sockets. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { networkOf, withoutPort } from '../../src/http/client-address.ts'
import { limitConnections } from '../../src/http/protect/connections.ts'
import { command } from '../support/commands.ts'
import { answersIn, exchange, type RawAnswer } from '../support/sockets.ts'
import { appFor, databaseFor } from '../support/support.ts'
import { cpuTimeOf, until } from '../support/until.ts'

const listening = (app: FastifyInstance) => app.listen({ host: '127.0.0.1', port: 0 })

const nobodyIsConnected = ({ server }: FastifyInstance) =>
  until(
    'the end of all connections',
    () => new Promise<boolean>((resolve) => server.getConnections((_error, count) => resolve(count === 0))),
  )

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

t.test('what follows a request and is none gets no response of its own', async (t) => {
  const app = await appFor(t)
  const address = await listening(app)
  // The second time it comes from the cache.
  for (const path of ['/health/live', '/v1/quotes?limit=3', '/v1/quotes?limit=3', '/v1/export/records.ndjson'])
    for (const [headers, status] of [
      ['Transfer-Encoding: identity', 200],
      ['Connection: keep-alive', 200],
      ['Expect: cake', 417],
    ] as const) {
      const bytes = `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n`
      const { text, end } = await exchange(address, bytes)
      const { answers, rest } = answersIn(text)
      t.strictSame([answers.map((one) => one.status), rest], [[status], ''], `${path}, ${headers}`)
      t.not(end, 'open')
    }
})

t.test('bodies are not read: a long one ends the connection with the answer, a short one is skipped', async (t) => {
  const app = await appFor(t)
  const address = await listening(app)
  const ask = (headers: string, body = '', method = 'GET') =>
    exchange(address, `${method} /health/live HTTP/1.1\r\nHost: x\r\n${headers}\r\n${body}`)
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

t.test('a slow client is cut off: no head, half a head, half a body, an answer that it does not take', async (t) => {
  const app = await appFor(t)
  const { headersTimeout, requestTimeout, timeout } = app.server
  t.strictSame(
    { headersTimeout, requestTimeout, timeout },
    { headersTimeout: 5000, requestTimeout: 10_000, timeout: 60_000 },
  )
  // That is too long for a test. The last is read when a connection begins, so that it is meant for the first one alone.
  Object.assign(app.server, { headersTimeout: 500, requestTimeout: 1000, timeout: 1000 })
  const address = await listening(app)
  const drip = (first: string) => ({
    speak(socket: ReturnType<typeof connect>) {
      socket.write(first)
      const timer = setInterval(() => socket.write('x'), 300)
      socket.once('close', () => clearInterval(timer))
    },
  })
  const whole = 'GET /v1/export/records.ndjson HTTP/1.1\r\nHost: x\r\n\r\n'
  const notTaking = new Promise<void>((resolve) => {
    const { hostname, port } = new URL(address)
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(whole.repeat(80)))
    socket.pause()
    app.server.once('connection', (taken) => taken.once('close', () => resolve()))
    socket.once('error', () => {})
    t.teardown(() => socket.destroy())
  })
  await once(app.server, 'connection')
  app.server.timeout = timeout
  const holding = connect({ host: '127.0.0.1', port: Number(new URL(address).port), allowHalfOpen: true })
  holding.once('error', () => {})
  t.teardown(() => holding.destroy())
  const [silent, head, body] = await Promise.all([
    exchange(address, '', { speak: () => {} }),
    exchange(address, '', drip('GET /health/live HTTP/1.1\r\nHost: x\r\nX: ')),
    exchange(address, '', drip('POST /v1/quotes HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n')),
    notTaking,
  ])
  t.not(silent.end, 'open')
  t.match(head.text, /^HTTP\/1\.1 408 /)
  t.match(head.text, 'problems/request-timeout')
  t.match(body.text, /^HTTP\/1\.1 405 /, 'the answer does not wait for the body')
  t.not(body.end, 'open')
  // Nobody holds a connection by leaving its own side open.
  await nobodyIsConnected(app)
  t.equal((await app.inject('/health/ready')).statusCode, 200)
})

/** Addresses of this machine that are not its own to itself. */
const outward = Object.values(networkInterfaces())
  .flatMap((some) => some ?? [])
  .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))

t.test('a client may have so many connections, and all of them so many', async (t) => {
  const app = await appFor(t)
  t.equal(app.server.maxConnections, 4096)
  limitConnections(app, (address) => address === '192.0.2.99', { total: 8, each: 3 })
  await app.listen({ host: '::', port: 0 })
  const { port } = app.server.address() as AddressInfo
  /** How many of so many connections, all open at once, are answered and not closed. */
  const answered = async (host: string, count: number) => {
    const sockets = Array.from({ length: count }, () => connect({ host, port }))
    const areAnswered = await Promise.all(
      sockets.map(async (socket) => {
        socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n')
        return once(socket, 'data').then(
          ([data]) => /200 OK/.test(data),
          () => false,
        )
      }),
    )
    for (const socket of sockets) socket.destroy()
    await nobodyIsConnected(app)
    return areAnswered.filter((one) => one).length
  }
  t.equal(await answered('127.0.0.1', 8), 8, 'this machine may have all of them')
  t.equal(await answered('127.0.0.1', 11), 8, 'but no more than there are')
  const [own] = outward
  if (own === undefined) t.comment('no address but that of this machine to itself')
  else {
    t.equal(await answered(own.address, 6), 3, own.address)
    t.equal(await answered(own.address, 3), 3, 'what was closed is free again')
  }
})

t.test('clients are told apart by their address, of IPv6 by its first 64 bits, whatever the cache holds', async (t) => {
  const databaseFile = databaseFor(t)
  const app = await buildApp({ databaseFile, rateLimitMax: 3, trustProxy: 1 })
  t.teardown(() => app.close())
  const address = await listening(app)
  const remaining = async (client: string, path = '/v1/quotes?limit=1') => {
    const { text } = await exchange(
      address,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${client}\r\nConnection: close\r\n\r\n`,
    )
    const [{ status, headers } = { status: 0, headers: {} as Record<string, string> }] = answersIn(text).answers
    return status === 429 ? 'refused' : headers['ratelimit-remaining']
  }
  for (const path of ['/v1/quotes?limit=1', '/v1/quotes?limit=1', '/v1/origins?limit=1']) await remaining('::1', path)
  t.equal(await remaining('2001:db8:0:1::1'), '2')
  t.equal(await remaining('2001:db8:0:1:ffff::2'), '1', 'another address of the same network')
  t.equal(await remaining('2001:DB8::1:0:0:0:9', '/v1/events?limit=2'), '0', 'however it is written')
  t.equal(await remaining('2001:db8:0:1::3'), 'refused')
  t.equal(await remaining('2001:db8:0:2::1'), '2', 'the next network')
  t.equal(await remaining('203.0.113.7'), '2')
  t.equal(await remaining('203.0.113.8'), '2')
  t.equal(await remaining('::ffff:203.0.113.8'), '1', 'IPv4 in the dress of IPv6')
  t.equal(await remaining('203.0.113.9:4001'), '2', 'with the port of the client')
  t.equal(await remaining('203.0.113.9:50123'), '1', 'which is no part of its address')
  t.equal(await remaining('203.0.113.9', '/v1/events?limit=2'), '0')
  t.equal(await remaining('203.0.113.9:4002'), 'refused')
  t.equal(await remaining('[2001:db8:0:3::1]:4001'), '2', 'IPv6 in brackets')
  t.equal(await remaining('[2001:DB8:0:3::2]'), '1')
  t.equal(
    await remaining('203.0.113.1:1, [2001:db8:0:3::3]:9'),
    '0',
    'the entry of the proxy, not what its client said',
  )
  t.equal(await remaining('203.0.113.1:1, 2001:db8:0:3::4'), 'refused')
  for (const [index, obscure] of ['unknown', '_hidden', '203.0.113.9:4001:5', '[::1', '127.0.0.1.evil:80'].entries())
    t.equal(
      await remaining(obscure),
      index < 3 ? String(2 - index) : 'refused',
      `${obscure}: such clients share a limit`,
    )
  const networks = [
    ['2001:db8:0:1:ffff::2', '2001:db8:0:1::/64', '2001:db8:0::/48'],
    ['2001:0DB8::9', '2001:db8:0:0::/64', '2001:db8:0::/48'],
    ['::1', '0:0:0:0::/64', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0::/48'],
    ['203.0.113.77', '203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.77', '203.0.113.0/24'],
    ['x'.repeat(1000), 'unknown', 'unknown'],
    ['', 'unknown', 'unknown'],
  ] as const
  for (const [address, of64, of48] of networks)
    t.strictSame([networkOf(address, 64), networkOf(address, 48)], [of64, of48], address)
})

t.test('the address in an entry of X-Forwarded-For', async (t) => {
  const entries = {
    '203.0.113.5': '203.0.113.5',
    '203.0.113.5:4001': '203.0.113.5',
    ' 203.0.113.5:4001 ': '203.0.113.5',
    '203.0.113.5:': '203.0.113.5',
    '"203.0.113.5:4001"': '203.0.113.5',
    '203.0.113.5:_port': '203.0.113.5',
    '2001:db8::1': '2001:db8::1',
    '[2001:db8::1]': '2001:db8::1',
    '[2001:db8::1]:4001': '2001:db8::1',
    '"[2001:db8::1]:4001"': '2001:db8::1',
    '[::ffff:203.0.113.5]:4001': '::ffff:203.0.113.5',
    '[fe80::1%eth0]:4001': 'fe80::1%eth0',
    '::1': '::1',
    unknown: 'unknown',
    _hidden: '_hidden',
    'facts.example:4001': 'facts.example:4001',
    '[2001:db8::1]:4001:2': '[2001:db8::1]:4001:2',
    '': '',
  }
  for (const [entry, address] of Object.entries(entries)) t.equal(withoutPort(entry), address, entry)
  const longest = ['['.repeat(15_000), '1.'.repeat(7_500), `[${':'.repeat(15_000)}`]
  t.strictSame(longest.map(withoutPort), longest)
  t.ok((await cpuTimeOf(() => longest.map(withoutPort))) < 200, 'whatever its length')
})

t.test('proxies that are trusted by their addresses may add ports too', async (t) => {
  const databaseFile = databaseFor(t)
  const app = await buildApp({ databaseFile, rateLimitMax: 9, trustProxy: '127.0.0.1,10.0.0.0/8' })
  t.teardown(() => app.close())
  const remaining = async (forwarded: string) =>
    (await app.inject({ url: '/v1/origins', headers: { 'x-forwarded-for': forwarded } })).headers['ratelimit-remaining']
  t.equal(await remaining('203.0.113.5:4001, 10.0.0.2:5001'), '8')
  t.equal(await remaining('198.51.100.9, 203.0.113.5:4002,10.0.0.3:5002'), '7')
  t.equal(await remaining('203.0.113.6:4001, 10.0.0.2:5001, 10.1.2.3'), '8')
})

t.test('while everything waits, new work is refused with Retry-After, and health is told', async (t) => {
  const databaseFile = databaseFor(t)
  const app = await buildApp({ databaseFile, maxLoopDelayMs: 100 })
  t.teardown(() => app.close())
  const address = await listening(app)
  const ask = async (path: string) => {
    const { text } = await exchange(address, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    return answersIn(text).answers[0]
  }
  for (const _ of [1, 2]) t.equal((await ask('/v1/origins'))?.status, 200)
  const block = (ms: number) => {
    for (const until = performance.now() + ms; performance.now() < until; );
  }
  // The first sample is begun a second after the start.
  block(1200)
  await setImmediate()
  t.equal((await app.inject('/v1/quotes?limit=2')).statusCode, 200, 'a start is no load')
  let isBusy = true
  const work = () => {
    block(300)
    if (isBusy) setTimeout(work, 1)
  }
  work()
  let limit = 2
  /** Something that is in no cache. */
  const askNew = () => {
    limit += 1
    return ask(`/v1/quotes?limit=${limit}`)
  }
  const refused = await until('a refusal', async () => {
    const answer = await askNew()
    return answer?.status !== 200 && answer
  })
  t.equal(refused?.status, 503)
  t.equal(refused?.headers['retry-after'], '1')
  t.equal(JSON.parse(refused?.body ?? '').type, '/problems/overloaded')
  t.equal((await ask('/health/live'))?.status, 200, 'alive')
  t.equal((await ask('/health/ready'))?.status, 200, 'ready')
  t.equal((await ask('/v1/origins'))?.status, 200, 'a response of the cache costs nothing')
  isBusy = false
  await until('that it goes on', async () => (await askNew())?.status === 200)
})

t.test(
  'a process that may open few files works, or says in a sentence that they are too few even to load its modules',
  (t) => {
    for (const limit of [30, 40, 60]) {
      const limited = ['-c', `ulimit -n ${limit} && exec "$@"`, 'sh', ...command, '--version']
      const { status, stdout, stderr } = spawnSync('sh', limited, { encoding: 'utf8' })
      // Node.js 24 closes the file of a module before it opens the next.
      if (status === 0) {
        t.match(stdout, /^\d+\.\d+\.\d+\S*\n$/, String(limit))
        t.equal(stderr, '')
        continue
      }
      t.equal(status, 1)
      t.equal(stdout, '')
      t.match(stderr, /^This process may open too few files [^\n]*ulimit -n 1024[^\n]*\n$/, String(limit))
    }
    t.end()
  },
)
