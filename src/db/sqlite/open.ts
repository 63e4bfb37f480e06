import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { DatabaseError, type DatasetRow, lifetime, type Snapshot } from '../open.ts'
import { dataset } from '../tables.ts'
import { type Connection, Database, drizzleOn } from './driver.ts'
import { applicationId, readHeader } from './files.ts'
import { leftoversOf } from './leftovers.ts'
import { schemaVersion } from './migrate.ts'
import { schemaFaults } from './schema.ts'
import { statementsOn } from './statements.ts'
import { sqlite as engine } from './text-search.ts'

/** A version of the facts in an SQLite file. */
export interface FileSnapshot extends Snapshot {
  sqlite: Connection
}

/** Thrown for a file whose tables, indexes, views and triggers are not those of this build. */
export class SchemaError extends DatabaseError {
  override name = 'SchemaError'

  constructor(file: string, faults: string[]) {
    super(
      `${file} has another schema than this build writes. ${faults.join(' ')} Move what is yours to a file of your own, and build the database anew with \`conflict-facts load\`.`,
    )
  }
}

/**
 * `damaged` for errors by which SQLite reports a damaged file; `unread` for those by which it reports that the file
 * could not be read, because of the disk or of another program that writes to it.
 */
export function unreadability(error: unknown): 'damaged' | 'unread' | undefined {
  const code = String((error as { code?: unknown } | undefined)?.code)
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'damaged'
  return /^SQLITE_(IOERR|CANTOPEN|READONLY|BUSY|FULL)/.test(code) ? 'unread' : undefined
}

export interface FileFault {
  /** `unfinished`: another program has written to it, and part of the database is in another file. */
  kind: 'missing' | 'foreign' | 'older' | 'newer' | 'unfinished'
  message: string
}

/** The reason why a file cannot be read as a database of this service; null if it can. */
export function faultOf(file: string): FileFault | null {
  const header = readHeader(file)
  if (header?.isFile === false)
    return { kind: 'foreign', message: `${file} is a folder, a pipe or a device. A database is a file.` }
  if (header === null || header.isEmpty) return { kind: 'missing', message: `There is no database at ${file}.` }
  if (!header.isSqlite || header.applicationId !== applicationId)
    return { kind: 'foreign', message: `${file} is not a Conflict Facts database.` }
  if (header.schemaVersion > schemaVersion)
    return {
      kind: 'newer',
      message: `${file} has schema version ${header.schemaVersion}; this build reads ${schemaVersion}. Run a newer build, or set DATABASE_FILE to another file.`,
    }
  const left = header.isInWalMode ? ['it is in WAL mode'] : leftoversOf(file).map((path) => `${path} was left`)
  if (left.length > 0)
    return {
      kind: 'unfinished',
      message: `Another program has written to ${file}: ${left.join(', ')}. End it where it still runs, and build the database anew with \`conflict-facts load\`, or restore a backup.`,
    }
  if (header.schemaVersion < schemaVersion)
    return {
      kind: 'older',
      message: `${file} has schema version ${header.schemaVersion}; this build reads ${schemaVersion}.`,
    }
  return null
}

/**
 * Opens a published database read-only.
 * @throws DatabaseError if this build cannot read it
 */
export function openSnapshot(file: string): FileSnapshot {
  const fault = faultOf(file)
  if (fault !== null) throw new DatabaseError(fault.message)
  const sqlite = new Database(file, { readonly: true, fileMustExist: true })
  const handle = openOrClose(file, sqlite)
  const closeBoth = () => {
    sqlite.close()
    closeSync(handle)
  }
  // A load may have published another file between the two.
  if (fstatSync(handle).ino !== statSync(file).ino) {
    closeBoth()
    return openSnapshot(file)
  }
  try {
    sqlite.pragma('query_only = ON')
    const altered = schemaFaults(sqlite)
    if (altered.length > 0) throw new SchemaError(file, altered.slice(0, 5))
    const db = drizzleOn(sqlite)
    const [row] = db.select().from(dataset).all()
    if (row === undefined) throw new DatabaseError(`${file} holds no dataset.`)
    return {
      ...statementsOn(sqlite),
      engine,
      db: db as unknown as Snapshot['db'],
      sqlite,
      dataset: row,
      rankedDigest: row.digest,
      file: { bytes: fstatSync(handle).size, parts: (range) => partsOf(handle, range) },
      ...lifetime(closeBoth),
    }
  } catch (error) {
    closeBoth()
    throw error
  }
}

function openOrClose(file: string, sqlite: Connection): number {
  try {
    return openSync(file, 'r')
  } catch (error) {
    sqlite.close()
    throw error
  }
}

const partBytes = 256 * 1024

function* partsOf(handle: number, { start, end } = { start: 0, end: Number.POSITIVE_INFINITY }): Generator<Buffer> {
  for (let position = start; position <= end; ) {
    const part = Buffer.alloc(Math.min(partBytes, end - position + 1))
    const length = readSync(handle, part, 0, part.length, position)
    if (length === 0) return
    yield part.subarray(0, length)
    position += length
  }
}

/** Time in ms after which a file that could not be read is tried again. */
const retryAfter = 1000

/** True if the file itself is the reason, and not a shortage at the moment. */
const isRefused = (error: unknown): boolean => error instanceof DatabaseError || unreadability(error) === 'damaged'

/** The dataset in service. The next call sees a load that was published; a request in progress never does. */
export class Snapshots {
  readonly #file: string
  readonly #onRefused: (error: unknown) => void
  #facts: FileSnapshot
  #identity: string
  /** Time at which a file that could not be opened is tried again. */
  #retryAt = Number.POSITIVE_INFINITY
  #damaged: string | undefined

  constructor(file: string, onRefused: (error: unknown) => void = () => {}) {
    this.#file = file
    this.#onRefused = onRefused
    this.#identity = identityOf(file)
    this.#facts = openSnapshot(file)
  }

  /**
   * The newest version that can be read. It makes one `stat` a call; the file is opened again after it was replaced,
   * and tried again if something other than the file stopped it from being opened.
   */
  current(): FileSnapshot {
    const identity = identityOf(this.#file)
    if (identity === this.#identity && performance.now() < this.#retryAt) return this.#facts
    this.#identity = identity
    this.#retryAt = Number.POSITIVE_INFINITY
    try {
      const next = openSnapshot(this.#file)
      this.#facts.close()
      this.#facts = next
    } catch (error) {
      if (!isRefused(error)) this.#retryAt = performance.now() + retryAfter
      this.#onRefused(error)
    }
    return this.#facts
  }

  /**
   * Marks the file in service as damaged: the service is not ready until another file takes its place. Returns true the
   * first time.
   */
  markDamaged(): boolean {
    const isNews = this.#damaged !== this.#identity
    this.#damaged = this.#identity
    return isNews
  }

  /**
   * Reads the dataset row from the file, so that readiness means that the file can be read.
   * @throws DatabaseError if damage was found in it before, or another program has written to it
   */
  async readDataset(): Promise<DatasetRow> {
    const fault = faultOf(this.#file)
    if (fault?.kind === 'unfinished') throw new DatabaseError(fault.message)
    if (identityOf(this.#file) === this.#damaged) throw new DatabaseError(`${this.#file} is damaged.`)
    const [row] = await this.current().db.select().from(dataset)
    if (row === undefined) throw new DatabaseError(`${this.#file} holds no dataset.`)
    return row
  }

  close(): void {
    this.#facts.close()
  }
}

function identityOf(file: string): string {
  let stats: Stats
  try {
    stats = statSync(file)
  } catch {
    return 'missing'
  }
  return `${stats.dev}:${stats.ino}:${stats.mtimeMs}:${stats.size}`
}
