import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { DatabaseError, type DatasetRow, faultOf, openFacts } from '../db/open.ts'
import { inPackage } from '../package.ts'
import { checkSeed } from '../seed/check.ts'
import { checkNothingIsLost, load } from '../seed/load.ts'
import { readSeed } from '../seed/read.ts'
import { UsageError } from './usage-error.ts'

export const loadCommand = new Command('load')
  .description('Check the seed and publish it as the database; running servers answer from it at once')
  .option('--seed <folder>', 'folder with dataset.yaml and the records', inPackage('seed'))
  .option('--check', 'only check: publish nothing')
  .action(({ seed, check }: { seed: string; check?: boolean }) => {
    const folder = resolve(seed)
    if (!existsSync(folder)) throw new UsageError(`There is no folder ${folder}.`)
    const { databaseFile } = readConfig(process.env)
    if (check) {
      const checked = checkSeed(readSeed(folder))
      checkNothingIsLost(checked, databaseFile)
      console.log(`The seed is in order: ${checked.byId.size} records, dataset version ${checked.dataset.version}.`)
      return
    }
    const fault = faultOf(databaseFile)
    if (fault?.kind === 'foreign' || fault?.kind === 'newer') throw new DatabaseError(fault.message)
    const before = fault === null ? datasetIn(databaseFile) : undefined
    const { dataset, version, digest, counts } = load(folder, databaseFile)
    console.log(`Loaded dataset version ${version} into ${databaseFile}.`)
    if (before?.id === dataset && before.version === version && before.digest !== digest)
      console.error(
        `The records changed and the version is still ${version}. Raise it in dataset.yaml: citations name it.`,
      )
    for (const [type, count] of Object.entries(counts).sort()) console.log(`  ${String(count).padStart(7)}  ${type}`)
  })

/** The dataset a file holds; undefined where it cannot be read. */
function datasetIn(file: string): DatasetRow | undefined {
  try {
    const facts = openFacts(file)
    facts.close()
    return facts.dataset
  } catch {
    return undefined
  }
}
