import { randomUUID } from 'node:crypto'
import { readXlsx } from 'hucre/xlsx'
import t from 'tap'
import type { Cell } from '../src/http/response/csv.ts'
import { xlsxMediaType, xlsxParts } from '../src/http/response/xlsx.ts'
import { appFor } from './support/support.ts'
import { until } from './support/until.ts'

async function workbookOf(columns: string[], rows: Cell[][], rowsPerSheet?: number) {
  const batches = async function* () {
    yield rows
  }
  const parts: Buffer[] = []
  for await (const part of xlsxParts({ name: 'rows', columns }, batches(), rowsPerSheet)) parts.push(part)
  return readXlsx(Buffer.concat(parts))
}

t.test('numbers and booleans are what they are, and all else is text', async (t) => {
  const row: Cell[] = [2_000_000, -0.5, 0, true, false, null, '', '2024-10-04', '00123', '=1+1', '+1', '@a', '-1']
  const { sheets } = await workbookOf(
    row.map((_, index) => `c${index}`),
    [row, row.map(() => null), row],
  )
  t.equal(sheets[0]?.freezePane?.rows, 1)
  t.strictSame(sheets[0]?.rows[1], row)
  t.ok((sheets[0]?.rows[2] ?? []).every((cell) => cell === null))
  t.strictSame(sheets[0]?.rows[3], row, 'an empty row keeps its place')
})

t.test('text that XML or a cell has no place for is escaped or cut, and the workbook can be read', async (t) => {
  const cases: [text: string, shown: string][] = [
    ['a\u0001b\u001f', 'a\u0001b\u001f'],
    ['line\r\nline\rline\n', 'line\r\nline\rline\n'],
    [' \t kept \n', ' \t kept \n'],
    ['_x0041_ stays', '_x0041_ stays'],
    ['_x005F_x0041_', '_x005F_x0041_'],
    ['\ufffe\uffff', '\ufffd\ufffd'],
    ['\ud800 alone \udc00', '\ufffd alone \ufffd'],
    ['<b>&amp;"\'</b>]]>', '<b>&amp;"\'</b>]]>'],
    ['Війна 전쟁 \u{1f600}', 'Війна 전쟁 \u{1f600}'],
    ['x'.repeat(32_767), 'x'.repeat(32_767)],
    ['x'.repeat(32_768), `${'x'.repeat(32_766)}…`],
    [`${'x'.repeat(32_765)}\u{1f600}yy`, `${'x'.repeat(32_765)}…`],
  ]
  const { sheets } = await workbookOf(
    ['text'],
    cases.map(([text]) => [text]),
  )
  for (const [index, [, shown]] of cases.entries())
    t.equal(sheets[0]?.rows[index + 1]?.[0], shown, JSON.stringify(shown.slice(0, 40)))
})

t.test('a table longer than a sheet goes on in the next, under the same header', async (t) => {
  const { sheets } = await workbookOf(['n'], [[1], [2], [3]], 3)
  t.strictSame(
    sheets.map(({ name, rows }) => [name, rows]),
    [
      ['rows', [['n'], [1], [2]]],
      ['rows_2', [['n'], [3]]],
    ],
  )
})

/** Rows without end, and whether they were let go. */
function endlessRows() {
  const state = { isOpen: true, isFailing: false }
  const batches = async function* (): AsyncGenerator<Cell[][]> {
    try {
      for (let n = 0; ; n += 1) {
        if (state.isFailing) throw new Error('the disk is gone')
        // Text that hardly compresses, so that parts come soon.
        yield Array.from({ length: 500 }, () => [n, randomUUID()])
      }
    } finally {
      state.isOpen = false
    }
  }
  return { state, parts: xlsxParts({ name: 'rows', columns: ['n', 'text'] }, batches()) }
}

t.test('a workbook whose rows fail breaks off, and never ends as if it were complete', async (t) => {
  const { state, parts } = endlessRows()
  const read = async () => {
    let bytes = 0
    for await (const part of parts) {
      bytes += part.length
      state.isFailing = bytes > 100_000
    }
  }
  await t.rejects(read(), /the disk is gone/)
  t.notOk(state.isOpen)
})

t.test('a workbook that nobody waits for any more lets go of its rows', async (t) => {
  const { state, parts } = endlessRows()
  let bytes = 0
  for await (const part of parts) {
    bytes += part.length
    if (bytes > 100_000) break
  }
  await until('the rows are let go', () => !state.isOpen)
  t.notOk(state.isOpen)
})

t.test('a workbook without rows has its header', async (t) => {
  const app = await appFor(t)
  const { rawPayload, headers } = await app.inject('/v1/quotes.xlsx?q=nowheretobefound')
  const { sheets } = await readXlsx(rawPayload)
  t.equal(sheets[0]?.name, 'quotes')
  t.equal(sheets[0]?.rows.length, 1)
  t.equal(headers['content-type'], xlsxMediaType)
  t.equal(headers['content-disposition'], 'attachment; filename="quotes.xlsx"')
  t.match(headers, { 'dataset-version': /./, 'dataset-citation': /./, link: /rel="license"/ })
})

t.test('it is sent by Accept as well, and without a second compression', async (t) => {
  const app = await appFor(t)
  const headers = { accept: xlsxMediaType, 'accept-encoding': 'gzip, br' }
  const response = await app.inject({ url: '/v1/estimates', headers })
  t.equal(response.headers['content-type'], xlsxMediaType)
  t.equal(response.headers['content-encoding'], undefined)
  t.equal(response.headers['content-length'], String(response.rawPayload.length))
  t.strictSame(response.rawPayload, (await app.inject('/v1/estimates.xlsx')).rawPayload, 'the same bytes each time')
})
