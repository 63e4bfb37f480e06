/** Counts of the records of a list by the values of one field. Exact, whatever the filters. */
import { setImmediate } from 'node:timers/promises'
import { and, isNotNull, type SQL, sql } from 'drizzle-orm'
import { type Countable, countedFrom, type Facet, hasNone } from './facet.ts'
import type { Statements } from './open.ts'

interface Bucket {
  value: string | number | boolean | null
  count: number
}

export interface FacetCounts {
  /** The most frequent values, then null: the records that have none. */
  buckets: Bucket[]
  /** Number of values beyond those listed, and of their records, each counted once per value. */
  other_values: number
  other_count: number
}

/** Most values listed of a facet, the most frequent first. */
const maxListed = 100

/** A value with the number of its records, and with the same of all values together. */
interface CountedRow {
  value: string
  count: number
  all_values: number
  all_counts: number
}

/**
 * Counts the records of a list that satisfy a condition by the values of a facet; the most frequent first, then by
 * value. Other requests run between its statements.
 */
export async function countFacet(
  statements: Statements,
  table: Countable,
  facet: Facet,
  condition: SQL | undefined,
): Promise<FacetCounts> {
  const { from, value, records, joined } = countedFrom(table, facet)
  const counts = sql`select ${value} as value, ${records} as count from ${from} where ${and(joined, condition, isNotNull(value))} group by ${value}`
  const listed = await statements.all<CountedRow>(
    sql`select value, count, count(*) over () as all_values, sum(count) over () as all_counts from (${counts}) as counted order by count desc, value limit ${maxListed}`,
  )
  await setImmediate()
  const missing = await statements.get<{ count: number }>(
    sql`select count(*) as count from ${table} where ${and(condition, hasNone(table, facet))}`,
  )
  await setImmediate()
  const isFlag = value.dataType === 'boolean'
  const { all_values, all_counts } = listed[0] ?? { all_values: 0, all_counts: 0 }
  return {
    buckets: [
      ...listed.map(({ value, count }): Bucket => ({ value: isFlag ? Number(value) === 1 : value, count })),
      { value: null, count: missing?.count ?? 0 },
    ],
    other_values: all_values - listed.length,
    other_count: listed.reduce((left, { count }) => left - count, all_counts),
  }
}
