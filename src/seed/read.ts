import { join } from 'node:path'
import { isMap } from 'yaml'
import { z } from 'zod'
import { type AnyRecordKind, recordKinds } from '../features/record-kinds.ts'
import { bulkRecords } from './bulk.ts'
import { type Fault, type Path, SeedError } from './faults.ts'
import { faultAt, listSeedFiles, readSeedFile, type SeedFile, seedDigest, shownPath } from './files.ts'
import type { Draft, SeedRecord } from './record.ts'
import { type DatasetSeed, datasetSeed, type RetiredSeed, retiredSeed, verificationsSeed } from './shapes.ts'

export interface Seed {
  dataset: DatasetSeed
  retired: (RetiredSeed & { fault(path: Path, message: string): Fault })[]
  /** Every record in the order of the files, read anew each time; those of YAML files have been parsed. */
  drafts(faults: Fault[]): Iterable<Draft>
  /** Outcomes of the last verifications, by source. */
  verifications: { source: string; verification: object; fault(path: Path, message: string): Fault }[]
  /** See {@link seedDigest}. */
  digest: string
}

/**
 * Reads a seed folder: `dataset.yaml`, `retired.yaml`, and records in all other files. YAML files are read whole and
 * checked here; NDJSON files, which may be of any size, whenever their records are asked for.
 * Throws {@link SeedError} with every fault of form; what concerns several records is checked by `checkedRecords`.
 */
export function readSeed(folder: string): Seed {
  const faults: Fault[] = []
  const digest = seedDigest(folder)
  const names = listSeedFiles(folder)
  const bulk = names.filter((name) => name.endsWith('.ndjson')).map((name) => join(folder, name))
  const files = names
    .filter((name) => !name.endsWith('.ndjson'))
    .flatMap((name) => readSeedFile(folder, name, faults) ?? [])
  const shown = (name: string) => shownPath(join(folder, name))
  const take = (name: string): SeedFile | undefined => {
    const file = files.find((one) => one.name === shown(name))
    if (file === undefined)
      faults.push({ file: shown(name), line: null, path: [], message: 'Is missing or unreadable.' })
    return file
  }
  const datasetFile = take('dataset.yaml')
  const retiredFile = take('retired.yaml')
  const dataset = datasetFile && parse(datasetFile, datasetSeed, [], datasetFile.document.toJS(), faults)
  const retired = retiredFile && parse(retiredFile, retiredSeed, [], retiredFile.document.toJS() ?? [], faults)
  const verificationsFile = files.find(({ name }) => name === shown('verifications.yaml'))
  const ofRecords = files.filter((file) => ![datasetFile, retiredFile, verificationsFile].includes(file))
  const records = ofRecords.flatMap((file) => readRecords(file, faults))
  const verifications = verificationsFile === undefined ? [] : readVerifications(verificationsFile, faults)
  if (faults.length > 0 || dataset === undefined || retired === undefined || retiredFile === undefined)
    throw new SeedError(faults)
  return {
    dataset,
    retired: retired.map((one, index) => ({
      ...one,
      fault: (path, message) => faultAt(retiredFile, [index, ...path], message),
    })),
    *drafts(found) {
      for (const record of records)
        yield { kind: record.kind, value: record.seed, parse: () => record, fault: record.fault }
      for (const path of bulk) yield* bulkRecords(path, found)
    },
    verifications,
    digest,
  }
}

/** The id of the dataset in a seed folder; undefined where its file cannot be read. */
export function readDatasetId(folder: string): string | undefined {
  const faults: Fault[] = []
  if (!listSeedFiles(folder).includes('dataset.yaml')) return undefined
  const file = readSeedFile(folder, 'dataset.yaml', faults)
  return file && parse(file, datasetSeed, [], file.document.toJS(), faults)?.id
}

function readVerifications(file: SeedFile, faults: Fault[]): Seed['verifications'] {
  const list = parse(file, verificationsSeed, [], file.document.toJS() ?? [], faults) ?? []
  return list.map(({ source, ...verification }, index) => ({
    source,
    verification,
    fault: (path, message) => faultAt(file, [index, ...path], message),
  }))
}

function parse<T>(file: SeedFile, schema: z.ZodType<T>, path: Path, value: unknown, faults: Fault[]): T | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) faults.push(faultAt(file, [...path, ...issue.path], issue.message))
  return undefined
}

/** Records an editor may list; claims come to be through estimates. */
const collections = new Map(
  recordKinds.filter(({ type }) => type !== 'claim').map((kind) => [kind.collection, kind] as const),
)

function readRecords(file: SeedFile, faults: Fault[]): SeedRecord[] {
  if (file.document.contents === null) return []
  const allowed = `Allowed: source, ${[...collections.keys()].join(', ')}.`
  if (!isMap(file.document.contents)) {
    faults.push(faultAt(file, [], `A seed file is a map of collections. ${allowed}`))
    return []
  }
  const { source, ...lists } = file.document.toJS() as Record<string, unknown>
  const defaults = source === undefined ? {} : { source }
  return Object.entries(lists).flatMap(([collection, list]) => {
    const kind = collections.get(collection)
    if (kind === undefined) {
      faults.push(faultAt(file, [collection], `Unknown collection. ${allowed}`))
      return []
    }
    if (!Array.isArray(list)) {
      faults.push(faultAt(file, [collection], 'Must be a list of records.'))
      return []
    }
    return list.flatMap((value, index) => {
      const path = [collection, index]
      const seed = parse(file, kind.seed, path, withSource(kind, value, defaults), faults)
      if (seed === undefined) return []
      return [{ kind, seed, fault: (inner: Path, message: string) => faultAt(file, [...path, ...inner], message) }]
    })
  })
}

/** Records that come from a source take the `source:` of their file unless they name their own. */
function withSource({ seed }: AnyRecordKind, value: unknown, defaults: { source?: unknown }): unknown {
  const takesSource = seed instanceof z.ZodObject && 'source' in seed.shape
  return takesSource && typeof value === 'object' && value !== null ? { ...defaults, ...value } : value
}
