/** What takes long is made by other processes: they may get stuck, die or be left alone, and the service goes on. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getPriority } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { limitRequests } from '../src/http/limits.ts'
import { Offload } from '../src/http/offload.ts'
import { answerWithProblems } from '../src/http/problems.ts'

const module = fileURLToPath(new URL('fixtures/worker.js', import.meta.url))

async function serviceWith(t: Test, maxStuckMs = 60_000) {
  const app = Fastify({ genReqId: () => 'id', trustProxy: '127.0.0.1' })
  const offload = new Offload(1, { module, options: {}, maxStuckMs, onDamage: () => {}, log: app.log })
  t.teardown(async () => {
    await app.close()
    await offload.close()
  })
  await limitRequests(app, 0, false)
  answerWithProblems(app)
  app.get('/:what', (request, reply) => offload.answer(request, reply, () => {}))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return (path: string, client?: string) =>
    request({ port, host: '127.0.0.1', path, agent: false, headers: client ? { 'x-forwarded-for': client } : {} }).end()
}

async function heard(asked: ReturnType<typeof request>) {
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  const parts = await response.toArray()
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString() }
}

t.test('a worker that is stuck is ended: who waited for it is told so, who comes next is answered', async (t) => {
  const ask = await serviceWith(t, 1500)
  t.equal((await heard(ask('/fine'))).body, 'ok')
  const stuck = heard(ask('/stuck'))
  await setTimeout(50)
  const beside = heard(ask('/fine'))
  for (const { status, headers, body } of await Promise.all([stuck, beside])) {
    t.equal(status, 503)
    t.equal(headers['retry-after'], '5')
    t.match(JSON.parse(body), { type: /overloaded/, detail: /took too long/ })
  }
  t.equal((await heard(ask('/fine'))).body, 'ok')
})

t.test(
  'a worker that gets no CPU time is not held to be stuck, unless that goes on',
  { skip: process.platform !== 'linux' && 'only Linux tells how much CPU time a process has used' },
  async (t) => {
    const ask = await serviceWith(t, 1000)
    const pid = Number((await heard(ask('/pid'))).body)
    process.kill(pid, 'SIGSTOP')
    const starved = heard(ask('/pid'))
    await setTimeout(2000)
    process.kill(pid, 'SIGCONT')
    t.match(await starved, { status: 200, body: String(pid) })
    process.kill(pid, 'SIGSTOP')
    t.match(await heard(ask('/pid')), { status: 503, body: /took too long/ })
    t.not((await heard(ask('/pid'))).body, String(pid))
  },
)

t.test(
  'a worker that can be asked leaves the CPU to the process that talks to clients',
  { skip: process.platform === 'win32' && 'Windows has no priority that is so little lower' },
  async (t) => {
    const ask = await serviceWith(t)
    const pid = Number((await heard(ask('/pid'))).body)
    t.ok(getPriority(pid) > getPriority())
  },
)

t.test('a worker that dies is replaced', async (t) => {
  const ask = await serviceWith(t)
  for (const _time of [1, 2]) {
    t.equal((await heard(ask('/dies'))).status, 503)
    t.equal((await heard(ask('/fine'))).body, 'ok')
  }
})

t.test('what breaks off midway never looks whole', async (t) => {
  const ask = await serviceWith(t)
  const asked = ask('/breaks').on('error', () => {})
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  t.equal(response.statusCode, 200)
  await t.rejects(response.toArray(), /aborted|ECONNRESET/)
})

t.test('a client that goes away, before or midway, is not waited for', async (t) => {
  const ask = await serviceWith(t)
  t.equal((await heard(ask('/fine'))).headers['x-given-up'], '0')
  const [endless] = (await once(ask('/endless'), 'response')) as [IncomingMessage]
  await once(endless, 'data')
  endless.destroy()
  const waiting = ask('/waits').on('error', () => {})
  await setTimeout(200)
  waiting.destroy()
  for (let given: unknown; given !== '2'; await setTimeout(20))
    given = (await heard(ask('/fine'))).headers['x-given-up']
})

t.test('more than 200 requests that wait are refused at once', async (t) => {
  const ask = await serviceWith(t)
  await heard(ask('/fine'))
  const waiting = Array.from({ length: 200 }, () => ask('/waits').on('error', () => {}))
  await setTimeout(500)
  const { status, headers } = await heard(ask('/fine'))
  t.equal(status, 503)
  t.equal(headers['retry-after'], '1')
  for (const one of waiting) one.destroy()
  await setTimeout(200)
  t.equal((await heard(ask('/fine'))).body, 'ok')
})

t.test('more than 64 long answers under way are refused, and one that ends makes room', async (t) => {
  const ask = await serviceWith(t)
  const begin = async () => {
    const asked = ask('/endless').on('error', () => {})
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    return response.on('error', () => {}) // and takes nothing of it
  }
  const streams = await Promise.all(Array.from({ length: 64 }, begin))
  t.ok(streams.every(({ statusCode }) => statusCode === 200))
  t.equal((await begin()).statusCode, 503)
  streams[0]?.destroy()
  await setTimeout(300)
  const next = await begin()
  t.equal(next.statusCode, 200)
  // Else the service would wait for them before it ends.
  for (const stream of [...streams, next]) stream.destroy()
})

/** Asks until it is answered so: what others take or leave is known to the service a moment later. */
async function untilAnswered(wanted: number, asked: () => ReturnType<typeof request>): Promise<IncomingMessage> {
  for (;;) {
    const [response] = (await once(
      asked().on('error', () => {}),
      'response',
    )) as [IncomingMessage]
    if (response.statusCode === wanted) return response.on('error', () => {})
    await response.toArray()
  }
}

t.test('one client may wait for 50, and take 16 long answers; the others go on', async (t) => {
  const ask = await serviceWith(t)
  const begin = async (client: string) => {
    const asked = ask('/endless', client).on('error', () => {})
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    return response.on('error', () => {})
  }
  const streams = await Promise.all(Array.from({ length: 16 }, () => begin('2001:db8::1')))
  t.ok(streams.every(({ statusCode }) => statusCode === 200))
  const refused = await heard(ask('/endless', '2001:db8::2'))
  t.equal(refused.status, 429)
  t.equal(refused.headers['retry-after'], '1')
  t.match(JSON.parse(refused.body), { type: /too-many-requests/, detail: /16 long answers/ })
  for (const client of ['2001:db8::1', '203.0.113.7']) t.equal((await heard(ask('/fine', client))).body, 'ok', client)
  streams.push(await begin('203.0.113.7'))
  t.equal(streams.at(-1)?.statusCode, 200)
  streams[0]?.destroy()
  streams.push(await untilAnswered(200, () => ask('/endless', '2001:db8::1')))
  for (const stream of streams) stream.destroy()

  const waiting = Array.from({ length: 50 }, () => ask('/waits', '203.0.113.7').on('error', () => {}))
  await untilAnswered(429, () => ask('/fine', '203.0.113.7'))
  t.equal((await heard(ask('/fine', '203.0.113.8'))).status, 200)
  for (const one of waiting) one.destroy()
  await untilAnswered(200, () => ask('/fine', '203.0.113.7'))
})

t.test('a service that is closed while its workers start leaves none behind', async (t) => {
  for (const waited of [0, 20, 60, 200, 1500]) {
    const offload = new Offload(2, { module, options: {}, maxStuckMs: 1000, onDamage: () => {}, log: Fastify().log })
    offload.start()
    await setTimeout(waited)
    await offload.close()
    t.pass(`closed after ${waited} ms`)
  }
})
