/** The order of the clocks: nothing is reported before it is said, and no page is read before it is published. */

import { dayAfter } from '../facts/comparison/excesses.ts'
import { parseEdtf } from '../facts/edtf.ts'
import { isNeverSure, type TimeSeed } from '../facts/time.ts'
import type { Fault } from './faults.ts'
import type { SeedRecord } from './record.ts'
import type { Survey } from './survey.ts'

type Clock = TimeSeed | null | undefined

/** The day of a time that is one exact day and sure; null: it is vague, approximate or inferred. */
function exactDay(time: Clock): string | null {
  if (!time || isNeverSure(time)) return null
  const { earliest, latest } = parseEdtf(time.edtf).days
  return earliest === latest ? earliest : null
}

/** True if one exact day surely lies after another: zones of time may put the same hours into two days. */
const isSurelyAfter = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one > dayAfter(other)

/** Refuses what was said after the publication of each source that reports it, and a page read before its publication. */
export function checkOrder({ kind, seed, fault }: SeedRecord, { shared }: Survey, faults: Fault[]): void {
  const publishedOf = (id: string): Clock => shared.get(id)?.seed.published
  if (kind.type === 'source' && isSurelyAfter(exactDay(seed.published), exactDay(seed.accessed)))
    faults.push(
      fault(
        ['accessed', 'edtf'],
        `"${seed.accessed.edtf}" is before "${seed.published.edtf}", when the source was published. Allowed: days from then on.`,
      ),
    )
  const checkSaid = (said: Clock, sources: string[], path: (string | number)[]) => {
    const day = exactDay(said)
    const [first] = sources
    if (first === undefined || !sources.every((id) => isSurelyAfter(day, exactDay(publishedOf(id))))) return
    faults.push(
      fault(
        [...path, 'said', 'edtf'],
        `"${said?.edtf}" is after "${publishedOf(first)?.edtf}", when "${first}" was published, which reports it. Allowed: days up to then. A page that was changed later has \`published\` from its first day to its last: ${exactDay(publishedOf(first))}/${day}.`,
      ),
    )
  }
  if (seed.said) checkSaid(seed.said, [seed.source], [])
  for (const [index, { said, evidence }] of (seed.assertions ?? []).entries()) {
    const sources = evidence.map(({ source = seed.source }: { source?: string }) => source)
    checkSaid(said, [...new Set<string>(sources)], ['assertions', index])
  }
}
