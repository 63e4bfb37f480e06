import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { type Connection, Database, type Statement } from '../db/driver.ts'
import { privateFile, publish, removeAbandoned } from '../db/files.ts'
import { createSchema } from '../db/migrate.ts'
import { openFacts } from '../db/open.ts'
import { type FindSeed, type Row, row } from '../db/record-kind.ts'
import { assertions, dataset, entityReferences, evidence, records, retired, times } from '../db/tables.ts'
import type { Assertion } from '../facts/attribution.ts'
import { parseEdtf } from '../facts/edtf.ts'
import type { Evidence } from '../facts/evidence.ts'
import { renderWindow, type Time } from '../facts/time.ts'
import { evidenceRecordContract } from '../features/evidence/contract.ts'
import { clocks, terms } from '../vocabulary.ts'
import { type CheckedSeed, checkSeed } from './check.ts'
import { type Fault, SeedError } from './faults.ts'
import { readSeed, type SeedRecord } from './read.ts'

export interface LoadReport {
  dataset: string
  version: string
  digest: string
  counts: Record<string, number>
}

/**
 * Builds the database of a seed folder and makes it the served one: seed → checked → private file → checked → rename.
 * Nothing changes for readers until the rename, and nothing at all where the seed has a fault.
 * @param seedFolder folder with dataset.yaml, retired.yaml and the records
 * @param file the database file to publish; its folder is created where missing
 * @throws SeedError naming every fault
 */
export function load(seedFolder: string, file: string): LoadReport {
  const seed = checkSeed(readSeed(seedFolder))
  checkNothingIsLost(seed, file)
  mkdirSync(dirname(file), { recursive: true })
  removeAbandoned(file)
  const unpublished = privateFile(file)
  try {
    const report = build(seed, unpublished)
    publish(unpublished, file)
    return report
  } finally {
    rmSync(unpublished, { force: true })
    rmSync(`${unpublished}-journal`, { force: true })
  }
}

/** An id that was served stays known: it is still there with its type, or it is listed as withdrawn. */
function checkNothingIsLost(seed: CheckedSeed, file: string): void {
  if (!existsSync(file)) return
  let served: ReturnType<typeof openFacts>
  try {
    served = openFacts(file)
  } catch {
    return // unreadable or of another schema: the file is rebuilt, there is nothing to compare with
  }
  const faults: Fault[] = []
  try {
    if (served.dataset.id !== seed.dataset.id) return
    const withdrawn = new Set(seed.retired.map(({ id }) => id))
    const refuse = (message: string) => faults.push({ file: 'retired.yaml', line: null, path: [], message })
    for (const { id, type } of served.db.select({ id: records.id, type: records.type }).from(records).all()) {
      if (type === 'evidence') continue // its id is made from what it says
      const now = seed.byId.get(id)
      if (now !== undefined && now.kind.type !== type)
        faults.push(
          now.fault(['id'], `The id "${id}" was used before for a record of type ${type}. Ids are never reused.`),
        )
      if (now === undefined && !withdrawn.has(id))
        refuse(
          `The ${type} "${id}" of version ${served.dataset.version} is gone. List it here with its reason; nothing is lost.`,
        )
    }
    for (const { id } of served.db.select({ id: retired.id }).from(retired).all())
      if (!withdrawn.has(id)) refuse(`"${id}" was listed as withdrawn and no longer is. Withdrawn ids stay known.`)
  } finally {
    served.close()
  }
  if (faults.length > 0) throw new SeedError(faults)
}

function build(seed: CheckedSeed, file: string): LoadReport {
  const sqlite = new Database(file)
  try {
    // The file is private until it is published, and thrown away when anything fails: no journal, one sync at the end.
    sqlite.pragma('journal_mode = OFF')
    sqlite.pragma('synchronous = OFF')
    sqlite.pragma('foreign_keys = ON')
    createSchema(sqlite)
    const report = sqlite.transaction(() => write(seed, sqlite))()
    checkFile(sqlite)
    sqlite.pragma('journal_mode = DELETE')
    return report
  } finally {
    sqlite.close()
  }
}

function checkFile(sqlite: Connection): void {
  const integrity = sqlite.pragma('integrity_check', { simple: true })
  if (integrity !== 'ok') throw new Error(`The database built from the seed is damaged: ${integrity}.`)
  const orphans = sqlite.pragma('foreign_key_check') as unknown[]
  if (orphans.length > 0) throw new Error(`The database built from the seed has ${orphans.length} broken references.`)
  sqlite.exec('analyze')
}

function write(seed: CheckedSeed, sqlite: Connection): LoadReport {
  sqlite.pragma('defer_foreign_keys = ON')
  const insert = inserter(sqlite)
  const hash = createHash('sha256').update(JSON.stringify(seed.dataset))
  const counts: Record<string, number> = {}
  const writeRecord = (type: string, id: string, body: object) => {
    const text = JSON.stringify(body)
    hash.update(`\0${id}\0${text}`)
    counts[type] = (counts[type] ?? 0) + 1
    insert(row(records, { id, type: type as typeof records.$inferInsert.type, body: text }))
  }
  const find: FindSeed = (kind, id) => {
    const found = seed.byId.get(id)
    if (found === undefined || found.kind !== kind) throw new Error(`No ${kind.type} ${id}.`)
    return found.seed
  }
  for (const [id, record] of seed.byId) {
    const wire = render(record, find)
    writeRecord(record.kind.type, id, wire)
    for (const one of record.kind.rows(wire, record.seed)) insert(one)
    writeReferences(seed, id, insert)
    writeTimes(id, wire, insert)
    for (const item of evidenceOf(wire)) {
      const body = evidenceRecordContract.parse({ ...item, type: 'evidence', fact: id, fact_type: record.kind.type })
      writeRecord('evidence', item.id, body)
      insert(row(evidence, { ...item, fact: id, fact_type: record.kind.type }))
    }
    wire.assertions?.forEach((assertion: Assertion, position: number) => {
      const { stance, claimant_kind, quote } = assertion
      insert(row(assertions, { fact: id, position, source: wire.source, stance, claimant_kind, quote }))
    })
  }
  for (const { id, type, reason, version, superseded_by } of seed.retired) {
    hash.update(`\0${id}\0${reason}\0${version}\0${superseded_by}`)
    insert(row(retired, { id, type, reason, version, superseded_by }))
  }
  const { license, ...about } = seed.dataset
  const digest = hash.digest('hex')
  const loaded_at = new Date().toISOString()
  const datasetRow = {
    ...about,
    license_id: license.id,
    license_url: license.url,
    digest,
    seed_digest: seed.digest,
    loaded_at,
  }
  insert(row(dataset, { singleton: 1, ...datasetRow }))
  return { dataset: about.id, version: about.version, digest, counts }
}

/** Renders a record and holds it against the contract it will be served under. */
function render({ kind, seed }: SeedRecord, find: FindSeed) {
  const result = kind.contract.safeParse(kind.render(seed, find))
  if (!result.success)
    throw new Error(`The ${kind.type} "${seed.id}" does not keep its contract: ${result.error.message}`)
  return result.data
}

function writeReferences(seed: CheckedSeed, fact: string, insert: (row: Row) => void): void {
  const seen = new Set<string>()
  for (const { type, id: entity, role } of seed.referencesOf.get(fact) ?? []) {
    if (type !== 'entity' || role === undefined || seen.has(`${role} ${entity}`)) continue
    seen.add(`${role} ${entity}`)
    insert(row(entityReferences, { fact, entity, role }))
  }
}

function writeTimes(fact: string, wire: Record<string, Time | null | undefined>, insert: (row: Row) => void): void {
  for (const clock of terms(clocks)) {
    const time = wire[clock]
    if (!time) continue
    const { start_side, start_earliest, start_latest, end_side, end_earliest, end_latest } = renderWindow(time)
    const { edtf, earliest, latest } = time
    const { qualified } = parseEdtf(edtf)
    const ends = { start_side, start_earliest, start_latest, end_side, end_earliest, end_latest }
    insert(row(times, { fact, clock, edtf, earliest, latest, qualified, ...ends }))
  }
}

interface WithEvidence {
  evidence?: Evidence[]
  assertions?: Assertion[]
  roles?: { evidence: Evidence[] }[]
}

/** All evidence of a record, wherever it keeps it; the same words used twice are one record. */
function evidenceOf({ evidence = [], assertions = [], roles = [] }: WithEvidence): Evidence[] {
  const all = [...evidence, ...assertions.flatMap((one) => one.evidence), ...roles.flatMap((one) => one.evidence)]
  return [...new Map(all.map((item) => [item.id, item])).values()]
}

/**
 * One prepared INSERT a table. Not Drizzle's: it turns a null placeholder of a boolean column into false, and unknown is
 * not false.
 */
function inserter(sqlite: Connection): (row: Row) => void {
  const statements = new Map<SQLiteTable, { columns: string[]; statement: Statement }>()
  const prepare = (table: SQLiteTable) => {
    const columns = Object.values(getTableColumns(table)).map(({ name }) => name)
    const names = columns.map((name) => `"${name}"`).join(', ')
    const marks = columns.map(() => '?').join(', ')
    return { columns, statement: sqlite.prepare(`insert into "${getTableName(table)}" (${names}) values (${marks})`) }
  }
  return ({ table, values }) => {
    const { columns, statement } = statements.get(table) ?? prepare(table)
    if (!statements.has(table)) statements.set(table, { columns, statement })
    statement.run(columns.map((name) => toSqlite(values[name])))
  }
}

const toSqlite = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null))
