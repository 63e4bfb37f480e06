import t from 'tap'
import { AnswerReader } from '../bench/answer-reader.ts'
import { withReport } from '../bench/document.ts'
import { median, p99Of, percentile, shown } from '../bench/statistics.ts'

t.test('answers are found in the bytes of a connection, however they are cut', async (t) => {
  const answers = [
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
    'HTTP/1.1 304 Not Modified\r\netag: "x"\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'HTTP/1.1 404 Not Found\r\nx: y\r\ncontent-length: 0\r\n\r\n',
  ]
  for (const size of [1, 2, 3, 7, 1000]) {
    const seen: [number, number][] = []
    const reader = new AnswerReader((status, bytes) => seen.push([status, bytes]))
    for (const answer of answers)
      for (let at = 0; at < answer.length; at += size) reader.read(Buffer.from(answer.slice(at, at + size)))
    t.same(
      seen,
      [
        [200, 5],
        [304, 0],
        [200, 26],
        [200, 5],
        [404, 0],
      ],
      `${size} bytes at a time`,
    )
  }
})

t.test('numbers are summed up without averages, and printed with the digits that they have', async (t) => {
  t.equal(median([3, 1, 2]), 2)
  t.equal(median([4, 1, 2, 3]), 2.5)
  t.equal(percentile([5, 1, 4, 2, 3], 0.5), 3)
  t.equal(percentile([5, 1, 4, 2, 3], 1), 5)
  t.equal(p99Of(Array(9_999).fill(1)), undefined, 'too few to tell one in a hundred')
  t.equal(p99Of(Array.from({ length: 10_000 }, (_, index) => index + 1)), 9_900)
  const printed = [12_345, 123.4, 12.34, 1.234, 0.1234, 0, undefined, Number.NaN].map(shown)
  t.same(printed, ['12,300', '123', '12.3', '1.23', '0.12', '0', '–', '–'])
})

t.test('a report replaces the one before, between its markers', async (t) => {
  const document = withReport('before\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nafter\n', 'new')
  t.equal(document, 'before\n<!-- bench:begin -->\n\nnew\n\n<!-- bench:end -->\nafter\n')
  t.equal(withReport(document, 'new'), document)
  t.throws(() => withReport('no markers', 'new'), /bench:begin/)
})
