/** Tables that hold only the rows of a test, without what they refer to, on the engine of the run (TEST_ENGINE). */
import { getTableName, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Test } from 'tap'
import type { Engine } from '../../src/db/open.ts'
import { Database, drizzleOn } from '../../src/db/sqlite/driver.ts'
import { createSchema } from '../../src/db/sqlite/migrate.ts'
import { statementsOn } from '../../src/db/sqlite/statements.ts'
import { sqlite as sqliteEngine } from '../../src/db/sqlite/text-search.ts'

export interface LooseRows {
  engine: Engine
  /** Replaces the rows of the tables. */
  fill(rows: Map<SQLiteTable, object[]>): Promise<void>
  /** The ids of the rows of a table that satisfy a condition, in order. */
  idsWhere(table: SQLiteTable, condition: SQL | undefined): Promise<string[]>
}

export async function looseRows(t: Test): Promise<LooseRows> {
  const connection = new Database(':memory:')
  createSchema(connection)
  connection.pragma('foreign_keys = OFF')
  const db = drizzleOn(connection)
  const copy = process.env.TEST_ENGINE === 'postgres' ? await postgresCopy(t) : undefined
  const { all } = copy ?? statementsOn(connection)
  return {
    engine: copy?.engine ?? sqliteEngine,
    async fill(rows) {
      for (const [table, values] of rows) {
        db.delete(table).run()
        for (const one of values) db.insert(table).values(one).run()
        await copy?.replace(table, connection.prepare(`select * from ${getTableName(table)}`).all())
      }
    },
    async idsWhere(table, condition) {
      const found = await all<{ id: string }>(sql`select id from ${table} where ${condition ?? sql`true`}`)
      return found.map(({ id }) => id).sort()
    },
  }
}

async function postgresCopy(t: Test) {
  const { postgres: engine, PostgresDialect } = await import('../../src/db/postgres/text-search.ts')
  const { insertStatement, tableStatements } = await import('../../src/db/postgres/schema.ts')
  const { emptyPostgres } = await import('./pglite.ts')
  const database = emptyPostgres()
  t.teardown(() => database.close())
  for (const statement of tableStatements) await database.query(statement)
  const dialect = new PostgresDialect()
  return {
    engine,
    async replace(table: SQLiteTable, rows: unknown[]) {
      await database.query(`delete from ${getTableName(table)}`)
      await database.query(insertStatement(table), [JSON.stringify(rows)])
    },
    async all<T>(query: SQL) {
      const { sql: text, params } = dialect.sqlToQuery(query)
      return database.query<T>(text, params)
    },
  }
}
