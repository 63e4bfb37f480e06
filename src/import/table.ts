/** Tables as people keep them in a spreadsheet: a header, and rows of text. */
import type { Faults } from './faults.ts'

export interface TableRow {
  /** Number as spreadsheets show it: the header is row 1. */
  row: number
  /** Text of each cell, in the order of the header; empty: nothing. */
  cells: string[]
  /** Places of cells that the spreadsheet holds as dates. */
  dates: ReadonlySet<number>
}

export interface Table {
  header: string[]
  rows: AsyncIterable<TableRow> | Iterable<TableRow>
}

/**
 * The cells of a row below a header. Cells beyond the header are a fault if they hold something; so is a row that ends
 * early, as the last one of a file that was cut off does.
 * @returns undefined for an empty row
 */
export function fitted(header: string[], row: number, cells: string[], faults: Faults): string[] | undefined {
  if (cells.every((cell) => cell.trim() === '')) return undefined
  for (const [index, cell] of cells.entries())
    if (cell !== '' && (header[index] ?? '') === '')
      faults.add({ row, index, column: null }, 'Stands under no name of a column. Allowed: cells below the header.')
  if (cells.length >= header.length) return cells.slice(0, header.length)
  faults.add(
    { row, index: null, column: null },
    `Has ${cells.length} of ${header.length} cells: the file may have been cut off here. Allowed: a cell for each column, empty where there is nothing.`,
  )
  return [...cells, ...Array<string>(header.length - cells.length).fill('')]
}
