import { and, eq } from 'drizzle-orm'
import type { Snapshot } from '../../db/open.ts'
import { records } from '../../db/tables.ts'
import type { Source } from './contract.ts'

/** The source with this id. */
export async function findSource({ db }: Snapshot, sourceId: string): Promise<Source | undefined> {
  const [row] = await db
    .select({ body: records.body })
    .from(records)
    .where(and(eq(records.id, sourceId), eq(records.type, 'source')))
  return row && JSON.parse(row.body)
}
