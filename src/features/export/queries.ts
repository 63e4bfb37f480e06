import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Snapshot } from '../../db/open.ts'
import { records } from '../../db/tables.ts'
import { recordTypes, terms } from '../../vocabulary.ts'

/** Rows fetched at a time. */
const batchSize = 500

/** All records as lines of JSON, by type, then id, in batches. */
export async function* allRecords(snapshot: Snapshot): AsyncGenerator<string> {
  for (const type of terms(recordTypes).toSorted())
    for (let last = '', isFull = true; isFull; ) {
      const rows = await snapshot.all<{ id: string; body: string }>(
        sql`select ${records.id} as id, ${records.body} as body from ${records} where ${records.type} = ${type} and ${records.id} > ${last} order by ${records.id} limit ${batchSize}`,
      )
      if (rows.length > 0) yield rows.map(({ body }) => `${body}\n`).join('')
      isFull = rows.length === batchSize
      last = rows.at(-1)?.id ?? ''
    }
}

/** Titles and addresses of all sources, by id. */
export const sourcesOf = (snapshot: Snapshot): Promise<{ title: string; url: string | null }[]> =>
  snapshot.all(
    sql`select ${records.body} ->> 'title' as title, ${records.body} ->> 'url' as url from ${records} where ${records.type} = 'source' order by ${records.id}`,
  )

/** SHA-256 of the database file, in hexadecimal, computed once per version without blocking other requests. */
export const fileDigest = (snapshot: Snapshot): Promise<string> =>
  snapshot.once('file digest', async () => {
    const release = snapshot.retain()
    try {
      const hash = createHash('sha256')
      for await (const part of snapshot.file.parts()) {
        hash.update(part)
        await setImmediate()
      }
      return hash.digest('hex')
    } finally {
      release()
    }
  })
