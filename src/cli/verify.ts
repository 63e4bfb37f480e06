import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { parse, stringify } from 'yaml'
import { readConfig } from '../config.ts'
import { NothingToVerify, type Verification, verify } from '../features/verification/verify.ts'
import { ensureDatabase } from '../load/ensure.ts'
import { schemaLine } from '../load/json-schema.ts'
import { type DatabasePlace, openStore } from '../store.ts'
import { refuseOtherDataset, refuseSeedOnServer, seedFolder, seedOption } from './seed-folder.ts'
import { readTextFile } from './text-file.ts'
import { UsageError } from './usage-error.ts'

interface Options {
  json?: boolean
  record?: boolean
  seed?: string
}

export const verifyCommand = new Command('verify')
  .description(
    'Test every span of a source against its text, and report per fact: verified, moved, ambiguous or missing',
  )
  .argument('<source>', 'id of the source')
  .argument('<file>', 'its text, UTF-8; another copy of it will do')
  .option('--json', 'print the whole report as JSON')
  .option('--record', 'write the outcome into verifications.yaml of the seed, to be shown with the source')
  .addOption(seedOption())
  .addHelpText('after', '\nExit status: 0 every fact is verified, 1 some are not, 2 nothing could be tested.')
  .action(async (sourceId: string, file: string, { json, record, seed }: Options) => {
    try {
      const { text, sha256 } = readTextFile(file)
      const folder = seedFolder(seed)
      const { databaseFile, database } = readConfig(process.env)
      if (seed !== undefined || record) {
        refuseSeedOnServer(record ? '--record' : '--seed', database)
        refuseOtherDataset(folder, databaseFile)
      }
      const report = await verifyInDatabase(sourceId, text, sha256, { databaseFile, database, seed: folder })
      console.log(json ? JSON.stringify(report, null, 2) : describe(report))
      if (record) recordOutcome(report, folder)
      process.exitCode = report.facts.every(({ status }) => status === 'verified') ? 0 : 1
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof NothingToVerify)) throw error
      console.error(error.message)
      process.exitCode = 2
    }
  })

interface Place extends DatabasePlace {
  seed: string
}

/** Verifies spans as recorded in the seed, where no server is named: if it has a fault, nothing is tested. */
export async function verifyInDatabase(
  sourceId: string,
  text: string,
  sha256: string,
  { databaseFile, database, seed }: Place,
): Promise<Verification> {
  const { warning } = database === undefined ? ensureDatabase(databaseFile, seed) : { warning: null }
  if (warning !== null)
    throw new UsageError(`${warning}\nNothing was tested: what is served is not what the seed says.`)
  const store = await openStore({ databaseFile, database }, { error: (_, message) => console.error(message) })
  try {
    return await verify(store.current(), sourceId, text, sha256)
  } finally {
    await store.close()
  }
}

/** The report as lines: every fact that is not verified with its spans, then the counts. */
function describe({ source, dataset_version, text, covered, spans, facts }: Verification): string {
  const same = text.same
    ? 'The text is the one recorded (SHA-256 agrees).'
    : text.same_but_line_ends
      ? 'The text is the one recorded but for its line ends or byte order mark.'
      : `The text is another than the one recorded (SHA-256 ${text.sha256.slice(0, 12)}…, recorded ${text.recorded_sha256.slice(0, 12)}…); its words are compared all the same.`
  const lines = facts.flatMap(({ fact, fact_type, status, occurrences, spans: all }) => [
    `${(status + describeOccurrences(occurrences)).padEnd(9)}  ${fact_type} ${fact}: ${all.length} span${all.length === 1 ? '' : 's'}`,
    ...all.filter((span) => span.status !== 'verified' || span.contextSame === false).map(describeSpan),
  ])
  const { total, verified, moved, ambiguous, missing, not_repeated } = spans
  const lacking = not_repeated === 0 ? '' : `, ${not_repeated} not repeated`
  return [
    `${source}, dataset version ${dataset_version}`,
    same,
    ...lines,
    `${total} spans: ${verified} verified, ${moved} moved, ${ambiguous} ambiguous, ${missing} missing${lacking}.`,
    `The spans cover ${covered.code_points} code points, ${(covered.share * 100).toFixed(1)} % of the recorded text.`,
  ].join('\n')
}

const numerals = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** ", one occurrence of two", if a text lacks some and not all. */
function describeOccurrences({ recorded, found }: Verification['facts'][number]['occurrences']): string {
  if (found === recorded || found === 0) return ''
  const [some, all] = [found, recorded].map((number) => numerals[number] ?? number)
  return `, ${some} occurrence${found === 1 ? '' : 's'} of ${all}`
}

function describeSpan({
  start,
  end,
  exact,
  status,
  found,
  contextSame,
}: Verification['facts'][number]['spans'][number]): string {
  const places = found.map((place) => `${place.start}–${place.end}`).join(', ')
  const outcome = {
    verified: 'verified, but what stands around it has changed',
    moved: `moved to ${places}${contextSame ? '' : ', with other words around it'}`,
    ambiguous: `ambiguous: stands at ${places}`,
    missing: 'missing',
    not_repeated: 'missing here; another occurrence stands',
  }[status]
  return `             ${start}–${end} ${JSON.stringify(exact)} ${outcome}`
}

const verificationsHeader =
  '# The last outcome of `conflict-facts verify --record` for each source. Written by that command; shown with the source.\n'

/** Records the latest outcome of each source. */
function recordOutcome({ source, text, spans }: Verification, seed: string): void {
  const file = join(seed, 'verifications.yaml')
  const earlier = (existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? []) : []) as { source: string }[]
  const { total, ...counts } = spans
  const date = new Date().toISOString().slice(0, 10)
  const outcome = { source, date, sha256: text.sha256, spans: total, ...counts }
  const list = [...earlier.filter((one) => one.source !== source), outcome]
  list.sort((one, other) => (one.source < other.source ? -1 : 1))
  writeFileSync(file, schemaLine(seed, 'verifications') + verificationsHeader + stringify(list))
  console.log(`Recorded in ${file}.`)
}
