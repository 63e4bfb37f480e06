import { and, asc, count, eq, inArray, or } from 'drizzle-orm'
import { countFacet, type FacetCounts } from '../../db/facets.ts'
import { conditionOf, type FilterQuery } from '../../db/filters.ts'
import type { Facts } from '../../db/open.ts'
import type { RecordType } from '../../db/record-kind.ts'
import { isBeyond, type KeyValue, orderOf, type SortKey } from '../../db/sorts.ts'
import { records, retired } from '../../db/tables.ts'
import type { Place } from '../../http/pages.ts'
import type { Listing } from './resource.ts'

export interface RecordRow {
  id: string
  body: string
  /** Its place in the order of the list. */
  key: KeyValue[]
}

/** The order that `sort` asks for, made total by the id. */
export function keysOf({ table, sorts, defaultSort = [] }: Listing, sort: string[] = defaultSort): SortKey[] {
  const keys = sort.map((one) => {
    const name = one.replace(/^-/, '')
    return { value: sorts[name] ?? table.id, descending: one.startsWith('-'), name }
  })
  return keys.some(({ value }) => value === table.id) ? keys : [...keys, { value: table.id, descending: false }]
}

export interface Page {
  keys: SortKey[]
  /** Beyond which row; undefined: from the first. */
  from?: Place | undefined
  limit: number
}

/**
 * Records that all filters admit, in the order of the keys, beyond a place where one is given. Records before a place
 * are those nearest to it, in the order of the list too. At most `limit`.
 */
export function findRecords(
  { db }: Facts,
  { table, filters, body }: Listing,
  query: FilterQuery,
  { keys, from, limit }: Page,
): RecordRow[] {
  const backwards = from?.direction === 'before'
  const keyColumns = Object.fromEntries(keys.map(({ value }, index) => [`key${index}`, value]))
  const selected = db
    .select({ id: table.id, body: body ?? records.body, ...keyColumns })
    .from(table)
    .$dynamic()
  const joined = body === undefined ? selected.innerJoin(records, eq(records.id, table.id)) : selected
  const rows = joined
    .where(and(conditionOf(filters, query), from && isBeyond(keys, from.key, backwards)))
    .orderBy(...orderOf(keys, backwards))
    .limit(limit)
    .all() as ({ id: string; body: string } & Record<string, KeyValue>)[]
  const found = rows.map(({ id, body, ...values }) => ({ id, body, key: Object.values(values) }))
  return backwards ? found.reverse() : found
}

/** How many records all filters admit. */
export function countMatches(facts: Facts, { table, filters, collection }: Listing, query: FilterQuery): number {
  const condition = conditionOf(filters, query)
  const counted = () => facts.db.select({ total: count() }).from(table).where(condition).get()?.total ?? 0
  return condition === undefined ? facts.once(`total ${collection}`, counted) : counted()
}

/** The records that all filters admit, counted by the values of each facet. */
export function countFacets(
  facts: Facts,
  { table, filters }: Listing,
  query: FilterQuery,
  names: string[],
): Record<string, FacetCounts> {
  const condition = conditionOf(filters, query)
  return Object.fromEntries(
    names.flatMap((name) => {
      const facet = filters[name]?.facet
      return facet === undefined ? [] : [[name, countFacet(facts, table, condition, facet)]]
    }),
  )
}

/** How many records a filter on time had to leave out because they have no such time; nothing where none was given. */
export function countUndated(
  { db }: Facts,
  { table, filters }: Pick<Listing, 'table' | 'filters'>,
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

/** The bodies of the records with these ids, by type, then id. */
export function findBodies({ db }: Facts, ids: string[]): string[] {
  const rows = chunksOf(ids).flatMap((some) =>
    db
      .select({ type: records.type, id: records.id, body: records.body })
      .from(records)
      .where(inArray(records.id, some))
      .orderBy(asc(records.type), asc(records.id))
      .all(),
  )
  return rows.map(({ body }) => body)
}

/** SQLite takes at most 32,766 values in one statement. */
const chunksOf = (ids: string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / 10_000) }, (_, index) => ids.slice(index * 10_000, (index + 1) * 10_000))

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
