import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | boolean | null

/** RFC 4180 has no word for an encoding; `header=present` says that the first line names the columns. */
export const csvMediaType = 'text/csv; charset=utf-8; header=present'

export const csvGuardRule =
  'Text that a spreadsheet would read as a formula (it starts with =, +, -, @, a tab or a carriage return) gets a leading ' +
  'apostrophe; numbers never do. Nothing is an empty cell, several values are joined by |, lines end in CRLF (RFC 4180).'

/** A table as CSV: the columns in the order given, the header even where there are no rows. */
export const writeCsv = (columns: string[], rows: Record<string, Cell>[]): string =>
  stringify(rows, {
    header: true,
    columns,
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { boolean: (value) => String(value) },
  })
