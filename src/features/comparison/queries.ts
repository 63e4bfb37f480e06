import { and, eq, inArray, sql } from 'drizzle-orm'
import { conditionOf, type FilterQuery } from '../../db/filters.ts'
import type { Snapshot } from '../../db/open.ts'
import { entities, entityNames, entityReferences, estimates, origins, reports } from '../../db/tables.ts'
import type { Report } from '../../facts/comparison/claims.ts'
import { inParts } from '../../facts/comparison/work.ts'
import { estimateList } from '../../records/estimates/list.ts'
import type { StoredReport } from '../../records/estimates/seed.ts'
import { inTurns } from './turns.ts'

/** The reports on a quantity that the filters admit, in no order. */
export async function findReports(snapshot: Snapshot, quantity: string, filters: FilterQuery): Promise<Report[]> {
  const isAll = Object.values(filters).every((value) => value === undefined)
  const chosen = conditionOf(estimateList.filters, { ...filters, quantity: [quantity] }, snapshot.engine)
  const where = and(
    sql`${reports.quantity} = ${quantity}`,
    isAll ? undefined : inArray(reports.estimate, sql`(select ${estimates.id} from ${estimates} where ${chosen})`),
  )
  const rows = await snapshot.all<{ body: string }>(sql`select ${reports.body} from ${reports} where ${where}`)
  const stored: StoredReport[] = []
  await inTurns(inParts(rows, ({ body }) => stored.push(JSON.parse(body) as StoredReport)))
  const originOf = await findOrigins(snapshot, [...new Set(stored.flatMap(({ origin }) => origin ?? []))])
  return stored.map((report) => ({
    ...report,
    origin: report.origin === null ? null : (originOf.get(report.origin) ?? null),
    // A figure was recorded no later than the version that has it.
    recorded: snapshot.dataset.date,
  }))
}

async function findOrigins({ db }: Snapshot, ids: string[]): Promise<Map<string, NonNullable<Report['origin']>>> {
  const found = await db
    .select({ id: origins.id, independence: origins.independence })
    .from(origins)
    .where(inArray(origins.id, ids))
  return new Map(found.map((origin) => [origin.id, origin]))
}

/** Names of entities, by id. */
export async function findNames({ db }: Snapshot, ids: string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: entityNames.entity, name: entityNames.name })
    .from(entityNames)
    .where(and(inArray(entityNames.entity, ids), eq(entityNames.scheme, 'name')))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

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
