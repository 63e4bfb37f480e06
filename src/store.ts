/** The one place that knows which engines there are. */
import type { DatabaseSettings, Store, StoreLog } from './db/open.ts'
import { openFile } from './db/sqlite/store.ts'

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
  const { openPostgres } = await import('./db/postgres/store.ts')
  return openPostgres(database, log)
}

/** The commands on a PostgreSQL database, loaded only where they are used as well. */
export const onServer = () => import('./db/postgres/commands.ts')
