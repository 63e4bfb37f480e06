import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import type { recordTypes, referenceRoles, Term } from '../vocabulary.ts'

export type RecordType = Term<typeof recordTypes>
export type ReferenceRole = Term<typeof referenceRoles>

/** A record that another one names. With a role it is indexed under "everything that mentions X". */
export interface Reference {
  type: RecordType
  id: string
  path: (string | number)[]
  role?: ReferenceRole
}

export interface Row {
  table: SQLiteTable
  values: Record<string, unknown>
}

export const row = <T extends SQLiteTable>(table: T, values: T['$inferInsert']): Row => ({ table, values })

/** Looks a record up among all that are being loaded. References have been checked before anything is rendered. */
export type FindSeed = <S extends { id: string }>(kind: RecordKind<S, { id: string }>, id: string) => S

/** A type of record: what an editor writes, what is served, and how one becomes the other. */
export interface RecordKind<Seed extends { id: string }, Wire extends { id: string }> {
  type: RecordType
  /** The key in seed files and the last part of the path under /v1. */
  collection: string
  seed: z.ZodType<Seed>
  contract: z.ZodType<Wire>
  references(seed: Seed): Reference[]
  render(seed: Seed, find: FindSeed): Wire
  /** The rows of its own tables; records, evidence, times, assertions and references are written for all types alike. */
  rows(wire: Wire, seed: Seed): Row[]
}

export function references(
  type: RecordType,
  key: string,
  ids: string | null | readonly string[],
  role?: ReferenceRole,
): Reference[] {
  const withRole = role === undefined ? {} : { role }
  if (ids === null) return []
  if (typeof ids === 'string') return [{ type, id: ids, path: [key], ...withRole }]
  return ids.map((id, index) => ({ type, id, path: [key, index], ...withRole }))
}
