/** The history as it is served. */
import { changes, versions } from '../db/tables.ts'
import { changeContract } from '../records/changes/contract.ts'
import { type Row, row } from '../records/shared/definition.ts'
import { type Version, versionContract } from '../records/versions/contract.ts'
import { digestOf } from './fingerprints.ts'
import type { Change } from './history-lines.ts'
import type { Seed } from './read.ts'
import type { Survey } from './survey.ts'

/** Writes the versions and changes. */
export function writeVersions(
  { history, dataset: { version, date } }: Seed,
  { fingerprints }: Survey,
  insert: (row: Row) => void,
): void {
  const all = history?.changes ?? []
  const names = [...new Set(all.map((change) => change.version))]
  const known = names.map((name) => versionOf(all.filter((change) => change.version === name)))
  if (history?.head.version !== version)
    known.push({
      ...{ version, date, is_released: false, note: null, ...countsOf([]) },
      ...{ first_seq: null, last_seq: null, state: digestOf(fingerprints) },
    })
  for (const [rank, one] of known.entries()) {
    const body = JSON.stringify(versionContract.parse(one))
    insert(row(versions, { id: one.version, rank, last_seq: one.last_seq, body }))
  }
  for (const [index, change] of all.entries()) {
    const { seq, version, op, type, id, source, reason } = change
    const body = JSON.stringify(changeContract.parse({ ...change, counts: countsIn(change) }))
    const link = history?.links[index] as string
    insert(row(changes, { id: seq, version, op, type, record: id, source, reason, link, body }))
  }
}

const countsIn = ({ counts }: Change) => counts && Object.entries(counts).map(([type, records]) => ({ type, records }))

function versionOf(own: Change[]): Version {
  const [first, last] = [own[0] as Change, own.at(-1) as Change]
  const { version, date, note, state } = last
  const seqs = { first_seq: first.seq, last_seq: last.seq }
  return { version, date, is_released: true, note, ...countsOf(own), ...seqs, state }
}

function countsOf(own: Change[]) {
  const count = (op: Change['op']) => own.filter((change) => change.op === op).length
  return {
    baselines: count('baseline'),
    added: count('added'),
    changed: count('changed'),
    withdrawn: count('withdrawn'),
  }
}

/**
 * When the records last changed, by the seed alone: the day of the version, and a second for each version of that day
 * before it, so that no two versions have one time. null for what was not released, which may change at any time.
 */
export function modifiedAt({ history, dataset: { version, date } }: Seed): string | null {
  if (history?.head.version !== version) return null
  const ofDay = new Set(history.changes.filter((change) => change.date === date).map((change) => change.version))
  return new Date(Date.parse(date) + (ofDay.size - 1) * 1000).toISOString()
}
