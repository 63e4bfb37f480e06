import t from 'tap'
import { excess, sidesOf } from '../src/facts/comparison/claims.ts'
import { coverageOf, type Reading } from '../src/facts/comparison/windows.ts'
import { claimsOf, type Drawn, reportOf } from './support/disagreement.ts'

const shown = ({ earliest, latest, made }: Reading) =>
  [`${earliest || 'start'}..${latest}`, ...made.map(({ assumption }) => assumption)].join(' ')
const windowOf = (drawn: Drawn) => {
  const { starts, ends, endOfPeriod } = coverageOf(reportOf(drawn))
  return { starts: starts.map(shown), ends: ends.map(shown), period: endOfPeriod && shown(endOfPeriod) }
}

t.test('windows are read as far as they had passed, and what is vague rests on an assumption', async (t) => {
  const day = (text: string) => `${text}..${text}`
  const cases: [Drawn, ReturnType<typeof windowOf>][] = [
    [
      { window: '2024-01/2024-02', said: '2024-06-01' },
      { starts: [day('2024-01-01')], ends: [day('2024-02-29')], period: null },
    ],
    [
      { window: '2024-01/2024-02', said: '2024-02-10' },
      {
        starts: [day('2024-01-01')],
        ends: [day('2024-02-10')],
        period: `${day('2024-02-29')} end_of_period`,
      },
    ],
    [
      { window: '2024-01/2024-02', said: '2024-02' },
      {
        starts: [day('2024-01-01')],
        ends: ['2024-02-01..2024-02-29'],
        period: `${day('2024-02-29')} end_of_period`,
      },
    ],
    [
      { window: '2024-01/2024-02', published: '2024-02-10' },
      { starts: [day('2024-01-01')], ends: [day('2024-02-10')], period: `${day('2024-02-29')} end_of_period` },
    ],
    [
      { window: '2024-01/2024-02', said: '2024-02-10~', published: '2024-02-12' },
      {
        starts: [day('2024-01-01')],
        ends: ['start..2024-02-12', `${day('2024-02-10')} approximate_as_written`],
        period: `${day('2024-02-29')} end_of_period`,
      },
    ],
    [
      { window: '2024-01~/2024-02~', said: '2024-06-01' },
      {
        starts: ['start..~', `${day('2024-01-01')} approximate_as_written`],
        ends: ['start..2024-06-01', `${day('2024-02-29')} approximate_as_written`],
        period: null,
      },
    ],
    [
      { window: '2024-01?/2024-02?', said: '2024-06-01' },
      { starts: ['start..~'], ends: ['start..2024-06-01'], period: null },
    ],
    [
      { window: '!2024-01/2024-02', said: '2024-06-01' },
      {
        starts: ['start..~', `${day('2024-01-01')} approximate_as_written`],
        ends: ['start..2024-06-01', `${day('2024-02-29')} approximate_as_written`],
        period: null,
      },
    ],
    [
      { window: '2024-01-XX/2024-02', said: '2024-06-01' },
      { starts: ['2024-01-01..2024-01-31'], ends: [day('2024-02-29')], period: null },
    ],
    [
      { window: '2024-24', said: '2025-06-01' },
      {
        starts: ['2023-12-01..2025-03-21'],
        ends: ['2023-12-01..2025-03-21'],
        period: null,
      },
    ],
    [
      { window: '2024-22', said: '2024-12-24' },
      { starts: [day('2024-06-01')], ends: [day('2024-09-23')], period: null },
    ],
    [
      { window: '2022-06/2024-02', sinceAtLeast: true, said: '2024-06-01' },
      { starts: ['start..2022-06-30'], ends: [day('2024-02-29')], period: null },
    ],
    [
      { window: '/2024-02', said: '2024-06-01' },
      { starts: ['start..~', 'start.. start_of_flow'], ends: [day('2024-02-29')], period: null },
    ],
    [
      { window: '2024-01/..', said: '2024-06-01' },
      { starts: [day('2024-01-01')], ends: ['start..2024-06-01', `${day('2024-06-01')} end_said`], period: null },
    ],
    [
      { window: '../2024-01', said: '2024-06-01' },
      { starts: ['start..'], ends: [day('2024-01-31')], period: null },
    ],
    [
      { as_of: '2024-05', said: '2024-06-01' },
      {
        starts: ['start..~', 'start.. start_of_flow'],
        ends: ['start..2024-06-01', '2024-05-01..2024-05-31 end_as_of'],
        period: null,
      },
    ],
    [
      { published: '!2024-10', recorded: '2026-11-20' },
      {
        starts: ['start..~', 'start.. start_of_flow'],
        ends: ['start..2026-11-20', '2024-10-01..2024-10-31 end_published approximate_as_written'],
        period: null,
      },
    ],
    [
      { said: '2024-06-01?', published: '2024-06-20' },
      {
        starts: ['start..~', 'start.. start_of_flow'],
        ends: ['start..2024-06-20', `${day('2024-06-20')} end_published`],
        period: null,
      },
    ],
    [{}, { starts: ['start..~', 'start.. start_of_flow'], ends: ['start..~'], period: null }],
    // A clock before the start does not say when the window ends.
    [
      { window: '2025/', as_of: '2023-04', said: '!2025-11-03', published: '2025-12-30' },
      { starts: [day('2025-01-01')], ends: ['start..2025-12-30'], period: null },
    ],
    [
      { window: '2023-08-01~/', as_of: '2022-02-14', published: '2025-12-30' },
      {
        starts: ['start..~', `${day('2023-08-01')} approximate_as_written`],
        ends: ['start..2025-12-30'],
        period: null,
      },
    ],
    [
      { window: '2024/2025-04-18', said: '!2022-05-18', published: '2025-12-30' },
      {
        starts: [day('2024-01-01')],
        ends: ['start..2025-04-18'],
        period: `${day('2025-04-18')} end_of_period`,
      },
    ],
    [
      { window: '2022-06/', sinceAtLeast: true, as_of: '2021', said: '2024-06-01' },
      { starts: ['start..2022-06-30'], ends: ['start..2024-06-01', '2021-01-01..2021-12-31 end_as_of'], period: null },
    ],
    // A forecast counts nothing that has moved.
    [
      { window: '2025~/', said: '2024-06-01' },
      { starts: ['start..~'], ends: ['start..~'], period: null },
    ],
    [
      { window: '2025', said: '2024-06-01' },
      { starts: ['start..~'], ends: ['start..~'], period: null },
    ],
  ]
  for (const [drawn, expected] of cases) t.strictSame(windowOf(drawn), expected, JSON.stringify(drawn))
})

t.test('equal windows are equal however they are written', async (t) => {
  const texts = ['2024', '2024-01/2024-12', '2024-01-01/2024-12-31', '2024-01/2024-12-31']
  for (const said of ['2025-05-29', '2024-07-01', '2024-07', '2024-07-01~'])
    for (const text of texts) t.strictSame(windowOf({ window: text, said }), windowOf({ window: '2024', said }), text)
})

t.test('the sides of a figure are bounds, single numbers, or open', async (t) => {
  const shownSide = (drawn: Drawn, tolerance: number | null = null) => {
    const { lower, upper } = sidesOf(reportOf(drawn), tolerance)
    const show = (side: typeof lower) =>
      side && `${side.isPoint ? 'near ' : ''}${side.value}${side.inclusive ? '' : ' excluded'}`
    return [show(lower), show(upper)]
  }
  t.strictSame(shownSide({ best: 5000 }), ['near 5000', 'near 5000'])
  t.strictSame(shownSide({ best: 5000 }, 0.1), ['near 4500', 'near 5500'])
  t.strictSame(shownSide({ best: 0, modifier: 'unmodified' }, 0.5), ['0', '0'])
  t.strictSame(shownSide({ low: 5 }), ['5', null])
  t.strictSame(shownSide({ low: 5, modifier: 'more_than' }), ['5 excluded', null])
  t.strictSame(shownSide({ high: 5, modifier: 'less_than' }), [null, '5 excluded'])
  t.strictSame(shownSide({ high: 16000, modifier: 'almost' }), ['near 16000', '16000 excluded'])
  t.strictSame(shownSide({ high: 3, as_stated: 'up to approximately 3 million' }), [null, 'near 3'])
  t.strictSame(shownSide({ low: 4, high: 6, modifier: 'between' }), ['4', '6'])
  t.strictSame(shownSide({ low: 4, high: 6, modifier: 'between', as_stated: 'between about 4 and 6' }), [
    'near 4',
    'near 6',
  ])
  t.strictSame(shownSide({ low: 6, high: 4, modifier: 'between' }), [null, null])
  t.strictSame(shownSide({ low: 4, high: 4, modifier: 'between', exclusive: true }), [null, null])
  t.strictSame(shownSide({ low: 4, best: 5, modifier: 'at_least' }), ['4', null])
  t.strictSame(shownSide({}), [null, null])
})

t.test('a claim bounds only what all its reports with a number bound, by the loosest', async (t) => {
  const [claim] = claimsOf([{ claim: 'c', high: 9, modifier: 'at_most' }, { claim: 'c', best: 9 }, { claim: 'c' }])
  t.equal(claim?.lower, null)
  t.match(claim?.upper, { value: 9, isPoint: true })
  t.equal(claim?.numbered.length, 2)
  const [other] = claimsOf([
    { claim: 'c', low: 9, modifier: 'more_than' },
    { claim: 'c', low: 9 },
  ])
  t.match(other?.lower, { value: 9, inclusive: true })
})

t.test('equal numbers exclude each other only as bounds', async (t) => {
  const side = (value: number, inclusive: boolean, isPoint = false) => ({ value, said: value, inclusive, isPoint })
  t.strictSame(excess(side(5, false), side(5, true)), { amount: 0, inclusive: false })
  t.equal(excess(side(5, true), side(5, true)), null)
  t.equal(excess(side(5, true, true), side(5, false)), null)
  t.strictSame(excess(side(6, true, true), side(5, false)), { amount: 1, inclusive: false })
  t.equal(excess(null, side(5, true)), null)
})
