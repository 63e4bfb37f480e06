import { join } from 'node:path'
import { isMap } from 'yaml'
import { z } from 'zod'
import { type AnyRecordKind, recordKinds } from '../features/record-kinds.ts'
import { type Fault, type Path, SeedError } from './faults.ts'
import { faultAt, listSeedFiles, readSeedFile, type SeedFile, seedDigest, shownPath } from './files.ts'
import { type DatasetSeed, datasetSeed, type RetiredSeed, retiredSeed, verificationsSeed } from './shapes.ts'

/** A record of the seed, and where it stands. */
export interface SeedRecord {
  kind: AnyRecordKind
  // biome-ignore lint/suspicious/noExplicitAny: the output of kind.seed
  seed: any
  fault(path: Path, message: string): Fault
}

export interface Seed {
  dataset: DatasetSeed
  retired: (RetiredSeed & { fault(path: Path, message: string): Fault })[]
  records: SeedRecord[]
  /** See {@link seedDigest}. */
  digest: string
}

/**
 * Reads and checks every YAML file under a seed folder: `dataset.yaml`, `retired.yaml`, and records in all others.
 * Throws {@link SeedError} with every fault of form; what concerns several records is checked by `checkSeed`.
 */
export function readSeed(folder: string): Seed {
  const faults: Fault[] = []
  const digest = seedDigest(folder)
  const files = listSeedFiles(folder).flatMap((name) => readSeedFile(folder, name, faults) ?? [])
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
  if (verificationsFile !== undefined) addVerifications(verificationsFile, records, faults)
  if (faults.length > 0 || dataset === undefined || retired === undefined || retiredFile === undefined)
    throw new SeedError(faults)
  return {
    dataset,
    retired: retired.map((one, index) => ({
      ...one,
      fault: (path, message) => faultAt(retiredFile, [index, ...path], message),
    })),
    records,
    digest,
  }
}

/** Gives each source the outcome of its last verification. */
function addVerifications(file: SeedFile, records: SeedRecord[], faults: Fault[]): void {
  const list = parse(file, verificationsSeed, [], file.document.toJS() ?? [], faults) ?? []
  for (const [index, { source, ...verification }] of list.entries()) {
    const record = records.find(({ kind, seed }) => kind.type === 'source' && seed.id === source)
    if (record === undefined)
      faults.push(faultAt(file, [index, 'source'], `There is no source with the id "${source}".`))
    else record.seed.verification = verification
  }
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
