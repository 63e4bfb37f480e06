/** The SQL that creates the tables and indexes of an engine, written from the one Drizzle model. */
import { type Column, getTableName, is, SQL } from 'drizzle-orm'
import { getTableConfig, SQLiteSyncDialect, SQLiteTable } from 'drizzle-orm/sqlite-core'
import * as model from './tables.ts'

/** All tables of the model, in the order of its names. */
export const tables: SQLiteTable[] = Object.values(model).filter((one) => is(one, SQLiteTable))

const dialect = new SQLiteSyncDialect()
export const quoted = (name: string): string => `"${name}"`
const listed = (columns: Column[]): string => columns.map(({ name }) => quoted(name)).join(', ')

/** An expression of the model as text: DDL takes no parameters. */
export const sqlText = (expression: SQL): string => dialect.sqlToQuery(expression.inlineParams()).sql

/** The same for one table, by which its columns are not qualified. */
export const expressionText = (expression: SQL, table: string): string =>
  sqlText(expression).replaceAll(`${quoted(table)}.`, '')

/** The parts of a table's DDL: an engine that takes no forward references adds these after all tables. */
export interface TableDdl {
  /** Columns and keys. */
  lines: string[]
  references: string[]
  checks: string[]
  indexes: string[]
}

/** @param typeOf the type of a column in the engine */
export function tableDdl(table: SQLiteTable, typeOf: (column: Column) => string): TableDdl {
  const { name, columns, primaryKeys, foreignKeys, checks, indexes } = getTableConfig(table)
  const definition = (column: Column): string => {
    const key = column.primary ? ' primary key' : ''
    const required = column.notNull ? ' not null' : ''
    const unique = column.isUnique ? ' unique' : ''
    return `${quoted(column.name)} ${typeOf(column)}${key}${required}${unique}`
  }
  return {
    lines: [...columns.map(definition), ...primaryKeys.map((key) => `primary key (${listed(key.columns)})`)],
    checks: checks.map((check) => `constraint ${quoted(check.name)} check (${expressionText(check.value, name)})`),
    references: foreignKeys.map((key) => {
      const { columns, foreignTable, foreignColumns } = key.reference()
      return `foreign key (${listed(columns)}) references ${quoted(getTableName(foreignTable))} (${listed(foreignColumns)})`
    }),
    indexes: indexes.map(({ config }) => {
      const parts = config.columns.map((part) =>
        is(part, SQL) ? expressionText(part, name) : quoted((part as Column).name),
      )
      return `create index ${quoted(config.name)} on ${quoted(name)} (${parts.join(', ')});`
    }),
  }
}

export const createTable = (table: SQLiteTable, lines: string[]): string =>
  `create table ${quoted(getTableName(table))} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)`
