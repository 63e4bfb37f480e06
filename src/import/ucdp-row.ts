/** A row of UCDP GED: its cells by name, read strictly, and the account of each. */
import type { Faults } from './faults.ts'
import type { Report } from './report.ts'
import type { TableRow } from './table.ts'
import type { UcdpColumn } from './ucdp-columns.ts'

export class UcdpRow {
  readonly number: number
  readonly #cells: string[]
  readonly #columns: Map<string, UcdpColumn>
  readonly #faults: Faults
  readonly #report: Report
  readonly #losing = new Set<string>()
  readonly #flagged = new Set<string>()

  constructor(
    { row, cells }: TableRow,
    { columns, faults, report }: { columns: Map<string, UcdpColumn>; faults: Faults; report: Report },
  ) {
    this.number = row
    this.#cells = cells
    this.#columns = columns
    this.#faults = faults
    this.#report = report
  }

  /** The text of a cell, in one line without spaces around it; null: it is empty, or there is no such column. */
  text(name: string): string | null {
    const column = this.#columns.get(name)
    const cell = column === undefined ? '' : (this.#cells[column.index] as string)
    const line = cell.replace(/\p{Cc}+/gu, ' ')
    const text = line.trim()
    if (line !== cell) this.flag(name, 'control characters became a space, or were left out at the ends')
    else if (text !== cell) this.flag(name, 'spaces, or characters without width, round the text were left out')
    return text === '' ? null : text
  }

  /** The text of a cell that must not be empty. */
  required(name: string): string {
    const text = this.text(name)
    if (text === null) this.refuse(name, 'Is empty. Allowed: a value in every row.')
    return text ?? ''
  }

  /** A whole number from one to another; NaN, and a fault, for anything else. */
  whole(name: string, from: number, to: number): number {
    const text = this.required(name)
    // Some versions write 4.0 for 4.
    const number = /^\d{1,9}(\.0+)?$/.test(text) ? Number(text) : Number.NaN
    if (text === '' || (number >= from && number <= to)) return number
    this.refuse(
      name,
      `${JSON.stringify(text.slice(0, 60))} is not allowed. Allowed: a whole number from ${from} to ${to}.`,
    )
    return Number.NaN
  }

  /** Degrees within so many of zero. */
  degrees(name: string, most: number): number {
    const text = this.required(name)
    const number = /^-?\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    if (text === '' || Math.abs(number) <= most) return number
    this.refuse(name, `${JSON.stringify(text.slice(0, 60))} is not allowed. Allowed: degrees from ${-most} to ${most}.`)
    return Number.NaN
  }

  /** A day, YYYY-MM-DD, which may be followed by midnight. */
  day(name: string): string {
    const text = this.required(name)
    const day = /^(\d{4}-\d\d-\d\d)(?:[ T]00:00(?::00(?:\.0+)?)?)?$/.exec(text)?.[1]
    if (day !== undefined && new Date(day).toJSON()?.startsWith(day) === true) return day
    if (text !== '')
      this.refuse(name, `${JSON.stringify(text.slice(0, 60))} is no day. Allowed: YYYY-MM-DD, such as 2016-01-31.`)
    return ''
  }

  refuse(name: string, message: string): void {
    const column = this.#columns.get(name)
    this.#faults.add({ row: this.number, index: column?.index ?? null, column: column?.title ?? name }, message)
  }

  /** A value that is kept, but about which a reader should know something; each is listed once. */
  flag(name: string, note: string): void {
    if (this.#flagged.has(`${name} ${note}`)) return
    this.#flagged.add(`${name} ${note}`)
    this.#report.flag(this.#columns.get(name)?.title ?? name, note, this.number)
  }

  /** The value of a cell is not kept, and why. */
  lose(name: string, note: string): void {
    this.#losing.add(name)
    this.flag(name, note)
  }

  /** Counts all cells of the row. */
  count(): void {
    for (const { name, title, index, use } of this.#columns.values())
      if ((this.#cells[index] as string).trim() !== '')
        this.#report.count(title, use === 'lost' || this.#losing.has(name) ? 'lost' : 'kept')
  }
}
