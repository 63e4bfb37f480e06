import { type Stats, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { recordId } from '../facts/text.ts'
import { addFolder, copying } from '../load/add-folder.ts'
import { type CheckedBundle, checkBundle } from '../load/bundle.ts'
import { describeWordCounts } from '../load/check-words.ts'
import { SeedError } from '../load/faults.ts'
import { isWithin, listSeedFolder, notReadLine, shownPath } from '../load/folder.ts'
import type { RecordFiles } from '../load/record-files.ts'
import { printShares } from './load.ts'
import { quoted, seedArgument, seedFolder, seedOption } from './seed-folder.ts'
import { UsageError } from './usage-error.ts'

const allowed = 'Allowed: a folder of seed files, or one file that ends in .yaml, .yml or .ndjson, in lower case.'

/** Most ids of one type that are listed. */
const maxShown = 20

/**
 * The files of a bundle.
 * @throws UsageError for a path that is none; SeedError for files in it that cannot be read
 */
export function bundleFiles(path: string, seed: string): RecordFiles {
  let stats: Stats
  try {
    stats = statSync(path)
  } catch {
    throw new UsageError(`There is no file or folder ${path}. ${allowed}`)
  }
  if (isWithin(path, seed))
    throw new UsageError(`${path} stands in the seed folder already; \`conflict-facts load --check\` checks it there.`)
  if (isWithin(seed, path)) throw new UsageError(`${path} holds the seed folder ${seed}. ${allowed}`)
  if (!stats.isDirectory()) {
    if (!stats.isFile() || !/\.(ya?ml|ndjson)$/.test(path)) throw new UsageError(`${path} is no bundle. ${allowed}`)
    return { folder: dirname(path), names: [basename(path)] }
  }
  const { files: names, notRead, faults } = listSeedFolder(path)
  if (notRead.length > 0) console.error(notReadLine(notRead))
  if (names.includes('dataset.yaml'))
    throw new UsageError(`${path} is a seed folder, for it has dataset.yaml. A bundle has one source with its facts.`)
  if (faults.length > 0) throw new SeedError(faults, 'nothing was added', 'The bundle')
  if (names.length === 0) throw new UsageError(`${path} has no seed file. ${allowed}`)
  return { folder: path, names }
}

interface Options {
  seed?: string
  id?: string
}

/** Checks the bundle at a path, and prints what it would bring. */
function check(given: string, { seed }: Options) {
  const [path, folder] = [resolve(given), seedFolder(seed)]
  const files = bundleFiles(path, folder)
  const checked = checkBundle(files, path, folder, readConfig(process.env).databaseFile)
  if (checked.warning !== null) console.error(checked.warning)
  console.log(describe(checked))
  console.log(describeWordCounts(checked.words))
  printShares(checked.textShares)
  return { files, folder, checked }
}

const checkCommand = new Command('check')
  .description('Check a bundle as if it stood in the seed, and say what it would add and change; write nothing')
  .argument('<path>', 'a folder of seed files, or one file')
  .addOption(seedOption())
  .action((path: string, options: Options) => {
    check(path, options)
  })

const addCommand = new Command('add')
  .description('Check a bundle, copy it into the seed, and propose the release')
  .argument('<path>', 'a folder of seed files, or one file')
  .addOption(seedOption())
  .option('--id <id>', 'name of the new folder in the seed (default: the id of the source)')
  .action((path: string, options: Options) => {
    const [issue] = options.id === undefined ? [] : (recordId.safeParse(options.id).error?.issues ?? [])
    if (issue !== undefined) throw new UsageError(`--id ${JSON.stringify(options.id)} is not allowed. ${issue.message}`)
    const { files, folder, checked } = check(path, options)
    const target = join(folder, options.id ?? checked.source.id)
    if (!addFolder(target, copying(files)))
      throw new UsageError(
        `${shownPath(target)} exists already. Give the name of a new folder with --id, or move it away. Nothing was added.`,
      )
    console.log(proposal(checked, target, folder, options))
  })

export const bundleCommand = new Command('bundle')
  .description('Check one source with its facts before it becomes a part of the seed, or add it')
  .addCommand(checkCommand)
  .addCommand(addCommand)

/** The records that a bundle would bring, and the questions that it raises. */
export function describe({ source, version, added, changed, questions }: CheckedBundle): string {
  const ofType = ([type, ids]: [string, string[]]) => {
    const more = ids.length > maxShown ? ', …' : ''
    return `  ${String(ids.length).padStart(7)}  ${type}: ${ids.slice(0, maxShown).join(', ')}${more}`
  }
  const list = (title: string, lines: string[]) =>
    lines.length === 0 ? [] : [title, ...lines.map((one) => `  ${one}`)]
  return [
    `The bundle "${source.id}" is in order on dataset version ${version}. It would add:`,
    ...[...added].sort().map(ofType),
    ...list('It would change:', changed),
    ...list('Questions for you; nothing is merged:', questions),
  ].join('\n')
}

function proposal(checked: CheckedBundle, target: string, folder: string, { seed }: Options): string {
  const { source, version, nextVersion, date } = checked
  const today = new Date().toISOString().slice(0, 10)
  const option = seedArgument(seed)
  return [
    `Added ${shownPath(target)}. To release it, write in ${shownPath(join(folder, 'dataset.yaml'))}:`,
    `  version: ${nextVersion}${version === nextVersion ? ' (as it is)' : ''}`,
    `  date: "${today > date ? today : date}"`,
    'and then:',
    `  conflict-facts release --note ${quoted(`A new source: ${source.title}`)}${option}`,
    `  conflict-facts load${option}`,
  ].join('\n')
}
