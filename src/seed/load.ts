import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Connection, Database } from '../db/driver.ts'
import { privateFile, publish, removeAbandoned } from '../db/files.ts'
import { createSchema } from '../db/migrate.ts'
import { openFacts } from '../db/open.ts'
import { buildSearchIndex } from '../db/search.ts'
import { records, retired } from '../db/tables.ts'
import { type CheckedSeed, checkSeed } from './check.ts'
import { type Fault, SeedError } from './faults.ts'
import { readSeed } from './read.ts'
import { type LoadReport, writeSeed } from './write.ts'

/**
 * Builds the database of a seed folder and makes it the served one: seed → checked → private file → checked → rename.
 * Nothing changes for readers until the rename, and nothing at all where the seed has a fault.
 * @param seedFolder folder with dataset.yaml, retired.yaml and the records
 * @param file the database file to publish; its folder is created where missing
 * @throws SeedError naming every fault
 */
export function load(seedFolder: string, file: string): LoadReport {
  const seed = checkSeed(readSeed(seedFolder))
  checkNothingIsLost(seed, file)
  mkdirSync(dirname(file), { recursive: true })
  removeAbandoned(file)
  const unpublished = privateFile(file)
  try {
    const report = build(seed, unpublished)
    publish(unpublished, file)
    return report
  } finally {
    rmSync(unpublished, { force: true })
    rmSync(`${unpublished}-journal`, { force: true })
  }
}

/** An id that was served stays known: it is still there with its type, or it is listed as withdrawn. */
export function checkNothingIsLost(seed: CheckedSeed, file: string): void {
  if (!existsSync(file)) return
  let served: ReturnType<typeof openFacts>
  try {
    served = openFacts(file)
  } catch {
    return // unreadable or of another schema: the file is rebuilt, there is nothing to compare with
  }
  const faults: Fault[] = []
  try {
    if (served.dataset.id !== seed.dataset.id) return
    const withdrawn = new Set(seed.retired.map(({ id }) => id))
    const refuse = (message: string) => faults.push({ file: 'retired.yaml', line: null, path: [], message })
    for (const { id, type } of served.db.select({ id: records.id, type: records.type }).from(records).all()) {
      if (type === 'evidence') continue // its id is made from what it says
      const now = seed.byId.get(id)
      if (now !== undefined && now.kind.type !== type)
        faults.push(
          now.fault(['id'], `The id "${id}" was used before for a record of type ${type}. Ids are never reused.`),
        )
      if (now === undefined && !withdrawn.has(id))
        refuse(
          `The ${type} "${id}" of version ${served.dataset.version} is gone. List it here with its reason; nothing is lost.`,
        )
    }
    for (const { id } of served.db.select({ id: retired.id }).from(retired).all())
      if (!withdrawn.has(id)) refuse(`"${id}" was listed as withdrawn and no longer is. Withdrawn ids stay known.`)
  } finally {
    served.close()
  }
  if (faults.length > 0) throw new SeedError(faults)
}

function build(seed: CheckedSeed, file: string): LoadReport {
  const sqlite = new Database(file)
  try {
    // The file is private until it is published, and thrown away when anything fails: no journal, one sync at the end.
    sqlite.pragma('journal_mode = OFF')
    sqlite.pragma('synchronous = OFF')
    sqlite.pragma('foreign_keys = ON')
    createSchema(sqlite)
    const report = sqlite.transaction(() => {
      const written = writeSeed(seed, sqlite)
      buildSearchIndex(sqlite)
      return written
    })()
    checkFile(sqlite)
    sqlite.pragma('journal_mode = DELETE')
    return report
  } finally {
    sqlite.close()
  }
}

function checkFile(sqlite: Connection): void {
  const integrity = sqlite.pragma('integrity_check', { simple: true })
  if (integrity !== 'ok') throw new Error(`The database built from the seed is damaged: ${integrity}.`)
  const orphans = sqlite.pragma('foreign_key_check') as unknown[]
  if (orphans.length > 0) throw new Error(`The database built from the seed has ${orphans.length} broken references.`)
  sqlite.exec('analyze')
}
