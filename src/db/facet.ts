/** Facets as data: the column or table that has the values of one field of the records of a list. */
import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { ReferenceRole } from '../vocabulary.ts'
import { assertions, entityReferences, evidence } from './tables.ts'

export type Countable = SQLiteTable & { id: AnySQLiteColumn }

/** The values of a facet: a column of the record, or rows of another table that belong to it. */
export type Facet =
  | { column: AnySQLiteColumn }
  | {
      table: SQLiteTable
      /** The column of that table with the id of the record, or with the value of `of`. */
      fact: AnySQLiteColumn
      value: AnySQLiteColumn
      condition?: SQL | undefined
      /** The column of the record that the rows refer to; its id by default. */
      of?: AnySQLiteColumn
    }

export const entityFacet = (roles: ReferenceRole[]): Facet => ({
  table: entityReferences,
  fact: entityReferences.fact,
  value: entityReferences.entity,
  condition: and(
    eq(entityReferences.direct, true),
    roles.length === 0 ? undefined : inArray(entityReferences.role, roles),
  ),
})
export const evidenceFacet = (value: AnySQLiteColumn): Facet => ({ table: evidence, fact: evidence.fact, value })
export const assertionFacet = (value: AnySQLiteColumn): Facet => ({ table: assertions, fact: assertions.fact, value })

/** Source of the values of a facet, the condition that joins them to their records, and the expression that counts these. */
export function countedFrom(
  table: Countable,
  facet: Facet,
): { from: SQL; joined?: SQL | undefined; value: AnySQLiteColumn; records: SQL } {
  if ('column' in facet) return { from: sql`${table}`, value: facet.column, records: sql`count(*)` }
  const { fact, of = table.id, condition, value } = facet
  // A CROSS JOIN makes SQLite read the records first, which the filters of the list reduce.
  const from = sql`${table} cross join ${facet.table}`
  return { from, joined: and(eq(fact, of), condition), value, records: sql`count(distinct ${table.id})` }
}

/** True if the record has no value of the facet. */
export function hasNone(table: Countable, facet: Facet): SQL {
  if ('column' in facet) return isNull(facet.column)
  const { fact, of = table.id, condition, value } = facet
  return sql`not exists (select 1 from ${facet.table} where ${and(eq(fact, of), isNotNull(value), condition)})`
}
