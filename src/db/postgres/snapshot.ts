import type { SQL } from 'drizzle-orm'
import { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { SQLiteRemoteSession } from 'drizzle-orm/sqlite-proxy/session'
import { DatabaseError, type DatasetRow, lifetime, type Snapshot } from '../open.ts'
import { dataset } from '../tables.ts'
import type { Queries } from './connection.ts'
import { filePartBytes } from './publish.ts'
import { postgres as engine, PostgresDialect } from './text-search.ts'

const dialect = new PostgresDialect()

/** Drizzle's queries on connections that find the tables of one version. */
function drizzleOn(queries: Queries): Snapshot['db'] {
  const run = async (text: string, values: unknown[], method: string) => {
    const rows = await queries.query<unknown[]>(text, values, true)
    return { rows: method === 'get' ? (rows[0] as unknown[]) : rows }
  }
  const session = new SQLiteRemoteSession(run, dialect, undefined, undefined, {})
  return new BaseSQLiteDatabase('async', dialect, session, undefined) as unknown as Snapshot['db']
}

/**
 * A version of the facts in PostgreSQL.
 * @param queries connections that find the tables of this version
 * @param close closes them
 */
export async function openVersion(queries: Queries, fileBytes: number, close: () => void): Promise<Snapshot> {
  const db = drizzleOn(queries)
  const [row]: DatasetRow[] = await db.select().from(dataset)
  if (row === undefined) throw new DatabaseError('The version in service holds no dataset. Load it again.')
  const all = <T>(query: SQL): Promise<T[]> => {
    const { sql, params } = dialect.sqlToQuery(query)
    return queries.query<T>(sql, params)
  }
  return {
    all,
    get: async <T>(query: SQL) => (await all<T>(query))[0],
    engine,
    db,
    dataset: row,
    rankedDigest: `${row.digest} ${engine.ranking}`,
    file: { bytes: fileBytes, parts: (range) => partsOf(queries, range ?? { start: 0, end: fileBytes - 1 }) },
    ...lifetime(close),
  }
}

async function* partsOf(queries: Queries, { start, end }: { start: number; end: number }): AsyncGenerator<Buffer> {
  for (let part = Math.floor(start / filePartBytes); part * filePartBytes <= end; part += 1) {
    const [row] = await queries.query<{ bytes: Buffer }>('select bytes from sqlite_file where part = $1', [part])
    if (row === undefined) return
    const before = part * filePartBytes
    yield row.bytes.subarray(Math.max(0, start - before), end + 1 - before)
  }
}
