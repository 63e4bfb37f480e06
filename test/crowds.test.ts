/** Thousands of readers, idle connections, and clients that do not read: who asks is answered all the same. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { inPackage } from '../src/package.ts'
import { load } from '../src/seed/load.ts'
import { command, served, start, times } from './commands.ts'
import { residentMemory } from './server.ts'
import { folderFor, seedCopy } from './support.ts'

/** Two states of one dataset: every quote says something else. */
function twoSeeds(t: Test) {
  const [one, other] = [seedCopy(t), seedCopy(t)]
  other.edit('dataset.yaml', /^version: .*$/m, 'version: 1.0.1')
  other.edit('fp-2024-10-north-korean-shells/quotes.yaml', /^( +gist: )/gm, '$1Again, ')
  return { '1.0.0': one.seed, '1.0.1': other.seed }
}

function asker(port: number, agent = new Agent({ keepAlive: true })) {
  return async (path: string, headers: Record<string, string> = {}) => {
    const asked = get({ port, host: '127.0.0.1', path, agent, headers })
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    const body = Buffer.concat(await response.toArray()).toString()
    return { status: response.statusCode, headers: response.headers, body }
  }
}

const paths = [
  '/v1/quotes?limit=20',
  '/v1/quotes/quote-officials-and-diplomats-biggest-threats',
  '/v1/quotes.csv',
  '/v1/quotes.ndjson',
  '/v1/search?q=again',
  '/v1/search?q=shells&facets=type',
  '/v1/estimates?facets=modifier&total=true',
  '/v1/entities?kind=person',
  '/v1/quantities/shells-delivered-kp-ru/comparison',
  '/v1/export/records.ndjson',
  '/',
]

t.test('readers during loads get whole answers of one version each, and no error', async (t) => {
  const seeds = twoSeeds(t)
  const file = join(folderFor(t), 'facts.sqlite')
  load(seeds['1.0.0'], file)
  const { port, output } = await served(t, file, { WORKERS: '1' })
  const ask = asker(port)
  const hashOf = (body: string) => createHash('sha256').update(body).digest('hex')
  /** What each address answers of each version, to the byte. */
  const known = new Map<string, string>()
  for (const version of ['1.0.1', '1.0.0'] as const) {
    load(seeds[version], file)
    for (const path of paths) {
      const { status, headers, body } = await ask(path)
      t.equal(status, 200)
      t.equal(headers['dataset-version'], version)
      known.set(`${version} ${path}`, hashOf(body))
    }
  }
  const tally = { requests: 0, walks: 0, restarts: 0, loads: 0 }
  const torn: string[] = []
  let isOver = false
  const read = async (reader: number) => {
    for (let step = reader; !isOver; step += 1) {
      const path = paths[step % paths.length] as string
      const { status, headers, body } = await ask(path)
      const version = headers['dataset-version']
      if (hashOf(body) !== known.get(`${version} ${path}`)) torn.push(`${path}: ${status}, ${version}`)
      tally.requests += 1
    }
  }
  /** Walks a list page by page; where it is told that the dataset changed, it starts again. */
  const walk = async () => {
    const first = '/v1/mentions?limit=7&fields=id'
    let path = first
    let ids = new Set<string>()
    let version: unknown
    for (let isStart = true; !isOver; ) {
      const { status, headers, body } = await ask(path)
      const page = JSON.parse(body)
      if (isStart) ids = new Set()
      if (status === 409) tally.restarts += 1
      else if (status !== 200 || (!isStart && headers['dataset-version'] !== version)) torn.push(`${path}: ${status}`)
      version = headers['dataset-version']
      for (const { id } of page.data ?? []) ids.add(id)
      if (status === 200 && page.next === null) {
        tally.walks += 1
        if (ids.size !== 63) torn.push(`a walk of ${ids.size}`)
      }
      isStart = status === 409 || page.next === null
      path = status === 409 ? page.restart : (page.next ?? first)
    }
  }
  const readers = [...Array.from({ length: 12 }, (_, reader) => read(reader)), walk(), walk()]
  for (; tally.loads < times('LOADS', 2); tally.loads += 1) {
    const seed = seeds[tally.loads % 2 === 0 ? '1.0.1' : '1.0.0']
    const loading = start([...command, 'load', '--seed', seed], { DATABASE_FILE: file })
    t.equal(await loading.ended, 0)
    await setTimeout(300)
  }
  isOver = true
  await Promise.all(readers)
  t.comment(JSON.stringify(tally))
  t.strictSame(torn, [])
  t.ok(tally.requests > 100)
  t.notMatch(output(), /error|failed/i)
})

/** Descriptors that this process may open; the service may as many. */
const descriptors = (): number => {
  const { userLimits } = process.report.getReport() as unknown as {
    userLimits: { open_files: { soft: number | 'unlimited' } }
  }
  const { soft } = userLimits.open_files
  return soft === 'unlimited' ? 1_000_000 : soft
}

t.test('a thousand idle connections cost next to nothing, and hold up no end', async (t) => {
  const wanted = times('CONNECTIONS', 1000)
  const count = Math.min(wanted, descriptors() - 200)
  const file = join(folderFor(t), 'facts.sqlite')
  load(inPackage('seed'), file)
  const { port, child, ended } = await served(t, file)
  const ask = asker(port)
  await ask('/v1/quotes')
  const before = residentMemory(child.pid as number) ?? 0
  const idle: Socket[] = []
  t.teardown(() => {
    for (const socket of idle) socket.destroy()
  })
  for (let made = 0; made < count; made += 1) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(socket, 'data')
    idle.push(socket)
  }
  const grown = (residentMemory(child.pid as number) ?? 0) - before
  let slowest = 0
  for (let time = 0; time < 20; time += 1) {
    const startedAt = performance.now()
    t.equal((await ask(`/v1/quotes?limit=${1 + time}`)).status, 200)
    slowest = Math.max(slowest, performance.now() - startedAt)
  }
  t.equal(idle.filter(({ destroyed }) => destroyed).length, 0, 'all of them are still there')
  child.kill('SIGTERM')
  const told = performance.now()
  t.equal(await ended, 0)
  const endMs = Math.round(performance.now() - told)
  t.ok(endMs < 6000, `ended in ${endMs} ms`)
  t.comment(JSON.stringify({ connections: count, grownMiB: Math.round(grown), slowestMs: Math.round(slowest), endMs }))
  t.ok(grown < 100 + count / 10)
})

const exported = '/v1/export/records.ndjson'

t.test('clients that do not read what they asked for take bounded memory, and nobody else’s time', async (t) => {
  const file = join(folderFor(t), 'facts.sqlite')
  load(inPackage('seed'), file)
  const { port, child } = await served(t, file)
  const ask = asker(port)
  await ask('/v1/search?q=shells')
  const before = residentMemory(child.pid as number) ?? 0
  const deaf = Array.from({ length: times('DEAF', 50) }, () => {
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    socket.write(`GET ${exported} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(30))
    return socket
  })
  // Once all of them were begun or refused.
  for (let status: unknown; status !== 200; await setTimeout(50)) status = (await ask('/v1/search?q=arms')).status
  let slowest = 0
  for (const path of ['/v1/quotes?limit=5', '/v1/search?q=arms', '/v1/entities', '/health/ready']) {
    const startedAt = performance.now()
    const { status } = await ask(path)
    t.equal(status, 200, path)
    slowest = Math.max(slowest, performance.now() - startedAt)
  }
  const grown = (residentMemory(child.pid as number) ?? 0) - before
  t.comment(JSON.stringify({ clients: deaf.length, grownMiB: Math.round(grown), slowestMs: Math.round(slowest) }))
  t.ok(grown < 400, `${grown} MiB`)
  t.equal((await ask(exported)).status, 503, 'there may be 64 exports at once')
  for (const socket of deaf) socket.destroy()
  // What nobody takes any more is given up, behind others of its connection as well.
  for (let status: unknown; status !== 200; await setTimeout(50)) status = (await ask(exported)).status
})
