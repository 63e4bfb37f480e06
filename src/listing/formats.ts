/** The formats of a list. Each has the same records; they differ in the parameters that apply. */

import { invalidParameters, type ParameterFault } from '../http/contract/problems.ts'
import { byteOrderMark, csvGuardRule, csvHeader, csvMediaType, csvRows } from '../http/response/csv.ts'
import { cellsOf, columnsOf, listRule } from './columns.ts'
import { jsonLdType } from './jsonld/document.ts'
import type { Listing } from './listing.ts'
import type { ListQuery } from './parameters.ts'
import type { RecordRow } from './queries.ts'

/** Media types of the formats. The names are the suffixes of addresses. */
export const mediaTypes = {
  json: 'application/json',
  csv: csvMediaType,
  ndjson: 'application/x-ndjson',
  jsonld: jsonLdType,
} as const
export type Format = keyof typeof mediaTypes

export const formatsOf = ({ jsonLd }: Listing): Format[] =>
  (Object.keys(mediaTypes) as Format[]).filter((format) => format !== 'jsonld' || jsonLd !== undefined)

/** Names of the formats in texts. */
export const formatNames: Record<Format, string> = { json: 'JSON', csv: 'CSV', ndjson: 'NDJSON', jsonld: 'JSON-LD' }

/** Formats in which a parameter is available; a parameter that is missing here is available in all. */
const places: Partial<Record<keyof ListQuery, Format[]>> = {
  fields: ['json', 'csv', 'ndjson'],
  include: ['json'],
  facets: ['json'],
  total: ['json', 'csv', 'ndjson'],
  shape: ['json'],
  bom: ['csv'],
}

/**
 * Refuses parameters that are not available in a format.
 * @throws Problem 400 naming each of them
 */
export function refuseMisplaced(format: Format, asked: ListQuery): void {
  const isArray = asked.shape === 'array'
  const misplaced: ParameterFault[] = []
  for (const [parameter, formats] of Object.entries(places)) {
    if (asked[parameter as keyof ListQuery] === undefined) continue
    if (formats.includes(format) && !(isArray && ['include', 'facets'].includes(parameter))) continue
    const here = format === 'json' && isArray ? 'a JSON array' : formatNames[format]
    const others = formats.map((one) => formatNames[one]).join(', ')
    misplaced.push({ parameter, in: 'query', detail: `Not available in ${here}. Available in: ${others}.` })
  }
  if (format === 'csv' && asked.fields?.includes('evidence'))
    misplaced.push({
      parameter: 'fields',
      in: 'query',
      detail:
        'evidence has no columns in CSV: it is a table of its own, /v1/evidence.csv, whose `fact` is the id of the record.',
    })
  if (misplaced.length > 0) throw invalidParameters(misplaced)
}

type Row = Pick<RecordRow, 'body'>

/** Records as texts: complete, or with the requested fields in the order of the contract. */
export function textsOf(rows: Row[], fields: string[] | undefined): string[] {
  if (fields === undefined) return rows.map(({ body }) => body)
  return rows.map(({ body }) =>
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body)).filter(([name]) => fields.includes(name)))),
  )
}

/** Writers of formats that consist only of records. Each yields one part of the text per batch. */
export const writers: Record<
  'csv' | 'ndjson' | 'array',
  (
    listing: Pick<Listing, 'contract'>,
    batches: Iterable<Row[]> | AsyncIterable<Row[]>,
    asked: Pick<ListQuery, 'fields' | 'bom'>,
  ) => AsyncIterable<string>
> = {
  async *csv({ contract }, batches, { fields, bom }) {
    const columns = columnsOf(contract).filter(({ path }) => fields?.includes(path[0] as string) ?? true)
    yield (bom ? byteOrderMark : '') + csvHeader(columns.map(({ name }) => name))
    for await (const rows of batches) yield csvRows(rows.map(({ body }) => cellsOf(columns, JSON.parse(body))))
  },
  async *ndjson(_listing, batches, { fields }) {
    for await (const rows of batches)
      yield textsOf(rows, fields)
        .map((text) => `${text}\n`)
        .join('')
  },
  async *array(_listing, batches, { fields }) {
    let before = '['
    for await (const rows of batches) {
      if (rows.length === 0) continue
      yield before + textsOf(rows, fields).join(',')
      before = ','
    }
    yield before === '[' ? '[]' : ']'
  },
}

export const csvDescription = ({ contract }: Listing): string =>
  `CSV, one row a record. Columns: ${columnsOf(contract)
    .map(({ name }) => `\`${name}\``)
    .join(', ')}. ${listRule} ${csvGuardRule}`

export const wholeRule =
  'CSV, NDJSON and `shape=array` have no place to say that there is more: without `limit` they hold every record that the ' +
  'filters admit, and the header `total-count` says how many those are; with `limit` or `cursor` they are pages, and the ' +
  'Link header leads on.'
