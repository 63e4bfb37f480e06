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
  /** Its keys as they were written, with the source that its file names. */
  written: { id: string } & Record<string, unknown>
  /** The record itself; undefined if it has faults, which are added to those given. */
  parse(faults: Fault[]): SeedRecord | undefined
  fault(path: Path, message: string): Fault
}

/** A record as it was written, with the source that its file names if it takes one and names none itself. */
export function withSource({ seed }: { seed: z.ZodType }, value: unknown, source: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || source === undefined) return value
  const takesSource = seed instanceof z.ZodObject && 'source' in seed.shape
  return takesSource && !Object.hasOwn(value, 'source') ? { ...value, source } : value
}
