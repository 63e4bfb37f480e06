import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readdirSync, readSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** SQLite's `application_id` of our files: "CFct" in ASCII. */
export const applicationId = 0x43466374

/** What the first 100 bytes of a file say (SQLite file format, section 1.3). null: there is no file. */
export interface FileHeader {
  isEmpty: boolean
  isSqlite: boolean
  applicationId: number
  /** `user_version`: the version of the schema. */
  schemaVersion: number
}

export function readHeader(file: string): FileHeader | null {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    const header = Buffer.alloc(100)
    const length = readSync(handle, header, 0, 100, 0)
    return {
      isEmpty: length === 0,
      isSqlite: header.toString('latin1', 0, 16) === 'SQLite format 3\0',
      schemaVersion: header.readInt32BE(60),
      applicationId: header.readInt32BE(68),
    }
  } finally {
    closeSync(handle)
  }
}

const privateMark = '.loading-'

/** Where the next file of `target` is made, unseen by readers. Same folder, so that a rename can publish it. */
export function privateFile(target: string): string {
  return `${target}${privateMark}${randomUUID()}`
}

/** Removes what was left by those who were ended before they published. Only while nobody else makes such a file. */
export function removeAbandoned(target: string): void {
  const prefix = basename(target) + privateMark
  for (const name of readdirSync(dirname(target)))
    if (name.startsWith(prefix)) rmSync(join(dirname(target), name), { force: true })
}

/** Makes a finished file the served one: its bytes reach the disk first, then one rename, then the folder entry. */
export function publish(finished: string, target: string): void {
  sync(finished)
  renameSync(finished, target)
  sync(dirname(target))
}

function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
