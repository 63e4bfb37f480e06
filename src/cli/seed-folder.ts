import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Option } from 'commander'
import { faultOf, openSnapshot } from '../db/sqlite/open.ts'
import { readDatasetId } from '../load/read.ts'
import { inPackage } from '../package.ts'
import { UsageError } from './usage-error.ts'

/**
 * `--seed`: undefined if it was not given, so that a command can distinguish that; {@link seedFolder} has the default.
 */
export const seedOption = (
  description = 'folder with dataset.yaml and the records (default: the seed of the package)',
): Option => new Option('--seed <folder>', description)

/** A word for the shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** ` --seed FOLDER` of a command that is proposed; nothing for the seed of the package. */
export const seedArgument = (seed: string | undefined): string => (seed === undefined ? '' : ` --seed ${quoted(seed)}`)

/**
 * The given seed folder, else that of the package.
 * @throws UsageError if there is no such folder
 */
export function seedFolder(given: string | undefined): string {
  if (given === undefined) return inPackage('seed')
  const folder = resolve(given)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`There is no folder ${folder}.`)
  return folder
}

/**
 * Refuses a seed where the facts are those of a server, which `load` alone fills from a seed.
 * @throws UsageError that says what to do instead
 */
export function refuseSeedOnServer(option: string, database: unknown): void {
  if (database !== undefined)
    throw new UsageError(
      `${option} is about a seed, and the facts are those of the database in DATABASE_URL. Leave it out, or unset DATABASE_URL; \`conflict-facts load --seed FOLDER\` publishes a seed there.`,
    )
}

/**
 * Refuses a database file with another dataset than a seed folder: its facts would not be those of the given seed. A
 * file that is missing or damaged is built from the seed when it is used.
 * @throws UsageError that says how both can be used
 */
export function refuseOtherDataset(folder: string, databaseFile: string): void {
  if (faultOf(databaseFile) !== null) return
  const snapshot = openSnapshot(databaseFile)
  snapshot.close()
  const { id } = snapshot.dataset
  const wanted = readDatasetId(folder) ?? id
  if (id !== wanted)
    throw new UsageError(
      `${databaseFile} holds the dataset "${id}", and the seed in ${folder} is of "${wanted}". Set DATABASE_FILE to a file of its own, or replace the dataset with \`conflict-facts load${seedArgument(folder)}\`.`,
    )
}
