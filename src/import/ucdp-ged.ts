/**
 * Import of UCDP GED: each row becomes an event, and the deaths that its coder counted a figure without words. The
 * columns are those of the codebook of UCDP GED 24.1, of its candidate versions, and their older names.
 */

import { nameKey } from '../facts/text.ts'
import type { CheckedBundle } from '../load/bundle.ts'
import { readSeed } from '../load/read.ts'
import { surveySeed } from '../load/survey.ts'
import { BundleFiles } from './bundle-files.ts'
import { csvTable } from './csv-table.ts'
import { Faults } from './faults.ts'
import { Report } from './report.ts'
import { readUcdpHeader, ucdpNames } from './ucdp-columns.ts'
import { eventOf, figureOf } from './ucdp-event.ts'
import { UcdpParties } from './ucdp-parties.ts'
import { UcdpRow } from './ucdp-row.ts'

export interface UcdpOptions {
  file: string
  seed: string
  databaseFile: string
  /** The folder of the bundle, as messages name it; the id of the source is its name. */
  into: string
  source: { id: string; title: string; url: string | null; published: string | null; rights: string }
  /** Told how many rows have been read. */
  onRow(count: number): void
}

export interface ImportedEvents {
  report: Report
  events: number
  bundle: { files: BundleFiles<number>['files']; checked: CheckedBundle }
}

/** Id of the entity that codes the events. */
const coder = 'ucdp'

/**
 * Writes the events of a table as a bundle into a private folder, and checks it as a load would.
 * @throws ImportError that names every fault by row and column
 */
export async function importUcdpGed(options: UcdpOptions, folder: string): Promise<ImportedEvents> {
  const survey = surveySeed(readSeed(options.seed))
  const countries = new Map<string, string>()
  for (const [id, { kind, seed }] of survey.shared)
    if (kind.type === 'entity' && seed.kind === 'country')
      for (const name of [seed.name, ...seed.aliases]) countries.set(nameKey(name), id)
  const faults = new Faults()
  const report = new Report()
  const table = await csvTable(options.file, faults)
  const { columns, missing, unknown } = readUcdpHeader(table.header)
  for (const { title, index } of unknown)
    faults.add(
      { row: 1, index, column: title },
      `Is no column of UCDP GED, or stands twice. Allowed: ${ucdpNames.join(', ')}.`,
    )
  for (const name of missing)
    faults.add({ row: 1, index: null, column: name }, 'Is missing: every version of UCDP GED has it.')
  faults.throwIfAny(options.file)
  for (const { title, use } of columns.values()) {
    report.open(title)
    if (use === 'lost') report.note(`${title}: no field of a record holds it`)
    if (use === 'follows')
      report.note(`${title}: follows from other columns, with which it is compared; no field repeats it`)
  }

  const bundle = new BundleFiles<number>(folder)
  bundle.write('sources.ndjson', sourceOf(options.source), 1)
  const parties = new UcdpParties(countries)
  const rowOfId = new Map<string, number>()
  for await (const cells of table.rows) {
    const row = new UcdpRow(cells, { columns, faults, report })
    const id = row.required('id')
    if (!/^[1-9]\d{0,9}$/.test(id)) row.refuse('id', 'Is no number of an event. Allowed: digits, such as 214797.')
    const twin = rowOfId.get(id)
    if (twin !== undefined) row.refuse('id', `Row ${twin} has this id already. Allowed: each event once.`)
    rowOfId.set(id, row.number)
    const shared = { id: `ucdp-ged-${id}`, source: options.source.id, coder, locator: locatorOf(row, id) }
    const event = eventOf(row, parties, shared)
    const { quantity, estimate } = figureOf(row, event, shared)
    row.count()
    options.onRow(rowOfId.size)
    if (faults.count > 0) continue
    bundle.write('events.ndjson', event, row.number)
    bundle.write('quantities.ndjson', quantity, row.number)
    bundle.write('estimates.ndjson', estimate, row.number)
  }
  if (rowOfId.size === 0) faults.add({ row: null, index: null, column: null }, 'Has no rows below its header.')
  faults.throwIfAny(options.file)
  if (!survey.shared.has(coder)) bundle.write('entities.ndjson', coderEntity, 1)
  for (const entity of parties.all) bundle.write('entities.ndjson', { type: 'entity', ...entity }, 1)
  bundle.close()
  const checked = bundle.checkedWith(options, faults, ({ path, message }, row) =>
    faults.add({ row: row ?? null, index: null, column: null }, `${path.join('.')}: ${message}`),
  )
  return { report, events: rowOfId.size, bundle: { files: bundle.files, checked } }
}

const coderEntity = {
  ...{ type: 'entity', id: coder, kind: 'organization', name: 'Uppsala Conflict Data Program', aliases: ['UCDP'] },
}

const sourceOf = ({ id, title, url, published, rights }: UcdpOptions['source']) => ({
  ...{ type: 'source', id, kind: 'dataset', title, publisher: coder, url, language: 'en', rights },
  published: published && { edtf: published, basis: 'noted', anchor: 'the page of the dataset' },
})

const locatorOf = (row: UcdpRow, id: string): string => {
  const relid = row.text('relid')
  return relid === null ? `id ${id}` : `id ${id}, relid ${relid}`
}
