import { copyFileSync, rmSync, statSync } from 'node:fs'
import { type Connection, Database } from './driver.ts'
import { followLinks, privateFile } from './files.ts'
import { leftoverSuffixes } from './leftovers.ts'

/**
 * Reads a copy of a database to which another program has written. In the copy SQLite rolls back unfinished changes and
 * adds those of a WAL; the database itself is not changed.
 */
export function readSettledCopy<T>(file: string, read: (sqlite: Connection) => T): T {
  const from = followLinks(file)
  const copy = privateFile(from)
  let sqlite: Connection | undefined
  try {
    for (const suffix of ['', '-journal', '-wal'])
      if (statSync(from + suffix, { throwIfNoEntry: false })?.isFile()) copyFileSync(from + suffix, copy + suffix)
    sqlite = new Database(copy, { fileMustExist: true })
    sqlite.pragma('trusted_schema = OFF')
    return read(sqlite)
  } finally {
    sqlite?.close()
    for (const suffix of ['', ...leftoverSuffixes]) rmSync(copy + suffix, { force: true })
  }
}
