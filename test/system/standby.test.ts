/** A primary and a hot standby: publishing while many readers ask services on both. Much, so `npm run test:postgres` alone. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { publishAt } from '../../src/db/postgres/commands.ts'
import { load } from '../../src/load/load.ts'
import { release } from '../../src/load/release.ts'
import { chance, command, start, times } from '../support/commands.ts'
import { describe, requestsFromContract } from '../support/engines.ts'
import { createDatabase, noServer, postgresServer, standbyOf } from '../support/postgres-server.ts'
import { databaseFor, folderFor, releasedSeed } from '../support/support.ts'
import { until } from '../support/until.ts'

const readers = times('STANDBY_READERS', 0)
const skip = noServer || (readers === 0 && 'Run by `npm run test:postgres`.')

interface Released {
  version: string
  seed: string
  file: string
}

/** Versions of the shipped seed, each as a seed and as its database file. */
function laterVersions(t: Test): Released[] {
  const { seed, edit } = releasedSeed(t)
  return ['2.0.0', '3.0.0', '4.0.0', '5.0.0'].map((version) => {
    edit('dataset.yaml', /^version: .*$/m, `version: ${version}`)
    edit('dataset.yaml', /^title: .*$/m, `title: Conflict Facts ${version}`)
    release(seed, { note: 'A test.', reason: 'rule_changed', reasons: new Map() })
    const folder = folderFor(t)
    const one = { version, seed: join(folder, 'seed'), file: join(folder, 'facts.sqlite') }
    cpSync(seed, one.seed, { recursive: true })
    load(one.seed, one.file)
    return one
  })
}

t.test('readers of a primary and a standby see whole versions while others are published', { skip }, async (t) => {
  const primary = await postgresServer(t)
  await primary.run('postgres', createDatabase('facts'))
  const first = databaseFor(t)
  const later = laterVersions(t)
  const publish = (file: string, url = primary.urlOf('facts')) => publishAt(url, file, { keepVersions: 5 })
  await publish(first)
  const standby = await standbyOf(t, primary)

  const serve = async (url?: string, databaseFile = '/nowhere') => {
    const database = url === undefined ? undefined : { url, poolSize: 10, statementTimeoutMs: 60_000 }
    const app = await buildApp({ databaseFile, database, cacheBytes: 0 })
    t.teardown(() => app.close())
    return app
  }
  const versionOf = async (app: FastifyInstance) => (await app.inject('/v1/export')).headers['dataset-version']
  const follows = (app: FastifyInstance, version: string) =>
    until(`version ${version} is served`, async () => (await versionOf(app)) === version)
  const services = [await serve(primary.urlOf('facts')), await serve(standby.urlOf('facts'))] as const

  // A picture takes as long as a hundred records.
  const left = /^\/(health|metrics|v1\/search)|\.(png|svg)|\/citation/
  const urls = requestsFromContract(0, 0).flatMap(({ url }, index) => (index % 4 === 1 && !left.test(url) ? url : []))
  /** Answers of SQLite by version, then by address. */
  const expected = new Map<unknown, Map<string, string>>()
  for (const file of [first, ...later.map((one) => one.file)]) {
    const app = await serve(undefined, file)
    const answers = new Map<string, string>()
    for (const url of urls) {
      const answer = await app.inject(url)
      if (answer.statusCode === 200) answers.set(url, JSON.stringify(describe(answer, url)))
    }
    expected.set(await versionOf(app), answers)
  }
  const asked = [...(expected.get('1.1.0')?.keys() ?? [])]
  t.ok(asked.length > 500, `${asked.length} addresses`)
  t.equal(expected.size, 5)

  const seen = services.map(() => new Map<unknown, number>())
  const faults: string[] = []
  let isOver = false
  const random = chance(t)
  const read = async (which: 0 | 1) => {
    while (!isOver) {
      const url = random.pick(asked)
      const answer = await services[which].inject(url)
      const version = answer.headers['dataset-version']
      seen[which]?.set(version, (seen[which]?.get(version) ?? 0) + 1)
      if (JSON.stringify(describe(answer, url)) !== expected.get(version)?.get(url))
        faults.push(
          `${['primary', 'standby'][which]} ${version} ${url}: ${answer.statusCode} ${answer.body.slice(0, 200)}`,
        )
    }
  }
  const reading = Promise.all(Array.from({ length: readers }, (_, index) => read(index % 2 === 0 ? 0 : 1)))
  for (const { version, seed, file } of later) {
    // A process of its own, as the readers keep this one busy.
    const loading = start([...command, 'load', '--seed', seed], {
      DATABASE_FILE: file,
      DATABASE_URL: primary.urlOf('facts'),
    })
    t.equal(await loading.ended, 0, `version ${version} is published`)
    await until(`version ${version} is read from both`, () => seen.every((counts) => counts.has(version)))
  }
  isOver = true
  await reading
  for (const [which, counts] of seen.entries()) t.comment(['primary', 'standby'][which], Object.fromEntries(counts))
  t.strictSame(faults.slice(0, 10), [])
  for (const counts of seen) t.equal(counts.size, 5, 'each version was read')

  await t.test('a standby that stops means 503 there alone, until it is back', async (t) => {
    const [onPrimary, onStandby] = services
    await standby.stop()
    t.equal((await onStandby.inject('/v1/events?limit=3')).statusCode, 503)
    await until('it is not ready', async () => (await onStandby.inject('/health/ready')).statusCode === 503)
    t.equal((await onPrimary.inject('/v1/events?limit=3')).statusCode, 200)
    await publish(first)
    await standby.start()
    await until('it is ready', async () => (await onStandby.inject('/health/ready')).statusCode === 200)
    await follows(onStandby, '1.1.0')
  })

  await t.test('a standby that is promoted is served from at once, and takes loads', async (t) => {
    const [onPrimary, onStandby] = services
    await primary.stop()
    t.equal((await onPrimary.inject('/health/ready')).statusCode, 503)
    t.equal((await onStandby.inject('/v1/events?limit=3')).statusCode, 200)
    const refused = await publish(later[0]?.file as string, standby.urlOf('facts')).catch((error: Error) => error)
    t.match(refused, { message: /read-only replica\. `load` needs the primary/ })
    await standby.run('postgres', 'select pg_promote()')
    t.equal((await onStandby.inject('/v1/events?limit=3')).statusCode, 200)
    await publish(later[0]?.file as string, standby.urlOf('facts'))
    await follows(onStandby, '2.0.0')
  })
})
