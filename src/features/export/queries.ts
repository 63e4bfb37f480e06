import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gt, ne, or } from 'drizzle-orm'
import type { Facts } from '../../db/open.ts'
import { records } from '../../db/tables.ts'

const batchSize = 500

/** All records that are served, by type, then id, in batches. Claims are known by their reports. */
export function* allRecords({ db }: Facts): Generator<string[]> {
  for (let last: { type: string; id: string } | undefined; ; ) {
    const beyond =
      last === undefined
        ? undefined
        : or(gt(records.type, last.type as never), and(eq(records.type, last.type as never), gt(records.id, last.id)))
    const rows = db
      .select()
      .from(records)
      .where(and(ne(records.type, 'claim'), beyond))
      .orderBy(asc(records.type), asc(records.id))
      .limit(batchSize)
      .all()
    if (rows.length > 0) yield rows.map(({ body }) => body)
    last = rows.at(-1)
    if (rows.length < batchSize) return
  }
}

/** SHA-256 of the database file, in hexadecimal. Computed once a version, without holding up other requests. */
export const fileDigest = (facts: Facts): Promise<string> =>
  facts.once('file digest', async () => {
    const release = facts.retain()
    try {
      const hash = createHash('sha256')
      for (const part of facts.file.parts()) {
        hash.update(part)
        await setImmediate()
      }
      return hash.digest('hex')
    } finally {
      release()
    }
  })
