import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import { buildVersion, inPackage } from '../package.ts'
import { type Fault, systemFault } from './faults.ts'
import { partsOfFile } from './lines.ts'

/** The contents of a seed folder: each file is either read or listed as not read. */
export interface SeedFolder {
  /** Files of records and of the dataset: YAML by hand, NDJSON by programs. */
  files: string[]
  /** Files that hold no records: hidden ones, backups and locks of editors, other formats. */
  notRead: string[]
  /** Names that an editor would take for a seed file and that cannot be read as one. */
  faults: Fault[]
}

const isSeedFile = (name: string): boolean => /\.(ya?ml|ndjson)$/.test(name)
const isSchema = (name: string): boolean => name.endsWith('.schema.json')
const looksLikeSeedFile = (name: string): boolean => /\.(ya?ml|ndjson|jsonl?)$/i.test(name) && !isSchema(name)
const isHiddenOrBackup = (name: string): boolean => /^\.|^#.*#$|~$|\.(bak|orig|rej|sw[a-p]|tmp)$/i.test(name)

/** Lists a seed folder with its subfolders. Links to files are followed. Never throws. */
export function listSeedFolder(folder: string): SeedFolder {
  const found: SeedFolder = { files: [], notRead: [], faults: [] }
  addEntries(folder, '', found)
  found.files.sort()
  found.notRead.sort()
  return found
}

function addEntries(folder: string, below: string, found: SeedFolder): void {
  const refuse = (name: string, message: string) =>
    found.faults.push({ file: shownPath(join(folder, name)), line: null, path: [], message })
  let entries: { name: string; isSymbolicLink(): boolean }[]
  try {
    entries = readdirSync(join(folder, below), { withFileTypes: true })
  } catch (error) {
    refuse(below, systemFault(error))
    return
  }
  for (const entry of entries) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    if (isHiddenOrBackup(entry.name)) {
      found.notRead.push(name)
      continue
    }
    let stats: Stats
    try {
      stats = statSync(join(folder, name))
    } catch (error) {
      refuse(name, entry.isSymbolicLink() ? `A link that leads nowhere. ${systemFault(error)}` : systemFault(error))
      continue
    }
    if (stats.isDirectory()) {
      if (entry.isSymbolicLink()) refuse(name, 'A link to a folder. Allowed: files, folders, links to files.')
      else if (looksLikeSeedFile(name)) refuse(name, 'A folder with the name of a file. Rename the folder.')
      else addEntries(folder, name, found)
    } else if (stats.isFile() && isSeedFile(name)) found.files.push(name)
    else if (!looksLikeSeedFile(name)) addOther(name, found)
    else if (stats.isFile())
      refuse(name, 'Not read. A seed file ends in .yaml, .yml or .ndjson (JSON, one record a line), in lower case.')
    else refuse(name, 'A pipe, socket or device. A seed file is a regular file.')
  }
}

/** Sorts out a file that is no seed file. Notes for editors, and schemas for their programs, are expected. */
function addOther(name: string, { notRead }: SeedFolder): void {
  if (basename(name) !== 'README.md' && !isSchema(name)) notRead.push(name)
}

/** A line for editors with the files that are not read. */
export const notReadLine = (names: string[]): string =>
  `Not read, since they are hidden, backups or no seed files (.yaml, .yml, .ndjson): ${names.join(', ')}.`

/**
 * SHA-256 over everything a database is built from: the names and bytes of all seed files of a folder, and the build
 * with its contract, since records are rendered when they are loaded. A file that cannot be read changes it as well.
 */
export function seedDigest(folder: string): string {
  const hash = createHash('sha256')
    .update(`${buildVersion}\0`)
    .update(readFileSync(inPackage('openapi.yaml')))
  const { files, faults } = listSeedFolder(folder)
  for (const name of files) {
    const path = join(folder, name)
    try {
      hash.update(`${name}\0${statSync(path).size}\0`)
      for (const part of partsOfFile(path)) hash.update(part)
    } catch (error) {
      hash.update(systemFault(error))
    }
  }
  for (const { file, message } of faults) hash.update(`\0${file}\0${message}`)
  return hash.digest('hex')
}

/** A path as a person would write it from the working directory. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path)
  return fromHere.startsWith('..') ? path : fromHere
}

/** True of a folder, and of all paths in it, whatever links lead there. */
export function isWithin(path: string, folder: string): boolean {
  const below = relative(realpathSync(folder), realpathSync(path))
  return below.split(sep)[0] !== '..' && !isAbsolute(below)
}
