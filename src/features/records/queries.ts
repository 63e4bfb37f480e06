import { and, asc, Column, count, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { countList, countValues } from '../../db/counts.ts'
import { countFacet, type FacetCounts } from '../../db/facets.ts'
import { conditionOf, type Drive, type Filter, type FilterQuery } from '../../db/filters.ts'
import type { Facts } from '../../db/open.ts'
import type { RecordType } from '../../db/record-kind.ts'
import { type KeyPlace, type KeyValue, type Segment, type SortKey, segmentsOf } from '../../db/sorts.ts'
import { records, retired } from '../../db/tables.ts'
import type { Listing } from './resource.ts'

export interface RecordRow {
  id: string
  body: string
  /** Its place in the order of the list. */
  key: KeyValue[]
}

/** The order that `sort` asks for, made total by the id in the direction of the last name. */
export function keysOf({ table, sorts, defaultSort }: Listing, sort: string[] | undefined): SortKey[] {
  const names = sort ?? defaultSort?.names ?? []
  if (defaultSort !== undefined && names.join() === defaultSort.names.join()) return defaultSort.keys
  const keys = names.map((one) => ({
    value: sorts[one.replace(/^-/, '')] ?? table.id,
    descending: one.startsWith('-'),
  }))
  const descending = keys.at(-1)?.descending ?? false
  return keys.some(({ value }) => value === table.id) ? keys : [...keys, { value: table.id, descending }]
}

export interface Page {
  keys: SortKey[]
  /** Beyond which row; undefined: from the first. */
  from?: KeyPlace | undefined
  limit: number
}

/**
 * The rows of a list beyond a place, a query for each segment, until there are enough.
 * @param looked of how many rows, at most, that the filter by which the list is read admits
 */
function* rowsBeyond(
  { table, filters, body }: Listing,
  query: FilterQuery,
  { keys, from, limit }: Page,
  looked?: { limit: number; lead: Lead },
): Generator<SQL, void, number> {
  const [first] = keys as [SortKey]
  const drive = keys.length === 1 && first.value === table.id ? driveOf(filters, query) : undefined
  const given = looked?.lead.name ?? drive?.name
  const condition = conditionOf(filters, given === undefined ? query : { ...query, [given]: undefined })
  const read = drive === undefined ? keys : [{ ...first, value: drive.record }]
  const columns = sql.join(
    read.map(({ value }, index) => sql`, ${value} as ${sql.raw(`key${index}`)}`),
    sql``,
  )
  let wanted = limit
  for (const segment of segmentsOf(read, from)) {
    const led = looked && leadRows(table, drive, looked, segment)
    // In the order of what leads, and so far only as it is needed: a sort would look at all of it.
    const joins = led === undefined ? sql`join` : sql`cross join`
    const start =
      drive === undefined
        ? (led ?? sql`${table}`)
        : sql`${led ?? drive.table} ${joins} ${table} on ${table.id} = ${drive.record}`
    const source = body === undefined ? sql`${start} ${joins} ${records} on ${records.id} = ${table.id}` : start
    const where = led === undefined ? and(drive?.condition, condition, segment.condition) : condition
    const filtered = where === undefined ? sql`` : sql` where ${where}`
    const ordered = led === undefined ? sql` order by ${segment.order}` : sql``
    const found =
      yield sql`select ${table.id} as id, ${body ?? records.body} as body${columns} from ${source}${filtered}${ordered} limit ${wanted}`
    wanted -= found
    if (wanted <= 0) return
  }
}

/** The filter by whose index a list is read, and its condition. */
interface Lead {
  name: string
  condition: SQL
}

/** The first rows that one filter admits, under the name of their table. */
function leadRows(
  table: Listing['table'],
  drive: Drive | undefined,
  { limit, lead }: { limit: number; lead: Lead },
  { condition, order }: Segment,
): SQL {
  const rows = drive?.table ?? table
  return sql`(select * from ${rows} where ${and(drive?.condition ?? lead.condition, condition)} order by ${order} limit ${limit}) as ${rows}`
}

/** The filter by whose table the list is read, where one is given. */
function driveOf(filters: Listing['filters'], query: FilterQuery): (Drive & { name: string }) | undefined {
  for (const [name, value] of Object.entries(query)) {
    const found = value === undefined ? undefined : filters[name]?.drive?.(value as never)
    if (found !== undefined) return { ...found, name }
  }
  return undefined
}

/**
 * Records that all filters admit, in the order of the keys, beyond a place where one is given. Records before a place
 * are those nearest to it, in the order of the list too. At most `limit`.
 */
export function findRecords(facts: Facts, listing: Listing, query: FilterQuery, page: Page): RecordRow[] {
  const found: RecordRow[] = []
  const segments = rowsBeyond(listing, query, page)
  for (let next = segments.next(0); !next.done; ) {
    const rows = facts.all<{ id: string; body: string } & Record<string, KeyValue>>(next.value)
    for (const { id, body, ...key } of rows) found.push({ id, body, key: Object.values(key) })
    next = segments.next(rows.length)
  }
  return page.from?.direction === 'before' ? found.reverse() : found
}

/** Records as one text, as a list in JSON holds them: with commas between them. */
export interface JoinedRecords {
  /** UTF-8. */
  bodies: Buffer
  keys: KeyValue[][]
  /** Bytes of each record. */
  lengths: number[]
}

/** SQLite writes a real number into JSON with 15 digits, which may be another number. */
const isExactInJson = ({ value }: SortKey): boolean => !(value instanceof Column && value.getSQLType() === 'real')

/**
 * The same records, joined by SQLite; undefined where they must be found one by one: before a place, by fractions, or
 * where the list goes on in another segment.
 */
export function joinRecords(facts: Facts, listing: Listing, query: FilterQuery, page: Page): JoinedRecords | undefined {
  if (page.from?.direction === 'before' || !page.keys.every(isExactInJson)) return undefined
  const segments = rowsBeyond(listing, query, page)
  const rows = segments.next(0).value as SQL
  const joined = join(facts, rows, page.keys)
  return segments.next(joined.keys.length).done ? joined : undefined
}

function join(facts: Facts, rows: SQL, keys: SortKey[]): JoinedRecords {
  const names = sql.raw(keys.map((_, index) => `key${index}`).join(', '))
  const { bodies, places } = facts.get<{ bodies: Buffer | null; places: string }>(
    sql`select cast(group_concat(body, ',') as blob) as bodies, json_group_array(json_array(octet_length(body), ${names})) as places from (${rows})`,
  ) as { bodies: Buffer | null; places: string }
  const parsed = JSON.parse(places) as [number, ...KeyValue[]][]
  return {
    bodies: bodies ?? Buffer.alloc(0),
    keys: parsed.map(([, ...key]) => key),
    lengths: parsed.map(([length]) => length),
  }
}

/** Rows that may be looked at for a page without anybody noticing. */
const fewRows = 2000

/**
 * A page in the order of the ids under several filters, where it is full, or the list at its end, once the first 2,000
 * records that one of the filters admits have been looked at; undefined where it is not.
 */
export function joinFew(facts: Facts, listing: Listing, query: FilterQuery, page: Page): JoinedRecords | undefined {
  const { table, filters } = listing
  const isById = page.keys.length === 1 && page.keys[0]?.value === table.id && page.from?.direction !== 'before'
  const name = isById ? leadOf(filters, query) : undefined
  if (name === undefined) return undefined
  const lead = { name, condition: filters[name]?.where(query[name] as never, query) as SQL }
  const looked = { limit: fewRows, lead }
  const rows = rowsBeyond(listing, query, page, looked).next(0).value as SQL
  const joined = join(facts, rows, page.keys)
  if (!isInOrder(joined.keys, page.keys)) throw new Error('SQLite read a list in another order than that of its index.')
  if (joined.keys.length >= page.limit) return joined
  const drive = driveOf(filters, query)
  const [segment] = segmentsOf(
    drive === undefined ? page.keys : page.keys.map((key) => ({ ...key, value: drive.record })),
    page.from,
  )
  const led = leadRows(table, drive, looked, segment as Segment)
  const count = facts.get<{ count: number }>(sql`select count(*) as count from ${led}`)?.count ?? 0
  return count < fewRows ? joined : undefined
}

/** Ids are ASCII: they are in order here where SQLite has them in order. */
const isInOrder = (found: KeyValue[][], [key]: SortKey[]): boolean =>
  found.every(([id], index) => {
    const before = found[index - 1]?.[0]
    return before === undefined || String(id) > String(before) !== key?.descending
  })

/** The filter by which a list is best read, where all others can be judged record by record. */
function leadOf(filters: Listing['filters'], query: FilterQuery): string | undefined {
  const given = Object.keys(query).filter((name) => query[name] !== undefined)
  const isOne = (name: string) => !Array.isArray(query[name]) || query[name].length === 1
  const isByColumn = (name: string) => filters[name]?.isIndexed === true && filters[name].drive === undefined
  const lead = driveOf(filters, query)?.name ?? given.find((name) => isByColumn(name) && isOne(name))
  return given.every((name) => name === lead || isPerRecord(name, filters[name])) ? lead : undefined
}

/** Not one that first finds everything that it admits. */
const isPerRecord = (name: string, filter: Filter | undefined): boolean =>
  name !== 'q' && filter?.refersTo !== 'entity' && !(filter?.facet !== undefined && 'table' in filter.facet)

const countOf = (facts: Facts, { table }: Pick<Listing, 'table'>, condition: SQL | undefined): number =>
  facts.get<{ total: number }>(
    condition === undefined
      ? sql`select count(*) as total from ${table}`
      : sql`select count(*) as total from ${table} where ${condition}`,
  )?.total ?? 0

/** How many records all filters admit. */
export function countMatches(facts: Facts, listing: Listing, query: FilterQuery): number {
  const { collection, filters } = listing
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  if (given.length === 0) return countList(facts, collection)
  const [[name, value]] = given as [[string, unknown]]
  const counted = given.length === 1 ? countAdmitted(facts, collection, filters, name, value) : undefined
  return counted ?? countOf(facts, listing, conditionOf(filters, query))
}

/** How many records one filter admits, where that was counted at load; undefined where it was not, or they are few. */
function countAdmitted(
  facts: Facts,
  collection: string,
  filters: Listing['filters'],
  name: string,
  value: unknown,
): number | undefined {
  const facet = filters[name]?.facet
  const values = Array.isArray(value) ? value : [value]
  // A record may have several values of a facet that is not a column, and is still one record.
  if (facet === undefined || (values.length > 1 && !('column' in facet))) return undefined
  return countValues(facts, collection, name, [...new Set(values)])?.reduce((sum, count) => sum + count, 0)
}

/** Some filter leaves so few records that whatever else is asked of them is quick. */
export const areFew = (facts: Facts, { collection, filters }: Listing, query: FilterQuery): boolean =>
  Object.entries(query).some(([name, value]) => {
    const isOne = value !== undefined && (!Array.isArray(value) || value.length === 1)
    // What was not counted is rare.
    return (
      isOne &&
      filters[name]?.isIndexed === true &&
      (countAdmitted(facts, collection, filters, name, value) ?? 0) <= fewRows
    )
  })

/** The records that all filters admit, counted by the values of each facet. */
export function countFacets(
  facts: Facts,
  listing: Listing,
  query: FilterQuery,
  names: string[],
): Record<string, FacetCounts> {
  const condition = conditionOf(listing.filters, query)
  return Object.fromEntries(
    names.flatMap((name) => {
      const facet = listing.filters[name]?.facet
      return facet === undefined ? [] : [[name, countFacet(facts, listing, name, facet, condition)]]
    }),
  )
}

/** How many records a filter on time had to leave out because they have no such time; nothing where none was given. */
export function countUndated(
  facts: Facts,
  { table, filters }: Pick<Listing, 'table' | 'filters'>,
  query: FilterQuery,
): { undated?: number } {
  const given = Object.keys(query).filter((name) => query[name] !== undefined && filters[name]?.undated !== undefined)
  if (given.length === 0) return {}
  const others = { ...query }
  for (const name of given) delete others[name]
  const undated = or(...given.map((name) => filters[name]?.undated))
  return { undated: countOf(facts, { table }, and(conditionOf(filters, others), undated)) }
}

/** The record with this id, whatever its type. */
export const findRecord = (facts: Facts, id: string): { type: RecordType; body: string } | undefined =>
  facts.get(sql`select type, body from ${records} where ${records.id} = ${id}`)

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
export function unknownIds(facts: Facts, type: RecordType | 'record', ids: string[]): string[] {
  const ofType = type === 'record' ? undefined : sql`${records.type} = ${type}`
  const rows = facts.all<{ id: string }>(sql`select id from ${records} where ${and(inArray(records.id, ids), ofType)}`)
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
