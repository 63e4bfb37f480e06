/** One version of the facts, open for reading, and the versions of a database: the same for every engine. */
import type { AnyColumn, SQL } from 'drizzle-orm'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { SearchTerm } from '../facts/search/search-query.ts'
import type { dataset } from './tables.ts'

export type DatasetRow = typeof dataset.$inferSelect

export interface Statements {
  /** All rows of a query, by the names of its columns. true and false are 1 and 0. */
  all<T>(query: SQL): Promise<T[]>
  /** The first row of a query, by the names of its columns; undefined where there is none. */
  get<T>(query: SQL): Promise<T | undefined>
}

/** Ways to rank the records that a search finds. */
export const rankings = ['bm25', 'ts_rank'] as const

/** The SQL that engines do not share. */
export interface Engine {
  /** True if the value of the column is one of these, however many they are. */
  isAmong(column: AnyColumn, values: string[]): SQL
  /** True if the row of `search` has all terms, one of which is not excluded. */
  hasTerms(terms: SearchTerm[]): SQL
  /** How well the row of `search` fits the terms: a number, the greater the better. */
  score(terms: SearchTerm[]): SQL
  ranking: (typeof rankings)[number]
  /** Most records found that are ranked: above it, ranking takes longer than other requests should wait. */
  maxRanked: number
}

/** One version of the facts, open for reading. */
export interface Snapshot extends Statements {
  engine: Engine
  db: Pick<BaseSQLiteDatabase<'async', unknown>, 'select' | 'selectDistinct'>
  dataset: DatasetRow
  /** Digest of the dataset, for responses that depend on how the engine ranks records as well. */
  rankedDigest: string
  /** The SQLite file of this version, even after another one is published. */
  file: {
    bytes: number
    parts(range?: { start: number; end: number }): Iterable<Buffer> | AsyncIterable<Buffer>
  }
  /** A value computed once for this version, such as a prepared statement. */
  once<T>(key: string, make: () => T): T
  /** Keeps this version open, such as while a response is read from it, until the returned function is called. */
  retain(): () => void
  /** Closes this version once nothing retains it. */
  close(): void
}

/** The versions of the dataset in a database. */
export interface Store {
  /** The newest version that can be read. The next call sees a load that was published; a request in progress never does. */
  current(): Snapshot
  /** An earlier version that is kept; undefined if it is not, or cannot be read. */
  earlier(version: string): Promise<Snapshot | undefined>
  /**
   * Reads the dataset row from the database, so that readiness means that it can be read.
   * @throws if it cannot
   */
  readDataset(): Promise<DatasetRow>
  /** When the version in service was loaded, in ms since 1970. */
  whenLoaded(): number | undefined
  /**
   * The meaning of an error of the database for a client; undefined for other errors. It is logged for the operator.
   */
  explain(error: unknown): { detail: string; retryAfterSeconds: number } | undefined
  close(): Promise<void>
}

/** A database on a server. */
export interface DatabaseSettings {
  /** postgres://user:password@host:port/database */
  url: string
  /** Most connections of a process for the version in service. */
  poolSize: number
  /** Time in ms after which a statement ends without a result. */
  statementTimeoutMs: number
}

/** The part of a logger by which a store reports to the operator. */
export interface StoreLog {
  error(fields: object, message: string): void
}

export class DatabaseError extends Error {
  override name = 'DatabaseError'
}

/** A database on a server into which nothing was loaded yet. */
export class NoDatasetError extends DatabaseError {}

/**
 * The memory of a version, and the time for which it stays open.
 * @param close closes it; called once, when nothing retains it
 */
export function lifetime(close: () => void): Pick<Snapshot, 'once' | 'retain' | 'close'> {
  const made = new Map<string, unknown>()
  const holders = new Set<symbol>()
  let isClosing = false
  let isClosed = false
  const closeIfUnused = () => {
    if (holders.size > 0 || isClosed) return
    isClosed = true
    close()
  }
  return {
    once<T>(key: string, make: () => T): T {
      if (!made.has(key)) {
        const value = make()
        made.set(key, value)
        // A value that could not be read now may be read later.
        if (value instanceof Promise) value.catch(() => made.delete(key))
      }
      return made.get(key) as T
    },
    retain() {
      if (isClosed) throw new DatabaseError('This version of the dataset is closed.')
      const holder = Symbol('holder')
      holders.add(holder)
      return () => {
        holders.delete(holder)
        if (isClosing) closeIfUnused()
      }
    },
    close() {
      isClosing = true
      closeIfUnused()
    },
  }
}
