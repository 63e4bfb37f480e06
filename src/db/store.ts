/** The one place that knows which engines there are. */
import type { DatabaseSettings, Store, StoreLog } from './open.ts'
import type { PublishOptions } from './postgres/publish.ts'
import { openFile } from './sqlite/store.ts'

export interface DatabasePlace {
  /** The SQLite file that is served where no database is named. */
  databaseFile: string
  /** A PostgreSQL database, which holds copies of such files. */
  database?: DatabaseSettings | undefined
}

/** Opens the versions that a database holds. */
export async function openStore({ databaseFile, database }: DatabasePlace, log: StoreLog): Promise<Store> {
  if (database === undefined) return openFile(databaseFile, log)
  // Loaded only where it is used, so that other starts are not slower.
  const { openPostgres } = await import('./postgres/store.ts')
  return openPostgres(database, log)
}

/**
 * Tries whether a version can be published in a PostgreSQL database, before it is built.
 * @throws DatabaseError that says why not
 */
export async function rehearseAt(url: string): Promise<void> {
  const { rehearseAt } = await import('./postgres/commands.ts')
  return rehearseAt(url)
}

/**
 * Copies a database file into a PostgreSQL database and makes it the version in service there. Returns the place without
 * user and password.
 * @throws DatabaseError that says why the database cannot be used
 */
export async function publishAt(url: string, file: string, options: PublishOptions): Promise<string> {
  const { publishAt } = await import('./postgres/commands.ts')
  return publishAt(url, file, options)
}

/**
 * Writes the SQLite file of the version in service in a PostgreSQL database, which is stored with it. Returns the place
 * without user and password.
 * @throws DatabaseError that says why the database cannot be used; NoDatasetError if nothing was loaded there
 */
export async function fetchAt(url: string, file: string): Promise<string> {
  const { fetchAt } = await import('./postgres/commands.ts')
  return fetchAt(url, file)
}

/**
 * The same, and tests that the server holds what is in the file.
 * @throws DatabaseError that says why the database cannot be used; NoDatasetError if nothing was loaded there
 */
export async function examineAt(
  url: string,
  file: string,
): Promise<{ place: string; found: { check: string; faults: string[] }[] }> {
  const { examineAt } = await import('./postgres/commands.ts')
  return examineAt(url, file)
}
