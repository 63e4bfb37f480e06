import assert from 'node:assert/strict'
import t from 'tap'
import { combineReports, type Report } from '../src/facts/claims.ts'
import { type Comparison, compare } from '../src/facts/comparison.ts'
import {
  type Bound,
  compareHighs,
  compareLows,
  type Interval,
  isEmpty,
  partAbove,
  partBelow,
  relationOf,
} from '../src/facts/intervals.ts'
import { renderTime, renderWindow } from '../src/facts/time.ts'
import type { ComparisonOptions } from '../src/facts/uses.ts'
import { findPairs } from '../src/facts/verdicts.ts'
import { chosenWindow } from '../src/facts/windows.ts'
import fc from './support/fast-check.ts'

const timeOf = (edtf: string) => ({
  edtf,
  as_stated: null,
  basis: 'inferred' as const,
  anchor: 'test',
  since_at_least: false,
})
const windowOf = (edtf: string | null) => (edtf === null ? null : renderWindow(timeOf(edtf)))
const saidOn = (edtf: string | null) => (edtf === null ? null : renderTime(timeOf(edtf)))

const plain: Report = {
  ...{ id: 'r', claim: 'c', source: 's', claimants: [], origin: null, spread: false, modifier: 'between' },
  ...{ low: null, high: null, best: null, low_inclusive: null, high_inclusive: null },
  ...{ low_side: 'unstated', high_side: 'unstated', condition: null },
  ...{ window: null, as_of: null, said: null, published: null },
}

const bound = fc.option(fc.record({ value: fc.integer({ min: 0, max: 6 }), inclusive: fc.boolean() }))
const edtfs = [
  '2024-01/2024-02',
  '2024-01/2024-03',
  '2024-02',
  '/2024-02',
  '2024-01-15/2024-02-20',
  '2024-01~/2024-03',
  '2024-02/',
  '2024-01/..',
]
const origins = [
  { id: 'o1', independence: 'independent' as const },
  { id: 'o2', independence: 'builds_on' as const },
  { id: 'o3', independence: 'unknown' as const },
  null,
]

/** A report in which anything may be open, vague, or missing. */
const anyReport: fc.Arbitrary<Report> = fc
  .record({
    low: bound,
    high: bound,
    best: fc.option(fc.integer({ min: 0, max: 6 })),
    modifier: fc.constantFrom('between' as const, 'about' as const, 'almost' as const, 'unmodified' as const),
    open: fc.constantFrom('unbounded' as const, 'unstated' as const),
    origin: fc.constantFrom(...origins),
    claimants: fc.subarray(['a', 'b', 'c']),
    spread: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    window: fc.option(fc.constantFrom(...edtfs)),
    said: fc.option(fc.constantFrom('2024-02-10', '2024-03', '2024-03-05~')),
    claim: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ low, high, open, window, said, claim, ...rest }) => ({
    ...plain,
    ...rest,
    ...{ low: low?.value ?? null, low_inclusive: low?.inclusive ?? null, low_side: low ? ('stated' as const) : open },
    ...{
      high: high?.value ?? null,
      high_inclusive: high?.inclusive ?? null,
      high_side: high ? ('stated' as const) : open,
    },
    ...{ window: windowOf(window), said: saidOn(said), claim: `c${claim}` },
  }))
const anyReports = fc
  .array(anyReport, { maxLength: 8 })
  .map((all) => all.map((report, index) => ({ ...report, id: `r${index}` })))

const options: fc.Arbitrary<ComparisonOptions> = fc.record({
  additive: fc.boolean(),
  timeless: fc.boolean(),
  strict: fc.boolean(),
  tolerance: fc.option(fc.constantFrom(0, 0.1, 0.5)),
  spreadsAsInterval: fc.boolean(),
  window: fc.option(
    fc.constantFrom('2024', '2024-01/2024-02', '2024-01-20/2024-02-10', '2024-02/..').map(chosenWindow),
  ),
})

/** What a reader sees, without what only says which report said so. */
const summary = ({
  floor,
  ceiling,
  lowest,
  highest,
  ratio,
  origins,
  claims,
  contradictions,
  condition,
}: Comparison) => ({
  floor: floor && [floor.value, floor.inclusive],
  ceiling: ceiling && [ceiling.value, ceiling.inclusive],
  ...{ lowest: lowest?.value, highest: highest?.value, ratio, origins, condition },
  claims: claims.map(({ claim, floor, ceiling }) => [claim.id, floor, ceiling]),
  contradictions: contradictions.map(({ first, second }) => [first.id, second.id]),
})

t.test('the order of the reports changes nothing', async () => {
  fc.assert(
    fc.property(anyReports, options, fc.nat(), (reports, how, by) => {
      const turned = [
        ...reports.slice(by % (reports.length + 1)),
        ...reports.slice(0, by % (reports.length + 1)),
      ].reverse()
      assert.deepEqual(compare(turned, how), compare(reports, how))
    }),
    { numRuns: 500 },
  )
})

t.test('a repeat adds no claim and no origin, and moves no bound', async () => {
  fc.assert(
    fc.property(anyReports, options, fc.nat(), (reports, how, which) => {
      const repeated = reports[which % Math.max(1, reports.length)]
      if (repeated === undefined) return
      const repeat = { ...repeated, id: 'repeat', source: 'another' }
      assert.deepEqual(summary(compare([...reports, repeat], how)), summary(compare(reports, how)))
    }),
    { numRuns: 500 },
  )
})

t.test(
  'a claim is no tighter than any of its reports, and what is common no tighter than the claims it names',
  async () => {
    const noTighter = (one: Interval, other: Interval) =>
      compareLows(one.low, other.low) <= 0 && compareHighs(one.high, other.high) >= 0
    fc.assert(
      fc.property(anyReports, options, (reports, how) => {
        for (const claim of combineReports(reports, how, how))
          for (const report of claim.reports) {
            const [alone] = combineReports([report], how, how)
            assert.ok(alone && noTighter(claim, alone), `${claim.id} is tighter than ${report.id}`)
          }
        const { floor, ceiling } = compare(reports, how)
        for (const claim of floor?.claims ?? []) assert.equal(compareLows(claim.low, floor), 0)
        for (const claim of ceiling?.claims ?? []) assert.equal(compareHighs(claim.high, ceiling), 0)
        assert.notEqual(floor?.claims.length, 0)
        assert.notEqual(ceiling?.claims.length, 0)
      }),
      { numRuns: 500 },
    )
  },
)

t.test('another claim never widens the common ground of a window that is asked about', async () => {
  const windowed = options.filter(({ window }) => window !== null)
  fc.assert(
    fc.property(anyReports, anyReport, windowed, (reports, report, how) => {
      const before = compare(reports, how)
      const after = compare([...reports, { ...report, id: 'another', claim: 'another' }], how)
      assert.ok(compareLows(after.floor, before.floor) >= 0, 'the floor fell')
      assert.ok(compareHighs(after.ceiling, before.ceiling) <= 0, 'the ceiling rose')
    }),
    { numRuns: 500 },
  )
})

t.test('every claim is listed, and every bound is used, not claimed, or excluded with a reason', async () => {
  fc.assert(
    fc.property(anyReports, options, (reports, how) => {
      const { claims, excluded, contradictions } = compare(reports, how)
      assert.deepEqual(
        claims.map(({ claim }) => claim.id),
        [...new Set(reports.map(({ claim }) => claim))].sort(),
      )
      for (const { claim, floor, ceiling } of claims)
        for (const [side, { use }] of [
          ['floor', floor],
          ['ceiling', ceiling],
        ] as const) {
          const listed = excluded.filter((one) => one.claim === claim && (one.side === side || one.side === 'both'))
          assert.equal(listed.length, use === 'excluded' ? 1 : 0)
        }
      const all = claims.map(({ claim }) => claim)
      const pairs = findPairs(all, how, { limit: 1000 })
      assert.equal(2 * pairs.length, all.length ** 2 - all.length)
      assert.deepEqual(
        pairs.filter(({ verdict }) => verdict === 'contradicts'),
        contradictions,
      )
      for (const { verdict, reason } of pairs) assert.equal(reason !== null, verdict === 'incomparable')
    }),
    { numRuns: 500 },
  )
})

t.test('pairs walked page by page are all pairs once', async () => {
  fc.assert(
    fc.property(anyReports, options, fc.integer({ min: 1, max: 4 }), (reports, how, limit) => {
      const all = combineReports(reports, how, how)
      const walked = []
      for (let after: [string, string] | undefined; ; ) {
        const page = findPairs(all, how, { after, limit })
        walked.push(...page)
        const last = page.at(-1)
        if (last === undefined || page.length < limit) break
        after = [last.first.id, last.second.id]
      }
      assert.deepEqual(walked, findPairs(all, how, { limit: 1000 }))
    }),
  )
})

const days = Array.from({ length: 91 }, (_, index) => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10))

/** A side of a window as it is written, and the days on which it may really be. */
const side = fc.oneof(
  fc.constantFrom(...days).map((day) => ({ text: day, may: [day] })),
  fc
    .constantFrom('2024-01', '2024-02', '2024-03')
    .map((month) => ({ text: month, may: days.filter((day) => day.startsWith(month)) })),
  fc.constantFrom('2024-01~', '2024-02?', '2024-03-10~').map((text) => ({ text, may: days })),
)
const unstatedStart = fc.constant({ text: '', may: days.slice(0, 1) })

/** A claim of which the truth is known: its window is what it really covered, and its bounds hold for what flowed then. */
const trueClaim = fc.record({
  start: fc.oneof({ weight: 3, arbitrary: side }, { weight: 1, arbitrary: unstatedStart }),
  end: side,
  startsAt: fc.nat(),
  endsAt: fc.nat(),
  lacksEnd: fc.boolean(),
  below: fc.option(fc.integer({ min: 0, max: 3 })),
  above: fc.option(fc.integer({ min: 0, max: 3 })),
  inclusive: fc.boolean(),
})
const flow = fc.array(fc.tuple(fc.constantFrom(...days), fc.integer({ min: 0, max: 5 })), { maxLength: 12 })

/** Truth first, claims after: bounds are set around what really flowed in the window, so all claims are true. */
function tell(claims: (typeof trueClaim extends fc.Arbitrary<infer T> ? T : never)[], flowed: [string, number][]) {
  const really = new Map<string, { start: string; end: string }>()
  const total = (covers: (day: string) => boolean) =>
    flowed.reduce((sum, [day, count]) => (covers(day) ? sum + count : sum), 0)
  const told = claims.flatMap(({ start, end, startsAt, endsAt, lacksEnd, below, above, inclusive }, index) => {
    // An end that is not stated is the day on which it was said: that is assumed, so let it be so.
    const isAssumed = lacksEnd && /^2024-\d\d-\d\d$/.test(end.text) && start.text !== ''
    const edtf = isAssumed ? `${start.text}/` : `${start.text}/${end.text}`
    const real = {
      start: start.may[startsAt % start.may.length] as string,
      end: end.may[endsAt % end.may.length] as string,
    }
    // One text is one window, whatever its days: two claims that write the same mean the same.
    const sure = /^[^~?]*$/.test(start.text + end.text) ? `${start.text}/${end.text}` : null
    const truth = (sure !== null && really.get(sure)) || real
    if (sure !== null) really.set(sure, truth)
    if (truth.start > truth.end) return []
    const amount = total((day) => day >= truth.start && day <= truth.end)
    const low = below === null || amount - below < 0 ? null : amount - below
    const high = above === null ? null : amount + above
    const isLowIn = inclusive || below === 0
    const isHighIn = inclusive || above === 0
    let window: ReturnType<typeof windowOf>
    try {
      window = windowOf(edtf)
    } catch {
      return [] // ends before it starts
    }
    const report: Report = {
      ...plain,
      ...{ id: `r${index}`, claim: `c${index}`, low, high },
      ...{ low_inclusive: low === null ? null : isLowIn, low_side: low === null ? 'unbounded' : 'stated' },
      ...{ high_inclusive: high === null ? null : isHighIn, high_side: high === null ? 'unbounded' : 'stated' },
      ...{ window, said: isAssumed ? saidOn(end.text) : null },
    }
    return [{ report, truth }]
  })
  return { told, total }
}

const additive = { additive: true, timeless: false, tolerance: null, spreadsAsInterval: false }
const satisfies = (amount: number, { floor, ceiling }: Comparison) =>
  (floor === null || amount > floor.value || (amount === floor.value && floor.inclusive)) &&
  (ceiling === null || amount < ceiling.value || (amount === ceiling.value && ceiling.inclusive))

t.test('claims that are all true never contradict, and the truth lies in what they have in common', async () => {
  fc.assert(
    fc.property(fc.array(trueClaim, { maxLength: 6 }), flow, fc.boolean(), (claims, flowed, strict) => {
      const { told, total } = tell(claims, flowed)
      const reports = told.map(({ report }) => report)
      const compared = compare(reports, { ...additive, strict, window: null })
      assert.deepEqual(compared.contradictions, [])
      assert.equal(compared.isContradicted, false)
      // Strict leaves out what does not state its window, from the reference window too.
      const isCompared = ({ report }: (typeof told)[number]) =>
        (report.low !== null || report.high !== null) &&
        (!strict || (report.window?.start_side === 'stated' && report.window.end_side === 'stated'))
      const truths = told.filter(isCompared).map(({ truth }) => truth)
      const inUnion = total((day) => truths.some(({ start, end }) => day >= start && day <= end))
      assert.ok(satisfies(inUnion, compared), `${inUnion} flowed in the union of the windows`)
    }),
    { numRuns: 3000, interruptAfterTimeLimit: 30_000 },
  )
})

t.test('asked about one window, the truth of that window lies in the common ground', async () => {
  fc.assert(
    fc.property(
      fc.array(trueClaim, { maxLength: 6 }),
      flow,
      fc.constantFrom(...days),
      fc.constantFrom(...days),
      (claims, flowed, one, other) => {
        const [start, end] = [one, other].sort() as [string, string]
        const { told, total } = tell(claims, flowed)
        const window = chosenWindow(`${start}/${end}`)
        const reports = told.map(({ report }) => report)
        const compared = compare(reports, { ...additive, strict: false, window })
        const amount = total((day) => day >= start && day <= end)
        assert.ok(satisfies(amount, compared), `${amount} flowed in the window`)
        assert.equal(compared.isContradicted, false)
      },
    ),
    { numRuns: 3000, interruptAfterTimeLimit: 30_000 },
  )
})

/** Every half from −1 to 8: ends are whole numbers from 0 to 6, so that each stretch between two holds a point. */
const points = Array.from({ length: 19 }, (_, index) => index / 2 - 1)
const admits = ({ low, high }: Interval) =>
  points.filter(
    (point) =>
      (low === null || point > low.value || (point === low.value && low.inclusive)) &&
      (high === null || point < high.value || (point === high.value && high.inclusive)),
  )
const interval: fc.Arbitrary<Interval> = fc.record({ low: bound, high: bound })
const someInterval = interval.filter((one) => !isEmpty(one))

t.test('how two intervals lie to each other is how the numbers they admit do', async () => {
  fc.assert(
    fc.property(someInterval, someInterval, (one, other) => {
      const [mine, theirs] = [admits(one), admits(other)]
      const shared = mine.filter((point) => theirs.includes(point)).length
      const expected =
        shared === 0
          ? 'contradicts'
          : shared === mine.length && shared === theirs.length
            ? 'equal'
            : shared === theirs.length
              ? 'contains'
              : shared === mine.length
                ? 'inside'
                : 'overlaps'
      assert.equal(relationOf(one, other), expected)
    }),
    { numRuns: 1000 },
  )
})

t.test('what of an interval lies below a floor or above a ceiling is what the floor or ceiling rules out', async () => {
  const rule: fc.Arbitrary<Bound> = fc.record({ value: fc.integer({ min: 0, max: 6 }), inclusive: fc.boolean() })
  fc.assert(
    fc.property(someInterval, rule, (one, edge) => {
      const ruledOut = (rest: Interval) => admits(one).filter((point) => !admits(rest).includes(point))
      const below = partBelow(one, edge)
      assert.deepEqual(below === null ? [] : admits(below), ruledOut({ low: edge, high: null }))
      const above = partAbove(one, edge)
      assert.deepEqual(above === null ? [] : admits(above), ruledOut({ low: null, high: edge }))
    }),
    { numRuns: 1000 },
  )
})

t.test('only over the same window does one claim contain, lie inside, overlap or equal another', async (t) => {
  const claim = (id: string, low: number, high: number | null, window: string | null, more: Partial<Report> = {}) =>
    ({
      ...plain,
      ...{ id, claim: id, low, low_inclusive: true, low_side: 'stated', window: windowOf(window) },
      ...{ high, high_inclusive: high === null ? null : true, high_side: high === null ? 'unbounded' : 'stated' },
      ...more,
    }) as Report
  const rules = { additive: true, timeless: false, strict: false, tolerance: null, spreadsAsInterval: false }
  const verdict = (one: Report, other: Report, how = rules) => {
    const [pair] = findPairs(combineReports([one, other], how, how), how, { limit: 1 })
    return pair && [pair.verdict, pair.reason]
  }
  const [quarter, year] = ['2024-01/2024-03', '2023/2025']
  t.strictSame(verdict(claim('a', 1, 5, quarter), claim('b', 2, 3, quarter)), ['contains', null])
  t.strictSame(verdict(claim('a', 2, 3, quarter), claim('b', 1, null, quarter)), ['inside', null])
  t.strictSame(verdict(claim('a', 1, 3, quarter), claim('b', 2, null, quarter)), ['overlaps', null])
  t.strictSame(verdict(claim('a', 1, 3, quarter), claim('b', 1, 3, quarter)), ['equal', null])
  t.strictSame(verdict(claim('a', 1, 3, quarter), claim('b', 4, 5, quarter)), ['contradicts', null])
  t.strictSame(verdict(claim('a', 1, 3, '2024-01~/2024-03'), claim('b', 1, 3, '2024-01~/2024-03')), [
    'incomparable',
    'window',
  ])
  const almost = { modifier: 'almost', low: null, low_inclusive: null, low_side: 'unstated' } as const
  t.strictSame(verdict(claim('a', 0, 3, quarter, almost), claim('b', 1, 2, quarter)), ['undecided', null])
  t.strictSame(verdict(claim('a', 0, 3, quarter, almost), claim('b', 4, 5, quarter)), ['contradicts', null])
  t.strictSame(
    verdict(claim('a', 6, 7, quarter), claim('b', 1, 5, year)),
    ['contradicts', null],
    'a quarter with at least 6 does not fit in years with at most 5',
  )
  t.strictSame(verdict(claim('a', 1, 5, quarter), claim('b', 6, 7, year)), ['incomparable', 'window'], 'but less does')
  t.strictSame(
    verdict(claim('a', 6, 7, quarter), claim('b', 1, 5, year), { ...rules, additive: false }),
    ['incomparable', 'window'],
    'and a rate of a quarter says nothing of that of a year',
  )
  t.strictSame(verdict(claim('a', 1, 5, quarter, { condition: 'if' }), claim('b', 6, 7, quarter)), [
    'incomparable',
    'condition',
  ])
  const spread = claim('a', 1, 5, quarter, { spread: true })
  t.strictSame(verdict(spread, claim('b', 6, 7, quarter)), ['incomparable', 'spread'])
  t.strictSame(verdict(spread, claim('b', 6, 7, quarter), { ...rules, spreadsAsInterval: true }), ['contradicts', null])
  const timeless = { ...rules, additive: false, timeless: true }
  t.strictSame(verdict(claim('a', 1, 3, null), claim('b', 2, 3, null), timeless), ['contains', null])
  t.strictSame(verdict(claim('a', 1, 3, null), claim('b', 2, 3, quarter), timeless), ['incomparable', 'window'])
  t.strictSame(
    verdict(claim('a', 1, 3, '2023/..'), claim('b', 4, 5, '2024-01/2024-03')),
    ['incomparable', 'window'],
    'an end said to be open covers nothing that came after it was said',
  )
})

t.test('of conditions the commonest is compared; none comes before any, then their words decide', async (t) => {
  const rules = { ...additive, strict: false, window: null }
  const under = (...conditions: (string | null)[]) =>
    compare(
      conditions.map((condition, index) => ({ ...plain, id: `r${index}`, claim: `c${index}`, condition })),
      rules,
    ).condition
  t.equal(under('b', null), null)
  t.equal(under('b', 'a'), 'a')
  t.equal(under('b', 'a', 'b', null), 'b')
  t.equal(under(), null)
})

t.test('of a claimant everything is newest that may be', async (t) => {
  const of = (...said: (string | null)[]) => {
    const reports = said.map((edtf, index) => ({
      ...plain,
      ...{ id: `r${index}`, claim: `c${index}`, claimants: ['a'], said: saidOn(edtf) },
    }))
    const [newest] = compare(reports, { ...additive, strict: false, window: null }).newest
    return [newest?.reports.map(({ id }) => id), newest?.undated.map(({ id }) => id)]
  }
  t.strictSame(of('2024-01-01', '2024-01-02'), [['r1'], []])
  t.strictSame(of('2024-01-15', '2024-01', '2023'), [['r0', 'r1'], []], 'a month may end later than its fifteenth')
  t.strictSame(of('2024-01-15', null, '2024-01-01'), [['r0', 'r1'], ['r1']], 'what has no date may be newer')
})

t.test('of more contradictions than anybody reads the first thousand are told, and that there are more', async () => {
  const how = {
    additive: true,
    timeless: false,
    strict: false,
    tolerance: null,
    spreadsAsInterval: false,
    window: null,
  }
  const window = windowOf('2024-01/2024-02')
  const floor = { low: 5, low_inclusive: true, low_side: 'stated' as const, high_side: 'unbounded' as const }
  const ceiling = { high: 4, high_inclusive: true, high_side: 'stated' as const, low_side: 'unbounded' as const }
  const claims = (each: number): Report[] =>
    Array.from({ length: 2 * each }, (_, index) => ({
      ...{ ...plain, ...(index % 2 === 0 ? floor : ceiling), window, id: `r${index}`, claim: `c${index}` },
    }))
  const few = compare(claims(31), how)
  assert.equal(few.contradictions.length, 31 * 31)
  assert.equal(few.moreContradictions, false)
  const many = compare(claims(32), how)
  assert.equal(many.contradictions.length, 1000)
  assert.equal(many.moreContradictions, true)
})
