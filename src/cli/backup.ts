import { constants, copyFileSync, existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { DatabaseError } from '../db/open.ts'
import { followLinks, privateFile } from '../db/sqlite/files.ts'
import { faultOf } from '../db/sqlite/open.ts'
import { publish } from '../db/sqlite/publishing.ts'
import { onServer } from '../store.ts'
import { reportExamination } from './doctor.ts'
import { withTemporaryFile } from './temporary-file.ts'
import { UsageError } from './usage-error.ts'

export const backupCommand = new Command('backup')
  .description('Copy the database that is served into a file, and test the copy; servers and loads may go on')
  .argument('<file>', 'a file that does not exist yet')
  .action(async (file: string) => {
    const { databaseFile, database } = readConfig(process.env)
    const target = followLinks(resolve(file))
    if (existsSync(target)) throw new UsageError(`${target} exists. Backups are not overwritten: name another file.`)
    const copied = (from: string, place: string) => {
      const fault = faultOf(from)
      if (fault !== null) throw new DatabaseError(fault.message)
      copyChecked(from, target)
      return place
    }
    const place =
      database === undefined
        ? copied(databaseFile, databaseFile)
        : await withTemporaryFile(async (from) =>
            copied(from, (await (await onServer()).fetchAt(database.url, from)).place),
          )
    console.log(`Copied ${place} to ${target}. \`conflict-facts restore ${file}\` brings it back.`)
  })

/**
 * Makes a complete copy of a database, or none. A published file is never written again, so its bytes can be copied
 * while it is served, and a load in the meantime does not matter: the copy is of the file that was opened.
 */
export function copyChecked(from: string, to: string): void {
  const unpublished = privateFile(to)
  try {
    copyFileSync(from, unpublished, constants.COPYFILE_FICLONE)
    if (!reportExamination(unpublished)) throw new DatabaseError(`${from} is damaged; nothing was written.`)
    publish(unpublished, to)
  } finally {
    rmSync(unpublished, { force: true })
  }
}
