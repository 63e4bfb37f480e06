/** Rows whose records the seed has: equal, or changed. */
import { seedFault } from '../facts/seed-faults.ts'
import type { Seed } from '../load/read.ts'
import { estimateSeed } from '../records/estimates/seed.ts'
import type { RowEstimate } from './estimate.ts'
import type { EvidenceOf } from './evidence.ts'
import type { Known } from './known.ts'
import type { Fields } from './row.ts'

export interface Change {
  entry: RowEstimate
  /** The fields that differ, with both values in words; none: the records are equal. */
  fields: string[]
  /** The place of the record in the seed. */
  place: string
}

/**
 * Compares rows with the records of the seed that have their ids, by all that is served of both. A field without a
 * column in the table is no difference.
 * @param columns the fields that the table has columns for
 */
export function* compareWithSeed(
  entries: ReadonlyMap<string, RowEstimate>,
  {
    seed,
    known,
    evidence,
    columns,
  }: { seed: Seed; known: Known; evidence: EvidenceOf | undefined; columns: ReadonlySet<string> },
): Generator<Change> {
  for (const draft of seed.drafts([])) {
    const entry = draft.kind.type === 'estimate' ? entries.get(draft.written.id) : undefined
    const present = entry && draft.parse([])?.seed
    if (entry === undefined || present === undefined) continue
    const left = Object.entries(present).filter(([key]) => !columns.has(key))
    const own = evidence?.get(entry.id)
    const written = {
      ...entry.assumed,
      ...Object.fromEntries(left),
      id: entry.id,
      ...entry.stated,
      ...(own && { evidence: own }),
    }
    const parsed = estimateSeed.seed.safeParse(written, { error: seedFault })
    for (const { path, message } of parsed.error?.issues ?? [])
      entry.row.refuse(entry.row.columnOf('estimate', path), message)
    if (!parsed.success) continue
    const [before, after] = [present, parsed.data].map((one) => estimateSeed.render(one, known.find) as Fields) as [
      Fields,
      Fields,
    ]
    const fields = Object.keys(before)
      .filter((key) => key !== 'display' && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => `${key} ${shown(before[key])} → ${shown(after[key])}`)
    const { file, line } = draft.fault([], '')
    yield { entry, fields, place: `${file}:${line}` }
  }
}

const maxShown = 80

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text
}
