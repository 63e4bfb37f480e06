/** Import of figures: a table with one row a figure becomes the estimates of a bundle. */
import type { CheckedBundle } from '../load/bundle.ts'
import type { Fault } from '../load/faults.ts'
import { readSeed } from '../load/read.ts'
import { surveySeed } from '../load/survey.ts'
import { collections } from '../vocabulary.ts'
import { BundleFiles } from './bundle-files.ts'
import { csvTable } from './csv-table.ts'
import { checkedEstimate, estimateOf, type RowEstimate } from './estimate.ts'
import { type EvidenceOf, readEvidence } from './evidence.ts'
import { Faults } from './faults.ts'
import { type HeaderOptions, readHeader } from './header.ts'
import { Known, type Made } from './known.ts'
import { compareWithSeed } from './present.ts'
import { Report } from './report.ts'
import { Row, saysMore } from './row.ts'
import type { Table } from './table.ts'
import { xlsxTable } from './xlsx-table.ts'

export interface FiguresOptions extends HeaderOptions {
  file: string
  /** Table of the evidence, as `/v1/evidence.csv` has it. */
  evidence?: string | undefined
  sheet?: string | undefined
  /** The seed folder, and the database file whose ids must not be lost. */
  seed: string
  databaseFile: string
  /** The folder of the bundle, as messages name it. */
  into: string
}

export interface ImportedFigures {
  report: Report
  /** Rows by what became of them. */
  added: number
  equal: number
  /** Rows that differ from their records in the seed. */
  changes: string[]
  /** The files that were written, and their check; null: no row is new. */
  bundle: { files: BundleFiles<unknown>['files']; checked: CheckedBundle } | null
}

/**
 * Writes the figures of a table as a bundle into a private folder, and checks it as a load would.
 * @throws ImportError that names every fault by row and column
 */
export async function importFigures(options: FiguresOptions, folder: string): Promise<ImportedFigures> {
  const faults = new Faults()
  const report = new Report()
  const evidence =
    options.evidence === undefined ? undefined : await readEvidence(await tableOf(options.evidence, faults), faults)
  const table = await tableOf(options.file, faults, options.sheet)
  const columns = readHeader(table.header, options, faults)
  for (const { title } of columns) report.open(title)
  if (faults.count > 0 && columns.length === 0) faults.throwIfAny(options.file)
  const seed = readSeed(options.seed)
  const known = new Known(seed, surveySeed(seed))
  const bundle = new BundleFiles<Row | Made>(folder)
  const rowOfId = new Map<string, RowEstimate>()
  const present = new Map<string, RowEstimate>()
  for await (const cells of table.rows) {
    const row = new Row(cells, columns, faults)
    for (const { index, title, known: one } of columns)
      if (one === undefined && cells.cells[index] !== '') report.count(title, 'lost')
    const entry = estimateOf(row, { known, report })
    if (entry === undefined) continue
    const twin = rowOfId.get(entry.id)
    if (twin !== undefined) {
      row.refuse('id', twinText(entry, twin.row.number))
      continue
    }
    rowOfId.set(entry.id, entry)
    if (known.has('estimate', entry.id)) present.set(entry.id, entry)
    else add(entry, { bundle, report, evidence })
  }
  for (const made of known.made.values())
    bundle.write(`${collections[made.type]}.ndjson`, { type: made.type, ...made.record }, made)
  bundle.close()
  const changes: string[] = []
  const fields = new Set(columns.flatMap(({ known: one }) => (one?.of === 'estimate' ? [one.path[0] as string] : [])))
  for (const { entry, fields: changed, place } of compareWithSeed(present, {
    seed,
    known,
    evidence,
    columns: fields,
  })) {
    if (changed.length > 0) changes.push(`row ${entry.row.number}, ${entry.id} (${place}): ${changed.join('; ')}`)
    entry.row.count(report, () => changed.length > 0)
  }
  const added = rowOfId.size - present.size
  const checked =
    added === 0 || bundle.files.names.length === 0
      ? null
      : bundle.checkedWith(options, faults, (fault, origin) => refuseAt(origin, fault, faults))
  faults.throwIfAny(options.file)
  return {
    ...{ report, added, equal: present.size - changes.length, changes },
    bundle: checked && { files: bundle.files, checked },
  }
}

const tableOf = (file: string, faults: Faults, sheet?: string): Promise<Table> =>
  /\.xlsx$/i.test(file) ? xlsxTable(file, faults, sheet) : csvTable(file, faults)

interface Adding {
  bundle: BundleFiles<Row | Made>
  report: Report
  evidence: EvidenceOf | undefined
}

/** Writes a new estimate. Without evidence of its own it rests on its source alone. */
function add({ row, id, stated, assumed }: RowEstimate, { bundle, report, evidence }: Adding): void {
  const own = evidence?.get(id)
  const record = { id, ...assumed, ...stated, evidence: own ?? [{ citation: true }] }
  if (own === undefined)
    report.note('evidence: the figure rests on its source alone, without words that can be tested', String(row.number))
  if (!('as_stated_exact' in stated))
    report.note('as_stated_exact: false, for the text of the source is not at hand', String(row.number))
  if (checkedEstimate(row, record) === undefined) return
  bundle.write('estimates.ndjson', { type: 'estimate', ...record }, row)
  row.count(report, (column) => !saysMore(column) && isMadeAnew(column.path[0] as string))
}

/** True of fields that a load makes anew; all others that follow from the rest were compared with it. */
const isMadeAnew = (field: string): boolean => field === 'display' || field === 'recorded'

const twinText = ({ isMadeId }: RowEstimate, other: number): string =>
  isMadeId
    ? `Row ${other} has the same source, quantity, claimants, spokesperson, condition and times. Allowed: one such row, or an id for each in a column id.`
    : `Row ${other} has this id already. Allowed: an id of its own for each row.`

/** Records a fault of a record that was made from the table at the row that it was made from. */
function refuseAt(origin: Row | Made | undefined, { file, line, path, message }: Fault, faults: Faults): void {
  if (origin instanceof Row) {
    origin.refuse(origin.columnOf('estimate', path), message)
    return
  }
  const place = { row: origin?.row ?? null, index: null, column: origin?.column ?? null }
  const [key] = path
  const where = origin === undefined ? `${file}:${line}: ` : ''
  faults.add(place, `${where}${key === undefined ? '' : `${String(key)}: `}${message}`)
}
