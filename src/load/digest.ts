import { createHash } from 'node:crypto'
import type { DatasetRow } from '../db/open.ts'
import type { Connection } from '../db/sqlite/driver.ts'
import type { DatasetSeed } from './shapes.ts'

interface Retired {
  id: string
  reason: string
  version: string
  superseded_by: string | null
  recorded_seq: number | null
}

interface Recorded {
  id: string
  body: string
  recorded_date: string
  recorded_seq: number | null
}

/** SHA-256 over the dataset, its records and its withdrawn ids, in the order in which they are written. */
export class ContentDigest {
  readonly #hash = createHash('sha256')

  constructor({ id, title, description, version, date, license, rights }: DatasetSeed) {
    this.#hash.update(JSON.stringify({ id, title, description, version, date, license, rights }))
  }

  addRecord({ id, body, recorded_date, recorded_seq }: Recorded): void {
    this.#hash.update(`\0${id}\0${body}\0${recorded_date}\0${recorded_seq}`)
  }

  addRetired({ id, reason, version, superseded_by, recorded_seq }: Retired): void {
    this.#hash.update(`\0${id}\0${reason}\0${version}\0${superseded_by}\0${recorded_seq}`)
  }

  end(): string {
    return this.#hash.digest('hex')
  }
}

/** The digest of the content of a database. */
export function contentDigest(sqlite: Connection, about: DatasetRow): string {
  const digest = new ContentDigest({ ...about, license: { id: about.license_id, url: about.license_url } })
  const rowsOf = <T>(columns: string, table: string) =>
    sqlite.prepare(`select ${columns} from ${table} order by rowid`).iterate() as Iterable<T>
  for (const one of rowsOf<Recorded>('id, body, recorded_date, recorded_seq', 'records')) digest.addRecord(one)
  for (const one of rowsOf<Retired>('id, reason, version, superseded_by, recorded_seq', 'retired'))
    digest.addRetired(one)
  return digest.end()
}

const keyOf = (sqlite: Connection, table: string): string =>
  sqlite
    .prepare(
      `select group_concat('"' || name || '"') from (select name from pragma_table_info(?) where pk order by pk)`,
    )
    .pluck()
    .get(table) as string

/** Hashing a long text at once costs less than its rows one by one. */
const partCharacters = 65_536

/**
 * SHA-256 over the rows that are made from records, and the full-text index: filters, orders, facets, search and
 * comparisons read them.
 */
export function rowsDigest(sqlite: Connection): string {
  const hash = createHash('sha256')
  const tables = sqlite
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type = 'table' and name not in ('dataset', 'records', 'retired') and name not like 'sqlite%' order by name",
    )
    .pluck()
    .all() as string[]
  for (const name of tables) {
    hash.update(`\0${name}`)
    const rows = sqlite
      .prepare(`select * from "${name}" order by ${keyOf(sqlite, name)}`)
      .raw()
      .iterate()
    let part = ''
    for (const row of rows as Iterable<unknown[]>) {
      part += `\0${JSON.stringify(row)}`
      if (part.length < partCharacters) continue
      hash.update(part)
      part = ''
    }
    hash.update(part)
  }
  for (const name of ['search_data', 'search_docsize'])
    for (const row of sqlite.prepare(`select * from ${name} order by id`).raw().iterate() as Iterable<[number, Buffer]>)
      hash.update(`\0${row[0]}\0`).update(row[1])
  return hash.digest('hex')
}
