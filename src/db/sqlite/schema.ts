import { type Connection, Database } from './driver.ts'
import { createSchema } from './migrate.ts'

interface SchemaRow {
  type: 'table' | 'index' | 'view' | 'trigger'
  name: string
  sql: string | null
}

const schemaOf = (sqlite: Connection): SchemaRow[] =>
  sqlite.prepare('select type, name, sql from main.sqlite_schema').all() as SchemaRow[]

const keyOf = ({ type, name, sql }: SchemaRow): string => JSON.stringify([type, name, sql?.replace(/\s+/g, ' ')])

let expected: SchemaRow[] | undefined

/** The schema that this build writes, from an empty database in memory. */
function expectedSchema(): SchemaRow[] {
  const sqlite = new Database(':memory:')
  try {
    createSchema(sqlite)
    sqlite.exec('analyze')
    return schemaOf(sqlite)
  } finally {
    sqlite.close()
  }
}

/**
 * Differences between the tables, indexes, views and triggers of a file and those of this build, in words. Only the
 * list of them is read from the file: a view under the name of a table may be endless.
 */
export function schemaFaults(sqlite: Connection): string[] {
  sqlite.pragma('trusted_schema = OFF')
  expected ??= expectedSchema()
  const found = schemaOf(sqlite)
  const nameOf = ({ type, name }: SchemaRow): string => `The ${type} "${name}"`
  const [foundNames, expectedNames] = [found, expected].map((rows) => new Set(rows.map(nameOf)))
  const foundKeys = new Set(found.map(keyOf))
  return [
    ...found
      .filter((row) => !expectedNames?.has(nameOf(row)))
      .map((row) => `${nameOf(row)} is not part of the schema.`),
    ...expected
      .filter((row) => !foundKeys.has(keyOf(row)))
      .map((row) => `${nameOf(row)} of the schema is ${foundNames?.has(nameOf(row)) ? 'altered' : 'missing'}.`),
  ]
}
