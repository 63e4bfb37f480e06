/**
 * SQLite by better-sqlite3, in the version that this Node.js can run: 13 (Node-API) needs Node 22, and 12 aborts the
 * process when a statement is collected as garbage on Node 24.19 and later.
 */
import type Sqlite from 'better-sqlite3'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { BetterSQLiteSession } from 'drizzle-orm/better-sqlite3/session'
import { BaseSQLiteDatabase, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'

export type Connection = Sqlite.Database
export type Statement = Sqlite.Statement

const major = Number(process.versions.node.split('.')[0])
const packageName = major >= 22 ? 'better-sqlite3-napi' : 'better-sqlite3'

async function loadDriver(): Promise<typeof Sqlite> {
  try {
    return (await import(packageName)).default
  } catch (error) {
    const advice =
      major >= 22
        ? 'Install again without --omit=optional.'
        : 'Install again without --omit=optional, on a machine with python3, make and a C++ compiler.'
    throw new Error(`SQLite is missing: the optional package ${packageName} was not installed. ${advice}`, {
      cause: error,
    })
  }
}

export const Database: typeof Sqlite = await loadDriver()

/** Drizzle on an open connection. Its own `drizzle()` imports the package by a fixed name, which may be absent. */
export function drizzleOn(connection: Connection): BetterSQLite3Database {
  const dialect = new SQLiteSyncDialect()
  const session = new BetterSQLiteSession(connection, dialect, undefined)
  return new BaseSQLiteDatabase('sync', dialect, session, undefined) as unknown as BetterSQLite3Database
}
