/**
 * Advisory locks, which the server releases when a connection ends, however a process ends: one load at a time, and no
 * load drops a version that a service reads. A replica has locks of its own: there, a version that is dropped ends the
 * requests that read it with an error.
 */
import { applicationId } from '../sqlite/files.ts'
import type { Queries } from './connection.ts'

/** That of a version is its number. */
export const publishingLock = 0

const locking = (name: string) => async (database: Queries, lock: number) => {
  const [row] = await database.query<{ done: unknown }>(`select ${name}($1, $2) as done`, [applicationId, lock])
  return Boolean(row?.done)
}

export const tryLock = locking('pg_try_advisory_lock')
export const waitForLock = locking('pg_advisory_lock')
export const unlock = locking('pg_advisory_unlock')
/** A lock that several services may have at once. */
export const share = locking('pg_advisory_lock_shared')
export const unshare = locking('pg_advisory_unlock_shared')
