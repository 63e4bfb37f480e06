/**
 * Copies a finished database file into a schema of its own and makes it the version in service: one transaction, so that
 * readers see all of it or nothing, and a load that is interrupted leaves nothing.
 */
import { createReadStream, statSync } from 'node:fs'
import { getTableName } from 'drizzle-orm'
import { isDraft, isLaterVersion } from '../../facts/versions.ts'
import { quoted, tables } from '../ddl.ts'
import { DatabaseError, type DatasetRow } from '../open.ts'
import { type Connection, Database } from '../sqlite/driver.ts'
import { schemaVersion } from '../sqlite/migrate.ts'
import { documentTokens } from '../sqlite/text-search.ts'
import type { Queries } from './connection.ts'
import { publishingLock, tryLock, unlock, waitForLock } from './locks.ts'
import {
  controlSchema,
  controlStatements,
  indexStatements,
  insertStatement,
  tableStatements,
  versionSchema,
} from './schema.ts'
import { tokenVector } from './text-search.ts'

export interface PublishOptions {
  /** How many earlier versions stay readable. */
  keepVersions: number
  /** Number of the version that the file was compared with; null: none was in service. */
  comparedWith?: number | null
  /** Called before waiting for another load into the same database. */
  onWait?: () => void
}

/**
 * Publishes a database file in PostgreSQL.
 * @param database one connection, whose role may create schemas
 * @throws DatabaseError if another version than the one that it was compared with is in service
 */
export async function publishIn(
  database: Queries,
  file: string,
  { keepVersions, comparedWith, onWait }: PublishOptions,
): Promise<void> {
  if (!(await tryLock(database, publishingLock))) {
    onWait?.()
    await waitForLock(database, publishingLock)
  }
  const sqlite = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const about = sqlite.prepare('select * from dataset').get() as DatasetRow
    await database.query('begin')
    await prepare(database)
    const before = await inService(database)
    if (comparedWith !== undefined && before !== (comparedWith ?? undefined))
      throw new DatabaseError(
        'Another load into this database ended meanwhile, and this one was not compared with what it published. Nothing was changed. Load again.',
      )
    await copyVersion(database, sqlite, file, about)
    await database.query('commit')
    await dropOthers(database, about, keepVersions, before)
  } catch (error) {
    // A connection that was lost has rolled back by itself.
    await database.query('rollback').catch(() => {})
    throw error
  } finally {
    sqlite.close()
    await unlock(database, publishingLock).catch(() => {})
  }
}

/**
 * Makes the tables by which versions are published, where they are missing.
 * @throws DatabaseError if a newer build publishes in this database
 */
async function prepare(database: Queries): Promise<void> {
  for (const statement of controlStatements) await database.query(statement)
  await refuseNewer(database)
}

/** Tries whether a version can be published, before it is built. Changes nothing. */
export async function rehearse(database: Queries): Promise<void> {
  await database.query('begin')
  await prepare(database)
  await database.query('rollback')
}

async function refuseNewer(database: Queries): Promise<void> {
  const [newest] = await database.query<{ schema_version: number | null }>(
    `select max(schema_version) as schema_version from ${controlSchema}.versions join ${controlSchema}.in_service using (number)`,
  )
  const version = newest?.schema_version ?? 0
  if (version > schemaVersion)
    throw new DatabaseError(
      `The database in DATABASE_URL has schema version ${version}; this build writes ${schemaVersion}. Run a newer build, or set DATABASE_URL to another database.`,
    )
}

async function inService(database: Queries): Promise<number | undefined> {
  const [row] = await database.query<{ number: number }>(`select number from ${controlSchema}.in_service`)
  return row?.number
}

async function copyVersion(database: Queries, sqlite: Connection, file: string, about: DatasetRow): Promise<void> {
  const [made] = await database.query<{ number: number }>(
    `insert into ${controlSchema}.versions (dataset, version, schema_version, file_bytes) values ($1, $2, $3, $4) returning number`,
    [about.id, about.version, schemaVersion, statSync(file).size],
  )
  const number = made?.number as number
  await database.query(`create schema ${versionSchema(number)}`)
  await database.query(`set local search_path to ${versionSchema(number)}`)
  for (const statement of tableStatements) await database.query(statement)
  for (const table of tables) await copyRows(database, sqlite, getTableName(table), insertStatement(table))
  await copySearch(database, sqlite)
  let part = 0
  for await (const bytes of createReadStream(file, { highWaterMark: filePartBytes })) {
    await database.query('insert into sqlite_file values ($1, $2)', [part, bytes])
    part += 1
  }
  for (const statement of indexStatements) await database.query(statement)
  await database.query(
    `insert into ${controlSchema}.in_service values (1, $1) on conflict (singleton) do update set number = excluded.number`,
    [number],
  )
}

export const filePartBytes = 256 * 1024

/** Size of the text of one statement. */
const batchCharacters = 2_000_000

async function insertBatches(database: Queries, statement: string, rows: Iterable<object>): Promise<void> {
  let batch: string[] = []
  let size = 0
  const send = async () => {
    if (batch.length > 0) await database.query(statement, [`[${batch.join(',')}]`])
    batch = []
    size = 0
  }
  for (const row of rows) {
    const text = JSON.stringify(row)
    batch.push(text)
    size += text.length
    if (size > batchCharacters) await send()
  }
  await send()
}

const copyRows = (database: Queries, sqlite: Connection, table: string, statement: string): Promise<void> =>
  insertBatches(database, statement, sqlite.prepare(`select * from ${quoted(table)}`).iterate() as Iterable<object>)

async function copySearch(database: Queries, sqlite: Connection): Promise<void> {
  function* vectors() {
    for (const { document, fields } of documentTokens(sqlite)) yield { rowid: document, tokens: tokenVector(fields) }
  }
  const insert =
    'insert into search (rowid, tokens) select rowid, cast(tokens as tsvector) from json_to_recordset(cast($1 as json)) as given (rowid bigint, tokens text)'
  await insertBatches(database, insert, vectors())
}

/**
 * Drops the versions that are not kept: at most so many earlier ones of this dataset are, each as it was loaded last, and
 * no drafts. The one that was in service before, and those that a service reads, go with a later load.
 */
async function dropOthers(
  database: Queries,
  { id, version }: DatasetRow,
  keepVersions: number,
  before: number | undefined,
): Promise<void> {
  const all = await database.query<{ number: number; dataset: string; version: string }>(
    `select number, dataset, version from ${controlSchema}.versions order by number desc`,
  )
  const [newest, ...others] = all
  const kept = others
    .filter((one) => one.dataset === id && one.version !== version && !isDraft(one.version))
    .filter((one, index, list) => list.findIndex((other) => other.version === one.version) === index)
    .sort((one, other) => (isLaterVersion(one.version, other.version) ? -1 : 1))
    .slice(0, keepVersions)
  for (const one of others) {
    const stays = one.number === newest?.number || one.number === before || kept.includes(one)
    if (stays || !(await tryLock(database, one.number))) continue
    await database.query('begin')
    await database.query(`delete from ${controlSchema}.versions where number = $1`, [one.number])
    await database.query(`drop schema ${versionSchema(one.number)} cascade`)
    await database.query('commit')
    await unlock(database, one.number)
  }
}
