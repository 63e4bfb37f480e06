import { and, inArray, sql } from 'drizzle-orm'
import { conditionOf, type FilterQuery } from '../../db/filters.ts'
import type { Facts } from '../../db/open.ts'
import { estimates, origins, reports } from '../../db/tables.ts'
import type { Report } from '../../facts/claims.ts'
import { countUndated } from '../../listing/queries.ts'
import { reportFilters } from '../../records/estimates/list.ts'
import type { StoredReport } from '../../records/estimates/seed.ts'

/** The reports on a quantity that the filters admit, in no order. */
export function findReports(facts: Facts, quantity: string, filters: FilterQuery): Report[] {
  const chosen = conditionOf(reportFilters, { ...filters, quantity: [quantity] })
  const isAll = Object.values(filters).every((value) => value === undefined)
  const where = and(
    sql`${reports.quantity} = ${quantity}`,
    isAll ? undefined : inArray(reports.estimate, sql`(select ${estimates.id} from ${estimates} where ${chosen})`),
  )
  const rows = facts.all<{ body: string }>(sql`select ${reports.body} from ${reports} where ${where}`)
  const originOf = originsIn(facts)
  return rows.map(({ body }) => {
    const report = JSON.parse(body) as StoredReport
    return { ...report, origin: report.origin === null ? null : originOf(report.origin) }
  })
}

/** Looks origins up, each once. */
function originsIn(facts: Facts): (id: string) => NonNullable<Report['origin']> {
  const found = new Map<string, NonNullable<Report['origin']>>()
  const find = (id: string) =>
    facts.get<NonNullable<Report['origin']>>(
      sql`select ${origins.id} as id, ${origins.independence} as independence from ${origins} where ${origins.id} = ${id}`,
    ) as NonNullable<Report['origin']>
  return (id) => {
    const origin = found.get(id) ?? find(id)
    found.set(id, origin)
    return origin
  }
}

/** How many reports `known_by` had to leave out because they have no date; nothing where it was not given. */
export const countUndatedReports = (facts: Facts, quantity: string, filters: FilterQuery): { undated?: number } =>
  countUndated(facts, { table: estimates, filters: reportFilters }, { ...filters, quantity: [quantity] })
