import { z } from 'zod'
import type { AnySeedDefinition } from '../records/types.ts'
import type { Fault, Path } from './faults.ts'

/** A record of the seed, and its place. */
export interface SeedRecord {
  kind: AnySeedDefinition
  // biome-ignore lint/suspicious/noExplicitAny: the output of kind.seed
  seed: any
  fault(path: Path, message: string): Fault
}

/** A record of which only type and id have been checked. */
export interface Draft {
  kind: AnySeedDefinition
  /** Its keys as they were written. */
  value: { id: string } & Record<string, unknown>
  /** The record itself; undefined if it has faults, which are added to those given. */
  parse(faults: Fault[]): SeedRecord | undefined
  fault(path: Path, message: string): Fault
}

/** Values for keys that a record leaves out: the source its file names, the version of the dataset that is loaded. */
export interface Defaults {
  source?: unknown
  dataset_version: string
}

/** A record as it was written, with defaults for the keys that have one. */
export function withDefaults({ seed }: AnySeedDefinition, value: unknown, defaults: Defaults): unknown {
  if (typeof value !== 'object' || value === null || !(seed instanceof z.ZodObject)) return value
  const own = Object.entries(defaults).filter(([key]) => key in seed.shape && !Object.hasOwn(value, key))
  return { ...value, ...Object.fromEntries(own) }
}
