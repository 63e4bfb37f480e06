/** The names of the records that a record refers to, which flat rows show beside ids. */
import { sql } from 'drizzle-orm'
import type { Snapshot } from '../db/open.ts'
import { records } from '../db/tables.ts'
import { type RecordType, referenceFields } from '../vocabulary.ts'

/** The ways to name a record, each with the fields of its body of which the first that has a value is shown. */
export const nameFields = {
  name: ['name', 'title'],
  title: ['title'],
  url: ['url'],
  display: ['display', 'name'],
} as const
export type Name = keyof typeof nameFields

/** Names by the id of the record. */
export type Names = ReadonlyMap<string, Record<Name, string | null>>

/** The meaning of a column with such a name: these words, then the column of ids. */
export const nameMeanings: Record<Name, string> = {
  name: 'Name of',
  title: 'Title of',
  url: 'Address of',
  display: 'One line that shows',
}

/** The names of the records of each type. A claim has no name: its content is that of its reports. */
const namesOfType: Partial<Record<RecordType, Name[]>> = {
  entity: ['name'],
  quantity: ['name'],
  origin: ['name'],
  source: ['title', 'url'],
  quote: ['display'],
  estimate: ['display'],
  event: ['display'],
}

/** Fields of flat rows that hold ids of records of any type. */
const namesOfField: Record<string, Name[] | undefined> = { fact: ['display'], group: ['name'] }

/**
 * The names that are shown beside the ids of a field; none where it holds no ids, or its record shows them itself.
 * @param record the fields of the record
 */
export function namesBeside(field: string, record: Record<string, { const?: unknown }>): Name[] {
  const type = referenceFields[field] === 'same' ? record.type?.const : referenceFields[field]
  const ofAnyType = namesOfField[field]?.filter((name) => !(name in record))
  return (ofAnyType ?? namesOfType[type as RecordType] ?? []).filter((name) => !(`${field}_${name}` in record))
}

const columnsOfNames = sql.join(
  Object.entries(nameFields).map(
    ([name, fields]) =>
      sql`, coalesce(${sql.join(
        [...fields.map((field) => sql`${records.body} ->> ${sql.raw(`'${field}'`)}`), sql`null`],
        sql`, `,
      )}) as ${sql.raw(name)}`,
  ),
  sql``,
)

/** The names of records. An id without a record has none. */
export async function findNames(snapshot: Snapshot, ids: string[]): Promise<Names> {
  if (ids.length === 0) return new Map()
  const rows = await snapshot.all<{ id: string } & Record<Name, string | null>>(
    sql`select ${records.id} as id${columnsOfNames} from ${records} where ${snapshot.engine.isAmong(records.id, ids)}`,
  )
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}
