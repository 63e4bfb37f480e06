/** Runs Drizzle's SQL on prepared statements, one per text: preparing costs more than most queries take. */
import type { SQL } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { LRUCache } from 'lru-cache'
import type { Statements } from '../open.ts'
import type { Connection, Statement } from './driver.ts'

const maxStatements = 300
const dialect = new SQLiteSyncDialect()

export function statementsOn(sqlite: Connection): Statements {
  const prepared = new LRUCache<string, Statement>({
    max: maxStatements,
    memoMethod: (text) => sqlite.prepare(text),
  })
  return {
    async all<T>(query: SQL) {
      const { sql, params } = dialect.sqlToQuery(query)
      return prepared.memo(sql).all(params) as T[]
    },
    async get<T>(query: SQL) {
      const { sql, params } = dialect.sqlToQuery(query)
      return prepared.memo(sql).get(params) as T | undefined
    },
  }
}
