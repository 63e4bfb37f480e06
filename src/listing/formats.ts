/** The formats of a list. Each has the same records; they differ in the parameters that apply. */

import type { z } from 'zod'
import type { Snapshot } from '../db/open.ts'
import { invalidParameters, type ParameterFault } from '../http/contract/problems.ts'
import { byteOrderMark, type Cell, csvGuardRule, csvHeader, csvMediaType, csvRows } from '../http/response/csv.ts'
import { xlsxMediaType, xlsxParts, xlsxRule } from '../http/response/xlsx.ts'
import { type Column, cellsOf, columnsOf, listRule, namedIds, namesOf, namesRule } from './columns.ts'
import { jsonLdType } from './jsonld/document.ts'
import type { Listing } from './listing.ts'
import { findNames, type Names } from './names.ts'
import type { ListQuery } from './parameters.ts'
import type { RecordRow } from './queries.ts'

/** Media types of the formats. The names are the suffixes of addresses. */
export const mediaTypes = {
  json: 'application/json',
  csv: csvMediaType,
  xlsx: xlsxMediaType,
  ndjson: 'application/x-ndjson',
  jsonld: jsonLdType,
} as const
export type Format = keyof typeof mediaTypes

export const formatsOf = ({ jsonLd }: Listing): Format[] =>
  (Object.keys(mediaTypes) as Format[]).filter((format) => format !== 'jsonld' || jsonLd !== undefined)

/** Names of the formats in texts. */
export const formatNames: Record<Format, string> = {
  json: 'JSON',
  csv: 'CSV',
  xlsx: 'XLSX',
  ndjson: 'NDJSON',
  jsonld: 'JSON-LD',
}

/** Formats in which a parameter is available; a parameter that is missing here is available in all. */
const places: Partial<Record<keyof ListQuery, Format[]>> = {
  fields: ['json', 'csv', 'xlsx', 'ndjson'],
  include: ['json'],
  facets: ['json'],
  total: ['json', 'csv', 'xlsx', 'ndjson'],
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
  if ((format === 'csv' || format === 'xlsx') && asked.fields?.includes('evidence'))
    misplaced.push({
      parameter: 'fields',
      in: 'query',
      detail: `evidence has no columns in ${formatNames[format]}: it is a table of its own, /v1/evidence.${format}, whose \`fact\` is the id of the record.`,
    })
  if (misplaced.length > 0) throw invalidParameters(misplaced)
}

type Row = Pick<RecordRow, 'body'>

/** Records as texts: complete, or with the requested fields in the order of the contract. */
export function textsOf(rows: Row[], fields: string[] | undefined): string[] {
  if (fields === undefined) return rows.map(({ body }) => body)
  return rows.map(({ body }) => JSON.stringify(selected(JSON.parse(body), fields)))
}

const selected = (record: object, fields: string[] | undefined): object =>
  fields === undefined ? record : Object.fromEntries(Object.entries(record).filter(([name]) => fields.includes(name)))

export interface Table {
  contract: z.ZodType
  /** Name of the sheet in a workbook. */
  name: string
  /** Where the names of records are found. */
  snapshot: Snapshot
  /** The fields to show; undefined: all. */
  fields?: string[] | undefined
  bom?: boolean | undefined
}

export type Batches = Iterable<Row[]> | AsyncIterable<Row[]>

/** The formats that consist only of records. */
export type FlatFormat = 'csv' | 'xlsx' | 'ndjson' | 'array'

/** Writers of formats that consist only of records. Each yields one part of the whole at a time. */
export const writers: Record<FlatFormat, (table: Table, batches: Batches) => AsyncIterable<string | Buffer>> = {
  async *csv(table, batches) {
    const columns = shownColumns(table)
    yield (table.bom ? byteOrderMark : '') + csvHeader(columns.map(({ name }) => name))
    for await (const rows of cellBatches(table, columns, batches)) yield csvRows(rows)
  },
  xlsx(table, batches) {
    const columns = shownColumns(table)
    const names = columns.map(({ name }) => name)
    return xlsxParts({ name: table.name, columns: names }, cellBatches(table, columns, batches))
  },
  async *ndjson(table, batches) {
    const { fields } = table
    const columns = shownColumns(table)
    for await (const { records, names } of withNames(table, columns, batches))
      yield records
        .map((record) => `${JSON.stringify({ ...selected(record, fields), ...namesOf(columns, record, names) })}\n`)
        .join('')
  },
  async *array({ fields }, batches) {
    let before = '['
    for await (const rows of batches) {
      if (rows.length === 0) continue
      yield before + textsOf(rows, fields).join(',')
      before = ','
    }
    yield before === '[' ? '[]' : ']'
  },
}

const shownColumns = ({ contract, fields }: Table): Column[] =>
  columnsOf(contract).filter(({ path }) => fields?.includes(path[0] as string) ?? true)

/** Records in batches, each with the names of the records that it refers to. */
async function* withNames(
  { snapshot }: Table,
  columns: Column[],
  batches: Batches,
): AsyncGenerator<{ records: object[]; names: Names }> {
  for await (const rows of batches) {
    const records = rows.map(({ body }) => JSON.parse(body) as object)
    const ids = new Set(records.flatMap((record) => namedIds(columns, record)))
    yield { records, names: await findNames(snapshot, [...ids]) }
  }
}

async function* cellBatches(table: Table, columns: Column[], batches: Batches): AsyncGenerator<Cell[][]> {
  for await (const { records, names } of withNames(table, columns, batches))
    yield records.map((record) => cellsOf(columns, record, names))
}

const columnNames = (contract: z.ZodType): string =>
  columnsOf(contract)
    .map(({ name }) => `\`${name}\``)
    .join(', ')

/** Descriptions of the flat formats of some rows. */
export const flatDescriptions = (rows: string, contract: z.ZodType) => ({
  csv: `CSV, ${rows}. Columns: ${columnNames(contract)}. ${namesRule} ${listRule} ${csvGuardRule}`,
  xlsx: `A workbook with the rows of the CSV. ${xlsxRule}`,
  ndjson: `${upperFirst(rows)}, as JSON, each line ended by a line feed: the record, then the names that the CSV shows beside ids, by the names of those columns, as lists where the ids are in lists.`,
})

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

export const wholeRule =
  'CSV, XLSX, NDJSON and `shape=array` have no place to say that there is more: without `limit` they hold every record that the ' +
  'filters admit, and the header `total-count` says how many those are; with `limit` or `cursor` they are pages, and the ' +
  'Link header leads on.'
