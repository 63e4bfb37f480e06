import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { DatabaseError, NoDatasetError } from '../db/open.ts'
import { faultOf } from '../db/sqlite/open.ts'
import { describeWordCounts } from '../load/check-words.ts'
import { notReadLine } from '../load/folder.ts'
import { maxTextShare, type TextShare } from '../load/known-text.ts'
import { checkSeed, load } from '../load/load.ts'
import { onServer } from '../store.ts'
import { progressBar } from './progress.ts'
import { seedFolder, seedOption } from './seed-folder.ts'
import { withTemporaryFile } from './temporary-file.ts'

export const loadCommand = new Command('load')
  .description('Check the seed and publish it as the database; running servers use it at once')
  .addOption(seedOption())
  .option('--check', 'only check: publish nothing')
  .action(async ({ seed, check }: { seed?: string; check?: boolean }) => {
    const folder = seedFolder(seed)
    const { databaseFile, database, keepVersions } = readConfig(process.env)
    if (check) {
      const { version, records, warning, notRead, textShares, words } = await withServedFile(
        database?.url,
        ({ file }) => checkSeed(folder, file, databaseFile),
      )
      printWarnings(warning, notRead)
      console.log(`The seed is in order: ${records} records, dataset version ${version}.`)
      console.log(describeWordCounts(words))
      printShares(textShares)
      return
    }
    const fault = faultOf(databaseFile)
    if (fault?.kind === 'foreign' || fault?.kind === 'newer') throw new DatabaseError(fault.message)
    if (database !== undefined) await (await onServer()).rehearseAt(database.url)
    const bar = progressBar('records')
    const onWait = () => console.error('Another load into this file is under way; waiting for its end.')
    const loaded = ({ file: servedFile, number }: Served) => {
      try {
        return { ...load(folder, databaseFile, { keepVersions, servedFile, onProgress: bar.update, onWait }), number }
      } finally {
        bar.stop() // which shows the cursor again
      }
    }
    const served = await withServedFile(database?.url, loaded)
    const { version, counts, warning, notRead, textShares, words, number: comparedWith } = served
    printWarnings(warning, notRead)
    console.log(`Loaded dataset version ${version} into ${databaseFile}.`)
    if (database !== undefined) {
      const waits = () => console.error('Another load into this database is under way; waiting for its end.')
      const { publishAt } = await onServer()
      const place = await publishAt(database.url, databaseFile, { keepVersions, comparedWith, onWait: waits })
      console.log(`Published it in ${place}; running services use it within a second.`)
    }
    for (const [type, count] of Object.entries(counts).sort()) console.log(`  ${String(count).padStart(7)}  ${type}`)
    console.log(describeWordCounts(words))
    printShares(textShares)
  })

/** The version in service on a server, as a file and by its number; null: there is none. */
interface Served {
  file?: string
  number: number | null
}

/** Gives what a server holds, since another machine may have loaded last. */
const withServedFile = <T>(url: string | undefined, work: (served: Served) => T): Promise<T> =>
  withTemporaryFile(async (file) => {
    if (url === undefined) return work({ number: null })
    try {
      const { number } = await (await onServer()).fetchAt(url, file)
      return work({ file, number })
    } catch (error) {
      if (!(error instanceof NoDatasetError)) throw error
      return work({ number: null })
    }
  })

function printWarnings(warning: string | null, notRead: string[]): void {
  if (warning !== null) console.error(warning)
  if (notRead.length > 0) console.error(notReadLine(notRead))
}

/** Prints the share of each text that the excerpts show, with a warning if they come near to rebuilding it. */
export function printShares(shares: TextShare[]): void {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  for (const { source, excerpts, withContext } of shares) {
    console.log(
      `The excerpts cover ${percent(excerpts)} of the text of "${source}" (${percent(withContext)} with their context).`,
    )
    if (excerpts > maxTextShare)
      console.error(
        `Warning: that is more than ${maxTextShare * 100} %. A span is the shortest words that carry the fact, so that the excerpts never rebuild the text.`,
      )
  }
}
