/** The evidence of figures: the table `/v1/evidence.csv` beside that of the estimates. */
import { type EvidenceSeed, evidenceContract } from '../facts/evidence.ts'
import { type Faults, ImportError } from './faults.ts'
import type { Table } from './table.ts'

type Written = { source: string } & (
  | { citation: true; locator?: string }
  | { spans: NonNullable<EvidenceSeed['spans']> }
)

/** Evidence as it is written in the seed, by the id of its fact. */
export type EvidenceOf = ReadonlyMap<string, Written[]>

const needed = ['fact', ...Object.keys(evidenceContract.shape).filter((key) => key !== 'id')]

/**
 * The evidence of a table, by the id of its fact.
 * @throws ImportError if the table is not that of `/v1/evidence.csv`
 */
export async function readEvidence({ header, rows }: Table, faults: Faults): Promise<EvidenceOf> {
  const missing = needed.filter((name) => !header.includes(name))
  if (missing.length > 0)
    throw new ImportError(
      `The table of evidence has no column ${missing.join(', ')}. Allowed: the table /v1/evidence.csv.`,
    )
  const found = new Map<string, { occurrence: number; part: number; written: Written }[]>()
  for await (const { row, cells } of rows) {
    const cell = (name: string) => cells[header.indexOf(name)] as string
    const integer = (name: string): number => {
      const index = header.indexOf(name)
      if (/^\d{1,9}$/.test(cell(name))) return Number(cell(name))
      faults.add({ row, index, column: `${name} of the evidence` }, `${JSON.stringify(cell(name))} is no whole number.`)
      return 0
    }
    const [source, locator, exact] = [cell('source'), cell('locator'), cell('exact')]
    const written: Written =
      cell('level') === 'span'
        ? { source, spans: [{ start: integer('start'), end: integer('end'), exact, ...contextOf(cell) }] }
        : { source, citation: true, ...(locator !== '' && { locator }) }
    const list = found.get(cell('fact')) ?? []
    found.set(cell('fact'), list)
    list.push({ occurrence: integer('occurrence'), part: integer('part'), written })
  }
  return new Map([...found].map(([fact, list]) => [fact, joined(list)]))
}

const contextOf = (cell: (name: string) => string) => ({ prefix: cell('prefix'), suffix: cell('suffix') })

/** The occurrences of a fact in order, each with its parts in order. */
function joined(list: { occurrence: number; part: number; written: Written }[]): Written[] {
  const sorted = list.sort((one, other) => one.occurrence - other.occurrence || one.part - other.part)
  const occurrences: Written[] = []
  for (const { part, written } of sorted) {
    const last = occurrences.at(-1)
    if (part > 1 && last !== undefined && 'spans' in last && 'spans' in written) last.spans.push(...written.spans)
    else occurrences.push(written)
  }
  return occurrences
}
