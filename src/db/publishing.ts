/**
 * Who may publish under a name: one process at a time, since a load must compare itself with the file that it replaces. The
 * right is SQLite's lock on an empty file, which the system takes back however a process ends, in whatever container it
 * runs; the number of a process says nothing there.
 */
import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Connection, Database } from './driver.ts'
import { removeAbandoned } from './files.ts'
import { DatabaseError } from './open.ts'

/** Longer than a load of some millions of records. */
const patienceMinutes = 10

/**
 * Does what publishes a file of this name while nobody else does.
 * @param onWait called before it waits for another process
 * @throws DatabaseError where another one takes longer than ten minutes
 */
export function whilePublishing<T>(target: string, publish: () => T, onWait: () => void = () => {}): T {
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
    // Nobody else is at it, so what is there was left by somebody who was ended.
    removeAbandoned(target)
    return publish()
  } finally {
    lock.close()
  }
}

function openLock(file: string): Connection {
  const isNew = !existsSync(file)
  const lock = new Database(file)
  // Left by root, it would shut out whoever the folder belongs to.
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
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return false
    throw error
  }
}
