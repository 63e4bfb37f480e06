/** Records as the tools show them: a line, the exact words, the source, and the address to cite. */
import type { RecordCollection } from '../client/index.ts'
import { collections } from '../vocabulary.ts'
import { type FoundRecord, findRecord, type Service } from './service.ts'

export interface ShownRecord {
  id: string
  type: string
  display: string
  /** Exact excerpts of the source, in its order; only around these may quotation marks stand. */
  words?: string[]
  words_note?: string
  source?: { id: string; display: string; url: string | null; address: string }
  quantity?: string
  /** Address of the record, to be cited. */
  address: string
}

const notAtHand =
  'The text of the source was not at hand. The record notes what its page says: put none of it in quotation marks.'

const addressOf = ({ base }: Service, { id, type }: { id: string; type: keyof typeof collections }): string =>
  `${base}/v1/${collections[type]}/${id}`

interface Evidence {
  level: string
  occurrence?: number | null
  start?: number | null
  exact?: string | null
}

/** All evidence in a record, also that of its parts. */
function evidenceIn(value: unknown): Evidence[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'level' in value && 'locator' in value ? [value as unknown as Evidence] : []
  return [...own, ...Object.values(value).flatMap(evidenceIn)]
}

/** The excerpts of the first occurrence, each place once. */
function wordsOf(evidence: Evidence[]): string[] {
  const places = new Map<number, string>()
  for (const { occurrence, start, exact } of evidence)
    if ((occurrence ?? 1) === 1 && typeof start === 'number' && typeof exact === 'string') places.set(start, exact)
  return [...places].sort(([one], [other]) => one - other).map(([, exact]) => exact)
}

/** Records, in their order. Each source is fetched once. */
export async function show(service: Service, records: FoundRecord[]): Promise<ShownRecord[]> {
  const ids = new Set(records.flatMap(({ source }) => (typeof source === 'string' ? [source] : [])))
  const sources = await fetchRecords(service, 'source', [...ids])
  return records.map((record) => {
    const { id, type, display, name, exact, source, quantity } = record
    const evidence = evidenceIn(record)
    const words = wordsOf(evidence)
    const found = sources.find((one) => one.id === source)
    return {
      id,
      type,
      display: String(display ?? name ?? exact ?? id),
      ...(evidence.length > 0 && (words.length > 0 ? { words } : { words, words_note: notAtHand })),
      ...(found && {
        source: {
          id: found.id,
          display: String(found.display),
          url: found.url as string | null,
          address: addressOf(service, found),
        },
      }),
      ...(typeof quantity === 'string' && { quantity }),
      address: addressOf(service, record),
    }
  })
}

/** The records of one type with the given ids. */
export async function fetchRecords(
  { facts }: Service,
  type: keyof typeof collections,
  ids: string[],
): Promise<FoundRecord[]> {
  const found: FoundRecord[] = []
  // A parameter takes at most a hundred values.
  for (let from = 0; from < ids.length; from += 100) {
    const page = await facts.page(collections[type] as RecordCollection, { id: ids.slice(from, from + 100) } as never)
    found.push(...(page.data as unknown as FoundRecord[]))
  }
  return found
}

/** The record with an id, and how it is shown. */
export async function findShown(service: Service, id: string): Promise<{ record: FoundRecord; shown: ShownRecord }> {
  const record = await findRecord(service, id)
  const [shown] = await show(service, [record])
  return { record, shown: shown as ShownRecord }
}
