import { eq } from 'drizzle-orm'
import { conditionOf, type FilterQuery } from '../../db/filters.ts'
import type { Facts } from '../../db/open.ts'
import { estimates, origins, records } from '../../db/tables.ts'
import type { Report } from '../../facts/claims.ts'
import type { Estimate } from '../estimates/contract.ts'
import { reportFilters } from '../estimates/resource.ts'
import { countUndated } from '../records/queries.ts'

/** The reports that the filters admit, in no order. */
export function findReports({ db }: Facts, query: FilterQuery): Report[] {
  const rows = db
    .select({ body: records.body, origin: origins.id, independence: origins.independence })
    .from(estimates)
    .innerJoin(records, eq(records.id, estimates.id))
    .leftJoin(origins, eq(origins.id, estimates.origin))
    .where(conditionOf(reportFilters, query))
    .all()
  return rows.map(({ body, origin, independence }) => ({
    ...(JSON.parse(body) as Estimate),
    origin: origin === null || independence === null ? null : { id: origin, independence },
  }))
}

/** How many reports `known_by` had to leave out because they have no date; nothing where it was not given. */
export const countUndatedReports = (facts: Facts, query: FilterQuery): { undated?: number } =>
  countUndated(facts, { table: estimates, filters: reportFilters }, query)
