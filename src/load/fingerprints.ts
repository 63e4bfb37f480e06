/**
 * Fingerprints of records as an editor wrote them, so that a change of the build alone changes none. Neither the order of
 * keys, nor the file and its form, nor what was left out to be derived plays a part.
 */
import { hash } from 'node:crypto'
import type { ChangeType } from '../vocabulary.ts'

/** A record as it was written. */
export interface Written {
  type: ChangeType
  id: string
  /** Set for an entry of retired.yaml. */
  isWithdrawn: boolean
  value: object
}

/** A record, and the fingerprint of all it says. */
export interface Fingerprint extends Pick<Written, 'type' | 'id' | 'isWithdrawn'> {
  sha256: string
}

const sha256 = (text: string): string => hash('sha256', text)

/** JSON with the keys of every object in order, as in RFC 8785. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )

export const fingerprintOf = ({ type, id, isWithdrawn, value }: Written): Fingerprint => ({
  ...{ type, id, isWithdrawn },
  sha256: sha256(canonical(value)),
})

/** The first digits of a fingerprint of each field, by which two versions of a record are told apart. */
export const fieldsOf = ({ value }: Written): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, field]) => [name, sha256(canonical(field)).slice(0, 8)]),
  )

export const keyOf = ({ type, id, isWithdrawn }: Pick<Fingerprint, 'type' | 'id' | 'isWithdrawn'>): string =>
  `${isWithdrawn ? 'withdrawn ' : ''}${type} ${id}`

/** The digest of records, whatever their order. */
export const digestOf = (records: Iterable<Fingerprint>): string =>
  sha256(
    [...records]
      .map((one) => `${keyOf(one)} ${one.sha256}\n`)
      .sort()
      .join(''),
  )

/** The digest of a line of the history, to which the next line refers. */
export const digestOfLine = (line: string): string => sha256(line)
