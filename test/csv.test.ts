import { csvParseRows } from 'd3-dsv'
import t from 'tap'
import { csvRows } from '../src/http/response/csv.ts'

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
