import { join } from 'node:path'
import type { z } from 'zod'
import { type AnySeedDefinition, seedDefinitions } from '../records/types.ts'
import { collections } from '../vocabulary.ts'
import { bulkRecords } from './bulk.ts'
import { type Fault, type Path, SeedError } from './faults.ts'
import { listSeedFolder, seedDigest, shownPath } from './folder.ts'
import { type History, readHistory } from './history/history.ts'
import { historyFile, releasedFile } from './history/lines.ts'
import { type Draft, type SeedRecord, withSource } from './record.ts'
import { type DatasetSeed, datasetSeed, type RetiredSeed, retiredSeed, verificationsSeed } from './shapes.ts'
import { parseFinished } from './unfinished.ts'
import { faultAt, readYamlFile, type SeedFile } from './yaml-file.ts'

export interface Seed {
  dataset: DatasetSeed
  /** A fault of `dataset.yaml`. */
  datasetFault(path: Path, message: string): Fault
  /** A fault of `retired.yaml` as a whole. */
  retiredFault(message: string): Fault
  retired: (RetiredSeed & { fault(path: Path, message: string): Fault })[]
  /** Every record in the order of the files, read from disk each time; those of YAML files are parsed once. */
  drafts(faults: Fault[]): Iterable<Draft>
  /** Outcomes of the last verifications, by source. */
  verifications: { source: string; verification: object; fault(path: Path, message: string): Fault }[]
  /** Its releases; null: none yet. */
  history: History | null
  /** See {@link seedDigest}. */
  digest: string
  /** Files of the folder that hold no records, by name. */
  notRead: string[]
}

/**
 * Reads a seed folder: `dataset.yaml`, `retired.yaml`, and records in all other files. YAML files are read as a whole
 * and checked here; NDJSON files, which may be of any size, each time their records are requested. Faults that concern
 * several records are found by `checkedRecords`.
 * @throws SeedError with every fault of form
 */
export function readSeed(folder: string): Seed {
  const digest = seedDigest(folder)
  const { files: names, notRead, faults } = listSeedFolder(folder)
  const history = readHistory(folder, faults)
  const bulk = names
    .filter((name) => name.endsWith('.ndjson') && name !== historyFile && name !== releasedFile)
    .map((name) => join(folder, name))
  const files = names
    .filter((name) => !name.endsWith('.ndjson'))
    .flatMap((name) => readYamlFile(folder, name, faults) ?? [])
  const shown = (name: string) => shownPath(join(folder, name))
  const take = (name: string): SeedFile | undefined => {
    const file = files.find((one) => one.name === shown(name))
    if (file === undefined && !names.includes(name))
      faults.push({ file: shown(name), line: null, path: [], message: 'Missing; every seed folder has one.' })
    return file
  }
  const datasetFile = take('dataset.yaml')
  const retiredFile = take('retired.yaml')
  const dataset = datasetFile && parse(datasetFile, datasetSeed, [], datasetFile.value, faults)
  const retired = retiredFile && parse(retiredFile, retiredSeed, [], retiredFile.value ?? [], faults)
  const verificationsFile = files.find(({ name }) => name === shown('verifications.yaml'))
  const ofRecords = files.filter((file) => ![datasetFile, retiredFile, verificationsFile].includes(file))
  const records = ofRecords.flatMap((file) => readRecords(file, faults))
  const verifications = verificationsFile === undefined ? [] : readVerifications(verificationsFile, faults)
  if (faults.length > 0 || dataset === undefined || retired === undefined || retiredFile === undefined)
    throw new SeedError(faults)
  return {
    dataset,
    datasetFault: (path, message) => faultAt(datasetFile as SeedFile, path, message),
    retiredFault: (message) => faultAt(retiredFile, [], message),
    retired: retired.map((one, index) => ({
      ...one,
      fault: (path, message) => faultAt(retiredFile, [index, ...path], message),
    })),
    *drafts(found) {
      yield* records
      for (const path of bulk) yield* bulkRecords(path, found)
    },
    verifications,
    history,
    digest,
    notRead,
  }
}

/** The id of the dataset in a seed folder; undefined if its file cannot be read. */
export function readDatasetId(folder: string): string | undefined {
  const faults: Fault[] = []
  const file = readYamlFile(folder, 'dataset.yaml', faults)
  return file && parse(file, datasetSeed, [], file.value, faults)?.id
}

function readVerifications(file: SeedFile, faults: Fault[]): Seed['verifications'] {
  const list = parse(file, verificationsSeed, [], file.value ?? [], faults) ?? []
  return list.map(({ source, ...verification }, index) => ({
    source,
    verification,
    fault: (path, message) => faultAt(file, [index, ...path], message),
  }))
}

function parse<T>(file: SeedFile, schema: z.ZodType<T>, path: Path, value: unknown, faults: Fault[]): T | undefined {
  const result = parseFinished(schema, value)
  if ('data' in result) return result.data
  for (const issue of result.issues)
    faults.push(faultAt(file, [...path, ...issue.path], issue.message, [...path, ...issue.at]))
  return undefined
}

/** Types of record that an editor may list; claims are created by their estimates. */
const kinds = new Map<string, AnySeedDefinition>(
  seedDefinitions.filter(({ type }) => type !== 'claim').map((kind) => [collections[kind.type], kind] as const),
)

/** Drafts list the times of a text, which are parts of records and no records. */
const timesOfDraft =
  'A list of a draft. Move each time to the record that it belongs to (said, window, as_of, occurred, time), then delete the list.'

function readRecords(file: SeedFile, faults: Fault[]): Draft[] {
  if (file.value === null) return []
  const allowed = `Allowed: source, ${[...kinds.keys()].join(', ')}.`
  if (typeof file.value !== 'object' || Array.isArray(file.value)) {
    faults.push(faultAt(file, [], `A seed file is a map of collections. ${allowed}`))
    return []
  }
  const { source, ...lists } = file.value as Record<string, unknown>
  return Object.entries(lists).flatMap(([collection, list]) => {
    const kind = kinds.get(collection)
    if (kind === undefined) {
      const message = collection === 'times' ? timesOfDraft : `Unknown collection. ${allowed}`
      faults.push(faultAt(file, [collection], message))
      return []
    }
    if (!Array.isArray(list)) {
      faults.push(faultAt(file, [collection], 'Must be a list of records.'))
      return []
    }
    return list.flatMap((value, index) => {
      const path = [collection, index]
      const written = withSource(kind, value, source)
      const seed = parse(file, kind.seed, path, written, faults)
      if (seed === undefined) return []
      const fault = (inner: Path, message: string) => faultAt(file, [...path, ...inner], message)
      const record: SeedRecord = { kind, seed, fault }
      return [{ kind, written: written as Draft['written'], parse: () => record, fault }]
    })
  })
}
