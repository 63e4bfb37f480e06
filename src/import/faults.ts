/** Place of a fault: the row as a spreadsheet numbers it, the place and the name of its column; null: not one of them. */
export interface Place {
  row: number | null
  index: number | null
  column: string | null
}

/** "C": the third column, as spreadsheets name it. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}

/** Most faults shown. */
const maxShown = 100

/** Thrown for a table with faults, of which nothing is imported. */
export class ImportError extends Error {
  override name = 'ImportError'
}

/** Faults of a table by row and column, each listed once. */
export class Faults {
  readonly #lines: { row: number; line: string }[] = []
  readonly #seen = new Set<string>()
  #more = 0

  get count(): number {
    return this.#lines.length + this.#more
  }

  add({ row, index, column }: Place, message: string): void {
    const cell = row !== null && index !== null ? ` (${columnLetters(index)}${row})` : ''
    const place = [row === null ? null : `row ${row}`, column === null ? null : `column ${column}`].filter(Boolean)
    const line = `  ${place.length === 0 ? '' : `${place.join(', ')}${cell}: `}${message}`
    if (this.#seen.has(line)) return
    if (this.#lines.length >= maxShown) {
      this.#more += 1
      return
    }
    this.#seen.add(line)
    this.#lines.push({ row: row ?? 0, line })
  }

  /** @throws ImportError that lists the faults, if there are any */
  throwIfAny(file: string): void {
    if (this.count === 0) return
    const lines = this.#lines.sort((one, other) => one.row - other.row).map(({ line }) => line)
    const more = this.#more > 0 ? [`  and ${this.#more} more.`] : []
    const count = this.count === 1 ? 'a fault' : `${this.count} faults`
    throw new ImportError([`${file} has ${count}; nothing was written.`, ...lines, ...more].join('\n'))
  }
}
