import { readFileSync } from 'node:fs'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { inPackage } from '../package.ts'
import { type Connection, drizzleOn } from './driver.ts'
import { applicationId } from './files.ts'

const migrationsFolder = inPackage('migrations')

/** How many migrations this build knows: the schema version it writes and reads. */
export const schemaVersion: number = JSON.parse(readFileSync(inPackage('migrations', 'meta', '_journal.json'), 'utf8'))
  .entries.length

/** Creates the schema in a new, private file and marks the file as ours. Served files are never altered in place. */
export function createSchema(sqlite: Connection): void {
  migrate(drizzleOn(sqlite), { migrationsFolder })
  sqlite.pragma(`application_id = ${applicationId}`)
  sqlite.pragma(`user_version = ${schemaVersion}`)
}
