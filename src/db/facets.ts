/** Counts of the records of a list by the values of one field. Exact, whatever the filters. */
import { and, desc, isNotNull, type SQL, sql } from 'drizzle-orm'
import { type Countable, countedFrom, type Facet, hasNone } from './facet.ts'
import type { Statements } from './statements.ts'

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

/**
 * Counts the records of a list that satisfy a condition by the values of a facet; the most frequent first, then by
 * value.
 */
export async function countFacet(
  facts: Statements,
  table: Countable,
  facet: Facet,
  condition: SQL | undefined,
): Promise<FacetCounts> {
  const { from, value, records } = countedFrom(table, facet)
  const values = await facts.all<{ value: string; count: number }>(
    sql`select ${value} as value, ${records} as count from ${from} where ${and(condition, isNotNull(value))} group by ${value} order by ${desc(records)}, ${value}`,
  )
  const missing = await facts.get<{ count: number }>(
    sql`select count(*) as count from ${table} where ${and(condition, hasNone(table, facet))}`,
  )
  const isFlag = value.dataType === 'boolean'
  const listed = values.slice(0, maxListed)
  const others = values.slice(maxListed)
  return {
    buckets: [
      ...listed.map((one): Bucket => ({ ...one, value: isFlag ? Number(one.value) === 1 : one.value })),
      { value: null, count: missing?.count ?? 0 },
    ],
    other_values: others.length,
    other_count: others.reduce((sum, { count }) => sum + count, 0),
  }
}
