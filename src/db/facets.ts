/** Counts of the records of a list by the values of one field. Exact, whatever the filters. */
import { and, desc, isNotNull, type SQL, sql } from 'drizzle-orm'
import { countsOfFacet, maxTold } from './counts.ts'
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

/**
 * Counts the records of a list that a condition admits by the values of a facet; the commonest first, then by value. Those
 * of the whole list were counted when it was loaded.
 */
export function countFacet(
  facts: Statements,
  list: { collection: string; table: Countable },
  field: string,
  facet: Facet,
  condition: SQL | undefined,
): FacetCounts {
  const { told, value_count, count, missing } =
    condition === undefined
      ? countsOfFacet(facts, list.collection, field)
      : countLive(facts, list.table, facet, condition)
  const { value: column } = countedFrom(list.table, facet)
  const isFlag = column.dataType === 'boolean'
  const buckets = told.map((one): Bucket => ({ ...one, value: isFlag ? Number(one.value) === 1 : one.value }))
  return {
    buckets: [...buckets, { value: null, count: missing }],
    other_values: value_count - told.length,
    other_count: count - told.reduce((sum, one) => sum + one.count, 0),
  }
}

function countLive(facts: Statements, table: Countable, facet: Facet, condition: SQL) {
  const { from, value, records } = countedFrom(table, facet)
  const values = facts.all<{ value: string; count: number }>(
    sql`select ${value} as value, ${records} as count from ${from} where ${and(condition, isNotNull(value))} group by ${value} order by ${desc(records)}, ${value}`,
  )
  const missing = facts.get<{ count: number }>(
    sql`select count(*) as count from ${table} where ${and(condition, hasNone(table, facet))}`,
  )
  return {
    told: values.slice(0, maxTold),
    value_count: values.length,
    count: values.reduce((sum, one) => sum + one.count, 0),
    missing: missing?.count ?? 0,
  }
}
