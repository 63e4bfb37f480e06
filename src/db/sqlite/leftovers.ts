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
 * True of a leftover that SQLite would use: it ignores an empty file, a journal that starts with a zero byte, a WAL that
 * has no more than a header or another one (https://sqlite.org/fileformat.html#walformat), and an index without a WAL.
 */
function isInForce(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return false
  if (!stats.isFile()) return true
  if (stats.size === 0 || path.endsWith('-shm')) return false
  const head = headOf(path)
  if (head === undefined) return true
  return path.endsWith('-wal') ? stats.size > 32 && /^377f068[23]$/.test(head.toString('hex')) : head[0] !== 0
}

/** The first four bytes of a file; undefined if it cannot be read. */
function headOf(path: string): Buffer | undefined {
  const head = Buffer.alloc(4)
  try {
    const handle = openSync(path, 'r')
    readSync(handle, head, 0, head.length, 0)
    closeSync(handle)
    return head
  } catch {
    return undefined
  }
}
