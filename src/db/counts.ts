/**
 * Counts made at load: how many records a list has, and how many of them have each value of each facet. Exact, because
 * nothing changes between loads. Rare values are not kept, for there can be as many as records: they are counted when they
 * are asked for.
 */
import { desc, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Connection } from './driver.ts'
import { type Countable, countedFrom, type Facet, hasNone } from './facet.ts'
import { render, type Statements } from './statements.ts'
import { counts, tallies } from './tables.ts'

/** What is counted of a list. */
export interface CountedList {
  collection: string
  table: Countable
  facets: Record<string, Facet>
}

/** How many values of a facet are told, the commonest first. */
export const maxTold = 100
/** A value that no more records have is rare. */
const rare = 20
/** Stands for the facet where all records of a list are counted. */
const whole = ''

/** Counts everything in a file that has been filled. */
export function writeCounts(sqlite: Connection, lists: CountedList[]): void {
  const run = (query: SQL) => {
    const { text, values } = render(query)
    sqlite.prepare(text).run(values)
  }
  for (const { collection, table, facets } of lists) {
    run(sql`insert into ${tallies} select ${collection}, ${whole}, 0, count(*), 0 from ${table}`)
    for (const [name, facet] of Object.entries(facets)) {
      const { from, value, records } = countedFrom(table, facet)
      run(
        sql`create temp table counted as select cast(${value} as text) as value, ${records} as count from ${from} where ${isNotNull(value)} group by ${value}`,
      )
      run(
        sql`insert into ${counts} select ${collection}, ${name}, value, count from (select * from (select value, count from counted order by count desc, value limit ${sql.raw(String(maxTold))}) union select value, count from counted where count > ${sql.raw(String(rare))})`,
      )
      const missing = sql`(select count(*) from ${table} where ${hasNone(table, facet)})`
      run(
        sql`insert into ${tallies} select ${collection}, ${name}, count(*), coalesce(sum(count), 0), ${missing} from counted`,
      )
      run(sql`drop table counted`)
    }
  }
}

interface Tally {
  value_count: number
  count: number
  missing: number
}

const tallyOf = (facts: Statements, list: string, facet: string): Tally =>
  facts.get<Tally>(
    sql`select value_count, count, missing from ${tallies} where ${tallies.list} = ${list} and ${tallies.facet} = ${facet}`,
  ) ?? { value_count: 0, count: 0, missing: 0 }

/** The commonest values of a facet, then by value, and what there is beside them. */
export function countsOfFacet(facts: Statements, list: string, facet: string) {
  const told = facts.all<{ value: string; count: number }>(
    sql`select value, count from ${counts} where ${counts.list} = ${list} and ${counts.facet} = ${facet} order by ${desc(counts.count)}, ${counts.value} limit ${maxTold}`,
  )
  return { told, ...tallyOf(facts, list, facet) }
}
