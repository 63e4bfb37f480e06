/**
 * Orders of a list: any of its sort keys, nulls last in both directions, made total by the id in the direction of the
 * last key. An order by one key is read from the index over it and the id, at any depth: first the rows that have a
 * value, then those that have none.
 */
import { and, Column, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'

type SortValue = SQL | AnySQLiteColumn

/** The sort keys of a list: names, and the values they sort by. */
export type Sorts = Record<string, SortValue>

export interface SortKey {
  value: SortValue
  descending: boolean
}

/** The value of a sort key in one row, at which a page starts or ends. */
export type KeyValue = string | number | null

/** A row and a direction: the page starts after it or ends before it. */
export interface KeyPlace {
  direction: 'after' | 'before'
  key: KeyValue[]
}

/** A part of a list in which an order applies; the parts follow each other. */
export interface Segment {
  condition: SQL | undefined
  order: SQL
}

/** True of a column that may be null; an expression that a list is sorted by never is. */
const isNullable = (value: SortValue): boolean => value instanceof Column && !value.notNull

/** The parts of a list beyond a place, read from the end of the list if the page ends before the place. */
export function segmentsOf(keys: SortKey[], place: KeyPlace | undefined): Segment[] {
  const backwards = place?.direction === 'before'
  const [first, ...rest] = keys as [SortKey, ...SortKey[]]
  if (rest.length !== 1 || !isNullable(first.value) || rest[0]?.descending !== first.descending)
    return [{ condition: place && isBeyond(keys, place.key, backwards), order: orderOf(keys, backwards) }]
  const valued = { condition: isNotNull(first.value), order: orderOf(keys, backwards, false) }
  const missing = { condition: isNull(first.value), order: orderOf(rest, backwards) }
  if (place === undefined) return [valued, missing]
  const [value = null, ...others] = place.key
  if (value === null) {
    const beyond = { ...missing, condition: and(missing.condition, isPastAll(rest, others, backwards)) }
    return backwards ? [beyond, valued] : [beyond]
  }
  const beyond = { ...valued, condition: and(valued.condition, isPastAll(keys, place.key, backwards)) }
  return backwards ? [beyond] : [beyond, missing]
}

/** @param hasNulls false where no key is null: without a word on nulls, any engine reads its index from either end */
function orderOf(keys: SortKey[], backwards: boolean, hasNulls = true): SQL {
  const parts: SQL[] = []
  for (const { value, descending } of keys) {
    const direction = descending === backwards ? sql`asc` : sql`desc`
    const nulls = hasNulls && isNullable(value) ? (backwards ? sql` nulls first` : sql` nulls last`) : sql``
    parts.push(sql`${value} ${direction}${nulls}`)
  }
  return sql.join(parts, sql`, `)
}

/** True if the row comes after (`backwards`: before) the row that has these values. */
function isBeyond(keys: SortKey[], values: KeyValue[], backwards: boolean): SQL | undefined {
  if (keys.every(({ value, descending }) => !isNullable(value) && descending === keys[0]?.descending))
    return isPastAll(keys, values, backwards)
  return or(
    ...keys.map((key, index) => {
      const same = keys
        .slice(0, index)
        .map(({ value }, position) => sql`${value} is not distinct from ${values[position]}`)
      return and(...same, isPast(key, values[index] ?? null, backwards))
    }),
  )
}

/** The same for keys of one direction without nulls: one comparison of all keys, one step in an index. */
function isPastAll(keys: SortKey[], values: KeyValue[], backwards: boolean): SQL {
  const all = keys.map(({ value }) => value)
  return keys[0]?.descending === backwards ? sql`${all} > ${values}` : sql`${all} < ${values}`
}

function isPast({ value, descending }: SortKey, from: KeyValue, backwards: boolean): SQL | undefined {
  if (from === null) return backwards ? isNotNull(value) : sql`false`
  const past = descending === backwards ? sql`${value} > ${from}` : sql`${value} < ${from}`
  return backwards || !isNullable(value) ? past : or(past, sql`${value} is null`)
}
