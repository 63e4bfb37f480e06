import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import type { Filters } from '../db/filters.ts'
import type { SortKey, Sorts } from '../db/sorts.ts'
import type { RecordType } from '../vocabulary.ts'
import type { JsonLdForm } from './jsonld/node.ts'

/** What can be listed: rows of one table, with their filters, orders and contract. */
export interface Listing {
  /** What one row is called. */
  type: string
  /** The last part of the path under /v1, and the tag in the documentation. */
  collection: string
  /** One sentence for the documentation. */
  description: string
  /** Contract of one row. */
  contract: z.ZodType
  table: SQLiteTable & { id: SQLiteColumn }
  /** Where the rendered rows are, where the table has them itself; else they are those of `records`. */
  body?: SQLiteColumn
  filters: Filters
  /** How its records are written in JSON-LD; undefined where they have no form there. */
  jsonLd?: JsonLdForm
  /** Beside the id, which every list can be sorted by. */
  sorts: Sorts
  /** The order where the client asks for none: as `sort` writes it, and by what it is read; else by id. */
  defaultSort?: { names: string[]; keys: SortKey[] }
}

/** The list of a type of record. */
export interface RecordListing extends Listing {
  type: RecordType
  /** Id of a real record, for the documentation. */
  example: string
}
