/** The service ends in order whenever it is told to, and what it was sending gets through or never looks whole. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { load } from '../../src/load/load.ts'
import { inPackage } from '../../src/package.ts'
import { chance, command, processesOf, served, start, times } from '../support/commands.ts'
import { databaseFor, folderFor } from '../support/support.ts'
import { until } from '../support/until.ts'

/** A database whose export is larger than what is held for a client that does not read. */
const large = join(folderFor(t), 'facts.sqlite')
t.before(() => {
  const seed = join(large, '..', 'seed')
  execFileSync(process.execPath, [inPackage('dist', 'bench', 'generate.js'), '1500', seed])
  load(seed, large)
})

t.test(
  'a service that is told to end at any moment of its start ends in order, and leaves no process behind',
  async (t) => {
    const random = chance(t)
    const file = databaseFor(t)
    const begun = performance.now()
    const first = start([...command, 'serve'], { DATABASE_FILE: file })
    await first.says(/is ready/)
    const usualMs = performance.now() - begun
    first.child.kill('SIGTERM')
    t.equal(await first.ended, 0)
    const endings = new Map<unknown, number>()
    for (let cycle = 0; cycle < times('CYCLES', 3); cycle += 1) {
      const server = start([...command, 'serve'], { DATABASE_FILE: file })
      await setTimeout(random.next() * usualMs * 2)
      server.child.kill('SIGTERM')
      const how = await server.ended
      endings.set(how, (endings.get(how) ?? 0) + 1)
      // Before there is anything to end in order, the signal itself ends it.
      if (how !== 0 && how !== 'SIGTERM') t.fail(`cycle ${cycle + 1}: ${how}, ${server.output()}`)
      if (how === 'SIGTERM') t.notMatch(server.output(), /is ready/)
      t.strictSame(processesOf(file) ?? [], [], 'no process of it is left')
    }
    t.comment(JSON.stringify({ endings: Object.fromEntries(endings), usualMs: Math.round(usualMs) }))
  },
)

const exported = '/v1/export/records.ndjson'

/** Asks for a whole export and reads nothing of it yet. */
async function begin(port: number, agent?: Agent): Promise<IncomingMessage> {
  const asked = get({ port, host: '127.0.0.1', path: exported, ...(agent && { agent }) })
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return response
}

t.test('exports under way when the service is told to end get through, and nothing new begins', async (t) => {
  const { port, child, ended, output } = await served(t, large)
  const whole = (await (await begin(port)).toArray()).reduce((sum, part) => sum + part.length, 0)
  const agent = new Agent({ keepAlive: true })
  t.comment(`${whole} bytes`)
  const answers = await Promise.all([1, 2, 3].map(() => begin(port, agent)))
  const half = connect(port, '127.0.0.1', () => half.write('GET / HTTP/1.1\r\nHost: x\r\n'))
  half.on('error', () => {})
  await once(half, 'connect')
  child.kill('SIGTERM')
  await until('no new connection', async () => {
    const socket = connect(port, '127.0.0.1')
    return once(socket, 'connect').then(
      () => socket.destroy() && false,
      ({ code }) => code === 'ECONNREFUSED',
    )
  })
  for (const answer of answers) {
    const parts = await answer.toArray()
    t.equal(
      parts.reduce((sum, part) => sum + part.length, 0),
      whole,
    )
  }
  t.equal(await ended, 0)
  t.notMatch(output(), /cut off/, 'it ends, though clients would keep their connections, or send half a request')
})

/** How a connection ends, as the system tells it: with data left to read, Node.js takes a reset for an orderly end. */
function endOf(socket: Socket): string {
  const { fd } = (socket as unknown as { _handle: { fd: number } })._handle
  try {
    while (readSync(fd, Buffer.alloc(65_536)) > 0);
    return 'orderly'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error)
  } finally {
    socket.destroy()
  }
}

t.test('a client that does not read holds up no end: it is cut off, and the log tells of it', async (t) => {
  const { port, child, ended, output } = await served(t, large)
  const socket = connect(port, '127.0.0.1')
  // More than the system holds for who does not read.
  socket.write(`GET ${exported} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(10))
  const older = connect(port, '127.0.0.1')
  older.write('GET /v1/export/conflict-facts.sqlite HTTP/1.0\r\nHost: x\r\n\r\n')
  await Promise.all([once(socket, 'readable'), once(older, 'readable')])
  const told = performance.now()
  child.kill('SIGTERM')
  t.equal(await ended, 0)
  t.equal(endOf(older), 'ECONNRESET', 'in HTTP/1.0 an orderly end may mean that this was all')
  const seconds = (performance.now() - told) / 1000
  t.ok(seconds > 6, `${seconds.toFixed(1)} s`)
  t.match(output(), /responses cut off: they took longer/)
  const lasts = async () => {
    let last = ''
    for await (const part of socket) last = String(part).slice(-5)
    return last
  }
  t.not(await lasts().catch(() => ''), '0\r\n\r\n', 'what it has does not look whole')
})

t.test('a client that asks without pause is answered to the end, and delays no shutdown', async (t) => {
  const file = databaseFor(t)
  const { port, child, ended, output } = await served(t, file)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const statuses = new Map<unknown, number>()
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      const path = statuses.size % 2 === 0 ? '/v1/quotes?limit=2' : '/v1/search?q=shells'
      try {
        const [response] = (await once(get({ port, host: '127.0.0.1', path, agent }), 'response')) as [IncomingMessage]
        await response.toArray()
        statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1)
      } catch (error) {
        isOver = true
        t.match(error, { code: /ECONNREFUSED|ECONNRESET/ })
      }
    }
  })()
  await until('twenty answers', () => (statuses.get(200) ?? 0) >= 20)
  child.kill('SIGTERM')
  t.equal(await ended, 0)
  t.notMatch(output(), /cut off/)
  await asking
  t.strictSame([...statuses.keys()], [200])
})
