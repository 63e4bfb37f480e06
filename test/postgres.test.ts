/** The same answers from PostgreSQL, in the process itself (PGlite: one connection). */
import t from 'tap'
import { buildApp } from '../src/app.ts'
import type { Store } from '../src/db/open.ts'
import { publishIn } from '../src/db/postgres/publish.ts'
import { versionSchema } from '../src/db/postgres/schema.ts'
import { openVersion } from '../src/db/postgres/snapshot.ts'
import { tokenVector } from '../src/db/postgres/text-search.ts'
import { compareEngines, requestsFromContract } from './support/engines.ts'
import { emptyPostgres } from './support/pglite.ts'
import { appFor, getJson } from './support/support.ts'

/** A database in this process that holds a file, as a store. */
async function storeOf(file: string): Promise<Store> {
  const queries = emptyPostgres()
  await publishIn(queries, file, { keepVersions: 0 })
  await queries.query(`set search_path to ${versionSchema(1)}`)
  const [{ bytes = 0 } = {}] = await queries.query<{ bytes: number }>(
    'select file_bytes as bytes from conflict_facts.versions',
  )
  const snapshot = await openVersion(queries, bytes, () => {})
  return {
    current: () => snapshot,
    earlier: async () => undefined,
    readDataset: async () => snapshot.dataset,
    whenLoaded: () => undefined,
    explain: () => undefined,
    close: () => queries.close(),
  }
}

t.test('requests made from the contract have the same answers', async (t) => {
  const one = await appFor(t)
  const { databaseFile } = one
  const other = await buildApp({ databaseFile, store: await storeOf(databaseFile) })
  t.teardown(() => other.close())
  const requests = requestsFromContract(5000, 20241004).filter((_, index) => index % 12 === 0)
  const { compared, statuses, differing } = await compareEngines(one, other, requests)
  t.strictSame(differing, [])
  t.ok(compared > 300, `${compared} compared`)
  t.notOk(statuses.has(500))

  await t.test('a search names its ranking, and its cursors and ETags are those of its engine', async (t) => {
    const url = '/v1/search?q=shells&limit=2'
    const [own, others] = await Promise.all([one, other].map((app) => app.inject(url)))
    t.strictSame([own?.json().ranking, others?.json().ranking], ['bm25', 'ts_rank'])
    t.not(own?.headers.etag, others?.headers.etag)
    t.equal((await getJson(other, own?.json().next, 409)).type, '/problems/cursor-outdated')
    t.equal((await getJson(other, others?.json().next)).data.length, 2)
    const list = (await getJson(one, '/v1/estimates?limit=2&sort=-low')).next
    t.strictSame(await getJson(other, list), await getJson(one, list))
  })
})

t.test('tokens become places in a document, by field, and phrases end where texts do', async (t) => {
  t.equal(
    tokenVector(['north korea ¶ dprk', 'north', '', "o'b\\c"]),
    String.raw`'north':1A,6B 'korea':2A 'dprk':4A 'o''b\\c':10D`,
  )
  t.equal(tokenVector(['', '']), '')
  t.match(tokenVector(['ё'.repeat(600)]), /^'ё{500}':1A$/)
})
