import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { DatabaseError } from '../db/open.ts'
import { faultOf, openSnapshot } from '../db/sqlite/open.ts'
import { whilePublishing } from '../db/sqlite/publishing.ts'
import { copyChecked } from './backup.ts'
import { UsageError } from './usage-error.ts'

export const restoreCommand = new Command('restore')
  .description('Test a backup and make it the database; running servers use it at once')
  .argument('<file>', 'a file that `backup` wrote')
  .action((file: string) => {
    const { databaseFile } = readConfig(process.env)
    const backup = resolve(file)
    if (!existsSync(backup)) throw new UsageError(`There is no file ${backup}.`)
    for (const one of [backup, databaseFile]) {
      const fault = faultOf(one)
      // Any complete backup is better than a missing, older or damaged file.
      const isInTheWay = one === backup || fault?.kind === 'foreign' || fault?.kind === 'newer'
      if (fault !== null && isInTheWay) throw new DatabaseError(fault.message)
    }
    whilePublishing(databaseFile, (target) => copyChecked(backup, target))
    const snapshot = openSnapshot(databaseFile)
    snapshot.close()
    const { id, version } = snapshot.dataset
    console.log(
      `${databaseFile} holds version ${version} of the dataset "${id}" again. A start loads the seed anew where it is of another state.`,
    )
  })
