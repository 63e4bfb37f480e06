import type Sqlite from 'better-sqlite3'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { BetterSQLiteSession } from 'drizzle-orm/better-sqlite3/session'
import { BaseSQLiteDatabase, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { loadDriver } from './driver-package.ts'

export type Connection = Sqlite.Database
export type Statement = Sqlite.Statement

export const Database: typeof Sqlite = await loadDriver()

/** Drizzle on an open connection. Its own `drizzle()` imports the package by a fixed name, which may be absent. */
export function drizzleOn(connection: Connection): BetterSQLite3Database {
  const dialect = new SQLiteSyncDialect()
  const session = new BetterSQLiteSession(connection, dialect, undefined)
  return new BaseSQLiteDatabase('sync', dialect, session, undefined) as unknown as BetterSQLite3Database
}
