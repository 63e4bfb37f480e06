/** The account of an import: cells read, kept, flagged and lost, by column. */

export interface ColumnCounts {
  read: number
  kept: number
  flagged: number
  lost: number
}

export class Report {
  readonly columns = new Map<string, ColumnCounts>()
  readonly #notes = new Map<string, string[]>()

  /** Counts one cell that is not empty. */
  count(column: string, outcome: 'kept' | 'lost'): void {
    const counts = this.#of(column)
    counts.read += 1
    counts[outcome] += 1
  }

  /** A cell that is kept, but about which a reader should know something. */
  flag(column: string, note: string, row: number): void {
    this.#of(column).flagged += 1
    this.note(`${column}: ${note}`, String(row))
  }

  /** A sentence about the whole; equal ones are listed once, with the items that they are about. */
  note(sentence: string, item?: string): void {
    const items = this.#notes.get(sentence) ?? []
    this.#notes.set(sentence, items)
    if (item !== undefined) items.push(item)
  }

  /** Names a column, so that it stands in the account though it is empty. */
  open(column: string): void {
    this.#of(column)
  }

  toString(): string {
    const names = [...this.columns.keys()]
    const width = Math.max(6, ...names.map((name) => name.length))
    const line = (name: string, ...numbers: (string | number)[]) =>
      `  ${name.padEnd(width)}${numbers.map((one) => String(one).padStart(9)).join('')}`
    const notes = [...this.#notes].map(([sentence, items]) => `  ${sentence}${itemsText(items)}`)
    return [
      line('column', 'read', 'kept', 'flagged', 'lost'),
      ...[...this.columns].map(([name, { read, kept, flagged, lost }]) => line(name, read, kept, flagged, lost)),
      ...(notes.length === 0 ? [] : ['Notes (the header is row 1; each row of cells is one row):', ...notes]),
    ].join('\n')
  }

  #of(column: string): ColumnCounts {
    const counts = this.columns.get(column) ?? { read: 0, kept: 0, flagged: 0, lost: 0 }
    this.columns.set(column, counts)
    return counts
  }
}

const maxItems = 12

function itemsText(items: string[]): string {
  if (items.length === 0) return ''
  const word = items.every((item) => /^\d+$/.test(item)) ? (items.length === 1 ? 'row ' : 'rows ') : ''
  return ` (${word}${items.slice(0, maxItems).join(', ')}${items.length > maxItems ? `, … ${items.length} in all` : ''})`
}
