/**
 * Filters as data: each is a query parameter and its condition. A list has a table of them; the contract documents
 * every one, and all given conditions must be true.
 */
import {
  and,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  not,
  notExists,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import type { Days } from '../facts/edtf.ts'
import type { clocks, RecordType, ReferenceRole, Term } from '../vocabulary.ts'
import type { Facet } from './facet.ts'
import type { Engine } from './open.ts'
import { assertions, entityReferences, evidence, times } from './tables.ts'

export interface Filter {
  /** Schema of the parameter: it reads text and outputs the value that `where` takes. */
  schema: z.ZodType
  where(value: never, query: FilterQuery, engine: Engine): SQL | undefined
  /** Set if the values are ids: an id that no record (of this type) has is a fault of the request. */
  refersTo?: RecordType | 'record'
  /** Set if ids that were withdrawn are known as well. */
  includesWithdrawn?: boolean
  /** Set where an entity stands for its parts too. */
  includesParts?: boolean
  /** Set if the value is a search, in which a name of an entity stands for all of its names. */
  hasNames?: boolean
  /** Set where the values are those of a column, found by `key` however they are written: one that no record has is refused,
   * unless the filter is open to it. */
  spelling?: { column: AnySQLiteColumn; key(text: string): string; isOpenTo?(text: string): boolean }
  /** Set if the records of a list can be counted by the values that the filter compares. */
  facet?: Facet
  /** Set if the records that the filter cannot judge are counted beside the list: the condition that selects them. */
  undated?: SQL
}

/** A filter whose parameter is read into a value of this type. */
export type TypedFilter<T> = Filter & { schema: z.ZodType<T | undefined> }

export type Filters = Record<string, Filter>
export type FilterQuery = Record<string, unknown>

/** The condition of all given filters. Other parameters of the query have none. */
export function conditionOf(filters: Filters, query: FilterQuery, engine: Engine): SQL | undefined {
  const conditions: (SQL | undefined)[] = []
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) conditions.push(filters[name]?.where(value as never, query, engine))
  return and(...conditions)
}

export const isOneOf = (column: AnySQLiteColumn) => (values: (string | number)[]) => inArray(column, values)
export const isEqual = (column: AnySQLiteColumn) => (value: string | number | boolean) => eq(column, value)

/**
 * The fact refers to one of the entities or their parts, in one of the roles (any role where none is named); with `exact`,
 * to one of the entities themselves.
 */
export const refersToEntity =
  (fact: AnySQLiteColumn, ...roles: ReferenceRole[]) =>
  (ids: string[], { exact }: FilterQuery): SQL => {
    const inRole = roles.length === 0 ? undefined : inArray(entityReferences.role, roles)
    const directly = exact === true ? eq(entityReferences.direct, true) : undefined
    const matches = and(inArray(entityReferences.entity, ids), inRole, directly)
    return inArray(fact, sql`(select ${entityReferences.fact} from ${entityReferences} where ${matches})`)
  }

/** True if some evidence of the fact satisfies the condition. */
export const hasEvidence =
  (fact: AnySQLiteColumn, column: AnySQLiteColumn) =>
  (values: string[]): SQL =>
    inArray(fact, sql`(select ${evidence.fact} from ${evidence} where ${inArray(column, values)})`)

/** True if some assertion about the event or relation satisfies the condition. */
export const hasAssertion =
  (fact: AnySQLiteColumn, column: AnySQLiteColumn) =>
  (values: string[]): SQL =>
    exists(sql`(select 1 from ${assertions} where ${and(eq(assertions.fact, fact), inArray(column, values))})`)

type Clock = Term<typeof clocks>

/**
 * Conditions on the days of a row of `times`. Plain: possible on the widest days; surely: true whatever the day was. A
 * time that is uncertain, approximate or only inferred is never sure; a side without a bound is possible and never
 * sure.
 */
export const dayConditions = {
  during: ({ earliest: first, latest: last }: Days) =>
    and(
      last === null ? undefined : orOpen(times.earliest, lte(times.earliest, last)),
      first === null ? undefined : orOpen(times.latest, gte(times.latest, first)),
    ),
  duringSurely: ({ earliest: first, latest: last }: Days) =>
    and(
      isCertain,
      first === null ? undefined : gte(times.earliest, first),
      last === null ? undefined : lte(times.latest, last),
    ),
  before: (day: string) => orOpen(times.earliest, lt(times.earliest, day)),
  beforeSurely: (day: string) => and(isCertain, lt(times.latest, day)),
  after: (day: string) => orOpen(times.latest, gt(times.latest, day)),
  afterSurely: (day: string) => and(isCertain, gt(times.earliest, day)),
}
const isCertain = eq(times.qualified, false)
const orOpen = (column: AnySQLiteColumn, condition: SQL) => or(isNull(column), condition)

/** The same conditions on one clock of a fact. A fact without such a time never matches; `missing` finds it. */
export function timeConditions(fact: AnySQLiteColumn, clock: Clock) {
  const time = (condition?: SQL) =>
    sql`(select 1 from ${times} where ${and(eq(times.fact, fact), eq(times.clock, clock), condition)})`
  const has =
    <T>(condition: (value: T) => SQL | undefined) =>
    (value: T): SQL =>
      exists(time(condition(value)))
  const { during, duringSurely, before, beforeSurely, after, afterSurely } = dayConditions
  return {
    during: has(during),
    duringSurely: has(duringSurely),
    before: has(before),
    beforeSurely: has(beforeSurely),
    after: has(after),
    afterSurely: has(afterSurely),
    missing: (missing: boolean) => (missing ? notExists(time()) : exists(time())),
  }
}

/**
 * Reports that were surely made by a day: published or, if no time of publication is recorded, said. Undated reports
 * have no sure time of that kind, so no day finds them.
 */
export function knownByConditions(fact: AnySQLiteColumn) {
  const has = (clock: Clock, condition?: SQL) =>
    sql`(select 1 from ${times} where ${and(eq(times.fact, fact), eq(times.clock, clock), condition)})`
  const reported = (condition: SQL) => {
    const surely = and(isCertain, condition)
    return or(exists(has('published', surely)), and(notExists(has('published')), exists(has('said', surely)))) as SQL
  }
  return {
    knownBy: (day: string): SQL => reported(lte(times.latest, day)),
    undated: not(reported(isNotNull(times.latest))),
  }
}
