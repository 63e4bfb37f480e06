import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Facts } from '../../db/open.ts'
import { records } from '../../db/tables.ts'
import { recordTypes, terms } from '../../vocabulary.ts'

/** Some 100 kB: larger parts make an export no faster, and twice as much memory is taken for them. */
const batchSize = 100

/**
 * All records that are served as lines of JSON, by type, then id, in batches that SQLite joins. Claims are known by their
 * reports.
 */
export function* allRecords(facts: Facts): Generator<Buffer> {
  for (const type of terms(recordTypes).toSorted()) {
    if (type === 'claim') continue
    for (let last = '', isFull = true; isFull; ) {
      const rows = sql`select ${records.id} as id, ${records.body} as body from ${records} where ${records.type} = ${type} and ${records.id} > ${last} order by ${records.id} limit ${batchSize}`
      const batch = facts.get<{ lines: Buffer | null; total: number; last: string }>(
        sql`select cast(group_concat(body || char(10), '') as blob) as lines, count(*) as total, max(id) as last from (${rows})`,
      )
      if (batch?.lines) yield batch.lines
      isFull = batch?.total === batchSize
      last = batch?.last ?? ''
    }
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
