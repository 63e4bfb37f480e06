import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readdirSync, readlinkSync, readSync, realpathSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** SQLite's `application_id` of our files: "CFct" in ASCII. */
export const applicationId = 0x43466374

/** Fields of the first 100 bytes of a file (SQLite file format, section 1.3). null: the file does not exist. */
export interface FileHeader {
  /** false for a folder, a device, a pipe or a socket: it is not opened. */
  isFile: boolean
  isEmpty: boolean
  isSqlite: boolean
  applicationId: number
  /** `user_version`: the version of the schema. */
  schemaVersion: number
  /** Write-ahead log: part of the database may stand in another file. */
  isInWalMode: boolean
}

export function readHeader(file: string): FileHeader | null {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return null
  const header = Buffer.alloc(100)
  const length = stats.isFile() ? readStart(file, header) : 0
  return {
    isFile: stats.isFile(),
    isEmpty: length === 0,
    isSqlite: header.toString('latin1', 0, 16) === 'SQLite format 3\0',
    isInWalMode: header[18] === 2 || header[19] === 2,
    schemaVersion: header.readInt32BE(60),
    applicationId: header.readInt32BE(68),
  }
}

function readStart(file: string, into: Buffer): number {
  const handle = openSync(file, 'r')
  try {
    return readSync(handle, into, 0, into.length, 0)
  } finally {
    closeSync(handle)
  }
}

/** The path that links lead to, even if no file exists there yet. */
export function followLinks(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  try {
    return followLinks(resolve(dirname(path), readlinkSync(path)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'EINVAL')
      return path
    throw error
  }
}

const privateMark = '.loading-'

/**
 * Path of the next file for `target`, which readers do not open. It is in the same folder, so that a rename can publish
 * it.
 */
export function privateFile(target: string): string {
  return `${target}${privateMark}${randomUUID()}`
}

/**
 * Removes private files of processes that ended before they published. It must be called only while no other process
 * makes such a file.
 */
export function removeAbandoned(target: string): void {
  const prefix = basename(target) + privateMark
  for (const name of readdirSync(dirname(target)))
    if (name.startsWith(prefix)) rmSync(join(dirname(target), name), { force: true })
}
