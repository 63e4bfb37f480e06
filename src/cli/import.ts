import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { recordId } from '../facts/text.ts'
import { type ImportedFigures, importFigures } from '../import/figures.ts'
import { importUcdpGed } from '../import/ucdp-ged.ts'
import { addFolder, copying } from '../load/add-folder.ts'
import { isWithin, shownPath } from '../load/folder.ts'
import type { RecordFiles } from '../load/record-files.ts'
import { describe as describeBundle } from './bundle.ts'
import { readMap, readNames } from './column-names.ts'
import { progressBar } from './progress.ts'
import { quoted, seedArgument, seedFolder, seedOption } from './seed-folder.ts'
import { UsageError } from './usage-error.ts'

interface Options {
  into: string
  dryRun?: boolean
  map?: [string, string][]
  ignore?: string[]
  evidence?: string
  sheet?: string
  seed?: string
}

interface UcdpCommandOptions extends Pick<Options, 'into' | 'dryRun' | 'seed'> {
  title: string
  url?: string
  published?: string
  rights: string
}

const figuresCommand = new Command('figures')
  .description('Read a table with one row a figure, CSV or XLSX, and write it as a bundle')
  .argument('<file>', 'the table: .csv (comma, semicolon or tab, UTF-8) or .xlsx')
  .requiredOption('--into <folder>', 'new folder of the bundle')
  .option('--dry-run', 'only report: write nothing')
  .option('--map <theirs=ours>', 'names of columns, joined by commas; may be given several times', readMap as never)
  .option(
    '--ignore <columns>',
    'columns to leave out, joined by commas; as in CSV, a name with a comma stands in double quotation marks (Remarks,"Deaths, total"); may be given several times',
    readNames as never,
  )
  .option('--evidence <file>', 'table of the evidence, as /v1/evidence.csv has it')
  .option('--sheet <name>', 'sheet of the workbook, where it has several')
  .addOption(seedOption())
  .action(async (file: string, options: Options) => {
    if (options.evidence !== undefined) requireFile(options.evidence)
    await importInto(file, options, async (folder, into, seed) => {
      const { map = [], ignore = [], evidence, sheet } = options
      const { databaseFile } = readConfig(process.env)
      const names = { map: new Map(map), ignore: new Set(ignore) }
      const imported = await importFigures({ file, evidence, sheet, seed, into, databaseFile, ...names }, folder)
      console.log(describe(imported))
      return imported.bundle?.files ?? null
    })
  })

const ucdpCommand = new Command('ucdp-ged')
  .description('Read the events of UCDP GED, or of a candidate version, from CSV, and write them as a bundle')
  .argument('<file>', 'the table: .csv in UTF-8')
  .requiredOption('--into <folder>', 'new folder of the bundle; the id of its source is its name')
  .option('--dry-run', 'only report: write nothing')
  .option('--title <title>', 'title of the source', 'UCDP Georeferenced Event Dataset')
  .option('--url <address>', 'address of the source')
  .option('--published <edtf>', 'when it was published, such as 2024-06')
  .option('--rights <text>', 'its rights or licence', 'Of its publisher; its licence was not recorded.')
  .addOption(seedOption())
  .action(async (file: string, options: UcdpCommandOptions) => {
    const { title, url = null, published = null, rights } = options
    await importInto(file, options, async (folder, into, seed) => {
      const bar = progressBar('rows')
      try {
        const source = { id: basename(into), title, url, published, rights }
        const databaseFile = readConfig(process.env).databaseFile
        const onRow = (count: number) => {
          if (count % 500 === 0) bar.update('Reading', count, count)
        }
        const { report, events, bundle } = await importUcdpGed(
          { file, seed, into, databaseFile, source, onRow },
          folder,
        )
        console.log([`${events} events.`, String(report), describeBundle(bundle.checked)].join('\n'))
        return bundle.files
      } finally {
        bar.stop()
      }
    })
  })

export const importCommand = new Command('import')
  .description('Turn the data that you have into a bundle for the seed')
  .addCommand(figuresCommand)
  .addCommand(ucdpCommand)

function requireFile(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new UsageError(`There is no file ${file}.`)
}

/** Runs an import in a private folder, and puts what it wrote in the folder that was asked for. */
async function importInto(
  file: string,
  options: Pick<Options, 'into' | 'dryRun' | 'seed'>,
  run: (folder: string, into: string, seed: string) => Promise<RecordFiles | null>,
): Promise<void> {
  const seed = seedFolder(options.seed)
  const into = resolve(options.into)
  requireFile(file)
  if (!recordId.safeParse(basename(into)).success)
    throw new UsageError(
      `${shownPath(into)} is no name for a bundle. Allowed: a folder with the name of an id, such as my-figures.`,
    )
  if (!existsSync(dirname(into))) throw new UsageError(`There is no folder ${dirname(into)}.`)
  if (isWithin(dirname(into), seed))
    throw new UsageError(
      `${shownPath(into)} is in the seed folder. Allowed: a folder outside of it; \`bundle add\` copies it.`,
    )
  if (existsSync(into)) throw alreadyThere(into)
  const folder = mkdtempSync(join(tmpdir(), 'conflict-facts-import-'))
  try {
    const files = await run(folder, into, seed)
    if (files === null) console.log('No row is new; there is nothing to write.')
    else if (options.dryRun) console.log('A dry run: nothing was written.')
    else if (!addFolder(into, copying(files))) throw alreadyThere(into)
    else {
      console.log(
        `Wrote ${shownPath(into)}. Next: conflict-facts bundle add ${quoted(shownPath(into))}${seedArgument(options.seed)}`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const alreadyThere = (into: string) =>
  new UsageError(
    `${shownPath(into)} exists already. Give another folder with --into, or move it away. Nothing was written.`,
  )

function describe({ report, added, equal, changes, bundle }: ImportedFigures): string {
  return [
    `${added} new, ${equal} already there and equal, ${changes.length} changed.`,
    String(report),
    ...(changes.length === 0
      ? []
      : [
          'Rows that differ from records of the seed, which a bundle does not change; correct them in their files:',
          ...changes.map((one) => `  ${one}`),
        ]),
    ...(bundle === null ? [] : [describeBundle(bundle.checked)]),
  ].join('\n')
}
