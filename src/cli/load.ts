import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { DatabaseError, faultOf } from '../db/open.ts'
import { inPackage } from '../package.ts'
import { checkSeed } from '../seed/check.ts'
import { load } from '../seed/load.ts'
import { readSeed } from '../seed/read.ts'
import { UsageError } from './usage-error.ts'

export const loadCommand = new Command('load')
  .description('Check the seed and publish it as the database; running servers answer from it at once')
  .option('--seed <folder>', 'folder with dataset.yaml and the records', inPackage('seed'))
  .option('--check', 'only check: publish nothing')
  .action(({ seed, check }: { seed: string; check?: boolean }) => {
    const folder = resolve(seed)
    if (!existsSync(folder)) throw new UsageError(`There is no folder ${folder}.`)
    if (check) {
      const { byId, dataset } = checkSeed(readSeed(folder))
      console.log(`The seed is in order: ${byId.size} records, dataset version ${dataset.version}.`)
      return
    }
    const { databaseFile } = readConfig(process.env)
    const fault = faultOf(databaseFile)
    if (fault?.kind === 'foreign' || fault?.kind === 'newer') throw new DatabaseError(fault.message)
    const { version, counts } = load(folder, databaseFile)
    console.log(`Loaded dataset version ${version} into ${databaseFile}.`)
    for (const [type, count] of Object.entries(counts).sort()) console.log(`  ${String(count).padStart(7)}  ${type}`)
  })
