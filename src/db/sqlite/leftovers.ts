/**
 * Files that SQLite writes beside a database while a program changes it. A published database has none. SQLite applies
 * one that a crashed program left behind to whatever database has the name next.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { followLinks } from './files.ts'

export const leftoverSuffixes = ['-journal', '-wal', '-shm'] as const

/** Leftovers that change what SQLite reads from a database, or stop it from reading. */
export const leftoversOf = (file: string): string[] =>
  leftoverSuffixes.map((suffix) => followLinks(file) + suffix).filter(isInForce)

/**
 * True of a leftover that SQLite would use: it ignores an empty file, a journal that starts with a zero byte, and the
 * index of a WAL that does not exist.
 */
function isInForce(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return false
  if (!stats.isFile()) return true
  return stats.size > 0 && !path.endsWith('-shm') && (path.endsWith('-wal') || firstByteOf(path) !== 0)
}

function firstByteOf(path: string): number | undefined {
  const byte = Buffer.alloc(1)
  try {
    const handle = openSync(path, 'r')
    readSync(handle, byte, 0, 1, 0)
    closeSync(handle)
    return byte[0]
  } catch {
    return undefined
  }
}
