import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Connection, Statement } from '../db/sqlite/driver.ts'
import { assertions, dataset, entityReferences, evidence, records, retired, times } from '../db/tables.ts'
import type { Assertion } from '../facts/attribution.ts'
import type { Evidence } from '../facts/evidence.ts'
import type { Recorded } from '../facts/recorded.ts'
import { isNeverSure, renderWindow, type Time, type Window } from '../facts/time.ts'
import type { EvidenceRecord } from '../records/evidence/contract.ts'
import { type Reference, type Row, row } from '../records/shared/definition.ts'
import type { Find } from '../records/shared/neighbours.ts'
import { clocks, type RecordType, type ReferenceRole, terms } from '../vocabulary.ts'
import type { CheckedRecord } from './check.ts'
import { ContentDigest, rowsDigest } from './digest.ts'
import { documentWriter } from './documents.ts'
import { SeedError } from './faults.ts'
import { digestOf } from './fingerprints.ts'
import type { Seed } from './read.ts'
import { presentSuccessor, type Survey } from './survey.ts'
import { wholesIn } from './wholes.ts'
import { modifiedAt, writeVersions } from './write-history.ts'

export interface LoadReport {
  dataset: string
  version: string
  digest: string
  counts: Record<string, number>
}

/**
 * Renders every record of a seed and writes its rows. It must be called inside a transaction.
 * @param onRecord called for each record, to show progress
 */
export function writeSeed(
  seed: Seed,
  survey: Survey,
  checked: Iterable<CheckedRecord>,
  sqlite: Connection,
  onRecord: () => void = () => {},
): LoadReport {
  const insert = inserter(sqlite)
  const content = new ContentDigest(seed.dataset)
  const counts: Record<string, number> = {}
  writeVersions(seed, survey, insert)
  const writeRecord = (type: RecordType, id: string, body: { recorded: Recorded }, recorded_seq: number | null) => {
    const text = JSON.stringify(body)
    const written = { id, body: text, recorded_date: body.recorded.date, recorded_seq }
    content.addRecord(written)
    counts[type] = (counts[type] ?? 0) + 1
    insert(row(records, { ...written, type }))
  }
  const documents = documentWriter(survey, sqlite, insert)
  const wholesOf = wholesIn(survey)
  for (const record of checked) {
    const { id } = record.seed
    const wire = render(record, survey)
    const { seq } = survey.recordedOf(record.kind.type, id)
    writeRecord(record.kind.type, id, wire, seq)
    for (const one of record.kind.rows(wire, record.seed)) insert(one)
    writeReferences(record, wire, wholesOf, insert)
    writeTimes(record.kind.type, wire, insert)
    documents.write(id, record.kind.type, wire, record)
    for (const item of evidenceOf(wire)) {
      const { id: itemId, ...rest } = item
      const about = { id: itemId, type: 'evidence', fact: id, fact_type: record.kind.type } as const
      const body: EvidenceRecord = { ...about, ...rest, recorded: wire.recorded }
      writeRecord('evidence', item.id, body, seq)
      insert(row(evidence, { ...item, fact: id, fact_type: record.kind.type }))
      documents.write(item.id, 'evidence', { ...body })
    }
    wire.assertions?.forEach((assertion: Assertion, position: number) => {
      const { stance, claimant_kind, quote, evidence } = assertion
      const { source } = evidence[0] as Evidence
      insert(row(assertions, { fact: id, position, source, stance, claimant_kind, quote }))
    })
    onRecord()
  }
  documents.end()
  for (const { id, type, reason, version } of seed.retired) {
    const superseded_by = presentSuccessor(seed.retired, id)
    const { seq: recorded_seq } = survey.recordedOf(type, id)
    const written = { id, reason, version, superseded_by, recorded_seq }
    content.addRetired(written)
    insert(row(retired, { ...written, type }))
  }
  const { license, ...about } = seed.dataset
  const digest = content.end()
  const datasetRow = {
    ...about,
    citation: `${about.title}, version ${about.version} (${about.date}).`,
    license_id: license.id,
    license_url: license.url,
    digest,
    rows_digest: rowsDigest(sqlite),
    seed_digest: seed.digest,
    state: digestOf(survey.fingerprints),
    modified_at: modifiedAt(seed),
  }
  insert(row(dataset, { singleton: 1, ...datasetRow }))
  return { dataset: about.id, version: about.version, digest, counts }
}

/**
 * Renders a record and checks it against its contract.
 * @throws SeedError if it does not satisfy the contract, such as a record with more evidence than a response may have
 */
export function render({ kind, seed, fault }: CheckedRecord, { shared, recordedOf }: Survey) {
  const find: Find = (type, id) => {
    const found = shared.get(id)
    if (found?.kind.type !== type) throw new Error(`No ${type} ${id}.`)
    return found.seed
  }
  const result = kind.contract.safeParse({ ...kind.render(seed, find), recorded: recordedOf(kind.type, seed.id) })
  if (result.success) return result.data
  throw new SeedError(result.error.issues.map(({ path, message }) => fault(path, `Cannot be served: ${message}.`)))
}

/** The entities that a record refers to and, where it does not refer to them itself, those that stand for them. */
function writeReferences(
  { seed: { id }, references }: CheckedRecord,
  wire: Wire,
  wholesOf: ReturnType<typeof wholesIn>,
  insert: (row: Row) => void,
): void {
  const written = new Map<ReferenceRole, Set<string>>()
  const write = (entity: string, role: ReferenceRole, direct: boolean) => {
    const seen = written.get(role) ?? new Set()
    written.set(role, seen)
    if (seen.has(entity)) return
    seen.add(entity)
    insert(row(entityReferences, { fact: id, entity, role, direct }))
  }
  const toEntities = references.filter(({ type, role }) => type === 'entity' && role !== undefined)
  for (const { id: entity, role } of toEntities) write(entity, role as ReferenceRole, true)
  for (const { id: entity, role, path } of toEntities)
    for (const whole of wholesOf(entity, timeOf(wire, path))) write(whole, role as ReferenceRole, false)
}

/** The time at which a record refers to an entity: when it was said or happened, else published; null: not known. */
function timeOf({ assertions, said, occurred, published }: Wire, path: Reference['path']): Time | null {
  const assertion = path[0] === 'assertions' ? assertions?.[path[1] as number] : undefined
  return assertion?.said ?? said ?? occurred ?? published ?? null
}

interface Wire extends WithEvidence {
  [field: string]: unknown
  id: string
  recorded: Recorded
  said?: Time | null
  occurred?: Time | null
  published?: Time | null
}

function writeTimes(fact_type: RecordType, wire: Wire, insert: (row: Row) => void): void {
  for (const clock of terms(clocks)) {
    const time = wire[clock] as Time | null | undefined
    if (!time) continue
    const { start_side, start_earliest, start_latest, end_side, end_earliest, end_latest } =
      'start_side' in time ? (time as Window) : renderWindow(time)
    const { edtf, earliest, latest } = time
    const ends = { start_side, start_earliest, start_latest, end_side, end_earliest, end_latest }
    const days = { edtf, earliest, latest, qualified: isNeverSure(time), ...ends }
    insert(row(times, { id: `${wire.id}.${clock}`, fact: wire.id, fact_type, clock, ...days }))
  }
}

interface WithEvidence {
  evidence?: Evidence[]
  assertions?: Assertion[]
  roles?: { evidence: Evidence[] }[]
}

/** All evidence of a record, from each of its lists; the same words used twice are one record. */
function evidenceOf({ evidence = [], assertions = [], roles = [] }: WithEvidence): Evidence[] {
  const all = [...evidence, ...assertions.flatMap((one) => one.evidence), ...roles.flatMap((one) => one.evidence)]
  return [...new Map(all.map((item) => [item.id, item])).values()]
}

/**
 * One prepared INSERT per table. Drizzle's turns a null placeholder of a boolean column into false, and unknown is not
 * false.
 */
function inserter(sqlite: Connection): (row: Row) => void {
  const statements = new Map<SQLiteTable, { keys: string[]; statement: Statement }>()
  const prepare = (table: SQLiteTable) => {
    const columns = getTableColumns(table)
    const keys = Object.keys(columns)
    const names = Object.values(columns)
      .map(({ name }) => `"${name}"`)
      .join(', ')
    const marks = keys.map(() => '?').join(', ')
    return { keys, statement: sqlite.prepare(`insert into "${getTableName(table)}" (${names}) values (${marks})`) }
  }
  return ({ table, values }) => {
    const { keys, statement } = statements.get(table) ?? prepare(table)
    if (!statements.has(table)) statements.set(table, { keys, statement })
    statement.run(keys.map((key) => toSqlite(values[key])))
  }
}

const toSqlite = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : (value ?? null))
