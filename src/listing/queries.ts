import { and, asc, count, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { countFacet, type FacetCounts } from '../db/facets.ts'
import { conditionOf, type FilterQuery } from '../db/filters.ts'
import type { Snapshot } from '../db/open.ts'
import { type KeyPlace, type KeyValue, type SortKey, segmentsOf } from '../db/sorts.ts'
import { records, retired } from '../db/tables.ts'
import { collections, type RecordType } from '../vocabulary.ts'
import type { Listing } from './listing.ts'

export interface RecordRow {
  id: string
  body: string
  /** Values of the sort keys of the row. */
  key: KeyValue[]
}

/** The order of `sort`, made total by the id in the direction of the last name. */
export function keysOf({ table, sorts, defaultSort }: Listing, sort: string[] | undefined): SortKey[] {
  const names = sort ?? defaultSort?.names ?? []
  if (defaultSort !== undefined && names.join() === defaultSort.names.join()) return defaultSort.keys
  const keys: SortKey[] = []
  for (const name of names)
    keys.push({ value: sorts[name.replace(/^-/, '')] ?? table.id, descending: name.startsWith('-') })
  if (!names.includes('id') && !names.includes('-id'))
    keys.push({ value: table.id, descending: keys.at(-1)?.descending ?? false })
  return keys
}

export interface Page {
  keys: SortKey[]
  /** Row beyond which the page starts; undefined: at the start of the list. */
  from?: KeyPlace | undefined
  limit: number
}

/**
 * Records that satisfy all filters, in the order of the keys, beyond a place if one is given. Records before a place
 * are the nearest ones, also in the order of the list. At most `limit`.
 */
export async function findRecords(
  snapshot: Snapshot,
  { table, filters, body = { json: records.body, record: table.id } }: Listing,
  query: FilterQuery,
  { keys, from, limit }: Page,
): Promise<RecordRow[]> {
  const condition = conditionOf(filters, query, snapshot.engine)
  const columns = keys.map(({ value }, index) => sql`, ${value} as ${sql.raw(`key${index}`)}`)
  const { json, record } = body
  const join = record && sql` join ${records} on ${records.id} = ${record}`
  const found: RecordRow[] = []
  for (const segment of segmentsOf(keys, from)) {
    const where = and(condition, segment.condition)
    // Under the name of the table, so that the same expressions read it. Bodies are read of the page alone.
    const page = sql`(select * from ${table}${where && sql` where ${where}`} order by ${segment.order} limit ${limit - found.length}) as ${table}`
    const rows = await snapshot.all<{ id: string; body: string } & Record<string, KeyValue>>(
      sql`select ${table.id} as id, ${json} as body${sql.join(columns, sql``)} from ${page}${join} order by ${segment.order}`,
    )
    for (const { id, body, ...key } of rows) found.push({ id, body, key: Object.values(key) })
    if (found.length >= limit) break
  }
  return from?.direction === 'before' ? found.reverse() : found
}

async function countOf(
  snapshot: Snapshot,
  { table }: Pick<Listing, 'table'>,
  condition: SQL | undefined,
): Promise<number> {
  const where = condition === undefined ? sql`` : sql` where ${condition}`
  const counted = await snapshot.get<{ total: number }>(sql`select count(*) as total from ${table}${where}`)
  return counted?.total ?? 0
}

/** Number of records that satisfy all filters. */
export const countMatches = (snapshot: Snapshot, listing: Listing, query: FilterQuery): Promise<number> =>
  countOf(snapshot, listing, conditionOf(listing.filters, query, snapshot.engine))

/** The records that all filters admit, counted by the values of each facet. */
export async function countFacets(
  snapshot: Snapshot,
  listing: Listing,
  query: FilterQuery,
  names: string[],
): Promise<Record<string, FacetCounts>> {
  const condition = conditionOf(listing.filters, query, snapshot.engine)
  const counts: Record<string, FacetCounts> = {}
  for (const name of names) {
    const facet = listing.filters[name]?.facet
    if (facet === undefined) continue
    counts[name] = await countFacet(snapshot, listing.table, facet, condition)
  }
  return counts
}

/**
 * Number of records that a filter on time left out because they have no such time; empty if no such filter was given.
 */
export async function countUndated(
  snapshot: Snapshot,
  { table, filters }: Pick<Listing, 'table' | 'filters'>,
  query: FilterQuery,
): Promise<{ undated?: number }> {
  const others: FilterQuery = {}
  const undated: SQL[] = []
  for (const [name, value] of Object.entries(query)) {
    const condition = value === undefined ? undefined : filters[name]?.undated
    if (condition === undefined) others[name] = value
    else undated.push(condition)
  }
  if (undated.length === 0) return {}
  return {
    undated: await countOf(snapshot, { table }, and(conditionOf(filters, others, snapshot.engine), or(...undated))),
  }
}

/** The record with this id, whatever its type. */
export const findRecord = (snapshot: Snapshot, id: string): Promise<{ type: RecordType; body: string } | undefined> =>
  snapshot.get(sql`select type, body from ${records} where ${records.id} = ${id}`)

/** The bodies of the records with these ids, by type, then id. */
export async function findBodies({ db }: Snapshot, ids: string[]): Promise<string[]> {
  const bodies: string[] = []
  for (const some of chunksOf(ids)) {
    const rows = await db
      .select({ body: records.body })
      .from(records)
      .where(inArray(records.id, some))
      .orderBy(asc(records.type), asc(records.id))
    for (const { body } of rows) bodies.push(body)
  }
  return bodies
}

/** SQLite takes at most 32,766 values in one statement. */
const chunksOf = (ids: string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / 10_000) }, (_, index) => ids.slice(index * 10_000, (index + 1) * 10_000))

/** The withdrawal of an id, with the type of the record that supersedes it. */
export async function findRetired({ db }: Snapshot, id: string) {
  const [found] = await db
    .select({
      reason: retired.reason,
      version: retired.version,
      superseded_by: retired.superseded_by,
      superseded_type: records.type,
    })
    .from(retired)
    .leftJoin(records, eq(records.id, retired.superseded_by))
    .where(eq(retired.id, id))
  return found
}

/** Ids that do not belong to a record (of this type). */
export async function unknownIds(snapshot: Snapshot, type: RecordType | 'record', ids: string[]): Promise<string[]> {
  const ofType = type === 'record' ? undefined : sql`${records.type} = ${type}`
  const rows = await snapshot.all<{ id: string }>(
    sql`select id from ${records} where ${and(inArray(records.id, ids), ofType)}`,
  )
  const known = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => !known.has(id))
}

/** Number of records in each list, by its collection under /v1. */
export function countRecords(snapshot: Snapshot): Promise<Record<string, number>> {
  return snapshot.once('counts', async () => {
    const rows = await snapshot.db
      .select({ type: records.type, total: count() })
      .from(records)
      .groupBy(records.type)
      .orderBy(records.type)
    return Object.fromEntries(rows.map(({ type, total }) => [collections[type], total]))
  })
}
