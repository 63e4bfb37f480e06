import { and, asc, count, eq } from 'drizzle-orm'
import type { Facts } from '../../db/open.ts'
import { evidence, records } from '../../db/tables.ts'
import type { Source } from '../sources/contract.ts'
import type { EvidenceRecord } from './contract.ts'

/** All evidence that rests on a source, by fact and place in the text. */
export function findEvidenceOfSource({ db }: Facts, sourceId: string): EvidenceRecord[] {
  return db
    .select({ body: records.body })
    .from(evidence)
    .innerJoin(records, eq(records.id, evidence.id))
    .where(eq(evidence.source, sourceId))
    .orderBy(asc(evidence.fact), asc(evidence.start), asc(evidence.id))
    .all()
    .map(({ body }) => JSON.parse(body))
}

export function countEvidenceOfSource({ db }: Facts, sourceId: string): number {
  return db.select({ total: count() }).from(evidence).where(eq(evidence.source, sourceId)).get()?.total ?? 0
}

export function findSource({ db }: Facts, sourceId: string): Source | undefined {
  const row = db
    .select({ body: records.body })
    .from(records)
    .where(and(eq(records.id, sourceId), eq(records.type, 'source')))
    .get()
  return row && JSON.parse(row.body)
}
