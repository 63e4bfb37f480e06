/** The SQL that creates the schema, written from the Drizzle model: STRICT tables, their indexes, the full-text index. */
import { type Column, getTableName, is, SQL } from 'drizzle-orm'
import { getTableConfig, SQLiteSyncDialect, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { searchIndex } from './sqlite/engine.ts'
import * as model from './tables.ts'

const dialect = new SQLiteSyncDialect()
const quoted = (name: string): string => `"${name}"`
const listed = (columns: Column[]): string => columns.map(({ name }) => quoted(name)).join(', ')

/** An expression of the model as text: DDL takes no parameters, and its columns are not qualified by their table. */
export const expressionText = (expression: SQL, table: string): string =>
  dialect.sqlToQuery(expression.inlineParams()).sql.replaceAll(`${quoted(table)}.`, '')

function columnDefinition(column: Column): string {
  const key = column.primary ? ' primary key' : ''
  const required = column.notNull ? ' not null' : ''
  const unique = column.isUnique ? ' unique' : ''
  return `${quoted(column.name)} ${column.getSQLType()}${key}${required}${unique}`
}

/** All statements that create one table, in the order in which SQLite must take them. */
function tableStatements(table: SQLiteTable): string[] {
  const { name, columns, primaryKeys, foreignKeys, checks, indexes } = getTableConfig(table)
  const constraints = [
    ...primaryKeys.map((key) => `primary key (${listed(key.columns)})`),
    ...foreignKeys.map((key) => {
      const { columns, foreignTable, foreignColumns } = key.reference()
      return `foreign key (${listed(columns)}) references ${quoted(getTableName(foreignTable))} (${listed(foreignColumns)})`
    }),
    ...checks.map((check) => `constraint ${quoted(check.name)} check (${expressionText(check.value, name)})`),
  ]
  const lines = [...columns.map(columnDefinition), ...constraints].map((line) => `  ${line}`)
  return [
    `create table ${quoted(name)} (\n${lines.join(',\n')}\n) strict;`,
    ...indexes.map(({ config }) => {
      const parts = config.columns.map((part) =>
        is(part, SQL) ? expressionText(part, name) : quoted((part as Column).name),
      )
      return `create index ${quoted(config.name)} on ${quoted(name)} (${parts.join(', ')});`
    }),
  ]
}

/**
 * The whole schema: the text of `migrations/0001_schema.sql`.
 * @param views statements that create views
 */
export function schemaSql(views: string[]): string {
  const tables = Object.values(model).filter((one) => is(one, SQLiteTable))
  return `${[...tables.flatMap(tableStatements), searchIndex('search'), ...views].join('\n')}\n`
}
