/** How the records of a seed differ from those of the last release. */
import { type Fingerprint, keyOf } from './fingerprints.ts'
import type { History, Released } from './history.ts'

export interface Differences<T extends Fingerprint> {
  added: T[]
  changed: { now: T; before: Released }[]
  /** Withdrawals that are new. */
  withdrawn: T[]
  /** Records of the last release that are neither there nor withdrawn. */
  lost: Released[]
}

export function differencesFrom<T extends Fingerprint>(
  released: History['released'],
  now: readonly T[],
): Differences<T> {
  const differences: Differences<T> = { added: [], changed: [], withdrawn: [], lost: [] }
  const present = new Set<string>()
  const withdrawn = new Set<string>()
  for (const one of now) {
    const before = released.get(keyOf(one))
    present.add(keyOf(one))
    if (one.isWithdrawn) withdrawn.add(one.id)
    if (before === undefined) differences[one.isWithdrawn ? 'withdrawn' : 'added'].push(one)
    else if (before.sha256 !== one.sha256) differences.changed.push({ now: one, before })
  }
  for (const [key, one] of released)
    if (!present.has(key) && (one.isWithdrawn || !withdrawn.has(one.id))) differences.lost.push(one)
  return differences
}

/** Most ids named in a sentence. */
const maxNamed = 5

/** "2 added (a, b), 1 changed (c)"; "" if there are none. */
export function inWords({ added, changed, withdrawn }: Differences<Fingerprint>): string {
  const part = (records: Fingerprint[], verb: string) => {
    if (records.length === 0) return []
    const more = records.length > maxNamed ? ', …' : ''
    const named = records.slice(0, maxNamed).map(({ id }) => id)
    return [`${records.length} ${verb} (${named.join(', ')}${more})`]
  }
  return [
    ...part(added, 'added'),
    ...part(
      changed.map(({ now }) => now),
      'changed',
    ),
    ...part(withdrawn, 'withdrawn'),
  ].join(', ')
}
