import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { type Draft, draftOf } from '../facts/drafting/draft.ts'
import { repeatsIn } from '../facts/drafting/repeats.ts'
import { countCodePoints } from '../facts/spans.ts'
import { recordId, webUrl } from '../facts/text.ts'
import { addFolder } from '../load/add-folder.ts'
import { glimpseOf } from '../load/glimpse.ts'
import { schemaLine } from '../load/json-schema.ts'
import { type DraftedSource, draftsFile, sourceFile } from './draft-files.ts'
import { seedFolder, seedOption } from './seed-folder.ts'
import { readTextFile } from './text-file.ts'
import { UsageError } from './usage-error.ts'

/** Limit far above the length of an article; every finding of a draft is for a person to judge. */
const maxBytes = 512 * 1024

/** Most sentences listed; `--json` lists them all. */
const maxShown = 20

interface Options {
  id: string
  url?: string
  seed?: string
  json?: boolean
}

export const draftCommand = new Command('draft')
  .description('Find figures, statements, times and names of an English text, and write a draft of its records')
  .argument('<file>', 'the text, UTF-8')
  .requiredOption('--id <id>', 'id of the new source; the draft is written into the folder of that name in the seed')
  .option('--url <url>', 'address of the publication, once you have verified it')
  .addOption(seedOption('folder with dataset.yaml and the records, for known names (default: the seed of the package)'))
  .option('--json', 'print the findings as JSON and write nothing')
  .addHelpText('after', '\nEverything of judgement is written as TODO, which `load` refuses until you have decided it.')
  .action((file: string, { id, url, seed, json }: Options) => {
    checkFormat('--id', id, recordId)
    if (url !== undefined) checkFormat('--url', url, webUrl)
    const { text, sha256 } = readProse(file)
    const folder = seedFolder(seed)
    const { ids, entities } = glimpseOf(folder)
    if (!json) refuseUsed(id, ids, folder)
    const draft = draftOf(text, entities)
    const source = { id, url: url ?? null, sha256, code_points: countCodePoints(text), repeats: repeatsIn(text) }
    if (json) {
      console.log(JSON.stringify(asJson(draft, source), null, 2))
      return
    }
    const files = {
      'source.yaml': schemaLine(folder, 'records', id) + sourceFile(source),
      'drafts.yaml': schemaLine(folder, 'records', id) + draftsFile(id, draft, text, source.repeats),
    }
    const isAdded = addFolder(join(folder, id), (into) => {
      for (const [name, content] of Object.entries(files)) writeFileSync(join(into, name), content, { flush: true })
    })
    if (!isAdded) refuseUsed(id, ids, folder)
    const written = Object.keys(files).map((name) => join(folder, id, name))
    console.log(`Wrote ${written.join(' and ')}.\n${describe(draft, source)}`)
  })

/** @throws UsageError with what is allowed */
function checkFormat(option: string, value: string, schema: typeof recordId | typeof webUrl): void {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  if (issue !== undefined) throw new UsageError(`${option} ${JSON.stringify(value)} is not allowed. ${issue.message}`)
}

/** Reads a text that has words; figures of a table have no hedge, no speaker and no time. */
function readProse(file: string): { text: string; sha256: string } {
  const { text, sha256 } = readTextFile(file)
  const nul = text.indexOf('\0')
  if (nul !== -1)
    throw new UsageError(
      `${file} has U+0000 on line ${text.slice(0, nul).split('\n').length}; a text has none. Convert it to plain UTF-8 text first.`,
    )
  if (!/\p{L}{2}/u.test(text))
    throw new UsageError(`${file} has no words. A draft needs sentences; write tables as NDJSON.`)
  const bytes = Buffer.byteLength(text)
  if (bytes > maxBytes)
    throw new UsageError(`${file} has ${bytes} bytes; a draft is of one article or report, at most ${maxBytes} bytes.`)
  return { text, sha256 }
}

function refuseUsed(id: string, ids: Set<string>, folder: string): void {
  if (!existsSync(join(folder, 'dataset.yaml')))
    throw new UsageError(`${folder} has no dataset.yaml. Give a seed folder with --seed.`)
  if (ids.has(id))
    throw new UsageError(
      `The id "${id}" is used by a record of ${folder}, or was. Ids are never used again: give another --id.`,
    )
  if (existsSync(join(folder, id)))
    throw new UsageError(`${join(folder, id)} exists already. Give another --id, or move it away. Nothing was written.`)
}

function asJson({ figures, statements, times, names, sentences, empty }: Draft, source: DraftedSource) {
  return {
    source: { ...source, encoding: 'utf-8' },
    figures,
    statements,
    times,
    names,
    sentences: { total: sentences, empty },
  }
}

function describe({ figures, statements, times, names, sentences, empty }: Draft, { repeats }: DraftedSource): string {
  const known = new Set(names.flatMap(({ entity }) => entity ?? [])).size
  const unknown = new Set(names.flatMap(({ entity, exact }) => (entity === null ? [exact] : []))).size
  const places = [
    ...empty.slice(0, maxShown).map(({ start, end }) => `${start}–${end}`),
    ...(empty.length > maxShown ? ['…'] : []),
  ]
  return [
    `${figures.length} figures, ${statements.length} statements, ${times.length} times, ${known} known and ${unknown} unknown names; ${repeats.length} repeated passages.`,
    `${empty.length} of ${sentences} sentences gave no figure, statement or time${empty.length === 0 ? '' : `: ${places.join(', ')} (code points)`}.`,
    'Decide every TODO, and delete what is no fact; `conflict-facts load --check` says what is left.',
  ].join('\n')
}
