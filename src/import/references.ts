/** Entities and origins that a row names, by id or by name. */
import { type entityKinds, referenceFields, type Term } from '../vocabulary.ts'
import { type KnownColumn, kindColumn, knownColumns } from './columns.ts'
import type { Known, MadeType } from './known.ts'
import type { Report } from './report.ts'
import type { Fields, Row } from './row.ts'

type EntityKind = Term<typeof entityKinds>

/** Kinds of new entities that follow from the column in which they are named. */
const kindOfColumn: Record<string, EntityKind | undefined> = { spokesperson: 'person', materiel: 'materiel' }

export interface Surroundings {
  known: Known
  report: Report
}

/** Puts ids in place of the names in every column of some fields that refers to entities or origins. */
export function resolveFields(of: KnownColumn['of'], row: Row, surroundings: Surroundings): void {
  const prefix = of === 'estimate' ? '' : `${of}_`
  const fields = row.fields[of]
  for (const [field, type] of Object.entries(referenceFields)) {
    if (type !== 'entity' && type !== 'origin') continue
    const column = prefix + field
    if (!knownColumns.has(column)) continue
    const isList = (knownColumns.get(column)?.lists[0] ?? 0) > 0
    // Names may stand in the column of names alone.
    const nameColumn = `${column}_name${isList ? 's' : ''}`
    const beside = row.names[nameColumn]
    const given = fields[field] ?? beside
    if (given === undefined || given === null) continue
    const ids = [given].flat().map((text) => idOf({ type, text: String(text), column }, row, surroundings))
    fields[field] = isList ? [...new Set(ids.flatMap((id) => id ?? []))] : ids[0]
    if (fields[field] === undefined) delete fields[field]
    if (beside !== undefined) checkNames({ type, ids, names: [beside].flat(), column: nameColumn }, row, surroundings)
  }
}

interface NamedRecord {
  type: MadeType
  /** Its id, or a name. */
  text: string
  /** The column that names it. */
  column: string
}

/** The id of a record that a cell names, which is new if nothing has the name; undefined: the cell has a fault. */
function idOf({ type, text, column }: NamedRecord, row: Row, { known, report }: Surroundings): string | undefined {
  const found = known.resolve(type, text)
  if ('fault' in found) {
    row.refuse(column, found.fault)
    return undefined
  }
  if (found.id !== undefined) return found.id
  const at = { row: row.number, column }
  if (type === 'origin') {
    report.flag(column, `a new origin, of unknown independence: ${text}`, row.number)
    return known.make(type, text, { name: text, independence: 'unknown' }, at)
  }
  const field = column.replace(/^.*_/, '')
  const kind = kindOfColumn[field] ?? row.fields.row[kindColumn]
  report.flag(
    column,
    kind === undefined ? `a new entity, taken for an organization: ${text}` : `a new entity, ${kind}: ${text}`,
    row.number,
  )
  return known.make(type, text, { kind: kind ?? 'organization', name: text }, at)
}

interface NamesBeside {
  type: MadeType
  ids: (string | undefined)[]
  names: unknown[]
  /** The column of the names. */
  column: string
}

/** Refuses names beside ids that do not belong to their records. */
function checkNames({ type, ids, names, column }: NamesBeside, row: Row, { known }: Surroundings): void {
  for (const [index, id] of ids.entries()) {
    const name = names[index]
    if (id === undefined || typeof name !== 'string' || known.idsOf(type, name).includes(id)) continue
    row.refuse(
      column,
      `${JSON.stringify(name)} is no name of ${id}, which is called ${JSON.stringify(known.record(type, id)?.name)}. Leave this cell empty, or correct one of them.`,
    )
  }
}

/**
 * Compares the fields that a row gives of a record with the record: one of the seed is not changed, one that the table
 * brings is completed by its later rows.
 */
export function reconcile(
  { of, id, given }: { of: 'quantity' | 'source'; id: string; given: Fields },
  row: Row,
  { known }: Surroundings,
): void {
  const made = known.made.get(id)
  const record = known.record(of, id) as Fields
  for (const [key, value] of Object.entries(given)) {
    if (made !== undefined && record[key] === undefined) record[key] = value
    if (isSame(record[key], value)) continue
    const other = made === undefined ? 'in the dataset' : `in row ${made.row}`
    row.refuse(
      key === 'published' ? ['published', 'published_edtf'] : row.columnOf(of, [key]),
      `${shown(value)} here, and ${shown(record[key])} of the same ${of} ${other} (${id}). Allowed: one value for a ${of}.${key === 'published' ? ' The day of the statement is `said`.' : ''}`,
    )
  }
}

/** True of equal values. Times are equal if all that the row gives of them is. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one))
    return shown(one) === shown(other)
  return Object.entries(other).every(([key, value]) => (one as Fields)[key] === value)
}

const shown = (value: unknown): string => {
  if (typeof value === 'object' && value !== null && 'edtf' in value) return String(value.edtf)
  return value === undefined || value === null ? 'nothing' : JSON.stringify(value)
}
