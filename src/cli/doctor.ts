import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { faultOf, openSnapshot } from '../db/sqlite/open.ts'
import { type Examination, examine } from '../load/examine.ts'
import { seedDigest } from '../load/folder.ts'
import { readDatasetId } from '../load/read.ts'
import { onServer } from '../store.ts'
import { seedFolder, seedOption } from './seed-folder.ts'
import { withTemporaryFile } from './temporary-file.ts'

export const doctorCommand = new Command('doctor')
  .description('Test the whole database: pages, indexes, references, records, full-text index, counts; change nothing')
  .argument('[file]', 'database file (default: the database in DATABASE_URL, else DATABASE_FILE)')
  .option('--json', 'print what was found as JSON')
  .addOption(seedOption('also test that the database holds what the seed in this folder says'))
  .addHelpText('after', '\nExit status: 0 all of it is whole, 1 there is a fault.')
  .action(async (file: string | undefined, { json = false, seed }: { json?: boolean; seed?: string }) => {
    const { databaseFile, database } = readConfig(process.env)
    const folder = seed === undefined ? undefined : seedFolder(seed)
    if (file === undefined && database !== undefined) return examineServer(database.url, folder, json)
    const examined = file ?? databaseFile
    if (json) return printExamination(examined, folder)
    console.log(examined)
    if (reportExamination(examined, folder)) return
    process.exitCode = 1
    if (isNotReplaced(examined))
      return console.error(
        'It must not be served, and a load does not replace it. Set DATABASE_FILE to another file, or move it away.',
      )
    const load = `conflict-facts load${folder === undefined ? '' : ` --seed ${folder}`}`
    const again = file === undefined ? load : `DATABASE_FILE=${file} ${load}`
    console.error(
      `It must not be served. Build it anew from the seed with \`${again}\`; running servers take it at once.`,
    )
  })

/** Tests the file of the version in service on a server, and that the server holds what is in it. */
const examineServer = (url: string, folder: string | undefined, json: boolean): Promise<void> =>
  withTemporaryFile(async (file) => {
    const { place, found } = await (await onServer()).examineAt(url, file)
    const checks = [...examinations(file, folder), ...found]
    const whole = checks.every(({ faults }) => faults.length === 0)
    if (json) console.log(JSON.stringify({ file: place, whole, checks }, null, 2))
    else {
      console.log(place)
      for (const one of checks) print(one)
      if (!whole) console.error('It must not be served. Publish the dataset anew with `conflict-facts load`.')
    }
    if (!whole) process.exitCode = 1
  })

/** True of a file that `load` leaves as it is. */
const isNotReplaced = (file: string): boolean => ['foreign', 'newer'].includes(String(faultOf(file)?.kind))

/** Prints `{ file, whole, checks: [{ check, faults }] }` after all tests. */
function printExamination(file: string, folder: string | undefined): void {
  const checks = [...examinations(file, folder)]
  const whole = checks.every(({ faults }) => faults.length === 0)
  console.log(JSON.stringify({ file, whole, checks }, null, 2))
  process.exitCode = whole ? 0 : 1
}

/** Tests of a file and, if a seed folder is named, of its agreement with the seed. */
function* examinations(file: string, folder: string | undefined): Generator<Examination> {
  let isWhole = true
  for (const examination of examine(file)) {
    yield examination
    isWhole &&= examination.faults.length === 0
  }
  if (folder !== undefined && isWhole)
    yield { check: `holds what the seed in ${folder} says`, faults: differencesFrom(folder, file) }
}

function differencesFrom(folder: string, file: string): string[] {
  const snapshot = openSnapshot(file)
  snapshot.close()
  const { id, seed_digest } = snapshot.dataset
  const wanted = readDatasetId(folder)
  if (wanted === undefined) return [`The seed has no dataset.yaml that can be read.`]
  if (wanted !== id) return [`It holds the dataset "${id}"; the seed is of "${wanted}".`]
  return seed_digest === seedDigest(folder)
    ? []
    : ['It was loaded from another state of the seed, or by another build.']
}

/** Tests a file and prints each outcome as it is known. Returns true if there are no faults. */
export function reportExamination(file: string, folder?: string): boolean {
  let isWhole = true
  for (const examination of examinations(file, folder)) {
    print(examination)
    if (examination.faults.length > 0) isWhole = false
  }
  return isWhole
}

function print({ check, faults }: Examination): void {
  console.log(`${faults.length === 0 ? '  ok  ' : 'FAULT '} ${check}`)
  for (const fault of faults) console.error(`         ${fault}`)
}
