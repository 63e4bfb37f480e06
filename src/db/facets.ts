/** Counts of the records of a list by the values of one field. Exact, whatever the filters. */
import { and, desc, isNotNull, type SQL, sql } from 'drizzle-orm'
import { type Countable, countedFrom, type Facet, hasNone } from './facet.ts'
import type { Statements } from './statements.ts'

interface Bucket {
  value: string | number | boolean | null
  count: number
}

export interface FacetCounts {
  /** The commonest values, then null: the records that have none. */
  buckets: Bucket[]
  /** Values beyond those listed, and how many records have one of them, counted once for each value. */
  other_values: number
  other_count: number
}

/** How many values of a facet are told, the commonest first. */
const maxTold = 100

/** Counts the records of a list that a condition admits by the values of a facet; the commonest first, then by value. */
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
  const told = values.slice(0, maxTold)
  const others = values.slice(maxTold)
  return {
    buckets: [
      ...told.map((one): Bucket => ({ ...one, value: isFlag ? Number(one.value) === 1 : one.value })),
      { value: null, count: missing?.count ?? 0 },
    ],
    other_values: others.length,
    other_count: others.reduce((sum, { count }) => sum + count, 0),
  }
}
