/** Counts of the records of a list by the values of one field. Exact, whatever the filters. */
import { and, count, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Facts } from './open.ts'
import type { ReferenceRole } from './record-kind.ts'
import { assertions, entityReferences, evidence } from './tables.ts'

/** Where the values of a facet are: a column of the record, or rows of another table that belong to it. */
export type Facet =
  | { column: AnySQLiteColumn }
  | {
      table: SQLiteTable
      /** The column of that table that names the record, or what `of` names. */
      fact: AnySQLiteColumn
      value: AnySQLiteColumn
      condition?: SQL | undefined
      /** What of the record the rows belong to; its id where nothing is said. */
      of?: AnySQLiteColumn
    }

export const entityFacet = (roles: ReferenceRole[]): Facet => ({
  table: entityReferences,
  fact: entityReferences.fact,
  value: entityReferences.entity,
  condition: roles.length === 0 ? undefined : inArray(entityReferences.role, roles),
})
export const evidenceFacet = (value: AnySQLiteColumn): Facet => ({ table: evidence, fact: evidence.fact, value })
export const assertionFacet = (value: AnySQLiteColumn): Facet => ({ table: assertions, fact: assertions.fact, value })

interface Bucket {
  value: string | number | null
  count: number
}

export interface FacetCounts {
  /** The commonest values, then null: the records that have none. */
  buckets: Bucket[]
  /** Values beyond those listed, and how many records have one of them, counted once for each value. */
  other_values: number
  other_count: number
}

const maxBuckets = 100

/** Counts the records that a condition admits by the values of a facet; the commonest first, then by value. */
export function countFacet(
  { db }: Facts,
  table: SQLiteTable & { id: AnySQLiteColumn },
  condition: SQL | undefined,
  facet: Facet,
): FacetCounts {
  const value = 'column' in facet ? facet.column : facet.value
  const records = sql<number>`count(distinct ${table.id})`
  const selected = db.select({ value, count: records }).from(table).$dynamic()
  const joined =
    'column' in facet
      ? selected
      : selected.innerJoin(facet.table, and(eq(facet.fact, facet.of ?? table.id), facet.condition))
  const counted = joined
    .where(and(condition, isNotNull(value)))
    .groupBy(value)
    .orderBy(desc(records), value)
    .all() as Bucket[]
  const others = counted.slice(maxBuckets)
  return {
    buckets: [...counted.slice(0, maxBuckets), { value: null, count: countWithout({ db }, table, condition, facet) }],
    other_values: others.length,
    other_count: others.reduce((sum, bucket) => sum + bucket.count, 0),
  }
}

function countWithout(
  { db }: Pick<Facts, 'db'>,
  table: SQLiteTable & { id: AnySQLiteColumn },
  condition: SQL | undefined,
  facet: Facet,
): number {
  const hasNone =
    'column' in facet
      ? sql`${facet.column} is null`
      : sql`not exists (select 1 from ${facet.table} where ${and(eq(facet.fact, facet.of ?? table.id), isNotNull(facet.value), facet.condition)})`
  return db.select({ total: count() }).from(table).where(and(condition, hasNone)).get()?.total ?? 0
}
