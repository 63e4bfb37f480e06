/** The commands on the database at an address. Each throws a DatabaseError that says why it cannot be used. */

import type { Connected } from './connection.ts'
import { examineCopy, fetchFile } from './examine.ts'
import { explained, placeOf } from './faults.ts'
import { type PublishOptions, publishIn, rehearse } from './publish.ts'
import { versionSchema } from './schema.ts'
import { connectTo, versionInService } from './store.ts'

async function using<T>(url: string, work: (database: Connected) => Promise<T>): Promise<T> {
  const database = await connectTo(url)
  try {
    return await work(database)
  } catch (error) {
    throw explained(error, url)
  } finally {
    await database.end().catch(() => {})
  }
}

/** Tries whether a version can be published, before it is built. */
export const rehearseAt = (url: string): Promise<void> => using(url, rehearse)

/** Publishes a copy of a database file; returns the place without user and password. */
export const publishAt = (url: string, file: string, options: PublishOptions): Promise<string> =>
  using(url, async (database) => {
    await publishIn(database, file, options)
    return placeOf(url)
  })

async function fetchFrom(database: Connected, url: string, file: string): Promise<{ place: string; number: number }> {
  const { number } = await versionInService(database, url)
  await database.query(`set search_path to ${versionSchema(number)}`)
  await fetchFile(database, file)
  return { place: placeOf(url), number }
}

/**
 * Writes the SQLite file that is stored with the version in service; returns the place and the number of that version.
 * @throws NoDatasetError if nothing was loaded there
 */
export const fetchAt = (url: string, file: string) => using(url, (database) => fetchFrom(database, url, file))

/** The same, and tests that the server holds what is in the file. */
export const examineAt = (url: string, file: string) =>
  using(url, async (database) => {
    const { place } = await fetchFrom(database, url, file)
    const found = []
    for await (const one of examineCopy(database, file)) found.push(one)
    return { place, found }
  })
