/**
 * Advisory locks, which the server releases when a connection ends, however a process ends: one load at a time, and no
 * load drops a version that a service reads. A replica has locks of its own: there, a version that is dropped ends the
 * requests that read it with an error.
 */
import { applicationId } from '../sqlite/files.ts'
import type { Queries } from './connection.ts'

export const publishingLock = 0
export const versionLock = (number: number): number => number

const key = [applicationId]

export async function tryLock(database: Queries, lock: number): Promise<boolean> {
  const [row] = await database.query<{ taken: number }>('select pg_try_advisory_lock($1, $2) as taken', [...key, lock])
  return Boolean(row?.taken)
}

export const waitForLock = (database: Queries, lock: number) =>
  database.query('select pg_advisory_lock($1, $2)', [...key, lock])

export const unlock = (database: Queries, lock: number) =>
  database.query('select pg_advisory_unlock($1, $2)', [...key, lock])

/** A lock that several services may have at once. */
export const share = (database: Queries, lock: number) =>
  database.query('select pg_advisory_lock_shared($1, $2)', [...key, lock])

export const unshare = (database: Queries, lock: number) =>
  database.query('select pg_advisory_unlock_shared($1, $2)', [...key, lock])
