import { type Connection, Database } from '../db/sqlite/driver.ts'
import { faultOf } from '../db/sqlite/open.ts'
import { readSettledCopy } from '../db/sqlite/settled-copy.ts'
import { historyFaults, ownDataset, servedFaults } from './check-version.ts'
import { type Fault, SeedError } from './faults.ts'
import type { Seed } from './read.ts'
import type { Survey } from './survey.ts'

/**
 * Checks a seed against what was released and what is in service. No published id is lost: each is still present with its
 * type, or listed as withdrawn; a version has the same records for good. The file may have an older schema, since every
 * schema has ids and types in the same columns.
 * @returns a warning if the file is so damaged that not all of its ids could be read
 * @throws SeedError naming every fault
 */
export function checkSuccession(seed: Seed, survey: Survey, file: string): string | null {
  const faults = [...historyFaults(seed, survey)]
  if (faults.length > 0) throw new SeedError(faults)
  const fault = faultOf(file)
  if (fault !== null && fault.kind !== 'older' && fault.kind !== 'unfinished') return null
  let damage: string | null = null
  const compare = (sqlite: Connection) => {
    if (!isOf(seed, sqlite)) return
    faults.push(...lostIds(seed, survey, sqlite), ...servedFaults(seed, survey, sqlite))
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

/** True of a file with a dataset of the same id. */
const isOf = ({ dataset }: Seed, sqlite: Connection): boolean =>
  hasTables(sqlite) && sqlite.prepare('select id from dataset').pluck().get() === dataset.id

/** True if the names belong to tables: a view under the name of a table may be endless. */
const hasTables = (sqlite: Connection): boolean =>
  sqlite
    .prepare(`select count(*) from sqlite_schema where type = 'table' and name in ('dataset', 'records', 'retired')`)
    .pluck()
    .get() === 3

function* lostIds(seed: Seed, { kindOf }: Survey, sqlite: Connection): Generator<Fault> {
  const version = sqlite.prepare('select version from dataset').pluck().get()
  const withdrawn = new Set(seed.retired.map(({ id }) => id))
  // The id of evidence is derived from its content.
  const known = sqlite.prepare(`select id, type from records where type <> 'evidence'`)
  let served = 0
  let lost = 0
  for (const { id, type } of known.iterate() as Iterable<{ id: string; type: string }>) {
    served += 1
    const now = kindOf.get(id)
    if (now !== undefined && now.type !== type)
      yield faultOfId(seed, id, `The id "${id}" was used before for a record of type ${type}. Ids are never reused.`)
    if (now !== undefined || withdrawn.has(id)) continue
    lost += 1
    yield seed.retiredFault(
      `The ${type} "${id}" of version ${version} is gone. List it here with its reason; nothing is lost.`,
    )
  }
  if (lost * 2 > served) yield seed.datasetFault(['id'], `Most records of "${seed.dataset.id}" are gone. ${ownDataset}`)
  for (const { id } of sqlite.prepare('select id from retired').iterate() as Iterable<{ id: string }>)
    if (!withdrawn.has(id))
      yield seed.retiredFault(`"${id}" was listed as withdrawn and no longer is. Withdrawn ids stay known.`)
}

/** A fault at the record with this id. */
function faultOfId(seed: Seed, id: string, message: string): Fault {
  for (const { written, fault } of seed.drafts([])) if (written.id === id) return fault(['id'], message)
  throw new Error(`No record ${id}.`)
}
