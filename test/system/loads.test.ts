/** A load publishes all of a dataset or nothing, however it ends and whatever the disk does. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { Database } from '../../src/db/sqlite/driver.ts'
import { privateFile } from '../../src/db/sqlite/files.ts'
import { openSnapshot } from '../../src/db/sqlite/open.ts'
import { ensureDatabase } from '../../src/load/ensure.ts'
import { examine } from '../../src/load/examine.ts'
import { load } from '../../src/load/load.ts'
import { inPackage } from '../../src/package.ts'
import { chance, command, start, times } from '../support/commands.ts'
import { folderFor, seedCopy } from '../support/support.ts'

/** Two states of one draft: every quote says something else. */
function twoSeeds(t: Test) {
  const [one, other] = [seedCopy(t), seedCopy(t)]
  other.edit('fp-2024-10-north-korean-shells/quotes.yaml', /^( +gist: )/gm, '$1Again, ')
  return [one.seed, other.seed] as const
}

/** The content of a file: its version, and a hash over every record. Fails where anything in it is out of order. */
function contentOf(t: Test, file: string): string {
  const faults = [...examine(file)].filter((one) => one.faults.length > 0)
  if (faults.length > 0) t.strictSame(faults, [], 'the file is whole')
  const { sqlite, dataset, close } = openSnapshot(file)
  const hash = createHash('sha256')
  for (const row of sqlite.prepare('select id, type, body from records order by id').iterate())
    hash.update(JSON.stringify(row))
  close()
  return `${dataset.version} ${hash.digest('hex')}`
}

const besides = (file: string): string[] =>
  readdirSync(join(file, '..')).filter((name) => name.startsWith(`${basename(file)}.loading-`))

t.test('a load that is killed at any moment leaves the old dataset or the new one, whole', async (t) => {
  const random = chance(t)
  const seeds = twoSeeds(t)
  const file = join(folderFor(t), 'facts.sqlite')
  const whole = seeds.map((seed) => {
    load(seed, file)
    return contentOf(t, file)
  })
  const begin = (seed: string) => {
    const before = besides(file)
    const loading = start([...command, 'load', '--seed', seed], { DATABASE_FILE: file })
    const writes = async () => {
      while (besides(file).every((name) => before.includes(name)) && loading.child.exitCode === null)
        await setTimeout(1)
    }
    return { ...loading, writes }
  }
  const usual = begin(seeds[0])
  const begun = performance.now()
  await usual.writes()
  const writesAt = performance.now() - begun
  t.equal(await usual.ended, 0)
  const endsAt = performance.now() - begun
  const tally = { old: 0, new: 0, leftovers: 0, finished: 0 }
  let current = whole[0]
  for (let kill = 0; kill < times('KILLS', 2); kill += 1) {
    const loading = begin(seeds[random.below(2)] as string)
    // Every other one is aimed at the time from the first byte written to the end.
    if (kill % 2 === 1) await loading.writes()
    const span = kill % 2 === 1 ? (endsAt - writesAt) * 1.5 : endsAt
    await Promise.race([setTimeout(random.next() * span), loading.ended])
    loading.child.kill('SIGKILL')
    if ((await loading.ended) === 0) tally.finished += 1
    const content = contentOf(t, file)
    t.ok(whole.includes(content), `kill ${kill + 1}`)
    if (content === current) tally.old += 1
    else tally.new += 1
    tally.leftovers += besides(file).length > 0 ? 1 : 0
    current = content
  }
  t.comment(JSON.stringify({ ...tally, writesAt: Math.round(writesAt), endsAt: Math.round(endsAt) }))
  load(seeds[1], file)
  t.equal(contentOf(t, file), whole[1])
  t.strictSame(besides(file), [], 'and the next one clears away what was left')
})

t.test('loads at the same time publish one after the other, each of them whole', async (t) => {
  const seeds = twoSeeds(t)
  const file = join(folderFor(t), 'facts.sqlite')
  const loads = [0, 1].map((which) =>
    start([...command, 'load', '--seed', seeds[which] as string], { DATABASE_FILE: file }),
  )
  for (const { ended, output } of loads) t.equal(await ended, 0, output())
  t.match(loads.map(({ output }) => output()).join(), /Another load into this file is under way; waiting for its end/)
  t.match(contentOf(t, file), /^1\.1\.0-draft /)
  t.strictSame(besides(file), [])
})

t.test('services that start at once on an empty volume load it once, and all serve', async (t) => {
  const file = join(folderFor(t), 'facts.sqlite')
  const servers = [1, 2].map(() => start([...command, 'serve'], { DATABASE_FILE: file }))
  for (const { says } of servers) await says(/is ready/)
  t.equal(servers.filter(({ output }) => /Loaded dataset/.test(output())).length, 1)
  for (const { child } of servers) child.kill('SIGTERM')
  for (const { ended } of servers) t.equal(await ended, 0)
})

t.test('what stands in the place of the lock of loads is named', async (t) => {
  const file = join(folderFor(t), 'facts.sqlite')
  const lock = `${file}.lock`
  for (const make of [
    () => mkdirSync(lock),
    () => execFileSync('mkfifo', [lock]),
    () => writeFileSync(lock, 'notes of somebody '.repeat(100)),
  ]) {
    make()
    t.throws(() => load(inPackage('seed'), file), { name: 'DatabaseError', message: /\.lock is not the empty file/ })
    rmSync(lock, { recursive: true })
  }
})

t.test('what a load of another process is at is not taken for abandoned', async (t) => {
  const file = join(folderFor(t), 'facts.sqlite')
  const [held, mine] = [new Database(`${file}.lock`), privateFile(file)]
  held.exec('begin exclusive')
  writeFileSync(mine, 'half of it')
  const other = start([...command, 'load'], { DATABASE_FILE: file })
  await other.says(/Another load into this file is under way/)
  t.ok(existsSync(mine), 'while it has not published')
  held.close()
  t.equal(await other.ended, 0)
  t.strictSame(besides(file), [], 'and is cleared away when it ended without')
})

/** Starts a script of a shell that may mount, in a namespace of its own; undefined where the system does not let it. */
async function withMounts(script: string, env: Record<string, string>) {
  const shell = ['unshare', '--map-root-user', '--mount', 'sh', '-euc']
  const tried = start([...shell, `mount -t tmpfs tmpfs "${env.PLACE}"`])
  tried.child.on('error', () => {})
  return (await tried.ended) === 0 ? start([...shell, script], env) : undefined
}

const cannotMount = 'skipped: this system lets nobody mount a small disk'
const cli = command.map((word) => `"${word}"`).join(' ')

/** A dataset that the seed of the package would replace, and a folder on which a small disk can be mounted. */
function beforeFault(t: Test) {
  const folder = folderFor(t)
  const file = join(folder, 'facts.sqlite')
  const { seed } = seedCopy(t)
  load(seed, file)
  const place = join(folder, 'disk')
  mkdirSync(place)
  return { file, place, bytes: statSync(file).size, env: { DATABASE_FILE: join(place, 'facts.sqlite'), PLACE: place } }
}

t.test('a full disk leaves what was there, is called full, and keeps nothing else', async (t) => {
  const { file, place, bytes, env } = beforeFault(t)
  for (const share of [0.01, 0.9]) {
    const loading = await withMounts(
      `mount -t tmpfs -o size=${Math.ceil(bytes * (1 + share)) + 8192} tmpfs "${place}"; cp "${file}" "$DATABASE_FILE"
       ${cli} load && status=0 || status=$?
       cmp "${file}" "$DATABASE_FILE"; ls "${place}"; exit $status`,
      env,
    )
    if (loading === undefined) return t.comment(cannotMount)
    t.equal(await loading.ended, 1, loading.output())
    t.match(loading.output(), /The disk is full/, `room for ${share} of a dataset`)
    t.notMatch(loading.output(), /\n\s+at |loading-|differ|FAULT/)
  }
})

t.test('a file that may not grow further leaves what was there as well', async (t) => {
  const { file, bytes } = beforeFault(t)
  const before = readFileSync(file)
  const loading = start(['bash', '-c', `ulimit -f ${Math.floor(bytes / 2048)}; exec ${cli} load`], {
    DATABASE_FILE: file,
  })
  t.not(await loading.ended, 0)
  t.match(loading.output(), /The disk cannot be read or written, or the file is larger than the system allows/)
  t.notMatch(loading.output(), /\n\s+at /)
  t.ok(readFileSync(file).equals(before))
  t.strictSame(besides(file), [])
})

t.test('a start on a full or read-only disk serves what was loaded before, and says so', async (t) => {
  const { file, place, bytes, env } = beforeFault(t)
  const kinds = [
    [`size=${bytes + 100_000}`, '', /The disk is full/],
    ['size=100m', `mount -o remount,ro "${place}";`, /cannot be (opened|written)|read-only disk/],
  ] as const
  for (const [size, then, says] of kinds) {
    const server = await withMounts(
      `mount -t tmpfs -o ${size} tmpfs "${place}"; cp "${file}" "$DATABASE_FILE"; ${then} exec ${cli} serve`,
      env,
    )
    if (server === undefined) return t.comment(cannotMount)
    t.teardown(() => server.child.kill('SIGKILL'))
    const [, port] = await server.says(/127\.0\.0\.1:(\d+)\/docs/)
    const answer = await fetch(`http://127.0.0.1:${port}/v1/quotes?limit=1`)
    t.equal(answer.status, 200)
    t.equal(answer.headers.get('dataset-version'), '1.1.0-draft')
    t.equal((await fetch(`http://127.0.0.1:${port}/health/ready`)).status, 200)
    server.child.kill('SIGTERM')
    t.equal(await server.ended, 0)
    t.match(server.output(), says)
    t.match(server.output(), /The dataset loaded before is served/)
    t.notMatch(server.output(), /\n\s+at /)
  }
})

t.test('a file of an older schema is replaced only by what knows all of its ids', async (t) => {
  const { seed, edit } = seedCopy(t)
  const file = join(folderFor(t), 'facts.sqlite')
  load(seed, file)
  const older = new Database(file)
  older.pragma('user_version = 1')
  older.exec(`insert into records (id, type, body, recorded_date) values ('quote-of-old', 'quote', '{}', '')`)
  older.close()
  const before = readFileSync(file)
  t.throws(() => ensureDatabase(file, seed), {
    name: 'SeedError',
    message: /The quote "quote-of-old" of version 1\.1\.0-draft is gone/,
  })
  t.ok(readFileSync(file).equals(before))
  edit('retired.yaml', /$/, '- { id: quote-of-old, type: quote, reason: A test., version: 1.0.0 }\n')
  t.match(ensureDatabase(file, seed), { done: /Its schema was older/, warning: null })
  t.strictSame(contentOf(t, file).split(' ')[0], '1.1.0-draft')
})

t.test('a damaged file is replaced, and that its ids could not be compared is told', async (t) => {
  const { seed } = seedCopy(t)
  const file = join(folderFor(t), 'facts.sqlite')
  load(seed, file)
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0xa5, 4096 * 4))
  t.match(ensureDatabase(file, seed), { done: /It was damaged/, warning: /only some of its ids could be compared/ })
  contentOf(t, file)
})
