import { and, inArray, sql } from 'drizzle-orm'
import { conditionOf, type FilterQuery } from '../../db/filters.ts'
import type { Facts } from '../../db/open.ts'
import { estimates, origins, reports } from '../../db/tables.ts'
import type { Report } from '../../facts/claims.ts'
import { countUndated } from '../../listing/queries.ts'
import { reportFilters } from '../../records/estimates/list.ts'
import type { StoredReport } from '../../records/estimates/seed.ts'

/** The reports on a quantity that the filters admit, in no order. */
export async function findReports(facts: Facts, quantity: string, filters: FilterQuery): Promise<Report[]> {
  const chosen = conditionOf(reportFilters, { ...filters, quantity: [quantity] })
  const isAll = Object.values(filters).every((value) => value === undefined)
  const where = and(
    sql`${reports.quantity} = ${quantity}`,
    isAll ? undefined : inArray(reports.estimate, sql`(select ${estimates.id} from ${estimates} where ${chosen})`),
  )
  const rows = await facts.all<{ body: string }>(sql`select ${reports.body} from ${reports} where ${where}`)
  const stored = rows.map(({ body }) => JSON.parse(body) as StoredReport)
  const originOf = await findOrigins(facts, [...new Set(stored.flatMap(({ origin }) => origin ?? []))])
  return stored.map((report) => ({
    ...report,
    origin: report.origin === null ? null : (originOf.get(report.origin) ?? null),
  }))
}

async function findOrigins({ db }: Facts, ids: string[]): Promise<Map<string, NonNullable<Report['origin']>>> {
  const found = await db
    .select({ id: origins.id, independence: origins.independence })
    .from(origins)
    .where(inArray(origins.id, ids))
  return new Map(found.map((origin) => [origin.id, origin]))
}

/** How many reports `known_by` had to leave out because they have no date; nothing where it was not given. */
export const countUndatedReports = (
  facts: Facts,
  quantity: string,
  filters: FilterQuery,
): Promise<{ undated?: number }> =>
  countUndated(facts, { table: estimates, filters: reportFilters }, { ...filters, quantity: [quantity] })
