/** PostgreSQL in the process of a test. */
import { PGlite } from '@electric-sql/pglite'
import { type Queries, readers } from '../../src/db/postgres/connection.ts'

/** An empty database with one connection, by which all queries run. */
export function emptyPostgres(): Queries & { close(): Promise<void> } {
  const database = new PGlite()
  return {
    async query<T>(text: string, values: unknown[] = [], asArrays = false) {
      const { rows } = await database.query<T>(text, values, {
        parsers: readers,
        ...(asArrays && { rowMode: 'array' }),
      })
      return rows
    },
    close: () => database.close(),
  }
}
