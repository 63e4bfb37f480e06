import { existsSync } from 'node:fs'
import { DatabaseError } from '../db/open.ts'
import { brokenBodies } from '../db/sqlite/bodies.ts'
import { diskFault } from '../db/sqlite/disk-faults.ts'
import { type FileSnapshot, faultOf, openSnapshot, SchemaError } from '../db/sqlite/open.ts'
import { whilePublishing } from '../db/sqlite/publishing.ts'
import { schemaFaults } from '../db/sqlite/schema.ts'
import { readSettledCopy } from '../db/sqlite/settled-copy.ts'
import { notReadLine, seedDigest } from './folder.ts'
import { type LoadOptions, loadAlone } from './load.ts'
import { readDatasetId } from './read.ts'

export interface Ensured {
  /** Description of the work done, for the operator; null if the file was up to date. */
  done: string | null
  /** Reason why the newest seed is not served; the dataset in the file is served instead. */
  warning: string | null
}

/**
 * Makes sure that a database file holds the facts of a seed folder: builds it if it is missing, damaged, of an older
 * schema, or of an older state of the same seed. A file of another dataset is served as it is; one that is not ours, or
 * newer than this build, is never changed.
 * @throws DatabaseError if the file must not be used, SeedError if there is nothing to serve instead
 */
export function ensureDatabase(
  file: string,
  seedFolder: string,
  { keepVersions, onWait }: Pick<LoadOptions, 'keepVersions' | 'onWait'> = {},
): Ensured {
  const nothing = { done: null, warning: null }
  // An up-to-date file is opened without writing, so that it may be read-only.
  if (stateOf(file, seedFolder) === 'current') return nothing
  try {
    return whilePublishing(
      file,
      (target) => {
        // Another process may have built it meanwhile.
        const state = stateOf(target, seedFolder)
        return state === 'current' ? nothing : build(target, seedFolder, state, keepVersions)
      },
      onWait,
    )
  } catch (error) {
    // The present file is complete and only lacks the latest changes. A faulty seed never stops it from being served.
    const state = stateOf(file, seedFolder)
    const why = diskFault(error) ?? (error as Error).message
    if (state === 'unfinished') throw new DatabaseError(`${faultOf(file)?.message}\n${why}`)
    if (state !== 'changed') throw error
    return { done: null, warning: `${why}\nThe dataset loaded before is served.` }
  }
}

type State = 'missing' | 'older' | 'unfinished' | 'damaged' | 'changed'

const reasons: Record<State, string> = {
  missing: 'There was none.',
  older: 'Its schema was older.',
  unfinished: 'Another program had written to it.',
  damaged: 'It was damaged.',
  changed: 'The seed or the build had changed.',
}

function build(file: string, seedFolder: string, state: State, keepVersions: number | undefined): Ensured {
  const options = keepVersions === undefined ? {} : { keepVersions }
  const { version, warning, notRead } = loadAlone(seedFolder, file, options)
  const done = `Loaded dataset version ${version} into ${file}. ${reasons[state]}`
  return { done: notRead.length === 0 ? done : `${done} ${notReadLine(notRead)}`, warning }
}

/**
 * The state of a file as compared with a seed folder.
 * @throws DatabaseError if the file must not be used
 */
function stateOf(file: string, seedFolder: string): 'current' | State {
  const fault = faultOf(file)
  if (fault?.kind === 'foreign' || fault?.kind === 'newer') throw new DatabaseError(fault.message)
  if (fault?.kind === 'unfinished' && isOfAnotherDataset(file, seedFolder)) throw new DatabaseError(fault.message)
  return fault === null ? stateWithin(file, seedFolder) : fault.kind
}

function stateWithin(file: string, seedFolder: string): 'current' | 'changed' | 'damaged' {
  let snapshot: FileSnapshot
  try {
    snapshot = openSnapshot(file)
  } catch (error) {
    if (error instanceof SchemaError) throw error
    return 'damaged'
  }
  const { id, seed_digest } = snapshot.dataset
  try {
    if (!isWhole(snapshot)) return 'damaged'
  } catch {
    return 'damaged'
  } finally {
    snapshot.close()
  }
  if (!existsSync(seedFolder) || seed_digest === seedDigest(seedFolder)) return 'current'
  return id === datasetIdOf(seedFolder, id) ? 'changed' : 'current'
}

/** True of a file of another dataset to which another program has written; false if it cannot be read. */
function isOfAnotherDataset(file: string, seedFolder: string): boolean {
  try {
    return readSettledCopy(file, (sqlite) => {
      const id = schemaFaults(sqlite).length > 0 ? null : sqlite.prepare('select id from dataset').pluck().get()
      return typeof id === 'string' && datasetIdOf(seedFolder, id) !== id
    })
  } catch {
    return false
  }
}

/** Size up to which every page and every record is read at a start: about a third of a second. */
const readWholeBytes = 64 * 1024 * 1024

/** True of a file that has its full length and, up to `readWholeBytes`, no damaged page or record. */
function isWhole({ sqlite, file }: FileSnapshot): boolean {
  const pragma = (name: string) => sqlite.pragma(name, { simple: true })
  if (Number(pragma('page_count')) * Number(pragma('page_size')) !== file.bytes) return false
  if (file.bytes > readWholeBytes) return true
  return pragma('quick_check') === 'ok' && [...brokenBodies(sqlite)].length === 0
}

/**
 * The id of the dataset in a seed folder; that of the file if the seed cannot be read, so that the faults of the seed
 * are reported.
 */
const datasetIdOf = (seedFolder: string, otherwise: string): string => readDatasetId(seedFolder) ?? otherwise
