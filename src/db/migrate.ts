import { readFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { inPackage } from '../package.ts'
import { applicationId } from './files.ts'

const migrationsFolder = inPackage('migrations')

/** How many migrations this build knows: the schema version it writes and reads. */
export const schemaVersion: number = JSON.parse(readFileSync(inPackage('migrations', 'meta', '_journal.json'), 'utf8'))
  .entries.length

/** Creates the schema in a new, private file and marks the file as ours. Served files are never altered in place. */
export function createSchema(sqlite: Database.Database): void {
  migrate(drizzle(sqlite), { migrationsFolder })
  sqlite.pragma(`application_id = ${applicationId}`)
  sqlite.pragma(`user_version = ${schemaVersion}`)
}
