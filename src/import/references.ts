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
    const beside = row.names[`${column}_name${isList ? 's' : ''}`]
    const given = fields[field] ?? beside
    if (given === undefined || given === null) continue
    const ids = [given].flat().map((text) => idOf(type, String(text), column, row, surroundings))
    fields[field] = isList ? [...new Set(ids.flatMap((id) => id ?? []))] : ids[0]
    if (fields[field] === undefined) delete fields[field]
    if (beside !== undefined)
      checkNames(type, ids, [beside].flat(), `${column}_name${isList ? 's' : ''}`, row, surroundings)
  }
}

function idOf(
  type: MadeType,
  text: string,
  column: string,
  row: Row,
  { known, report }: Surroundings,
): string | undefined {
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

/** Names beside ids belong to their records. */
function checkNames(
  type: MadeType,
  ids: (string | undefined)[],
  names: unknown[],
  column: string,
  row: Row,
  { known }: Surroundings,
): void {
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
 * Holds what a row says of a record against the record: one of the seed is not changed, one that the table brings is
 * completed by its later rows.
 */
export function reconcile(
  of: 'quantity' | 'source',
  id: string,
  given: Fields,
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
      `${told(value)} here, and ${told(record[key])} of the same ${of} ${other} (${id}). Allowed: one value for a ${of}.${key === 'published' ? ' The day of the statement is `said`.' : ''}`,
    )
  }
}

/** Times are compared by what the row says of them. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one))
    return told(one) === told(other)
  return Object.entries(other).every(([key, value]) => (one as Fields)[key] === value)
}
const told = (value: unknown): string => {
  if (typeof value === 'object' && value !== null && 'edtf' in value) return String(value.edtf)
  return value === undefined || value === null ? 'nothing' : JSON.stringify(value)
}
