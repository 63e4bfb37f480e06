/** The tables of a version, from the one model, and those by which versions are published. */
import { type Column, getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { createTable, quoted, tableDdl, tables } from '../ddl.ts'

/** Text is ordered by code point, as in SQLite. `json` keeps the text as it was written. */
const types: Record<string, string> = {
  SQLiteText: 'text collate "C"',
  SQLiteInteger: 'bigint',
  SQLiteBoolean: 'boolean',
  SQLiteReal: 'double precision',
  SQLiteCustomColumn: 'json',
}

const typeOf = (column: Column): string => {
  const type = types[column.columnType]
  if (type === undefined) throw new Error(`The column ${column.name} has no type in PostgreSQL.`)
  return type
}

const ddl = tables.map((table) => ({ name: getTableName(table), table, ...tableDdl(table, typeOf) }))

/** Tables without indexes, to be filled. */
export const tableStatements: string[] = [
  ...ddl.map(({ table, lines, checks }) => createTable(table, [...lines, ...checks])),
  'create table search (rowid bigint primary key, tokens tsvector not null)',
  'create table sqlite_file (part integer primary key, bytes bytea not null)',
]

/** Indexes and references, which are faster to make and to check when the tables are full. */
export const indexStatements: string[] = [
  ...ddl.flatMap(({ indexes }) => indexes),
  'create index search_by_token on search using gin (tokens)',
  ...ddl.flatMap(({ name, references }) => references.map((one) => `alter table ${quoted(name)} add ${one}`)),
  'analyze',
]

/** Writes rows of a table that are given as one text of JSON: $1. */
export function insertStatement(table: SQLiteTable): string {
  const columns = Object.values(getTableColumns(table))
  // A text in JSON would become a JSON string.
  const read = columns.map(({ name, columnType }) =>
    columnType === 'SQLiteCustomColumn' ? `cast(${quoted(name)} as json)` : quoted(name),
  )
  const written = columns.map((column) => `${quoted(column.name)} ${typeOf(column).replace(/^json$/, 'text')}`)
  return `insert into ${quoted(getTableName(table))} (${columns.map(({ name }) => quoted(name)).join(', ')}) select ${read.join(', ')} from json_to_recordset(cast($1 as json)) as given (${written.join(', ')})`
}

/** Schema of the tables that name the versions, and the one in service. */
export const controlSchema = 'conflict_facts'
export const versionSchema = (number: number): string => `${controlSchema}_v${number}`

export const controlStatements: string[] = [
  `create schema if not exists ${controlSchema}`,
  `create table if not exists ${controlSchema}.versions (
  number integer generated always as identity primary key,
  dataset text not null,
  version text not null,
  schema_version integer not null,
  file_bytes bigint not null,
  loaded_at timestamptz not null default now()
)`,
  `create table if not exists ${controlSchema}.in_service (
  singleton integer primary key check (singleton = 1),
  number integer not null references ${controlSchema}.versions
)`,
]
