/** Facts as tables: answers that are no lists, the cells of CSV and XLSX, and the views of the SQLite file. */

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { csvParse, csvParseRows } from 'd3-dsv'
import { readXlsx } from 'hucre/xlsx'
import t, { type Test } from 'tap'
import { Database } from '../src/db/sqlite/driver.ts'
import { schemaFile, schemaSql } from '../src/db/sqlite/migrate.ts'
import { type Cell, csvRows } from '../src/http/response/csv.ts'
import { xlsxMediaType, xlsxParts } from '../src/http/response/xlsx.ts'
import { columnsOf } from '../src/listing/columns.ts'
import { viewOf } from '../src/listing/views.ts'
import { listings } from '../src/records/types.ts'
import { withQuery } from './support/contract-document.ts'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'
import { until } from './support/until.ts'

const tables = [
  '/v1/search?q=shells',
  '/v1/search?q=%22direct%20threat%22&type=evidence,quote',
  '/v1/search?q=nowheretobefound',
  '/v1/entities/south-korea/series',
  '/v1/entities/south-korea/series?quantity=containers-delivered-kp-ru&exact=true',
  '/v1/entities/experts/series',
  '/v1/entities/artillery-shells/series',
]

t.test('a search and a series have the same rows as JSON, CSV, XLSX and NDJSON, by suffix and by Accept', async (t) => {
  const app = await appFor(t)
  for (const address of tables) {
    const at = (format: string) => address.replace(/(\?|$)/, `.${format}$1`)
    const data = await walk(app, withQuery(address, 'limit=1000'))
    const ndjson = (await app.inject(at('ndjson'))).body.split('\n').slice(0, -1)
    const records = ndjson.map((line) => JSON.parse(line))
    t.strictSame(
      records.map((record, index) => Object.fromEntries(Object.keys(data[index]).map((key) => [key, record[key]]))),
      data,
      address,
    )
    const csv = await app.inject(at('csv'))
    const rows = csvParse(csv.body)
    t.equal(rows.length, data.length, address)
    const xlsx = await app.inject(at('xlsx'))
    const [sheet] = (await readXlsx(xlsx.rawPayload)).sheets
    t.strictSame(sheet?.rows[0], rows.columns)
    t.equal(sheet?.rows.length, data.length + 1)
    for (const [accept, one] of [
      ['text/csv', csv],
      [xlsxMediaType, xlsx],
    ] as const) {
      const asked = await app.inject({ url: address, headers: { accept } })
      t.strictSame(asked.rawPayload, one.rawPayload, `${address} as ${accept}`)
      t.match(asked.headers.vary, /Accept,/)
    }
    for (const [index, row] of rows.entries()) {
      const { id, estimate, display } = data[index]
      if (id !== undefined) t.match(row, { id, display }, address)
      else
        t.match(row, { estimate_id: estimate.id, estimate_as_stated: estimate.as_stated, quantity_name: /./ }, address)
    }
  }
})

t.test('a table of a search says how many were found, and a part of it leads on', async (t) => {
  const app = await appFor(t)
  const { meta } = await getJson(app, '/v1/search?q=shells&total=true&limit=1')
  const whole = await app.inject('/v1/search.csv?q=shells')
  t.equal(whole.headers['total-count'], String(meta.total))
  t.equal(csvParse(whole.body).length, meta.total)
  const first = await app.inject('/v1/search.csv?q=shells&limit=3&total=true')
  t.equal(first.headers['total-count'], String(meta.total))
  t.equal(csvParse(first.body).length, 3)
  const next = /<([^>]*)>; rel="next"/.exec(String(first.headers.link))?.[1] as string
  t.equal(csvParse((await app.inject(next)).body)[0]?.id, csvParse(whole.body)[3]?.id)
  t.equal((await app.inject('/v1/search.csv?q=shells&limit=3')).headers['total-count'], undefined)
  t.match((await getJson(app, '/v1/search.xlsx?q=shells&facets=type', 400)).detail, /facets: Not available in XLSX/)
  t.match((await getJson(app, '/v1/search.pdf?q=shells', 400)).detail, /Allowed: json, csv, xlsx, ndjson/)
})

t.test('no cell of text starts what a spreadsheet takes for a formula', async (t) => {
  // The list of OWASP, "CSV Injection".
  for (const first of ['=', '+', '-', '@', '\t', '\r', '\n', '\r\n', '\n=', '＝', '＋', '－', '＠']) {
    const text = `${first}1+cmd|' /C calc'!A0`
    t.strictSame(csvParseRows(csvRows([['a', text, 'b']])), [['a', `'${text}`, 'b']], JSON.stringify(first))
  }
  t.strictSame(csvParseRows(csvRows([['\n', '-']])), [["'\n", "'-"]], 'also where it stands alone')
  for (const text of ['a\n=1', "'=1", '1-2', 'x@example.org', '', 'NA', '−3'])
    t.strictSame(csvParseRows(csvRows([['a', text]])), [['a', text]], JSON.stringify(text))
  t.equal(csvRows([[-1, -2.5, null, true, '']]), '-1,-2.5,,true,""\r\n', 'numbers stay numbers')
})

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

type Row = Record<string, unknown>

const unguarded = (cell: string) => cell.replace(/^'(?=[=+@\t\r\n＝＋－＠-])/, '')
/** A quoted empty cell is an empty text or list, a bare one is nothing. */
const isNothing = (value: unknown, cell: string) => value === null && cell === ''

async function compareCells(t: Test, app: Awaited<ReturnType<typeof appFor>>): Promise<void> {
  const sqlite = new Database(app.databaseFile, { readonly: true })
  t.teardown(() => sqlite.close())
  sqlite.pragma('trusted_schema = OFF')
  for (const { collection, contract } of listings) {
    const [header = [], ...rows] = csvParseRows((await app.inject(`/v1/${collection}.csv`)).body)
    const found = sqlite.prepare(`select * from v_${collection}`).all() as Row[]
    const flags = new Set(columnsOf(contract).flatMap(({ name, type }) => (type === 'boolean' ? [name] : [])))
    t.equal(found.length, rows.length, collection)
    for (const [index, row] of found.entries()) {
      t.strictSame(Object.keys(row), header)
      for (const [column, name] of header.entries()) {
        const cell = unguarded(rows[index]?.[column] as string)
        const value = flags.has(name) && typeof row[name] === 'number' ? row[name] === 1 : row[name]
        if (String(value ?? '') !== cell || (value === null && !isNothing(value, cell)))
          t.equal(value, cell, `${collection} ${row.id} ${name}`)
      }
    }
  }
}

t.test('a view for each list has the rows, columns and order of its CSV, cell by cell', async (t) => {
  await compareCells(t, await appFor(t))
})

t.test('so it is for texts with separators, and for numbers and flags within lists', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('common/entities.yaml', 'aliases: [DPRK,', "aliases: ['a|b\\c;d', '=1', DPRK,")
  edit('common/entities.yaml', 'name: North Korea', "name: 'North|Korea; \\ (DPRK)'")
  await compareCells(t, await appFor(t, seed))
})

t.test('numbers are numbers, flags 1 and 0, nothing is null, and an empty list is empty text', async (t) => {
  const { databaseFile } = await appFor(t)
  const sqlite = new Database(databaseFile, { readonly: true })
  t.teardown(() => sqlite.close())
  const query = `select low, high, spread, claimants, claimants_names, origin_name, quantity_name from v_estimates where id = ?`
  t.strictSame(sqlite.prepare(query).get('estimate-fp-spread-of-shells'), {
    ...{ low: 1_600_000, high: 6_000_000, spread: 1, claimants: '', claimants_names: '', origin_name: null },
    quantity_name: 'Artillery shells delivered from North Korea to Russia',
  })
  const types = sqlite.prepare(`select name, type from pragma_table_xinfo('v_estimates')`).all() as Row[]
  for (const [name, type] of Object.entries({ id: 'TEXT', low: 'NUM', spread: 'INT', low_inclusive: 'INT' }))
    t.equal(types.find((one) => one.name === name)?.type, type)
})

t.test('the migration is what the model and the columns say', async (t) => {
  t.equal(readFileSync(schemaFile, 'utf8'), schemaSql(listings.map(viewOf)), 'write it anew with `npm run generate`')
})
