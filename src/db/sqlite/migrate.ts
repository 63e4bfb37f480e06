import { readFileSync } from 'node:fs'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { inPackage } from '../../package.ts'
import { createTable, tableDdl, tables } from '../ddl.ts'
import { records, retired } from '../tables.ts'
import type { Connection } from './driver.ts'
import { applicationId } from './files.ts'
import { searchIndex } from './text-search.ts'

/** The one migration, written by `npm run generate` from the model in `tables.ts`. */
export const schemaFile = inPackage('migrations', '0001_schema.sql')

/** The version of the schema that this build writes and reads. A change of the schema after a release raises it. */
export const schemaVersion = 16

/** Less of a page stays empty than with SQLite's 4 KiB, since bodies have some KiB. */
const pageBytes = 8192

/** Creates the schema in a new, private file and marks the file as ours. Served files are never altered in place. */
export function createSchema(sqlite: Connection): void {
  sqlite.pragma(`page_size = ${pageBytes}`)
  sqlite.transaction(() => sqlite.exec(readFileSync(schemaFile, 'utf8')))()
  sqlite.pragma(`application_id = ${applicationId}`)
  sqlite.pragma(`user_version = ${schemaVersion}`)
}

/** Tables whose rows stay in the order in which they were written, which the digest of the content tells. */
const inOrderWritten: SQLiteTable[] = [records, retired]

/** True of a table whose rows are stored in the order of their key, without one more index for the key. */
const isClustered = (table: SQLiteTable): boolean =>
  !inOrderWritten.includes(table) &&
  !getTableConfig(table).columns.some((column) => column.primary && column.dataType === 'number')

/**
 * The whole schema: the text of `migrations/0001_schema.sql`. Tables are STRICT.
 * @param views statements that create views
 */
export function schemaSql(views: string[]): string {
  const statements = tables.flatMap((table) => {
    const { lines, references, checks, indexes } = tableDdl(table, (column) => column.getSQLType())
    const options = isClustered(table) ? 'strict, without rowid' : 'strict'
    return [`${createTable(table, [...lines, ...references, ...checks])} ${options};`, ...indexes]
  })
  return `${[...statements, searchIndex, ...views].join('\n')}\n`
}
