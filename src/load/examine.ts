/** Tests of a database file, page by page and record by record. Nothing in it is changed. */
import { statSync } from 'node:fs'
import type { DatasetRow } from '../db/open.ts'
import { brokenBodies } from '../db/sqlite/bodies.ts'
import { type Connection, Database } from '../db/sqlite/driver.ts'
import { faultOf } from '../db/sqlite/open.ts'
import { schemaFaults } from '../db/sqlite/schema.ts'
import { listings } from '../records/types.ts'
import { contentDigest, rowsDigest } from './digest.ts'

export interface Examination {
  /** The statement that is tested, such as `has every page in order`. */
  check: string
  /** Descriptions of the faults, at most 20; none: the statement is true. */
  faults: string[]
}

const maxFaults = 20

type Find = (sqlite: Connection) => Iterable<string>

/**
 * Runs all tests on a file, one after the other. A file that is not ours, or of another schema, is not tested further:
 * its views and triggers may do anything.
 */
export function* examine(file: string): Generator<Examination> {
  const fault = faultOf(file)
  yield { check: 'is a database of this build', faults: fault === null ? [] : [fault.message] }
  if (fault !== null) return
  // The file is not opened read-only, for which SQLite leaves out every CHECK. No test writes to it.
  const sqlite = new Database(file, { fileMustExist: true })
  try {
    const faults = take(schemaFaults, sqlite)
    yield { check: 'has the tables, indexes, views and triggers of this build', faults }
    if (faults.length > 0) return
    for (const [check, find] of Object.entries(checks)) yield { check, faults: take(find, sqlite) }
  } finally {
    sqlite.close()
  }
}

/** Faults of one test. A file may be so damaged that a test cannot run: that is a fault as well. */
function take(find: Find, sqlite: Connection): string[] {
  const faults: string[] = []
  try {
    for (const fault of find(sqlite)) if (faults.push(fault) === maxFaults) break
  } catch (error) {
    faults.push(`Cannot be tested: ${(error as Error).message}.`)
  }
  return faults
}

const checks: Record<string, Find> = {
  *'says which dataset it holds'(sqlite) {
    const rows = sqlite.prepare('select * from dataset').all() as DatasetRow[]
    if (rows.length !== 1) yield `It has ${rows.length} rows about its dataset; one is needed.`
  },
  *'has every page, index and CHECK in order'(sqlite) {
    for (const { integrity_check } of sqlite.pragma('integrity_check') as { integrity_check: string }[])
      if (integrity_check !== 'ok') yield integrity_check
    const [pages, pageSize] = ['page_count', 'page_size'].map((name) => Number(sqlite.pragma(name, { simple: true })))
    const extra = statSync(sqlite.name).size - Number(pages) * Number(pageSize)
    if (extra !== 0) yield `The file has ${extra} bytes more than its pages.`
  },
  'has JSON wherever it is served': brokenBodies,
  *'has what its records refer to'(sqlite) {
    const broken = sqlite.pragma('foreign_key_check') as { table: string; parent: string }[]
    for (const { table, parent } of broken) yield `A row of ${table} names what is not in ${parent}.`
  },
  *'has records that keep their contract, under their ids'(sqlite) {
    const contracts = new Map(listings.map(({ type, contract }) => [type, contract]))
    for (const { id, type, body } of rowsOf<{ id: string; type: string; body: string }>(sqlite, 'records')) {
      const result = contracts.get(type)?.safeParse(parsed(body))
      if (result?.success !== true) yield `The ${type} "${id}" does not keep its contract: ${result?.error.message}`
      else if ((result.data as { id: string }).id !== id) yield `The record "${id}" says that it is another.`
    }
  },
  *'has the records and withdrawn ids that its digest states'(sqlite) {
    const [about] = sqlite.prepare('select * from dataset').all() as DatasetRow[]
    if (about !== undefined && contentDigest(sqlite, about) !== about.digest) yield 'They were changed after the load.'
  },
  *'has the rows and the full-text index as they were loaded'(sqlite) {
    const [about] = sqlite.prepare('select * from dataset').all() as DatasetRow[]
    if (about !== undefined && rowsDigest(sqlite) !== about.rows_digest) yield 'They were changed after the load.'
  },
  *'has evidence for every fact'(sqlite) {
    const without = sqlite.prepare(
      `select id, type from records where type in ('mention', 'quote', 'estimate', 'event', 'relation') and not exists (select 1 from evidence where evidence.fact = records.id)`,
    )
    for (const { id, type } of without.iterate() as Iterable<{ id: string; type: string }>)
      yield `The ${type} "${id}" has none.`
  },
  *'has no record under an id that was withdrawn'(sqlite) {
    const both = sqlite.prepare('select id from retired where id in (select id from records)')
    for (const { id } of both.iterate() as Iterable<{ id: string }>) yield `"${id}" was withdrawn and is a record.`
  },
}

/** The value of a JSON text; undefined if it is not JSON, which is a fault of its own. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const rowsOf = <T>(sqlite: Connection, table: string): Iterable<T> =>
  sqlite.prepare(`select * from ${table}`).iterate() as Iterable<T>
