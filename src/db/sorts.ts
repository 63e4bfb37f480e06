/** Orders of a list: any of its sort keys, nulls last in both directions, made total by the id. */
import { and, Column, is, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'

type SortValue = SQL | AnySQLiteColumn

/** What a list can be sorted by: a name, and the value it stands for. */
export type Sorts = Record<string, SortValue>

export interface SortKey {
  value: SortValue
  descending: boolean
}

/** The value of a sort key in one row: where a page starts or ends. */
export type KeyValue = string | number | null

const isNullable = (value: SortValue): boolean => !(is(value, Column) && value.notNull)

/** ORDER BY of the keys; `backwards` is the same order read from its end. */
export const orderOf = (keys: SortKey[], backwards: boolean): SQL[] =>
  keys.map(({ value, descending }) => {
    const direction = descending === backwards ? sql`asc` : sql`desc`
    const nulls = isNullable(value) ? (backwards ? sql` nulls first` : sql` nulls last`) : sql``
    return sql`${value} ${direction}${nulls}`
  })

/** The row comes after (`backwards`: before) the row that has these values. */
export function isBeyond(keys: SortKey[], values: KeyValue[], backwards: boolean): SQL | undefined {
  return or(
    ...keys.map((key, index) => {
      const same = keys.slice(0, index).map(({ value }, position) => sql`${value} is ${values[position]}`)
      return and(...same, isPast(key, values[index] ?? null, backwards))
    }),
  )
}

function isPast({ value, descending }: SortKey, from: KeyValue, backwards: boolean): SQL | undefined {
  if (from === null) return backwards ? isNotNull(value) : sql`false`
  const past = descending === backwards ? sql`${value} > ${from}` : sql`${value} < ${from}`
  return backwards || !isNullable(value) ? past : or(past, sql`${value} is null`)
}
