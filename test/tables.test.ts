/** Answers that are no lists, as tables. */
import { csvParse } from 'd3-dsv'
import { readXlsx } from 'hucre/xlsx'
import t from 'tap'
import { xlsxMediaType } from '../src/http/response/xlsx.ts'
import { withQuery } from './support/contract-document.ts'
import { appFor, getJson, walk } from './support/support.ts'

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
