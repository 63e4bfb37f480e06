import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { plainText, recordId, seedObject, webUrl } from '../facts/text.ts'
import { type AnyRecordKind, recordKinds } from '../features/record-kinds.ts'
import { buildVersion, inPackage } from '../package.ts'
import { recordTypes, terms } from '../vocabulary.ts'
import { type Fault, type Path, SeedError } from './faults.ts'

const version = z.string().regex(/^\d+\.\d+\.\d+$/, 'A version such as 1.0.0.')

const datasetSeed = seedObject({
  id: recordId,
  title: plainText,
  description: plainText,
  version,
  date: z.iso.date('A day as YYYY-MM-DD, in quotation marks.'),
  license: seedObject({ id: plainText, url: webUrl }),
  rights: plainText,
  citation: plainText,
})
type DatasetSeed = z.output<typeof datasetSeed>

const count = z.int().min(0).max(1e9)
const verificationsSeed = z.array(
  seedObject({
    source: recordId,
    date: z.iso.date('A day as YYYY-MM-DD.'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 in lower-case hexadecimal.'),
    spans: count,
    verified: count,
    moved: count,
    ambiguous: count,
    missing: count,
  }),
)

const retiredSeed = z.array(
  seedObject({
    id: recordId,
    type: z.enum(terms(recordTypes)),
    reason: plainText,
    version,
    superseded_by: recordId.nullable().default(null),
  }),
)
type RetiredSeed = z.output<typeof retiredSeed>[number]

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

/** Far above what a person writes into one file; refused before it is parsed. */
const maxFileBytes = 16 * 1024 * 1024

interface SeedFile {
  name: string
  content: string
  document: Document.Parsed
  lineOf(path: Path): number | null
}

const listSeedFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => name.split(sep).join('/'))
    .sort()

/**
 * SHA-256 over what a database is built from: the names and bytes of all seed files of a folder, and the build with its
 * contract, since records are rendered when they are loaded.
 */
export function seedDigest(folder: string): string {
  const hash = createHash('sha256')
    .update(`${buildVersion}\0`)
    .update(readFileSync(inPackage('openapi.yaml')))
  for (const name of listSeedFiles(folder)) {
    const bytes = readFileSync(join(folder, name))
    hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

/**
 * Reads and checks every YAML file under a seed folder: `dataset.yaml`, `retired.yaml`, and records in all others.
 * Throws {@link SeedError} with every fault of form; what concerns several records is checked by `checkSeed`.
 */
export function readSeed(folder: string): Seed {
  const faults: Fault[] = []
  const digest = seedDigest(folder)
  const files = listSeedFiles(folder).flatMap((name) => readFile(folder, name, faults) ?? [])
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

/** A path as a person at this place would write it. */
function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path)
  return fromHere.startsWith('..') ? path : fromHere
}

function readFile(folder: string, name: string, faults: Fault[]): SeedFile | undefined {
  const path = join(folder, name)
  const shown = shownPath(path)
  const refuse = (message: string, line: number | null = null): undefined => {
    faults.push({ file: shown, line, path: [], message })
  }
  const { size } = statSync(path)
  if (size > maxFileBytes) return refuse(`Has ${size} bytes; a seed file has at most ${maxFileBytes}. Split it.`)
  let content: string
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch {
    return refuse('Is not UTF-8.')
  }
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines, version: '1.2', schema: 'core', prettyErrors: false })
  for (const error of [...document.errors, ...document.warnings])
    refuse(error.message, lines.linePos(error.pos[0]).line)
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined
  const lineOf = (place: Path): number | null => {
    for (let depth = place.length; depth >= 0; depth -= 1) {
      const node = depth === 0 ? document.contents : document.getIn(place.slice(0, depth), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return null
  }
  return { name: shown, content, document, lineOf }
}

const faultAt = (file: SeedFile, path: Path, message: string): Fault => ({
  file: file.name,
  line: file.lineOf(path),
  path,
  message,
})

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
