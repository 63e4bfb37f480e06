import { statSync } from 'node:fs'
import { DatabaseError, type Store, type StoreLog } from '../open.ts'
import { KeptVersions } from './kept-versions.ts'
import { faultOf, Snapshots, unreadability } from './open.ts'

const cannotBeRead = 'The database cannot be read. The operator of the service has been notified.'
const writtenTo =
  'Another program has written to the database, or is writing to it. If that persists, `conflict-facts load` builds it anew.'
/** Least time in ms between log lines that the database cannot be read. */
const unreadEvery = 60_000
const retryAfterSeconds = 30

/** The version in a database file and those kept beside it. */
export function openFile(file: string, log: StoreLog): Store {
  const snapshots = new Snapshots(file, (error) => log.error({ err: error }, 'new database refused, old one stays'))
  const kept = new KeptVersions(file)
  const noteDamage = (error: unknown) => {
    if (snapshots.markDamaged())
      log.error({ err: error, file }, 'database damaged: build it anew with `conflict-facts load`')
  }
  let unreadAt = Number.NEGATIVE_INFINITY
  const noteUnread = (error: unknown) => {
    if (performance.now() - unreadAt < unreadEvery) return
    unreadAt = performance.now()
    log.error({ err: error, file }, faultOf(file)?.message ?? 'database cannot be read')
  }
  return {
    current: () => snapshots.current(),
    async earlier(version) {
      try {
        return kept.find(version)
      } catch (error) {
        // Kept by an older build, whose schema this one does not read.
        if (error instanceof DatabaseError) return undefined
        throw error
      }
    },
    readDataset: async () => snapshots.readDataset(),
    whenLoaded: () => statSync(file, { throwIfNoEntry: false })?.mtimeMs,
    explain(error) {
      const unreadable = unreadability(error)
      if (unreadable === undefined) return undefined
      if (unreadable === 'damaged') noteDamage(error)
      else noteUnread(error)
      const isWrittenTo = /^SQLITE_(READONLY|BUSY)/.test((error as { code: string }).code)
      return { detail: isWrittenTo ? writtenTo : cannotBeRead, retryAfterSeconds }
    },
    async close() {
      kept.close()
      snapshots.close()
    },
  }
}
