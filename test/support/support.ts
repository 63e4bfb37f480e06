import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { load } from '../../src/load/load.ts'
import { release } from '../../src/load/release.ts'
import { inPackage } from '../../src/package.ts'

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

let loaded: Buffer | undefined

/** A database file of the seed, in a folder of its own. The seed is loaded once for all tests of a file. */
export function databaseFor(t: Test): string {
  const file = join(folderFor(t), 'facts.sqlite')
  if (loaded === undefined) load(inPackage('seed'), file)
  else writeFileSync(file, loaded)
  loaded ??= readFileSync(file)
  return file
}

/** A database file of any seed, in a folder of its own. */
function loadedFrom(t: Test, seed: string): string {
  const file = join(folderFor(t), 'facts.sqlite')
  load(seed, file)
  return file
}

/** The real app on a real database of the seed. */
export async function appFor(t: Test, seed = inPackage('seed')): Promise<FastifyInstance & { databaseFile: string }> {
  const databaseFile = seed === inPackage('seed') ? databaseFor(t) : loadedFrom(t, seed)
  const app = await buildApp({ databaseFile })
  t.teardown(() => app.close())
  return Object.assign(app, { databaseFile })
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
