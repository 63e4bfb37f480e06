/** Workbooks (ECMA-376) as tables. Nothing is computed: formulas and merged cells are refused by the name of the cell. */
import { readFileSync, statSync } from 'node:fs'
import { type Cell, type CellValue, readXlsx, type Workbook } from 'hucre/xlsx'
import { columnLetters, type Faults, ImportError } from './faults.ts'
import { fitted, type Table, type TableRow } from './table.ts'
import { checkUnpackedSize, maxPackedBytes } from './zip-size.ts'

/**
 * Reads a workbook with one table.
 * @param sheetName of the sheet to read; undefined: the only one with something in it
 * @throws ImportError for a file that is no workbook, is too large, or has several tables
 */
export async function xlsxTable(file: string, faults: Faults, sheetName?: string): Promise<Table> {
  const { size } = statSync(file)
  if (size > maxPackedBytes)
    throw new ImportError(
      `${file} has ${size} bytes; nothing was read. Allowed: a workbook of at most ${maxPackedBytes} bytes, or a CSV file.`,
    )
  const bytes = readFileSync(file)
  checkUnpackedSize(file, bytes)
  let workbook: Workbook
  try {
    workbook = await readXlsx(bytes, { readStyles: true })
  } catch (error) {
    throw new ImportError(
      `${file} cannot be read as a workbook: ${(error as Error).message}. Save it again, or as CSV.`,
    )
  }
  const { rows, merges = [], cells = new Map<string, Cell>() } = onlySheet(file, workbook, sheetName)
  for (const { startRow, startCol, endRow, endCol } of merges)
    faults.add(
      { row: startRow + 1, index: startCol, column: null },
      `The cells ${columnLetters(startCol)}${startRow + 1}:${columnLetters(endCol)}${endRow + 1} are merged. Allowed: a value in each cell; take them apart.`,
    )
  const [first = [], ...others] = rows
  const header = first.map((name) => textOf(name).trim())
  while (header.at(-1) === '') header.pop()
  if (header.length === 0)
    throw new ImportError(`${file} has no header. Allowed: a first row with the names of the columns.`)
  return { header, rows: rowsOf(header, others, cells, faults) }
}

function onlySheet(file: string, { sheets }: Workbook, name: string | undefined): Workbook['sheets'][number] {
  const filled = sheets.filter(({ rows }) => rows.length > 0)
  const wanted = name === undefined ? filled : sheets.filter((sheet) => sheet.name === name)
  const names = sheets.map((sheet) => JSON.stringify(sheet.name)).join(', ')
  const [sheet, another] = wanted
  if (sheet !== undefined && another === undefined) return sheet
  throw new ImportError(
    name !== undefined
      ? `${file} has no sheet ${JSON.stringify(name)}. Allowed: ${names}.`
      : sheet === undefined
        ? `${file} has nothing in it. Allowed: a first row with the names of the columns, then one row a figure.`
        : `${file} has several sheets: ${names}. Say with --sheet which one holds the figures.`,
  )
}

function* rowsOf(
  header: string[],
  rows: CellValue[][],
  cells: ReadonlyMap<string, Cell>,
  faults: Faults,
): Generator<TableRow> {
  for (const [at, values] of rows.entries()) {
    const row = at + 2
    const dates = new Set<number>()
    const texts = values.map((value, index) => {
      const cell = cells.get(`${at + 1},${index}`)
      const place = { row, index, column: header[index] ?? null }
      if (cell?.formula !== undefined)
        faults.add(place, 'Holds a formula, and nothing is computed here. Allowed: values; paste it as a value.')
      else if (cell?.type === 'error') faults.add(place, `Holds the error ${String(value)}. Allowed: a value.`)
      if (value instanceof Date) dates.add(index)
      return textOf(value)
    })
    // A workbook has no cells behind the last one that is filled.
    while (texts.length < header.length) texts.push('')
    const fit = fitted(header, row, texts, faults)
    if (fit !== undefined) yield { row, cells: fit, dates }
  }
}

/** The exact text of a cell. A date is its day, with the time of day if it has one. */
function textOf(value: CellValue): string {
  if (value === null) return ''
  return value instanceof Date ? value.toISOString().replace(/T00:00:00\.000Z$/, '') : String(value)
}
