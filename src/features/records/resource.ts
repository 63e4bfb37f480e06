import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import type { Filters } from '../../db/filters.ts'
import type { RecordType } from '../../db/record-kind.ts'

/** A type of record as clients meet it: its table, its filters and its contract. */
export interface Resource {
  type: RecordType
  collection: string
  /** One sentence for the documentation. */
  description: string
  contract: z.ZodType
  table: SQLiteTable & { id: SQLiteColumn }
  filters: Filters
  /** Id of a real record, for the documentation. */
  example: string
}
