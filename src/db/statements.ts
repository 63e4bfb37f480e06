/**
 * Runs Drizzle's SQL on prepared statements. What Drizzle builds for each query costs more than SQLite takes to answer it,
 * so the text is written here in one walk, and a statement is kept for every text.
 */
import { Column, getTableName, Param, SQL, StringChunk, Table } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Connection, Statement } from './driver.ts'

/** Text and values of a query, as Drizzle would write them; our names are those of the database. */
export function render(query: SQL): { text: string; values: unknown[] } {
  const values: unknown[] = []
  let text = ''
  const visit = (chunk: unknown): void => {
    if (chunk === undefined) return
    if (chunk instanceof StringChunk) text += chunk.value.length === 1 ? chunk.value[0] : chunk.value.join('')
    else if (chunk instanceof SQL) for (const one of chunk.queryChunks) visit(one)
    else if (chunk instanceof Param) {
      text += '?'
      values.push(chunk.value === null ? null : chunk.encoder.mapToDriverValue(chunk.value))
    } else if (chunk instanceof Column) text += `"${getTableName(chunk.table)}"."${chunk.name}"`
    else if (chunk instanceof Table) text += `"${getTableName(chunk)}"`
    else if (Array.isArray(chunk)) {
      text += '('
      for (const [index, one] of chunk.entries()) {
        if (index > 0) text += ', '
        visit(one)
      }
      text += ')'
    } else if (typeof chunk === 'object' && chunk !== null)
      throw new TypeError(`No part of a query: ${chunk.constructor.name}.`)
    else {
      text += '?'
      values.push(chunk)
    }
  }
  visit(query)
  return { text, values }
}

export interface Statements {
  /** All rows of a query, by the names of its columns. */
  all<T>(query: SQL): T[]
  /** The first row of a query, by the names of its columns; undefined where there is none. */
  get<T>(query: SQL): T | undefined
}

const maxStatements = 300

export function statementsOn(sqlite: Connection): Statements {
  const prepared = new LRUCache<string, Statement>({ max: maxStatements })
  const find = (text: string): Statement => {
    const statement = prepared.get(text) ?? sqlite.prepare(text)
    prepared.set(text, statement)
    return statement
  }
  return {
    all<T>(query: SQL) {
      const { text, values } = render(query)
      return find(text).all(values) as T[]
    },
    get<T>(query: SQL) {
      const { text, values } = render(query)
      return find(text).get(values) as T | undefined
    },
  }
}
