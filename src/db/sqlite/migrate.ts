import { readFileSync } from 'node:fs'
import { inPackage } from '../../package.ts'
import { createTable, tableDdl, tables } from '../ddl.ts'
import type { Connection } from './driver.ts'
import { searchIndex } from './engine.ts'
import { applicationId } from './files.ts'

/** The one migration, written by `npm run generate` from the model in `tables.ts`. */
export const schemaFile = inPackage('migrations', '0001_schema.sql')

/** The version of the schema that this build writes and reads. A change of the schema after a release raises it. */
export const schemaVersion = 14

/** Creates the schema in a new, private file and marks the file as ours. Served files are never altered in place. */
export function createSchema(sqlite: Connection): void {
  sqlite.transaction(() => sqlite.exec(readFileSync(schemaFile, 'utf8')))()
  sqlite.pragma(`application_id = ${applicationId}`)
  sqlite.pragma(`user_version = ${schemaVersion}`)
}

/**
 * The whole schema: the text of `migrations/0001_schema.sql`. Tables are STRICT.
 * @param views statements that create views
 */
export function schemaSql(views: string[]): string {
  const statements = tables.flatMap((table) => {
    const { lines, references, checks, indexes } = tableDdl(table, (column) => column.getSQLType())
    return [`${createTable(table, [...lines, ...references, ...checks])} strict;`, ...indexes]
  })
  return `${[...statements, searchIndex, ...views].join('\n')}\n`
}
