/**
 * The lock on publishing under a name: one process at a time, since a load must compare itself with the file that it
 * replaces. It is SQLite's lock on an empty file, which the system releases however a process ends, in any container; a
 * process number would mean nothing in another container.
 */
import { chownSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseError } from '../open.ts'
import { type Connection, Database } from './driver.ts'
import { followLinks, removeAbandoned } from './files.ts'
import { leftoverSuffixes } from './leftovers.ts'

/** Longer than a load of some millions of records. */
const patienceMinutes = 10

/**
 * Runs a function that publishes a file of this name while no other process does.
 * @param publish receives the path to replace: for a link, the file it leads to
 * @param onWait called before waiting for another process
 * @throws DatabaseError if another process takes longer than ten minutes
 */
export function whilePublishing<T>(file: string, publish: (target: string) => T, onWait: () => void = () => {}): T {
  const target = followLinks(file)
  mkdirSync(dirname(target), { recursive: true })
  const lock = openLock(`${target}.lock`)
  try {
    if (!isTaken(lock, 0)) {
      onWait()
      if (!isTaken(lock, patienceMinutes * 60_000))
        throw new DatabaseError(
          `Another load into ${target} has taken ${patienceMinutes} minutes. End it, or try again when it is done.`,
        )
    }
    // No other process holds the lock, so private files are those of processes that were interrupted.
    removeAbandoned(target)
    return publish(target)
  } finally {
    lock.close()
  }
}

const noLock = (file: string) =>
  new DatabaseError(`${file} is not the empty file by which loads wait for one another. Move it away.`)

function openLock(file: string): Connection {
  const isNew = !existsSync(file)
  if (!isNew && !statSync(file).isFile()) throw noLock(file)
  const lock = new Database(file)
  // A lock file owned by root would shut out the owner of the folder.
  if (isNew && process.getuid?.() === 0) {
    const { uid, gid } = statSync(dirname(file))
    chownSync(file, uid, gid)
  }
  return lock
}

function isTaken(lock: Connection, timeoutMs: number): boolean {
  lock.pragma(`busy_timeout = ${timeoutMs}`)
  try {
    lock.exec('begin exclusive')
    return true
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (code === 'SQLITE_BUSY') return false
    throw code === 'SQLITE_NOTADB' ? noLock(lock.name) : error
  }
}

/**
 * Makes a finished file the served one: its bytes reach the disk first, then one rename, then the folder entry.
 * Leftovers of other programs beside the previous file are removed, else SQLite would apply them to the new one.
 * @throws DatabaseError if another program is writing to the file
 */
export function publish(finished: string, target: string): void {
  sync(finished)
  clearLeftovers(target)
  renameSync(finished, target)
  sync(dirname(target))
}

function clearLeftovers(target: string): void {
  const left = leftoverSuffixes.map((suffix) => target + suffix).filter((path) => existsSync(path))
  if (left.length === 0) return
  for (const path of left) {
    const stats = statSync(path)
    if (stats.isDirectory())
      throw new DatabaseError(`${path} is a folder, and keeps SQLite from reading the database. Remove it.`)
    // SQLite would wait for the other end of a pipe.
    if (!stats.isFile()) rmSync(path)
  }
  if (isBeingWritten(target))
    throw new DatabaseError(`Another program is writing to ${target}. End it, then try again; nothing was replaced.`)
  for (const path of left) rmSync(path, { force: true })
  sync(dirname(target))
}

function isBeingWritten(file: string): boolean {
  let sqlite: Connection | undefined
  try {
    sqlite = new Database(file, { fileMustExist: true, timeout: 0 })
    sqlite.exec('begin immediate')
    return false
  } catch (error) {
    return /^SQLITE_BUSY/.test(String((error as { code?: unknown }).code))
  } finally {
    sqlite?.close()
  }
}

function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
