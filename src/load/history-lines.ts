/** The files of the history: `history.ndjson`, to which each release appends, and `released.ndjson`, the records of the last. */
import { z } from 'zod'
import { plainText, recordId } from '../facts/text.ts'
import { releasedVersion } from '../facts/versions.ts'
import { changeOps, changeReasons, changeTypes, terms } from '../vocabulary.ts'

export const historyFile = 'history.ndjson'
export const releasedFile = 'released.ndjson'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 in lower-case hexadecimal.')
const type = z.enum(terms(changeTypes))

/** A line of the history: one change, or for `baseline` many records at once. */
export const changeLine = z
  .strictObject({
    seq: z.int().min(1).max(1e9),
    version: releasedVersion,
    date: z.iso.date('A day as YYYY-MM-DD.'),
    op: z.enum(terms(changeOps)),
    type: type.nullable(),
    id: recordId.nullable(),
    /** Of a `baseline`: the source whose records are new; null: all records. */
    source: recordId.nullable(),
    /** Of a `baseline`: how many records of each type. */
    counts: z.record(z.string(), z.int().min(1).max(1e9)).nullable(),
    /** Of `changed`: the fields that differ. */
    fields: z.array(z.string()).nullable(),
    reason: z.enum(terms(changeReasons)),
    note: plainText,
    /** Of the record as it was written; of a `baseline`, of all its records. */
    sha256,
    /** Of all records after the release. */
    state: sha256,
    /** Of the text of the line before; null for the first. */
    previous: sha256.nullable(),
  })
  .refine(
    ({ op, type, id, counts }) =>
      [type !== null, id !== null, counts === null].every((is) => is === (op !== 'baseline')),
    {
      error: 'A baseline has counts, and neither type nor id; any other line has type and id, and no counts.',
    },
  )
export type Change = z.output<typeof changeLine>

/** The first line of `released.ndjson`. */
export const releasedHead = z.strictObject({ head: sha256 })

/** Any other line of it: a record, or a withdrawal, as it was released. */
export const releasedLine = z.strictObject({
  type,
  id: recordId,
  withdrawn: z.literal(true).optional(),
  /** The source of the record. */
  source: recordId.nullable(),
  sha256,
  fields: z.record(z.string(), z.string().regex(/^[0-9a-f]{8}$/, 'Eight hexadecimal digits.')),
})
export type ReleasedLine = z.output<typeof releasedLine>
