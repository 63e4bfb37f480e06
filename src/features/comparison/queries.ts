import { setImmediate } from 'node:timers/promises'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { conditionOf, type FilterQuery } from '../../db/filters.ts'
import type { Snapshot } from '../../db/open.ts'
import { entities, entityReferences, estimates, origins, reports } from '../../db/tables.ts'
import type { Claim, Report } from '../../facts/comparison/claims.ts'
import { findNames, type Names } from '../../listing/names.ts'
import { estimateList } from '../../records/estimates/list.ts'
import type { StoredReport } from '../../records/estimates/seed.ts'

/** Reports read and parsed at once, before other requests run: some 10 ms' worth. */
const batchSize = 1000

/** The reports on a quantity that the filters admit, by id. */
export async function findReports(snapshot: Snapshot, quantity: string, filters: FilterQuery): Promise<Report[]> {
  const isAll = Object.values(filters).every((value) => value === undefined)
  const chosen = conditionOf(estimateList.filters, { ...filters, quantity: [quantity] }, snapshot.engine)
  const where = and(
    sql`${reports.quantity} = ${quantity}`,
    isAll ? undefined : inArray(reports.estimate, sql`(select ${estimates.id} from ${estimates} where ${chosen})`),
  )
  const found: Report[] = []
  for (let after = '', isMore = true; isMore; ) {
    const rows = await snapshot.all<{ estimate: string; body: string }>(
      sql`select ${reports.estimate}, ${reports.body} from ${reports} where ${where} and ${reports.estimate} > ${after}
        order by ${reports.estimate} limit ${batchSize}`,
    )
    const stored = rows.map(({ body }) => JSON.parse(body) as StoredReport)
    const originOf = await findOrigins(snapshot, [...new Set(stored.flatMap(({ origin }) => origin ?? []))])
    for (const report of stored) {
      const origin = report.origin === null ? null : (originOf.get(report.origin) ?? null)
      // A figure was recorded no later than the version that has it.
      found.push(Object.assign(report, { origin, recorded: snapshot.dataset.date }))
    }
    after = rows.at(-1)?.estimate ?? after
    isMore = rows.length === batchSize
    await setImmediate()
  }
  return found
}

async function findOrigins(
  { db, engine }: Snapshot,
  ids: string[],
): Promise<Map<string, NonNullable<Report['origin']>>> {
  const found = await db
    .select({ id: origins.id, independence: origins.independence })
    .from(origins)
    .where(engine.isAmong(origins.id, ids))
  return new Map(found.map((origin) => [origin.id, origin]))
}

/** The names of all claimants of some claims. */
export const findClaimantNames = (snapshot: Snapshot, claims: Claim[]): Promise<Names> =>
  findNames(snapshot, [...new Set(claims.flatMap(({ claimants }) => claimants))])

/** The countries that the claimants of each estimate are, belong to, or held an office of at that time. */
export async function findCountries({ db }: Snapshot, quantity: string): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ estimate: entityReferences.fact, country: entityReferences.entity })
    .from(entityReferences)
    .innerJoin(entities, and(eq(entities.id, entityReferences.entity), eq(entities.kind, 'country')))
    .innerJoin(estimates, and(eq(estimates.id, entityReferences.fact), eq(estimates.quantity, quantity)))
    .where(eq(entityReferences.role, 'claimant'))
    .orderBy(entityReferences.fact, entityReferences.entity)
  const groups = new Map<string, string[]>()
  for (const { estimate, country } of rows) groups.set(estimate, [...(groups.get(estimate) ?? []), country])
  return groups
}
