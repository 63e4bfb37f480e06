import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | boolean | null

/** RFC 4180 has no word for an encoding; `header=present` says that the first line names the columns. */
export const csvMediaType = 'text/csv; charset=utf-8; header=present'

export const csvGuardRule =
  'Text that a spreadsheet would read as a formula (it starts with =, +, -, @, their full-width forms, a tab, a carriage ' +
  'return or a line feed) gets a leading apostrophe; numbers never do. Nothing is an empty cell; empty text and an empty list are a quoted one. Lines end in CRLF (RFC 4180).'

const options = {
  escape_formulas: true,
  record_delimiter: 'windows',
  // Empty text is quoted, null is not. csv-stringify leaves a lone line feed bare when lines end in CRLF.
  quoted_match: /^$|[\r\n]/,
  cast: {
    boolean: (value: boolean) => String(value),
    // OWASP lists the line feed among the characters that start a formula; `escape_formulas` does not.
    string: (text: string) => (text.startsWith('\n') ? `'${text}` : text),
  },
} as const

/** The first line of a table: the names of its columns. */
export const csvHeader = (columns: string[]): string => stringify([columns], options)

/**
 * Rows of a table, in the order of its columns. A lone empty cell is quoted: many readers skip a blank line.
 */
export const csvRows = (rows: Cell[][]): string =>
  stringify(
    rows.map((row) => (row.length === 1 && row[0] === null ? [''] : row)),
    options,
  )

/** A mark by which spreadsheets recognise UTF-8. */
export const byteOrderMark = '\ufeff'
