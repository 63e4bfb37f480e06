/** Tables as Office Open XML workbooks (ECMA-376), made while they are sent. */
import type { Cell } from './csv.ts'

export const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Most UTF-16 code units in a cell and rows in a sheet that Excel reads. */
const maxCellLength = 32_767
const maxRows = 1_048_576

export const xlsxRule =
  'Numbers are numbers and true and false are booleans; all else is text, also dates, ids and what starts with =. Nothing is ' +
  `an empty cell. The header is frozen. Text of more than ${maxCellLength.toLocaleString('en')} characters is cut there, ` +
  `after which an … stands; from ${maxRows.toLocaleString('en')} rows on, a table goes on in further sheets.`

/**
 * Text as a cell may hold it. XML has no place for U+FFFE, U+FFFF and lone surrogates; other control characters are
 * escaped as `_x0001_`, so that text which looks so is escaped as well (ECMA-376, part 1, section 22.9.2.19).
 */
function cellText(text: string): string {
  const cut =
    text.length <= maxCellLength ? text : `${text.slice(0, maxCellLength - 1).replace(/[\ud800-\udbff]$/, '')}…`
  return cut
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

export interface XlsxTable {
  /** Name of the sheet. */
  name: string
  columns: string[]
}

/** The bytes of a workbook with one table, in parts. */
export async function* xlsxParts(
  { name, columns }: XlsxTable,
  batches: AsyncIterable<Cell[][]>,
  rowsPerSheet = maxRows,
): AsyncGenerator<Buffer> {
  // Loaded with the first workbook: it needs some 10 MB.
  const { writeXlsxStream } = await import('hucre/xlsx')
  const workbook = writeXlsxStream(rowsOf(batches), {
    name,
    columns: columns.map((header) => ({ header })),
    freezePane: { rows: 1 },
    maxRowsPerSheet: rowsPerSheet,
  })
  for await (const part of workbook) yield Buffer.from(part)
}

async function* rowsOf(batches: AsyncIterable<Cell[][]>): AsyncGenerator<Cell[]> {
  for await (const rows of batches)
    for (const row of rows) yield row.map((cell) => (typeof cell === 'string' ? cellText(cell) : cell))
}
