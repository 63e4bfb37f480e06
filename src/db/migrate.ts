import { readFileSync } from 'node:fs'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { inPackage } from '../package.ts'
import type { Connection } from './driver.ts'
import { applicationId } from './files.ts'

const migrationsFolder = inPackage('migrations')

/** How many migrations this build knows: the schema version it writes and reads. */
export const schemaVersion: number = JSON.parse(readFileSync(inPackage('migrations', 'meta', '_journal.json'), 'utf8'))
  .entries.length

/**
 * Creates the schema in a new, private file and marks the file as ours. Served files are never altered in place. Drizzle's
 * own migrator would tell of a full disk that it cannot roll back.
 */
export function createSchema(sqlite: Connection): void {
  const statements = readMigrationFiles({ migrationsFolder }).flatMap(({ sql }) => sql)
  sqlite.transaction(() => {
    for (const statement of statements) sqlite.exec(statement)
  })()
  sqlite.pragma(`application_id = ${applicationId}`)
  sqlite.pragma(`user_version = ${schemaVersion}`)
}
