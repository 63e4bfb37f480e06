import type { Recorded } from '../facts/recorded.ts'
import type { RecordType } from '../vocabulary.ts'
import { keyOf } from './fingerprints.ts'
import type { Change } from './history-lines.ts'
import type { Seed } from './read.ts'

/** The version and day that first had a record, and the change that recorded it; null if that is not released yet. */
export type RecordedOf = (type: RecordType, id: string) => Recorded & { seq: number | null }

/**
 * The change by which each record was first recorded: the one that added it, else the baseline of its source, else the
 * baseline of all. A claim is as old as the first of its reports. What is not released yet has the version of the seed.
 */
export function firstRecorded(
  { history, dataset }: Seed,
  claims: ReadonlyMap<string, { reports: string[] }>,
): RecordedOf {
  const present = { version: dataset.version, date: dataset.date, seq: null }
  if (history === null) return () => present
  const added = new Map<string, Change>()
  const baselines = new Map<string | null, Change>()
  for (const change of history.changes) {
    if (change.op === 'baseline') baselines.set(change.source, change)
    else if (change.op === 'added') added.set(`${change.type} ${change.id}`, change)
  }
  const changeOf = (type: Change['type'], id: string): Change | undefined => {
    const record = { type: type as NonNullable<typeof type>, id }
    const released = [false, true].flatMap(
      (isWithdrawn) => history.released.get(keyOf({ ...record, isWithdrawn })) ?? [],
    )
    const [first] = released
    return first && (added.get(`${type} ${id}`) ?? baselines.get(first.source) ?? baselines.get(null))
  }
  return (type, id) => {
    const found =
      type === 'claim'
        ? (claims.get(id)?.reports ?? []).map((report) => changeOf('estimate', report))
        : [changeOf(type, id)]
    const [first] = found.flatMap((one) => one ?? []).sort((one, other) => one.seq - other.seq)
    return first === undefined ? present : { version: first.version, date: first.date, seq: first.seq }
  }
}
