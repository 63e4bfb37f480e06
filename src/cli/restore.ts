import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { DatabaseError } from '../db/open.ts'
import { faultOf, openSnapshot } from '../db/sqlite/open.ts'
import { whilePublishing } from '../db/sqlite/publishing.ts'
import { onServer } from '../store.ts'
import { copyChecked } from './backup.ts'
import { reportExamination } from './doctor.ts'
import { UsageError } from './usage-error.ts'

export const restoreCommand = new Command('restore')
  .description('Test a backup and make it the database; running servers use it at once')
  .argument('<file>', 'a file that `backup` wrote')
  .action(async (file: string) => {
    const { databaseFile, database, keepVersions } = readConfig(process.env)
    const backup = resolve(file)
    if (!existsSync(backup)) throw new UsageError(`There is no file ${backup}.`)
    for (const one of database === undefined ? [backup, databaseFile] : [backup]) {
      const fault = faultOf(one)
      // Any complete backup is better than a missing, older or damaged file.
      const isInTheWay = one === backup || fault?.kind === 'foreign' || fault?.kind === 'newer'
      if (fault !== null && isInTheWay) throw new DatabaseError(fault.message)
    }
    if (database !== undefined) {
      if (!reportExamination(backup)) throw new DatabaseError(`${backup} is damaged; nothing was published.`)
      const { publishAt } = await onServer()
      console.log(await publishAt(database.url, backup, { keepVersions }), holdsAgain(backup))
      return
    }
    whilePublishing(databaseFile, (target) => copyChecked(backup, target))
    console.log(databaseFile, holdsAgain(databaseFile), 'A start loads the seed anew where it is of another state.')
  })

function holdsAgain(file: string): string {
  const snapshot = openSnapshot(file)
  snapshot.close()
  const { id, version } = snapshot.dataset
  return `holds version ${version} of the dataset "${id}" again.`
}
