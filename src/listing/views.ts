/**
 * The views of the SQLite file, `v_estimates` and the like: the rows and columns of each list as CSV, for programs that
 * read the file itself. They follow from the columns; a test compares every cell with the CSV.
 */
import { getTableName, sql } from 'drizzle-orm'
import { expressionText, sqlText } from '../db/ddl.ts'
import { records } from '../db/tables.ts'
import { type Column, columnsOf } from './columns.ts'
import type { Listing } from './listing.ts'
import { type Name, nameFields } from './names.ts'

/** The statement that creates the view of a list. true and false are 1 and 0, as everywhere in SQLite. */
export function viewOf(listing: Listing): string {
  const { collection, contract, table, defaultSort } = listing
  const columns = columnsOf(contract).map((column) => `  ${typed(column)} as "${column.name}"`)
  const keys = defaultSort?.keys.map(({ value }) => expressionText(sql`${value}`, getTableName(table))) ?? ['id']
  return `create view "v_${collection}" as select\n${columns.join(',\n')}\nfrom ${rowsOf(listing)} order by ${keys.join(', ')};`
}

/** The rows of a list as `record`, with their JSON as `body`. */
function rowsOf({ type, table, body }: Listing): string {
  if (body === undefined) return `records as record where type = '${type}'`
  const { json, record } = body
  if (record === undefined) return `${getTableName(table)} as record`
  const rows = sql`select ${table}.*, ${json} as body from ${table} join ${records} on ${records.id} = ${record}`
  return `(${sqlText(rows)}) as record`
}

const sqlTypes: Record<string, string> = { number: 'numeric', integer: 'integer', boolean: 'integer' }

/** The value of a column with a type, by which DuckDB and others know what it holds. */
function typed(column: Column): string {
  const { path, lists, type, shows } = column
  const first = lists.findIndex((levels) => levels > 0)
  if (first === -1) return `cast(${named(extract('record.body', path), shows)} as ${sqlTypes[type] ?? 'text'})`
  const list = jsonPath(path.slice(0, first + 1))
  return `case json_type(record.body, ${list}) when 'array' then (${joined('record.body', column, 1)}) end`
}

const jsonPath = (path: string[]): string => `'$${path.map((key) => `."${key}"`).join('')}'`

const extract = (json: string, path: string[]): string =>
  path.length === 0 ? json : `json_extract(${json}, ${jsonPath(path)})`

/** The name of the record with an id, or the id itself where no name is shown. */
function named(id: string, shows: Name | undefined): string {
  if (shows === undefined) return id
  const names = nameFields[shows].map((field) => `json_extract(named.body, '$.${field}')`)
  const name = names.length === 1 ? names[0] : `coalesce(${names.join(', ')})`
  return `(select ${name} from records as named where named.id = ${id})`
}

/** A query for the values of a list in one text, with the separators of CSV; a list within it is a query in it. */
function joined(
  json: string,
  { path, lists, type, shows }: Omit<Column, 'name' | 'description'>,
  depth: number,
): string {
  const first = lists.findIndex((levels) => levels > 0)
  const item = `list${depth}`
  const levels = (lists[first] as number) - 1
  const rest = path.slice(first + 1)
  const restLists = lists.slice(first + 1)
  // A list of lists has a level without a key.
  const inner = levels > 0 ? { path: ['', ...rest], lists: [levels, ...restLists] } : { path: rest, lists: restLists }
  const value = inner.lists.some((one) => one > 0)
    ? `(${joined(`${item}.value`, { ...inner, type, shows }, depth + 1)})`
    : `coalesce(${escaped(inText(named(extract(`${item}.value`, rest), shows), type, shows))}, '')`
  const list = path.slice(0, first + 1).filter((key) => key !== '')
  const each = list.length === 0 ? json : `${json}, ${jsonPath(list)}`
  return `select coalesce(group_concat(${value}, '${depth === 1 ? '|' : ';'}'), '') from json_each(${each}) as ${item}`
}

const inText = (value: string, type: string, shows: Name | undefined): string =>
  type === 'boolean' && shows === undefined ? `case ${value} when 1 then 'true' when 0 then 'false' end` : value

const escaped = (value: string): string => `replace(replace(replace(${value}, '\\', '\\\\'), '|', '\\|'), ';', '\\;')`
