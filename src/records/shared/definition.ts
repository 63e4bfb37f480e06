import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import { type RecordType, type ReferenceRole, referenceFields } from '../../vocabulary.ts'
import type { Find } from './neighbours.ts'

/** A row of a table. */
export interface Row {
  table: SQLiteTable
  values: Record<string, unknown>
}

/** A row with the values of its table. */
export const row = <T extends SQLiteTable>(table: T, values: T['$inferInsert']): Row => ({ table, values })

/** The form in which an editor writes a type of record, and its conversion to the served record. */
export interface SeedDefinition<Seed extends { id: string }, Wire extends { id: string }> {
  type: RecordType
  seed: z.ZodType<Seed>
  contract: z.ZodType<Wire>
  /** The roles in which a record refers to entities, by the field that names them. */
  roles?: Record<string, ReferenceRole>
  /** The field by which a record leads to others of its type; such chains must not form a circle. */
  chain?: string
  /** All of the served record but when it was recorded, which the history says. */
  render(seed: Seed, find: Find): Omit<Wire, 'recorded'>
  /**
   * The rows of its own tables; those of records, evidence, times, assertions and references are written for all types
   * alike.
   */
  rows(wire: Wire, seed: Seed): Row[]
}

/** A reference to another record. One with a role is indexed under "everything that mentions X". */
export interface Reference {
  type: RecordType
  id: string
  path: (string | number)[]
  role?: ReferenceRole
}

/** Every record that a record names outside its evidence, by the fields that hold ids. */
export function referencesOf(
  { type: own, roles = {} }: { type: RecordType; roles?: Record<string, ReferenceRole> },
  seed: object,
): Reference[] {
  const found: Reference[] = []
  const visit = (value: unknown, path: Reference['path'], field: string): void => {
    if (typeof value === 'string') {
      const [type, role] = [referenceFields[field], roles[field]]
      if (type !== undefined)
        found.push({ type: type === 'same' ? own : type, id: value, path, ...(role !== undefined && { role }) })
    } else if (Array.isArray(value)) for (const [index, one] of value.entries()) visit(one, [...path, index], field)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value))
        if (inner !== null && key !== 'evidence') visit(inner, [...path, key], key)
  }
  visit(seed, [], '')
  return found
}
