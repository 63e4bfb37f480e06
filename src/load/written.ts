/** The records of a seed as they were written, of which the history tells the changes. */

import type { Written } from './fingerprints.ts'
import type { Seed } from './read.ts'
import type { Draft } from './record.ts'

/** The description of the dataset, and the withdrawals. */
export function* writtenBeside({ dataset, retired }: Pick<Seed, 'dataset' | 'retired'>): Generator<Written> {
  const { id, version: _version, date: _date, ...about } = dataset
  yield { type: 'dataset', id, isWithdrawn: false, value: about }
  for (const { fault: _fault, ...one } of retired) yield { type: one.type, id: one.id, isWithdrawn: true, value: one }
}

/** A function that takes a record as it was written; a source has its last verification. */
export function recordWriter({ verifications }: Pick<Seed, 'verifications'>): (draft: Draft) => Written {
  const outcomes = new Map(verifications.map(({ source, verification }) => [source, verification]))
  return ({ kind: { type }, written }) => {
    const verification = type === 'source' ? outcomes.get(written.id) : undefined
    const value = verification === undefined ? written : { ...written, verification }
    return { type, id: written.id, isWithdrawn: false, value }
  }
}
