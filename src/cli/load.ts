import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { DatabaseError, type DatasetRow, faultOf, openFacts } from '../db/open.ts'
import { notReadLine } from '../seed/folder.ts'
import { checkSeed, load } from '../seed/load.ts'
import { progressBar } from './progress.ts'
import { seedFolder, seedOption } from './seed-folder.ts'

export const loadCommand = new Command('load')
  .description('Check the seed and publish it as the database; running servers answer from it at once')
  .addOption(seedOption())
  .option('--check', 'only check: publish nothing')
  .action(({ seed, check }: { seed?: string; check?: boolean }) => {
    const folder = seedFolder(seed)
    const { databaseFile } = readConfig(process.env)
    if (check) {
      const { version, records, warning, notRead } = checkSeed(folder, databaseFile)
      tellWarnings(warning, notRead)
      console.log(`The seed is in order: ${records} records, dataset version ${version}.`)
      return
    }
    const fault = faultOf(databaseFile)
    if (fault?.kind === 'foreign' || fault?.kind === 'newer') throw new DatabaseError(fault.message)
    const before = fault === null ? datasetIn(databaseFile) : undefined
    const bar = progressBar('records')
    const onWait = () => console.error('Another load into this file is under way; waiting for its end.')
    const loaded = () => {
      try {
        return load(folder, databaseFile, { onProgress: bar.update, onWait })
      } finally {
        bar.stop() // which shows the cursor again
      }
    }
    const { dataset, version, digest, counts, warning, notRead } = loaded()
    tellWarnings(warning, notRead)
    console.log(`Loaded dataset version ${version} into ${databaseFile}.`)
    if (before?.id === dataset && before.version === version && before.digest !== digest)
      console.error(
        `The records changed and the version is still ${version}. Raise it in dataset.yaml: citations name it.`,
      )
    for (const [type, count] of Object.entries(counts).sort()) console.log(`  ${String(count).padStart(7)}  ${type}`)
  })

function tellWarnings(warning: string | null, notRead: string[]): void {
  if (warning !== null) console.error(warning)
  if (notRead.length > 0) console.error(notReadLine(notRead))
}

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
