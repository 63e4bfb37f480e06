import { readFileSync } from 'node:fs'
import { inPackage } from '../../package.ts'
import type { Connection } from './driver.ts'
import { applicationId } from './files.ts'

/** The one migration, written by `npm run generate` from the model in `tables.ts`. */
export const schemaFile = inPackage('migrations', '0001_schema.sql')

/** The version of the schema that this build writes and reads. A change of the schema after a release raises it. */
export const schemaVersion = 13

/** Creates the schema in a new, private file and marks the file as ours. Served files are never altered in place. */
export function createSchema(sqlite: Connection): void {
  sqlite.transaction(() => sqlite.exec(readFileSync(schemaFile, 'utf8')))()
  sqlite.pragma(`application_id = ${applicationId}`)
  sqlite.pragma(`user_version = ${schemaVersion}`)
}
