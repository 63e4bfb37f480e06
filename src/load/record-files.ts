/** The records in files, YAML and NDJSON. */
import { join } from 'node:path'
import type { z } from 'zod'
import { assertionOfSeed } from '../facts/attribution.ts'
import { type AnySeedDefinition, seedDefinitions } from '../records/types.ts'
import { collections } from '../vocabulary.ts'
import { type AppendedAssertion, appendedAssertion } from './assertions.ts'
import { bulkAssertions, bulkRecords } from './bulk.ts'
import type { Fault, Path } from './faults.ts'
import { type Draft, type SeedRecord, withSource } from './record.ts'
import { parseFinished } from './unfinished.ts'
import { faultAt, readYamlFile, type SeedFile } from './yaml-file.ts'

/** Files of records, by their paths within a folder. */
export interface RecordFiles {
  folder: string
  names: readonly string[]
}

interface RecordsOfFiles {
  /** Those of YAML files, which are parsed once, then those of NDJSON files, which are read from disk each time. */
  drafts(faults: Fault[]): Iterable<Draft>
  /** Assertions about records that may stand elsewhere. */
  assertions: AppendedAssertion[]
}

export function readRecordFiles({ folder, names }: RecordFiles, faults: Fault[]): RecordsOfFiles {
  const bulk = names.filter((name) => name.endsWith('.ndjson')).map((name) => join(folder, name))
  const files = names
    .filter((name) => !name.endsWith('.ndjson'))
    .flatMap((name) => readYamlFile(folder, name, faults) ?? [])
  const assertions: AppendedAssertion[] = []
  const records = files.flatMap((file) => readRecords(file, assertions, faults))
  for (const path of bulk) for (const one of bulkAssertions(path, faults)) assertions.push(one)
  return {
    *drafts(found) {
      yield* records
      for (const path of bulk) yield* bulkRecords(path, found)
    },
    assertions,
  }
}

/** Types of record that an editor may list; claims are created by their estimates. */
export const kinds = new Map<string, AnySeedDefinition>(
  seedDefinitions.filter(({ type }) => type !== 'claim').map((kind) => [collections[kind.type], kind] as const),
)

/** The collection of assertions about records that may stand elsewhere. */
export const assertionsKey = 'assertions'

/** Drafts list the times of a text, which are parts of records and no records. */
const timesOfDraft =
  'A list of a draft. Move each time to the record that it belongs to (said, window, as_of, occurred, time), then delete the list.'

function readRecords(file: SeedFile, assertions: AppendedAssertion[], faults: Fault[]): Draft[] {
  if (file.value === null) return []
  const allowed = `Allowed: source, ${[...kinds.keys(), assertionsKey].join(', ')}.`
  if (typeof file.value !== 'object' || Array.isArray(file.value)) {
    faults.push(faultAt(file, [], `A seed file is a map of collections. ${allowed}`))
    return []
  }
  const { source, ...lists } = file.value as Record<string, unknown>
  return Object.entries(lists).flatMap(([collection, list]) => {
    const kind = kinds.get(collection)
    if (kind === undefined && collection !== assertionsKey) {
      const message = collection === 'times' ? timesOfDraft : `Unknown collection. ${allowed}`
      faults.push(faultAt(file, [collection], message))
      return []
    }
    if (!Array.isArray(list)) {
      faults.push(faultAt(file, [collection], 'Must be a list of records, each beginning with `- id:`.'))
      return []
    }
    return list.flatMap((value, index) => {
      const path = [collection, index]
      if (kind === undefined) {
        assertions.push(...readAssertion(file, path, withSource({ seed: assertionOfSeed }, value, source), faults))
        return []
      }
      const written = withSource(kind, value, source)
      const seed = parse(file, kind.seed, path, written, faults)
      if (seed === undefined) return []
      const fault = (inner: Path, message: string) => faultAt(file, [...path, ...inner], message)
      const record: SeedRecord = { kind, seed, fault }
      return [{ kind, written: written as Draft['written'], parse: () => record, fault }]
    })
  })
}

function readAssertion(file: SeedFile, path: Path, written: unknown, faults: Fault[]): AppendedAssertion[] {
  const seed = parse(file, assertionOfSeed, path, written, faults)
  if (seed === undefined) return []
  const fault = (inner: Path, message: string) => faultAt(file, [...path, ...inner], message)
  return [appendedAssertion(written as Record<string, unknown>, seed, fault)]
}

/** A value of a file in its form; undefined if it has faults, which are added to those given. */
export function parse<T>(
  file: SeedFile,
  schema: z.ZodType<T>,
  path: Path,
  value: unknown,
  faults: Fault[],
): T | undefined {
  const result = parseFinished(schema, value)
  if ('data' in result) return result.data
  for (const issue of result.issues)
    faults.push(faultAt(file, [...path, ...issue.path], issue.message, [...path, ...issue.at]))
  return undefined
}
