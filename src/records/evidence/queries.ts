import { asc, count, eq, inArray } from 'drizzle-orm'
import type { Snapshot } from '../../db/open.ts'
import { evidence, records } from '../../db/tables.ts'
import type { Evidence } from '../../facts/evidence.ts'
import type { RecordType } from '../../vocabulary.ts'

/** A fact with all its evidence as separate lists: its own, and those of its assertions and roles. */
export interface FactWithEvidence {
  id: string
  type: RecordType
  lists: Evidence[][]
}

/** Every fact that rests on words of a source, by id. */
export async function findFactsOfSource({ db }: Snapshot, sourceId: string): Promise<FactWithEvidence[]> {
  const ids = db.select({ id: evidence.fact }).from(evidence).where(eq(evidence.source, sourceId))
  const rows = await db
    .select({ body: records.body })
    .from(records)
    .where(inArray(records.id, ids))
    .orderBy(asc(records.id))
  return rows.map(({ body }) => {
    const { id, type, evidence: own = [], assertions = [], roles = [] } = JSON.parse(body)
    const lists = [own, ...[...assertions, ...roles].map((one: { evidence: Evidence[] }) => one.evidence)]
    return { id, type, lists }
  })
}

/** Number of pieces of evidence of a source. */
export async function countEvidenceOfSource({ db }: Snapshot, sourceId: string): Promise<number> {
  const [counted] = await db.select({ total: count() }).from(evidence).where(eq(evidence.source, sourceId))
  return counted?.total ?? 0
}
