import t from 'tap'
import { RequestCounts } from '../src/http/protect/request-counts.ts'

t.test('a window is told as long as it is, at whatever moment it starts', async (t) => {
  // The sum of such moments and a minute is not what it should be: floating point.
  const moments = Array.from({ length: 1000 }, (_, index) => 6543.210987 + index * 1.234567891)
  let now = 0
  t.intercept(performance, 'now', { value: () => now })
  const counts = new RequestCounts(60_000)
  const told = moments.map((moment, index) => {
    now = moment
    return counts.add(`client ${index}`).msLeft
  })
  t.strictSame([...new Set(told)], [60_000])
})

t.test('a window ends, and starts anew', async (t) => {
  let now = 0.1
  t.intercept(performance, 'now', { value: () => now })
  const counts = new RequestCounts(1000)
  const ask = (moment: number) => {
    now = moment
    return counts.add('client')
  }
  t.strictSame(ask(0.1), { count: 1, msLeft: 1000 })
  t.strictSame(ask(500.2), { count: 2, msLeft: 500 })
  t.strictSame(ask(1000.2), { count: 1, msLeft: 1000 })
})
