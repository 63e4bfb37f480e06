import type { SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import type { Filters } from '../db/filters.ts'
import type { SortKey, Sorts } from '../db/sorts.ts'
import type { RecordType } from '../vocabulary.ts'
import type { JsonLdForm } from './jsonld/node.ts'

/** A point on a map, in degrees (WGS 84). */
export interface Point {
  latitude: number
  longitude: number
  /** Exactness of the point, in words. */
  accuracy: string
}

/** A list: rows of one table, with their filters, orders and contract. */
export interface Listing {
  /** Name of one row, such as `quote`. */
  type: string
  /** The last part of the path under /v1, and the tag in the documentation. */
  collection: string
  /** One sentence for the documentation. */
  description: string
  /** Contract of one row. */
  contract: z.ZodType
  table: SQLiteTable & { id: SQLiteColumn }
  /**
   * The rendered row as JSON, and the column with the id of the record that it is made from, if any; by default the body
   * of the record itself.
   */
  body?: { json: SQLiteColumn | SQL; record?: SQLiteColumn }
  filters: Filters
  /** Form of its records in JSON-LD; undefined if they have none. */
  jsonLd?: JsonLdForm
  /** The point of a record on a map; undefined if its records have none, and no GeoJSON. */
  pointOf?(record: Record<string, unknown>): Point | null
  /** Sort keys in addition to the id. */
  sorts: Sorts
  /** The default order: as `sort` writes it, and its keys; else by id. */
  defaultSort?: { names: string[]; keys: SortKey[] }
}

/** The list of a type of record. */
export interface RecordListing extends Listing {
  jsonLd: JsonLdForm
  type: RecordType
  /** Id of a real record, for the documentation. */
  example: string
}
