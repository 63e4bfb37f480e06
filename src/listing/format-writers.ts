/** Formats that consist only of rows: CSV, XLSX, NDJSON and a JSON array. The flat ones show the names of ids. */
import type { z } from 'zod'
import type { Snapshot } from '../db/open.ts'
import { byteOrderMark, type Cell, csvGuardRule, csvHeader, csvRows } from '../http/response/csv.ts'
import { xlsxParts, xlsxRule } from '../http/response/xlsx.ts'
import { type Column, cellsOf, columnsOf, listRule, namedIds, namesOf, namesRule } from './columns.ts'
import { collectionEnd, collectionStart, featureOf } from './geojson.ts'
import type { Listing } from './listing.ts'
import { findNames, type Names } from './names.ts'
import type { RecordRow } from './queries.ts'

type Row = Pick<RecordRow, 'body'>

/** Records as texts: complete, or with the requested fields in the order of the contract. */
export function textsOf(rows: Row[], fields: string[] | undefined): string[] {
  if (fields === undefined) return rows.map(({ body }) => body)
  return rows.map(({ body }) =>
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body)).filter(([name]) => fields.includes(name)))),
  )
}

export interface Table {
  contract: z.ZodType
  /** Name of the sheet in a workbook. */
  name: string
  /** Version of the dataset in which the names of records are found. */
  snapshot: Snapshot
  /** The fields to show; undefined: all. */
  fields?: string[] | undefined
  bom?: boolean | undefined
  /** The point of a record, for GeoJSON. */
  pointOf?: Listing['pointOf']
}

export type Batches = Iterable<Row[]> | AsyncIterable<Row[]>

/** The formats that consist only of records. */
export type FlatFormat = 'csv' | 'xlsx' | 'ndjson' | 'geojson' | 'array'

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
    const columns = shownColumns(table)
    for await (const { rows, records, names } of withNames(table, columns, batches)) {
      const lines = textsOf(rows, table.fields).map((text, index) => {
        const named = JSON.stringify(namesOf(columns, records[index], names))
        return named === '{}' ? text : `${text.slice(0, -1)},${named.slice(1)}`
      })
      yield lines.map((line) => `${line}\n`).join('')
    }
  },
  async *geojson(table, batches) {
    const columns = shownColumns(table)
    let before = collectionStart
    for await (const { records, names } of withNames(table, columns, batches)) {
      const features = records.map((record) => {
        const cells = cellsOf(columns, record, names)
        const point = table.pointOf?.(record as Record<string, unknown>) ?? null
        return featureOf(record, point, Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? null])))
      })
      if (features.length === 0) continue
      yield before + features.join(',')
      before = ','
    }
    yield before === ',' ? collectionEnd : collectionStart + collectionEnd
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
): AsyncGenerator<{ rows: Row[]; records: object[]; names: Names }> {
  for await (const rows of batches) {
    const records = rows.map(({ body }) => JSON.parse(body) as object)
    const ids = new Set(records.flatMap((record) => namedIds(columns, record)))
    yield { rows, records, names: await findNames(snapshot, [...ids]) }
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
