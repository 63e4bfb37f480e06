import { and, eq } from 'drizzle-orm'
import type { Facts } from '../../db/open.ts'
import { records } from '../../db/tables.ts'
import type { Source } from './contract.ts'

/** The source with this id. */
export function findSource({ db }: Facts, sourceId: string): Source | undefined {
  const row = db
    .select({ body: records.body })
    .from(records)
    .where(and(eq(records.id, sourceId), eq(records.type, 'source')))
    .get()
  return row && JSON.parse(row.body)
}
