/** A service under strain, on real processes: loads while it is read, kills, idle connections, clients that never read. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, readFileSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { cpuTimeOf } from '../../bench/cpu-time.ts'
import { memoryOf } from '../../bench/processes.ts'
import { buildApp } from '../../src/app.ts'
import { watchTraffic } from '../../src/http/protect/drain.ts'
import { load } from '../../src/load/load.ts'
import { inPackage } from '../../src/package.ts'
import { chance, command, commandWith, processesOf, run, served, start, times } from '../support/commands.ts'
import { databaseFor, folderFor, releasedSeed } from '../support/support.ts'
import { until } from '../support/until.ts'

const files = folderFor(t)
const own = databaseFor(t)
/** More than the system takes in for a client that does not read. */
const large = join(files, 'large.sqlite')
t.before(() => {
  execFileSync(process.execPath, [inPackage('dist', 'bench', 'generate.js'), '1500', join(files, 'seed')])
  load(join(files, 'seed'), large)
})

function copyOf(t: Test, file: string): string {
  const copy = join(folderFor(t), 'facts.sqlite')
  copyFileSync(file, copy)
  return copy
}

interface Options {
  agent?: Agent | false
  headers?: Record<string, string>
}

async function begun(port: number, path: string, { agent = false, headers = {} }: Options = {}) {
  const request = get({ port, host: '127.0.0.1', path, agent, headers })
  const [response] = await once(request, 'response')
  // Node.js 24 tells the request as well that a response is cut off; the reader of the response is told in any case.
  request.on('error', () => {})
  return response as IncomingMessage
}

async function answered(port: number, path: string, options: Options = {}) {
  const response = await begun(port, path, options)
  const body = Buffer.concat(await response.toArray()).toString()
  return { status: response.statusCode, headers: response.headers, body }
}

t.test('loads while many read: no error, and each answer is all of the version that it names', async (t) => {
  const { seed, edit } = releasedSeed(t)
  const loads = times('LOADS', 2)
  // Every other version has another question, and all have their own number.
  const versions = Array.from({ length: loads }, (_, round) => {
    const [from, to] = round % 2 === 0 ? ['can', 'could'] : ['could', 'can']
    edit('dataset.yaml', /^version: .*$/m, `version: ${round + 2}.0.0`)
    edit('fp-2024-10-north-korean-shells/quotes.yaml', `How ${from} aged`, `How ${to} aged`)
    const [folder, databaseFile] = [join(folderFor(t), 'seed'), join(folderFor(t), 'facts.sqlite')]
    cpSync(seed, folder, { recursive: true })
    load(folder, databaseFile)
    return { version: `${round + 2}.0.0`, folder, databaseFile }
  })
  const quick = [
    '/',
    '/v1/quotes',
    '/v1/estimates?limit=7&sort=-low',
    '/v1/entities',
    '/v1/quotes/quote-experts-2-million-shells',
  ]
  const slow = ['/v1/search?q=shells', '/v1/export/records.ndjson', '/v1/quotes.csv', '/v1/timeline?total=true']
  const expected = new Map<string, string>()
  for (const databaseFile of [own, ...versions.map((one) => one.databaseFile)]) {
    const app = await buildApp({ databaseFile })
    for (const path of [...quick, ...slow]) {
      const { headers, body } = await app.inject(path)
      expected.set(`${headers['dataset-version']} ${path}`, body)
    }
    await app.close()
  }
  const file = copyOf(t, own)
  const server = await served(t, file)
  const readers = times('READERS', 100)
  const agent = new Agent({ keepAlive: true, maxSockets: readers })
  const random = chance(t)
  const seen = { requests: 0, refused: 0, errors: 0, torn: 0, versions: new Set<string>() }
  const failures: unknown[] = []
  let isOver = false
  const read = async (_one: unknown, index: number) => {
    while (!isOver) {
      const paths = index < 20 ? slow : quick
      const path = paths[random.below(paths.length)] as string
      seen.requests += 1
      try {
        const { status, headers, body } = await answered(server.port, path, { agent })
        const version = headers['dataset-version'] as string
        // More than this machine can answer is refused, and says so.
        if (status === 503 && headers['retry-after'] !== undefined) {
          seen.refused += 1
          await setTimeout(Number(headers['retry-after']) * 1000)
          continue
        }
        if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`)
        if (expected.get(`${version} ${path}`) !== body) seen.torn += 1
        seen.versions.add(version)
      } catch (error) {
        seen.errors += 1
        failures.push(error)
      }
    }
  }
  const reading = Array.from({ length: readers }).map(read)
  for (const { version, folder } of versions) {
    const { status, output } = await run(file, 'load', '--seed', folder)
    t.equal(status, 0, output)
    for (const path of quick) {
      const next = await until('an answer', async () => {
        const answer = await answered(server.port, path)
        return answer.status !== 503 && answer
      })
      t.equal(next.headers['dataset-version'], version, 'the next request is answered from it')
    }
  }
  await until('an answer to each reader', () => seen.requests - seen.refused > 2 * readers)
  isOver = true
  await Promise.all(reading)
  agent.destroy()
  t.strictSame(failures.slice(0, 3), [])
  t.match(seen, { errors: 0, torn: 0 })
  t.ok(seen.versions.has(versions.at(-1)?.version ?? ''))
  t.comment(
    `${loads} loads, ${readers} readers, ${seen.requests} requests, refused ${seen.refused}, errors ${seen.errors}, torn ${seen.torn}`,
  )
  server.child.kill('SIGTERM')
  t.equal(await server.ended, 0)
})

/** Nothing that was started for a folder still runs. */
const noneLeft = (folder: string) => until('the end of every process', () => (processesOf(folder) ?? []).length === 0)

t.test('whenever a service is ended, and however, no process of it is left', async (t) => {
  if (processesOf('') === undefined) return t.comment('not tried: this system does not tell what runs')
  const random = chance(t)
  const folder = folderFor(t)
  const file = join(folder, 'facts.sqlite')
  copyFileSync(large, file)
  const startedAt = performance.now()
  const first = await served(t, file)
  const startMs = performance.now() - startedAt
  t.ok((processesOf(folder) ?? []).length > 0, 'it is found by its file')
  first.child.kill('SIGKILL')
  await noneLeft(folder)
  const rounds = times('CYCLES', 2)
  const ends: Record<string, number> = {}
  for (let round = 0; round < rounds; round += 1) {
    const signal = round % 2 === 0 ? 'SIGTERM' : 'SIGKILL'
    const { child, output } = start([...command, 'serve'], { DATABASE_FILE: file })
    await setTimeout(random.next() * startMs * 2)
    const isReady = /First curl/.test(output())
    // Something that takes long is under way when the end comes.
    const port = Number(/First curl .*:(\d+)\//.exec(output())?.[1])
    if (isReady)
      for (const one of [1, 2, 3]) get({ port, path: `/v1/search?q=a*&total=true&limit=${one}` }).on('error', () => {})
    if (isReady) get({ port, path: `/v1/export/records.ndjson` }).on('error', () => {})
    child.kill(signal)
    // Not its `ended`, which waits for whoever still has its output.
    const [code, by] = await once(child, 'exit')
    const status = by ?? code
    const how = `${signal} ${isReady ? 'while it served' : 'while it started'}: ${status}`
    ends[how] = (ends[how] ?? 0) + 1
    if (signal === 'SIGTERM') t.ok(status === 0 || status === 'SIGTERM', how)
    t.ok(await noneLeft(folder), how)
  }
  t.comment(`${rounds} ends, left behind 0: ${JSON.stringify(ends)}`)
})

/** How many files a process of this system may have open. */
function descriptorLimit(): number {
  try {
    return Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 1024)
  } catch {
    return 1024
  }
}

/** A connection that was used once. */
async function keptAlive(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1', () => socket.write('GET /v1/quotes?limit=1 HTTP/1.1\r\nHost: x\r\n\r\n'))
  socket.on('error', () => {})
  await once(socket, 'data')
  return socket
}

t.test('a thousand idle connections are held, and the next request is answered as fast as ever', async (t) => {
  const server = await served(t, copyOf(t, own))
  const pid = server.child.pid as number
  /** The CPU time of the service for some new requests, in ms; undefined where the system does not tell. */
  const workFor = async (from: number) => {
    const before = cpuTimeOf(pid)
    for (let time = 0; time < 100; time += 1)
      t.equal((await answered(server.port, `/v1/quotes?limit=${from + time}`)).status, 200)
    return before === undefined ? undefined : (cpuTimeOf(pid) as number) - before
  }
  await workFor(1)
  const alone = await workFor(101)
  const count = Math.min(times('IDLE', 1000), descriptorLimit() - 500)
  const idle: Socket[] = []
  for (let at = 0; at < count; at += 100)
    idle.push(...(await Promise.all(Array.from({ length: 100 }, () => keptAlive(server.port)))))
  const among = await workFor(201)
  const held = idle.filter(({ readyState }) => readyState === 'open').length
  t.ok(held >= Math.min(1000, count), `${held} held`)
  if (alone !== undefined && among !== undefined)
    t.ok(among < 3 * alone + 100, `${alone} ms alone, ${among} ms among them`)
  t.comment(`${held} idle connections held; CPU time of 100 new requests ${alone} ms before, ${among} ms meanwhile`)
  for (const one of idle) one.destroy()
  server.child.kill('SIGTERM')
  t.equal(await server.ended, 0)
})

t.test('a client that never reads is disconnected; a slow one, or one that waits long, is not', async (t) => {
  const app = Fastify({ connectionTimeout: 2000, forceCloseConnections: true })
  t.teardown(() => app.close())
  watchTraffic(app)
  const part = Buffer.alloc(65_536)
  const parts = (count: number) => Readable.from(Array.from({ length: count }, () => part))
  let closed = 0
  app.get('/endless', (_request, reply) => {
    reply.raw.once('close', () => {
      closed += 1
    })
    return reply.send(parts(10_000))
  })
  app.get('/large', (_request, reply) => reply.send(parts(480)))
  app.get('/late', async () => {
    await setTimeout(5000)
    return 'late'
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const never = await begun(port, '/endless')
  // It may be cut off before anything waits for it.
  never.on('error', () => {})
  const late = answered(port, '/late')
  const slow = await begun(port, '/large')
  let bytes = 0
  for await (const some of slow) {
    bytes += some.length
    if (bytes % (2 * 1024 * 1024) < some.length) await setTimeout(250)
  }
  t.equal(bytes, 480 * part.length, 'slow, and whole')
  t.equal((await late).body, 'late')
  await until('the end of who never reads', () => closed === 1)
  await t.rejects(never.toArray(), /aborted|ECONNRESET/, 'what it was sent does not look whole')
})

t.test('clients that never read cost no memory that grows with what they asked for', async (t) => {
  const folder = folderFor(t)
  const file = join(folder, 'facts.sqlite')
  copyFileSync(large, file)
  const collecting = commandWith('--expose-gc', '--import', new URL('../fixtures/collect.js', import.meta.url).href)
  const server = start([...collecting, 'serve'], { DATABASE_FILE: file })
  t.teardown(() => server.child.kill('SIGKILL'))
  const port = Number((await server.says(/127\.0\.0\.1:(\d+)\/docs/))[1])
  await answered(port, '/v1/export/conflict-facts.sqlite')
  const pid = server.child.pid as number
  const before = memoryOf(pid)?.now
  if (before === undefined) return t.comment('not tried: this system does not tell how much memory is held')
  const paths = ['/v1/export/conflict-facts.sqlite', '/v1/export/records.ndjson', '/v1/estimates.csv']
  const never = await Promise.all(Array.from({ length: 60 }, (_, one) => begun(port, paths[one % 3] as string)))
  let most = 0
  let lastGrowth = performance.now()
  await until('no more growth', () => {
    const now = memoryOf(pid)?.now ?? 0
    if (now > most) lastGrowth = performance.now()
    most = Math.max(most, now)
    return performance.now() - lastGrowth > 1000
  })
  t.equal((await answered(port, '/v1/quotes?limit=3')).status, 200)
  t.equal((await answered(port, '/v1/search?q=a*')).status, 200)
  // Garbage is no matter of the clients, but of when it is collected and given back to the system.
  let more = most - before
  await until('at most 150 MB more', () => {
    server.child.kill('SIGCONT')
    more = (memoryOf(pid)?.now ?? 0) - before
    return more < 150
  })
  t.comment(`60 clients that never read: ${Math.round(more)} MB more, ${Math.round(most - before)} MB with garbage`)
  for (const one of never) one.destroy()
  server.child.kill('SIGTERM')
  t.equal(await server.ended, 0)
})
