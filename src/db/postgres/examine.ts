/** Tests of the version in service against the SQLite file that it is a copy of, and that is stored with it. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { getTableColumns, getTableName } from 'drizzle-orm'
import { quoted, tables } from '../ddl.ts'
import { type Connection, Database } from '../sqlite/driver.ts'
import { documentTokens } from '../sqlite/text-search.ts'
import type { Queries } from './connection.ts'
import { indexStatements } from './schema.ts'
import { tokenVector } from './text-search.ts'

/** Writes the stored file of a version. The connection finds the tables of that version. */
export async function fetchFile(database: Queries, to: string): Promise<void> {
  const handle = openSync(to, 'w')
  try {
    const parts = await database.query<{ part: number }>('select part from sqlite_file order by part')
    for (const { part } of parts) {
      const [row] = await database.query<{ bytes: Buffer }>('select bytes from sqlite_file where part = $1', [part])
      if (row !== undefined) writeSync(handle, row.bytes)
    }
  } finally {
    closeSync(handle)
  }
}

/** The tests, each with the faults that it found. */
export async function* examineCopy(
  database: Queries,
  file: string,
): AsyncGenerator<{ check: string; faults: string[] }> {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const differing: string[] = []
    for (const table of tables) {
      const names = Object.values(getTableColumns(table)).map(({ name }) => quoted(name))
      const query = `select ${names.join(', ')} from ${quoted(getTableName(table))}`
      const own = await digestOf(sqlite.prepare(query).iterate())
      if (own !== (await digestOf(rowsOf(database, query))))
        differing.push(`The table "${getTableName(table)}" has other rows than the file.`)
    }
    yield { check: 'has the rows of its file in every table of the server', faults: differing }
    yield {
      check: 'has a full-text index on the server that is in step with its documents',
      faults: await differingVectors(database, sqlite),
    }
    const found = await database.query<{ name: string }>(
      'select indexname as name from pg_indexes where schemaname = current_schema()',
    )
    const missing = indexStatements
      .flatMap((statement) => /^create index "?(\w+)/.exec(statement)?.[1] ?? [])
      .filter((name) => !found.some((one) => one.name === name))
    yield { check: 'has every index on the server', faults: missing.map((name) => `The index "${name}" is missing.`) }
  } finally {
    sqlite.close()
  }
}

/** A digest of rows in no order: the sum of their hashes. */
async function digestOf(rows: Iterable<unknown> | AsyncIterable<unknown>): Promise<string> {
  let sum = 0n
  let count = 0
  for await (const row of rows) {
    sum += BigInt(`0x${createHash('sha256').update(JSON.stringify(row)).digest('hex')}`)
    count += 1
  }
  return `${count} ${sum}`
}

/** Rows fetched at a time. */
const batchSize = 5000

async function* rowsOf(database: Queries, query: string): AsyncGenerator<object> {
  await database.query('begin')
  await database.query(`declare rows_read cursor for ${query}`)
  for (let isFull = true; isFull; ) {
    const rows = await database.query<object>(`fetch ${batchSize} from rows_read`)
    yield* rows
    isFull = rows.length === batchSize
  }
  await database.query('commit')
}

/** Documents whose tokens on the server are other than ours. */
async function differingVectors(database: Queries, sqlite: Connection): Promise<string[]> {
  const faults: string[] = []
  let batch: object[] = []
  const compare = async () => {
    // The server writes a vector in an order of its own, so it has to read ours.
    const different = await database.query<{ id: string }>(
      `select id from json_to_recordset(cast($1 as json)) as given (rowid bigint, tokens text)
      join search_documents on document = rowid
      left join search using (rowid) where search.tokens is distinct from cast(given.tokens as tsvector)`,
      [JSON.stringify(batch)],
    )
    for (const { id } of different) faults.push(`The tokens of "${id}" differ.`)
    batch = []
  }
  for (const { document, fields } of documentTokens(sqlite)) {
    batch.push({ rowid: document, tokens: tokenVector(fields) })
    if (batch.length === batchSize) await compare()
  }
  await compare()
  return faults
}
