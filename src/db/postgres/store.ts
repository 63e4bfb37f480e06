/** The versions in a PostgreSQL database: one process of many that read them. */
import { setTimeout as wait } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import {
  DatabaseError,
  type DatabaseSettings,
  NoDatasetError,
  type Snapshot,
  type Store,
  type StoreLog,
} from '../open.ts'
import { schemaVersion } from '../sqlite/migrate.ts'
import { dataset } from '../tables.ts'
import { type Connected, connect, type Queries, readingPool } from './connection.ts'
import { explained, kindOf, placeOf } from './faults.ts'
import { share, unshare } from './locks.ts'
import { controlSchema, versionSchema } from './schema.ts'
import { openVersion } from './snapshot.ts'

/** The oldest server that the tests run on. */
const oldestServer = 15
/** Time in ms between looks at which version is in service. */
const lookEveryMs = 500
/** Time in ms for which requests that began with a version may still ask for it when another took its place. */
const graceMs = 10_000
/** Most earlier versions that are open at a time, each with so many connections. */
const maxKept = 4
const keptPoolSize = 2

interface Published {
  number: number
  schema_version: number
  file_bytes: number
  loaded_at: number
}

const published = `select number, schema_version, file_bytes, extract(epoch from loaded_at) * 1000 as loaded_at from ${controlSchema}.versions`

/** @throws NoDatasetError if there is none */
export async function versionInService(database: Queries, url: string): Promise<Published> {
  const [found] = await database.query<{ is_ours: number }>(
    `select to_regclass('${controlSchema}.in_service') is not null as is_ours`,
  )
  const [row] = found?.is_ours
    ? await database.query<Published>(`${published} join ${controlSchema}.in_service using (number)`)
    : []
  if (row === undefined)
    throw new NoDatasetError(
      `The database ${placeOf(url)} in DATABASE_URL holds no dataset of Conflict Facts. Run \`conflict-facts load\` with this DATABASE_URL first, or name another database.`,
    )
  return row
}

async function refuseOldServer(database: Queries, url: string): Promise<void> {
  const [server] = await database.query<{ number: string; version: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
  )
  if (Number(server?.number) < oldestServer * 10_000)
    throw new DatabaseError(
      `The server of ${placeOf(url)} is PostgreSQL ${server?.version}. Supported: ${oldestServer} and later.`,
    )
}

/** Connects for a command or a service. @throws DatabaseError that says why the database cannot be used */
export async function connectTo(url: string, onLost?: (error: Error) => void): Promise<Connected> {
  try {
    const database = await connect(url, onLost)
    await refuseOldServer(database, url)
    return database
  } catch (error) {
    throw explained(error, url)
  }
}

/**
 * Opens the version in service, and follows which one that is.
 * @throws DatabaseError if there is none that this build can read
 */
export async function openPostgres(settings: DatabaseSettings, log: StoreLog): Promise<Store> {
  const { url } = settings
  const stopped = new AbortController()
  /** Numbers of the versions that are open, whose locks belong to the connection `watch`. */
  const held = new Set<number>()
  let watch: Connected | undefined

  const watching = async (): Promise<Connected> => {
    if (watch !== undefined) return watch
    const made = await connectTo(url, () => {
      if (watch === made) watch = undefined
    })
    for (const number of held) await share(made, number)
    watch = made
    return made
  }
  const open = async (row: Published, poolSize: number): Promise<Snapshot> => {
    if (row.schema_version !== schemaVersion)
      throw new DatabaseError(
        `The database ${placeOf(url)} in DATABASE_URL has schema version ${row.schema_version}; this build reads ${schemaVersion}. ${row.schema_version > schemaVersion ? 'Run a newer build' : 'Run `conflict-facts load` of this build'}, or set DATABASE_URL to another database.`,
      )
    await share(await watching(), row.number)
    held.add(row.number)
    const pool = readingPool({ ...settings, poolSize }, versionSchema(row.number))
    const close = () => {
      held.delete(row.number)
      pool.end().catch(() => {})
      if (watch !== undefined) unshare(watch, row.number).catch(() => {})
    }
    try {
      return await openVersion(pool, row.file_bytes, close)
    } catch (error) {
      close()
      throw error
    }
  }

  let row: Published
  let current: Snapshot
  try {
    row = await versionInService(await watching(), url)
    current = await open(row, settings.poolSize)
  } catch (error) {
    await watch?.end().catch(() => {})
    throw explained(error, url)
  }

  /** Versions in which requests that began before a load still read. */
  const replaced = new Set<Snapshot>()
  let refused: number | undefined
  let unreachable = false
  const look = async () => {
    const next = await versionInService(await watching(), url)
    if (next.number === row.number || next.number === refused) return
    try {
      const opened = await open(next, settings.poolSize)
      const before = current
      current = opened
      row = next
      replaced.add(before)
      setTimeout(() => {
        before.close()
        replaced.delete(before)
      }, graceMs).unref()
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      refused = next.number
      log.error({ err: error }, 'new database refused, old one stays')
    }
  }
  const follow = async () => {
    while (!stopped.signal.aborted) {
      await wait(lookEveryMs, undefined, { ref: false, signal: stopped.signal }).catch(() => {})
      if (stopped.signal.aborted) return
      try {
        await look()
        if (unreachable) log.error({}, 'database can be reached again')
        unreachable = false
      } catch (error) {
        if (!unreachable) log.error({ err: explained(error, url) }, 'database cannot be reached')
        unreachable = true
        const lost = watch
        watch = undefined
        lost?.end().catch(() => {})
      }
    }
  }
  const following = follow()

  const kept = new LRUCache<string, Promise<Snapshot | undefined>>({
    max: maxKept,
    dispose: (opening) => void opening.then((snapshot) => snapshot?.close()).catch(() => {}),
  })
  const openKept = async (version: string): Promise<Snapshot | undefined> => {
    const [found] = await (await watching()).query<Published>(
      `${published} where dataset = $1 and version = $2 and schema_version = $3 order by number desc limit 1`,
      [current.dataset.id, version, schemaVersion],
    )
    return found && open(found, keptPoolSize)
  }
  return {
    current: () => current,
    async earlier(version) {
      const opening = kept.get(version) ?? openKept(version)
      kept.set(version, opening)
      try {
        const snapshot = await opening
        if (snapshot === undefined) kept.delete(version)
        return snapshot
      } catch (error) {
        kept.delete(version)
        throw error
      }
    },
    async readDataset() {
      const [read] = await current.db.select().from(dataset)
      return read ?? current.dataset
    },
    whenLoaded: () => row.loaded_at,
    explain(error) {
      const kind = kindOf(error)
      if (kind === undefined) return undefined
      log.error(
        { err: explained(error, url) },
        kind === 'slow' ? 'statement ended for its length' : 'database cannot be read',
      )
      return kind === 'slow'
        ? {
            detail: 'The database took too long for this request. Ask for less, or try again later.',
            retryAfterSeconds: 10,
          }
        : { detail: 'The database cannot be reached now. The service tries again by itself.', retryAfterSeconds: 5 }
    },
    async close() {
      stopped.abort()
      await following
      kept.clear()
      for (const snapshot of [current, ...replaced]) snapshot.close()
      await watch?.end().catch(() => {})
    },
  }
}
