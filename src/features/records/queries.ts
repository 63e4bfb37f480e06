import { and, asc, count, eq, gt, inArray, or } from 'drizzle-orm'
import { conditionOf, type FilterQuery } from '../../db/filters.ts'
import type { Facts } from '../../db/open.ts'
import type { RecordType } from '../../db/record-kind.ts'
import { records, retired } from '../../db/tables.ts'
import type { Resource } from './resource.ts'

export interface RecordRow {
  id: string
  body: string
}

/** Records that all filters admit, by id, after the id `after` where one is given. At most `limit`. */
export function findRecords(
  { db }: Facts,
  { table, filters }: Resource,
  query: FilterQuery,
  page: { after?: string | undefined; limit: number },
): RecordRow[] {
  return db
    .select({ id: records.id, body: records.body })
    .from(table)
    .innerJoin(records, eq(records.id, table.id))
    .where(and(conditionOf(filters, query), page.after === undefined ? undefined : gt(table.id, page.after)))
    .orderBy(asc(table.id))
    .limit(page.limit)
    .all()
}

/** How many records a filter on time had to leave out because they have no such time; nothing where none was given. */
export function countUndated(
  { db }: Facts,
  { table, filters }: Pick<Resource, 'table' | 'filters'>,
  query: FilterQuery,
): { undated?: number } {
  const given = Object.entries(filters).filter(([name, { undated }]) => query[name] !== undefined && undated)
  if (given.length === 0) return {}
  const others = { ...query }
  for (const [name] of given) delete others[name]
  const undated = or(...given.map(([, filter]) => filter.undated))
  const row = db
    .select({ undated: count() })
    .from(table)
    .where(and(conditionOf(filters, others), undated))
    .get()
  return { undated: row?.undated ?? 0 }
}

/** The record with this id, whatever its type. */
export function findRecord({ db }: Facts, id: string): { type: RecordType; body: string } | undefined {
  return db.select({ type: records.type, body: records.body }).from(records).where(eq(records.id, id)).get()
}

/** The withdrawal of an id, with the type of the record that supersedes it. */
export function findRetired({ db }: Facts, id: string) {
  return db
    .select({
      reason: retired.reason,
      version: retired.version,
      superseded_by: retired.superseded_by,
      superseded_type: records.type,
    })
    .from(retired)
    .leftJoin(records, eq(records.id, retired.superseded_by))
    .where(eq(retired.id, id))
    .get()
}

/** Which of the ids are not those of records (of this type). */
export function unknownIds({ db }: Facts, type: RecordType | 'record', ids: string[]): string[] {
  const ofType = type === 'record' ? undefined : eq(records.type, type)
  const rows = db
    .select({ id: records.id })
    .from(records)
    .where(and(inArray(records.id, ids), ofType))
    .all()
  const known = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => !known.has(id))
}

/** How many records of each type there are. */
export function countRecords(facts: Facts): Record<string, number> {
  return facts.once('counts', () => {
    const rows = facts.db.select({ type: records.type, total: count() }).from(records).groupBy(records.type).all()
    return Object.fromEntries(rows.map(({ type, total }) => [type, total]))
  })
}
