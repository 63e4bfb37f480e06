import { explained, placeOf } from './faults.ts'
import { type PublishOptions, publishIn } from './publish.ts'
import { connectTo } from './store.ts'

/** Publishes a database file at an address; returns the place without user and password. */
export async function publishAt(url: string, file: string, options: PublishOptions): Promise<string> {
  const database = await connectTo(url)
  try {
    await publishIn(database, file, options)
    return placeOf(url)
  } catch (error) {
    throw explained(error, url)
  } finally {
    await database.end().catch(() => {})
  }
}
