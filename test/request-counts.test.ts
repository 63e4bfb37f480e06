import t from 'tap'
import { RequestCounts } from '../src/http/request-counts.ts'

t.test('a window is told as long as it is, at whatever moment it starts', async (t) => {
  // The sum of such moments and a minute is not what it should be: floating point.
  const moments = Array.from({ length: 1000 }, (_, index) => 6543.210987 + index * 1.234567891)
  let now = 0
  t.intercept(performance, 'now', { value: () => now })
  const counts = new RequestCounts()
  const told = moments.map((moment, index) => {
    now = moment
    let ttl = 0
    counts.incr(`client ${index}`, (_error, state) => (ttl = state.ttl), 60_000)
    return ttl
  })
  t.strictSame([...new Set(told)], [60_000])
})

t.test('a window ends, and starts anew', async (t) => {
  let now = 0.1
  t.intercept(performance, 'now', { value: () => now })
  const counts = new RequestCounts()
  const ask = (moment: number) => {
    now = moment
    let said = {}
    counts.incr('client', (_error, state) => (said = state), 1000)
    return said
  }
  t.strictSame(ask(0.1), { current: 1, ttl: 1000 })
  t.strictSame(ask(500.2), { current: 2, ttl: 500 })
  t.strictSame(ask(1000.2), { current: 1, ttl: 1000 })
})
