/** Connections by node-postgres, with values as SQLite returns them, so that queries read the same rows from both. */
import pg from 'pg'
import type { DatabaseSettings } from '../open.ts'

export interface Queries {
  /** All rows of a query, as objects or, with `asArrays`, as arrays in the order of its columns. */
  query<T>(text: string, values?: unknown[], asArrays?: boolean): Promise<T[]>
}

/** Object ids of types in PostgreSQL (pg_type). */
const oid = { bool: 16, int8: 20, json: 114, numeric: 1700 }

/** The values of the types that node-postgres would read otherwise. */
export const readers: Record<number, (text: string) => unknown> = {
  [oid.bool]: (text) => (text === 't' || text === 'true' ? 1 : 0),
  [oid.int8]: Number,
  [oid.json]: (text) => text,
  [oid.numeric]: Number,
}

const types = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    readers[id] ?? pg.types.getTypeParser(id, format as 'text'),
}

const connectTimeoutMs = 5_000

const optionsOf = (url: string, settings: string[]): pg.ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: connectTimeoutMs,
  keepAlive: true,
  application_name: 'conflict-facts',
  options: settings.map((one) => `-c ${one}`).join(' '),
  types: types as NonNullable<pg.ClientConfig['types']>,
})

const queriesOn = (client: pg.Client | pg.Pool): Queries => ({
  async query<T>(text: string, values: unknown[] = [], asArrays = false) {
    const { rows } = await client.query({ text, values, ...(asArrays && { rowMode: 'array' }) })
    return rows as T[]
  },
})

/** A pool of connections that only read one schema. */
export function readingPool({ url, poolSize, statementTimeoutMs }: DatabaseSettings, schema: string) {
  const settings = [
    `search_path=${schema}`,
    `statement_timeout=${statementTimeoutMs}`,
    'default_transaction_read_only=on',
    // Code compiled for a slow query would cost a fast one more than it saves.
    'jit=off',
  ]
  const pool = new pg.Pool({ ...optionsOf(url, settings), max: poolSize })
  // An idle connection that is lost leaves the pool; the next request opens another.
  pool.on('error', () => {})
  return { ...queriesOn(pool), end: () => pool.end() }
}

/**
 * One connection, which runs one statement after the other.
 * @param onLost called if it ends otherwise than by `end`
 */
export async function connect(url: string, onLost: (error: Error) => void = () => {}) {
  const client = new pg.Client(optionsOf(url, []))
  client.on('error', onLost)
  await client.connect()
  const { query } = queriesOn(client)
  let last: Promise<unknown> = Promise.resolve()
  const inTurn: Queries['query'] = (...asked) => {
    const next = last.then(() => query(...asked) as Promise<never[]>)
    last = next.catch(() => {})
    return next
  }
  return { query: inTurn, end: () => client.end() }
}
export type Connected = Awaited<ReturnType<typeof connect>>
