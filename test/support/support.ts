import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import root, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { publishAt } from '../../src/db/postgres/commands.ts'
import { seedDigest } from '../../src/load/folder.ts'
import { load } from '../../src/load/load.ts'
import { release } from '../../src/load/release.ts'
import { inPackage } from '../../src/package.ts'
import type { PostgresServer } from './postgres-server.ts'
import { until } from './until.ts'

/** A folder of its own for a test, removed at its end. */
export function folderFor(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'conflict-facts-test-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A copy of the seed with its history. `edit` replaces text in one file, which must hold it. */
export function releasedSeed(t: Test) {
  const seed = join(folderFor(t), 'seed')
  cpSync(inPackage('seed'), seed, { recursive: true })
  const edit = (file: string, from: string | RegExp, to: string) => {
    const path = join(seed, file)
    const before = readFileSync(path, 'utf8')
    const after = before.replace(from, to)
    if (after === before) throw new Error(`${file} does not hold ${from}`)
    writeFileSync(path, after)
  }
  const add = (file: string, text: string) => writeFileSync(join(seed, file), text)
  return { seed, edit, add }
}

/** A copy of the seed that a test may spoil: a draft without history, which may have other records at each load. */
export function seedCopy(t: Test) {
  const copy = releasedSeed(t)
  for (const name of ['history.ndjson', 'released.ndjson']) rmSync(join(copy.seed, name))
  copy.edit('dataset.yaml', /^version: (.*)$/m, 'version: $1-draft')
  return copy
}

/** A seed with two versions and as many changes. */
export function twiceReleased(t: Test): string {
  const { seed, edit } = releasedSeed(t)
  edit('dataset.yaml', /^version: .*$/m, 'version: 2.0.0')
  edit('dataset.yaml', /^title: .*$/m, 'title: Conflict Facts anew')
  release(seed, { note: 'A test.', reason: 'rule_changed', reasons: new Map() })
  return seed
}

/** The last database made of the seed, after the digest of all that it was made from. */
const lastLoaded = inPackage('dist', 'loaded-seed')

/** Digest of the seed, the code, the packages and the driver of SQLite, which is another one in other versions of Node.js. */
const digestOfLoad = (): string =>
  createHash('sha256')
    .update(seedDigest(inPackage('seed')))
    .update(readFileSync(inPackage('dist', '.tsbuildinfo')))
    .update(readFileSync(inPackage('package-lock.json')))
    .update(process.version)
    .digest('hex')

let loaded: Buffer | undefined

/** A database file of the seed, in a folder of its own. The seed is loaded once for all files of tests of a build. */
export function databaseFor(t: Test): string {
  const file = join(folderFor(t), 'facts.sqlite')
  loaded ??= loadedSeed(file)
  writeFileSync(file, loaded)
  return file
}

/** @param scratch file to load the seed into, if the last load was of anything else */
function loadedSeed(scratch: string): Buffer {
  const digest = digestOfLoad()
  const last = existsSync(lastLoaded) ? readFileSync(lastLoaded) : Buffer.alloc(0)
  if (last.subarray(0, digest.length).equals(Buffer.from(digest))) return last.subarray(digest.length)
  load(inPackage('seed'), scratch)
  const database = readFileSync(scratch)
  // A rename, since other files of tests read it at the same time.
  const unfinished = `${lastLoaded}-${process.pid}`
  writeFileSync(unfinished, Buffer.concat([Buffer.from(digest), database]))
  renameSync(unfinished, lastLoaded)
  return database
}

/** A database file of any seed, in a folder of its own. */
function loadedFrom(t: Test, seed: string): string {
  const file = join(folderFor(t), 'facts.sqlite')
  load(seed, file)
  return file
}

/**
 * The real app on a real database of the seed: a file, or with TEST_ENGINE=postgres a copy of it on a server.
 * `reload` loads another seed, and resolves when it is served.
 */
export async function appFor(t: Test, seed = inPackage('seed')) {
  const databaseFile = seed === inPackage('seed') ? databaseFor(t) : loadedFrom(t, seed)
  const url = process.env.TEST_ENGINE === 'postgres' ? await emptyDatabase() : undefined
  if (url !== undefined) await publishAt(url, databaseFile, { keepVersions: 0 })
  const database = url === undefined ? undefined : { url, poolSize: 10, statementTimeoutMs: 60_000 }
  const app = await buildApp({ databaseFile, database })
  t.teardown(() => app.close())
  const reload = async (changed: string) => {
    const { etag } = (await app.inject('/')).headers
    load(changed, databaseFile)
    if (url !== undefined) await publishAt(url, databaseFile, { keepVersions: 0 })
    await until('the load is served', async () => (await app.inject('/')).headers.etag !== etag)
  }
  return Object.assign(app, { databaseFile, reload })
}

/** The reason to skip what is tried on the SQLite file itself; false where that is what is served. */
export const onlyForFiles: string | false = process.env.TEST_ENGINE === 'postgres' && 'It is about the SQLite file.'

let server: Promise<PostgresServer> | undefined
let copies = 0

/** The address of a database on a server that runs for this file of tests. */
async function emptyDatabase(): Promise<string> {
  const { createDatabase, postgresServer } = await import('./postgres-server.ts')
  server ??= postgresServer(root)
  copies += 1
  const name = `copy${copies}`
  await (await server).run('postgres', createDatabase(name))
  return (await server).urlOf(name)
}

// biome-ignore lint/suspicious/noExplicitAny: tests read what the contract test has checked
export async function getJson(app: FastifyInstance, url: string, status = 200): Promise<any> {
  const response = await app.inject(url)
  if (response.statusCode !== status)
    throw new Error(`GET ${url} answered ${response.statusCode}, not ${status}: ${response.body.slice(0, 500)}`)
  return response.json()
}

/** Every record of a list, walked page by page. */
// biome-ignore lint/suspicious/noExplicitAny: see getJson
export async function walk(app: FastifyInstance, url: string): Promise<any[]> {
  const all: unknown[] = []
  for (let next: string | null = url; next !== null; ) {
    const page = await getJson(app, next)
    all.push(...page.data)
    next = page.next
  }
  return all
}
