/** One row of a table as values by field, with the place of each for faults. */
import { cellValue, isWritten, type KnownColumn, place, textsOf } from './columns.ts'
import type { Faults } from './faults.ts'
import type { HeaderColumn } from './header.ts'
import type { Report } from './report.ts'
import type { TableRow } from './table.ts'

export type Fields = Record<string, unknown>

export class Row {
  readonly number: number
  /** The fields of the estimate in the form that is served, of its quantity, of its source, and of the row itself. */
  readonly fields: Record<KnownColumn['of'], Fields> = { estimate: {}, quantity: {}, source: {}, row: {} }
  /** Names beside ids, by the name of their column. */
  readonly names: Record<string, unknown> = {}
  readonly #columns: readonly HeaderColumn[]
  readonly #texts: ReadonlyMap<string, string>
  readonly #faults: Faults
  /** True once a cell has a fault. */
  isFaulty = false

  constructor({ row, cells, dates }: TableRow, columns: readonly HeaderColumn[], faults: Faults) {
    this.number = row
    this.#columns = columns
    this.#faults = faults
    const filled = columns.flatMap(({ index, known }) => {
      const text = (cells[index] as string).trim()
      return known === undefined || text === '' ? [] : [{ index, known, text }]
    })
    this.#texts = new Map(filled.map(({ known, text }) => [known.name, text]))
    for (const { index, known, text } of filled) {
      if (dates.has(index) && !isDay(known))
        this.refuse(
          known.name,
          `Is kept as the date ${text} by the spreadsheet. Allowed: text; format the cell as text and write it again.`,
        )
      else this.#read(known, text)
    }
  }

  /** The text of a cell; undefined: nothing. */
  text(column: string): string | undefined {
    return this.#texts.get(column)
  }

  /** Records a fault at the first of some columns that the table has, else at the first. */
  refuse(columns: string | string[], message: string): void {
    this.isFaulty = true
    const names = [columns].flat()
    const found = names.flatMap((name) => this.#columns.find(({ known }) => known?.name === name) ?? [])[0]
    this.#faults.add(
      { row: this.number, index: found?.index ?? null, column: found?.title ?? names[0] ?? null },
      message,
    )
  }

  /** Names of the columns that a field may have, the most exact first. */
  columnOf(of: KnownColumn['of'], path: readonly PropertyKey[]): string[] {
    const keys = path.filter((key) => typeof key === 'string') as string[]
    const prefix = of === 'estimate' ? '' : `${of}_`
    return [
      prefix + keys.join('_'),
      prefix + (keys[0] ?? 'id'),
      ...(of === 'quantity' && keys[0] === 'unit' ? ['unit'] : []),
    ]
  }

  /** Counts every cell that is not empty as kept, or as lost where a load makes it anew from the others. */
  count(report: Report, isLost: (column: KnownColumn) => boolean): void {
    for (const { title, known } of this.#columns)
      if (known !== undefined && this.#texts.has(known.name)) report.count(title, isLost(known) ? 'lost' : 'kept')
  }

  #read(known: KnownColumn, text: string): void {
    const values = (texts: unknown): unknown => {
      if (Array.isArray(texts)) return texts.map(values)
      if (texts === null) return null
      const result = known.shows === undefined ? cellValue(known, texts as string) : { value: texts }
      if ('value' in result) return result.value
      this.refuse(known.name, result.fault)
      return null
    }
    const value = values(textsOf(known, text))
    if (known.shows === undefined) place(this.fields[known.of], known, value)
    else this.names[known.name] = value
  }
}

/** True of the columns of times. */
const isDay = ({ path }: KnownColumn): boolean =>
  /^(edtf|earliest|latest|date|(start|end)_(earliest|latest))$/.test(path.at(-1) ?? '')

/** True of a column that says something of its own; all others follow from those. */
export const saysMore = (known: KnownColumn): boolean => isWritten(known) || known.shows !== undefined
