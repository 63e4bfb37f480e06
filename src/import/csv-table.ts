/** CSV as spreadsheets write it (RFC 4180): separated by comma, semicolon or tab, in UTF-8. */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type Faults, ImportError } from './faults.ts'
import { fitted, type Table, type TableRow } from './table.ts'

const separators = [',', ';', '\t']
const maxLineBytes = 16 * 1024 * 1024
const lineFeed = 0x0a

/**
 * Reads a CSV file row by row.
 * @throws ImportError if there is no header, or at bytes that are not UTF-8
 */
export async function csvTable(file: string, faults: Faults): Promise<Table> {
  const blocks = textBlocks(file)
  const first = await blocks.next()
  const opening = first.done ? '' : first.value.replace(/^\ufeff/, '')
  const whole = async function* () {
    yield opening
    yield* blocks
  }
  const parser = parse({
    delimiter: separatorOf(opening),
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: maxLineBytes,
  })
  // An error of the source is met while the rows are read.
  pipeline(whole, parser, () => {})
  const records = recordsOf(parser, faults)
  const header = ((await records.next()).value ?? []).map((name) => name.trim())
  faults.throwIfAny(file)
  if (header.every((name) => name === ''))
    throw new ImportError(`${file} has no header. Allowed: a first row with the names of the columns.`)
  return { header, rows: rowsOf(header, records, faults) }
}

async function* recordsOf(parser: AsyncIterable<string[]>, faults: Faults): AsyncGenerator<string[], undefined> {
  try {
    for await (const record of parser) yield record
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const reason =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A quotation mark is opened and never closed: the file may have been cut off.'
        : error.code === 'CSV_MAX_RECORD_SIZE'
          ? `Is longer than ${maxLineBytes} characters.`
          : 'Has a quotation mark in the middle of a cell. Allowed: "…" round the whole cell, "" for a quotation mark in it.'
    // Rows that were read but not taken yet are lost with the error.
    faults.add({ row: Number(error.records) + 1, index: null, column: null }, reason)
  }
}

async function* rowsOf(header: string[], records: AsyncIterable<string[]>, faults: Faults): AsyncGenerator<TableRow> {
  let row = 1
  for await (const record of records) {
    row += 1
    const cells = fitted(header, row, record.map(withoutGuard), faults)
    if (cells !== undefined) yield { row, cells, dates: new Set() }
  }
}

/** Our own CSV has an apostrophe before text that a spreadsheet would read as a formula. */
const withoutGuard = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')

/** The separator that stands most often in the header, outside of quotation marks. */
function separatorOf(text: string): string {
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1)
  const counts = separators.map((one) => line.split(one).length)
  return separators[counts.indexOf(Math.max(...counts))] as string
}

/**
 * The text of a file in blocks of whole lines. A line feed is never a part of another character of UTF-8.
 * @throws ImportError at the first line that is not UTF-8
 */
async function* textBlocks(file: string): AsyncGenerator<string, undefined> {
  let rest = Buffer.alloc(0)
  let line = 1
  const decoded = (block: Buffer): string => {
    if (!isUtf8(block) || block.includes(0)) throw new ImportError(notUtf8(file, block, line))
    for (const byte of block) if (byte === lineFeed) line += 1
    return block.toString('utf8')
  }
  for await (const chunk of createReadStream(file)) {
    const all = Buffer.concat([rest, chunk as Buffer])
    const end = all.lastIndexOf(lineFeed) + 1
    if (all.length - end > maxLineBytes)
      throw new ImportError(`${file} has a line of more than ${maxLineBytes} bytes. Is it a table?`)
    if (end > 0) yield decoded(all.subarray(0, end))
    rest = all.subarray(end)
  }
  if (rest.length > 0) yield decoded(rest)
}

function notUtf8(file: string, block: Buffer, firstLine: number): string {
  const isUtf16 = block.includes(0)
  let start = 0
  let line = firstLine
  for (let end = block.indexOf(lineFeed); !isUtf16 && end !== -1; end = block.indexOf(lineFeed, start)) {
    if (!isUtf8(block.subarray(start, end))) break
    start = end + 1
    line += 1
  }
  const from = isUtf16 ? 'UTF-16' : 'WINDOWS-1252'
  return [
    `${file} is not UTF-8 from line ${line} on; nothing was written. It looks like ${isUtf16 ? 'UTF-16' : 'Latin-1 or Windows-1252'}.`,
    `Save it as "CSV UTF-8", or convert it: iconv -f ${from} -t UTF-8 ${file} > utf8.csv`,
  ].join(' ')
}
