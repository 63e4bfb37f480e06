import { type Connection, Database } from '../db/driver.ts'
import { faultOf } from '../db/open.ts'
import { readSettledCopy } from '../db/settled-copy.ts'
import { isLaterVersion } from '../facts/text.ts'
import { type Fault, SeedError } from './faults.ts'
import type { Seed } from './read.ts'
import type { Survey } from './survey.ts'

/**
 * Checks that no published id is lost: each is still present with its type, or listed as withdrawn. The file may have
 * an older schema, since every schema has ids and types in the same columns.
 * @returns a warning if the file is so damaged that not all of its ids could be read
 * @throws SeedError naming every id that is missing
 */
export function checkNothingIsLost(seed: Seed, survey: Survey, file: string): string | null {
  const fault = faultOf(file)
  if (fault !== null && fault.kind !== 'older' && fault.kind !== 'unfinished') return null
  const faults: Fault[] = []
  let damage: string | null = null
  const compare = (sqlite: Connection) => {
    for (const lost of lostIds(seed, survey, sqlite)) faults.push(lost)
  }
  try {
    if (fault?.kind === 'unfinished') readSettledCopy(file, compare)
    else readOnly(file, compare)
  } catch (error) {
    if (!/^SQLITE_/.test(String((error as { code?: unknown }).code))) throw error
    damage = 'The file before was damaged: only some of its ids could be compared with those of the seed.'
  }
  if (faults.length > 0) throw new SeedError(faults)
  return damage
}

function readOnly(file: string, read: (sqlite: Connection) => void): void {
  const sqlite = new Database(file, { readonly: true, fileMustExist: true })
  try {
    sqlite.pragma('trusted_schema = OFF')
    read(sqlite)
  } finally {
    sqlite.close()
  }
}

/** True if the names belong to tables: a view under the name of a table may be endless. */
const hasTables = (sqlite: Connection): boolean =>
  sqlite
    .prepare(`select count(*) from sqlite_schema where type = 'table' and name in ('dataset', 'records', 'retired')`)
    .pluck()
    .get() === 3

function* lostIds(seed: Seed, { kindOf }: Survey, sqlite: Connection): Generator<Fault> {
  if (!hasTables(sqlite)) return
  const served = sqlite.prepare('select id, version from dataset').get() as { id: string; version: string } | undefined
  if (served?.id !== seed.dataset.id) return
  const withdrawn = new Set(seed.retired.map(({ id }) => id))
  const lost = (message: string): Fault => ({ file: 'retired.yaml', line: null, path: [], message })
  // The id of evidence is derived from its content.
  const known = sqlite.prepare(`select id, type from records where type <> 'evidence'`)
  for (const { id, type } of known.iterate() as Iterable<{ id: string; type: string }>) {
    const now = kindOf.get(id)
    if (now !== undefined && now.type !== type)
      yield faultOfId(seed, id, `The id "${id}" was used before for a record of type ${type}. Ids are never reused.`)
    if (now === undefined && !withdrawn.has(id))
      yield lost(
        `The ${type} "${id}" of version ${served.version} is gone. List it here with its reason; nothing is lost.`,
      )
  }
  for (const { id } of sqlite.prepare('select id from retired').iterate() as Iterable<{ id: string }>)
    if (!withdrawn.has(id)) yield lost(`"${id}" was listed as withdrawn and no longer is. Withdrawn ids stay known.`)
  if (isLaterVersion(seed.dataset.version, served.version)) yield* movedVersions(seed, sqlite)
}

/**
 * Faults of estimates that an earlier version has, and whose first version is stated as, or defaults to, the present
 * one.
 */
function* movedVersions({ dataset, drafts }: Seed, sqlite: Connection): Generator<Fault> {
  const first = sqlite.prepare(
    `select body ->> 'dataset_version' as version from records where id = ? and type = 'estimate'`,
  )
  for (const { kind, value, fault } of drafts([])) {
    if (kind.type !== 'estimate' || value.dataset_version !== dataset.version) continue
    const { version } = (first.get(value.id) ?? {}) as { version?: string }
    if (version !== undefined && isLaterVersion(dataset.version, version))
      yield fault(['dataset_version'], `Version ${version} had it first. Write dataset_version: ${version}.`)
  }
}

/** A fault at the record with this id. */
function faultOfId(seed: Seed, id: string, message: string): Fault {
  for (const { value, fault } of seed.drafts([])) if (value.id === id) return fault(['id'], message)
  throw new Error(`No record ${id}.`)
}
