import { rmSync } from 'node:fs'
import { type Connection, Database } from '../db/sqlite/driver.ts'
import { privateFile } from '../db/sqlite/files.ts'
import { defaultKeptVersions, keepVersion } from '../db/sqlite/kept-versions.ts'
import { createSchema } from '../db/sqlite/migrate.ts'
import { publish, whilePublishing } from '../db/sqlite/publishing.ts'
import { type CheckTally, checkedRecords, newTally } from './check.ts'
import type { WordCounts } from './check-words.ts'
import { checkSuccession } from './known-ids.ts'
import { type TextShare, textShares } from './known-text.ts'
import { readSeed, type Seed } from './read.ts'
import { type Survey, surveySeed } from './survey.ts'
import { type LoadReport, render, writeSeed } from './write.ts'

/** Called with the step of a load, and the number of records written and in total. */
type Progress = (step: 'reading' | 'writing' | 'indexing' | 'checking', done: number, total: number) => void

export interface LoadOptions {
  /** How many earlier versions stay readable. */
  keepVersions?: number
  /** A file of what is served elsewhere, whose ids must not be lost either. */
  servedFile?: string | undefined
  onProgress?: Progress
  /** Called before waiting for another load into the same file. */
  onWait?: () => void
}

export interface Loaded extends LoadReport {
  /** Description of the part of the previous file that could not be compared; null: all was. */
  warning: string | null
  /** Files of the seed folder that hold no records, by name. */
  notRead: string[]
  /** Share of each text that the excerpts show. */
  textShares: TextShare[]
  /** Number of estimates whose numbers were compared with their words. */
  words: WordCounts
}

/**
 * Builds the database of a seed folder and makes it the served one: seed → private file, each record checked → file
 * checked as a whole → rename. Readers see no change until the rename, and none at all if the seed has a fault.
 * @param seedFolder folder with dataset.yaml, retired.yaml and the records
 * @param file the database file to publish; its folder is created if missing
 * @throws SeedError naming every fault
 */
export function load(seedFolder: string, file: string, { onWait, ...options }: LoadOptions = {}): Loaded {
  return whilePublishing(file, (target) => loadAlone(seedFolder, target, options), onWait)
}

/** The same for a process that already has the lock for publishing. `file` is not a link. */
export function loadAlone(
  seedFolder: string,
  file: string,
  { keepVersions = defaultKeptVersions, servedFile, onProgress = () => {} }: Omit<LoadOptions, 'onWait'> = {},
): Loaded {
  onProgress('reading', 0, 0)
  const seed = readSeed(seedFolder)
  const survey = surveySeed(seed)
  const warning = checkSuccessions(seed, survey, [servedFile, file])
  const unpublished = privateFile(file)
  const tally = newTally()
  try {
    const report = build(seed, survey, tally, unpublished, onProgress)
    keepVersion(file, seed.dataset, keepVersions)
    publish(unpublished, file)
    return { ...report, warning, notRead: seed.notRead, ...foundBy(tally, survey) }
  } finally {
    rmSync(unpublished, { force: true })
    rmSync(`${unpublished}-journal`, { force: true })
  }
}

export interface CheckedSeed extends Pick<Loaded, 'version' | 'warning' | 'notRead' | 'textShares' | 'words'> {
  records: number
}

/**
 * Checks a seed as a load would, and publishes nothing.
 * @throws SeedError naming every fault
 */
export function checkSeed(seedFolder: string, ...files: (string | undefined)[]): CheckedSeed {
  const seed = readSeed(seedFolder)
  const survey = surveySeed(seed)
  const warning = checkSuccessions(seed, survey, files)
  const tally = newTally()
  for (const record of checkedRecords(seed, survey, tally)) render(record, survey)
  return {
    ...{ version: seed.dataset.version, records: survey.kindOf.size, warning },
    ...{ notRead: seed.notRead, ...foundBy(tally, survey) },
  }
}

/** Compares with each of the files; the last warning of those that could not be read whole. */
const checkSuccessions = (seed: Seed, survey: Survey, files: (string | undefined)[]): string | null =>
  files.reduce<string | null>(
    (warning, file) => (file === undefined ? warning : (checkSuccession(seed, survey, file) ?? warning)),
    null,
  )

const foundBy = ({ knownTexts, words }: CheckTally, survey: Survey) => ({
  textShares: textShares(knownTexts, survey),
  words,
})

function build(seed: Seed, survey: Survey, tally: CheckTally, file: string, onProgress: Progress): LoadReport {
  const sqlite = new Database(file)
  try {
    // The file is private until it is published, and deleted when anything fails: no journal, one sync at the end.
    sqlite.unsafeMode(true) // else SQLite keeps a journal all the same
    sqlite.pragma('journal_mode = OFF')
    sqlite.pragma('synchronous = OFF')
    sqlite.pragma('locking_mode = EXCLUSIVE')
    sqlite.pragma(`cache_size = -${cacheKiB}`)
    createSchema(sqlite)
    // References and terms are checked record by record, with messages for an editor, and by SQLite all at once at the
    // end.
    sqlite.pragma('foreign_keys = OFF')
    sqlite.pragma('ignore_check_constraints = ON')
    const total = survey.kindOf.size
    let done = 0
    const tick = () => {
      done += 1
      if (done % 1000 === 0) onProgress('writing', done, total)
    }
    const report = withoutIndexes(sqlite, () => {
      const checked = checkedRecords(seed, survey, tally)
      const written = sqlite.transaction(() => writeSeed(seed, survey, checked, sqlite, tick))()
      onProgress('indexing', total, total)
      return written
    })
    onProgress('checking', total, total)
    checkFile(sqlite)
    sqlite.pragma('journal_mode = DELETE')
    return report
  } finally {
    sqlite.close()
  }
}

const cacheKiB = 256 * 1024

/** Drops the indexes that make writing slower, and creates them again from the text in the schema. */
function withoutIndexes<T>(sqlite: Connection, write: () => T): T {
  const indexes = sqlite
    .prepare(`select name, sql from sqlite_master where type = 'index' and sql is not null`)
    .all() as { name: string; sql: string }[]
  for (const { name } of indexes) sqlite.exec(`drop index "${name}"`)
  const result = write()
  for (const { sql } of indexes) sqlite.exec(sql)
  return result
}

function checkFile(sqlite: Connection): void {
  // SQLite checks every page of tables, indexes and the full-text index, and every CHECK.
  sqlite.pragma('ignore_check_constraints = OFF')
  const integrity = sqlite.pragma('quick_check', { simple: true })
  if (integrity !== 'ok') throw new Error(`The database built from the seed is damaged: ${integrity}.`)
  const orphans = sqlite.pragma('foreign_key_check') as unknown[]
  if (orphans.length > 0) throw new Error(`The database built from the seed has ${orphans.length} broken references.`)
  sqlite.pragma('analysis_limit = 1000')
  sqlite.exec('analyze')
}
