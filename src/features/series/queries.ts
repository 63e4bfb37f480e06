import { and, eq, inArray, sql } from 'drizzle-orm'
import { refersToEntity } from '../../db/filters.ts'
import type { Snapshot } from '../../db/open.ts'
import { estimates, records, times } from '../../db/tables.ts'

export interface SeriesQuery {
  quantity?: string[] | undefined
  exact?: boolean | undefined
}

export interface SeriesRow {
  id: string
  quantity: string
  clock: 'said' | 'published' | null
  earliest: string | null
  latest: string | null
  body: string
}

/**
 * Every estimate that a claimant, or a part of it, puts forward, by quantity, then by the first and the last day on which
 * it may have been said, else published; those without a date last. Ids decide where days do not.
 */
export async function findSeries(
  { db }: Snapshot,
  claimant: string,
  { quantity, exact }: SeriesQuery,
): Promise<SeriesRow[]> {
  const clock = sql<SeriesRow['clock']>`${times.clock}`
  // `said` sorts after `published`, so the greatest clock is the preferred one.
  const preferred = sql`(select max(${times.clock}) from ${times} where ${and(
    eq(times.fact, estimates.id),
    inArray(times.clock, ['said', 'published']),
  )})`
  return db
    .select({
      ...{ id: estimates.id, quantity: estimates.quantity, clock },
      ...{ earliest: times.earliest, latest: times.latest, body: records.body },
    })
    .from(estimates)
    .innerJoin(records, eq(records.id, estimates.id))
    .leftJoin(times, and(eq(times.fact, estimates.id), sql`${times.clock} = ${preferred}`))
    .where(
      and(
        refersToEntity(estimates.id, 'claimant')([claimant], { exact }),
        quantity && inArray(estimates.quantity, quantity),
      ),
    )
    .orderBy(
      estimates.quantity,
      sql`${times.clock} is null`,
      sql`coalesce(${times.earliest}, '')`,
      sql`coalesce(${times.latest}, '~')`,
      estimates.id,
    )
}
