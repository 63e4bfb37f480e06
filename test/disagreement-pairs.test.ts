import assert from 'node:assert/strict'
import t from 'tap'
import { combineReports, type ReadingOptions, type Report } from '../src/facts/comparison/claims.ts'
import { type Pair, type PairVerdict, pairOf, turnPair } from '../src/facts/comparison/pairs.ts'
import { comparePairs, findPairs } from '../src/facts/comparison/search.ts'
import { terms, verdicts } from '../src/vocabulary.ts'
import { byDefault, claimsOf, growing, reportOf, strictly } from './support/disagreement.ts'
import { allTrue, anyWorld, dayOf, movedBetween, type Truth, type World } from './support/disagreement-model.ts'
import fc from './support/fast-check.ts'

const numRuns = Number(process.env.RUNS ?? 100)
const reportsOf = ({ truths }: World): Report[] => truths.map(({ report }) => report)
const claimsIn = (reports: Report[], options: ReadingOptions) => combineReports(reports, growing, options)
const isFailing = ({ verdict }: { verdict: PairVerdict }) => verdict === 'contradicts' || verdict === 'at_odds'

function everyPair(reports: Report[], options: ReadingOptions): Pair[] {
  const claims = claimsIn(reports, options)
  return claims.flatMap((one, index) =>
    claims.slice(index + 1).map((other) => pairOf(one, other, { ...options, ...growing })),
  )
}
const truthsOf = (world: World, pair: Pair): Truth[] =>
  world.truths.filter(({ report }) => [pair.first.id, pair.second.id].includes(report.claim))

for (const options of [byDefault, strictly])
  t.test(
    `truthful claims fail only where a listed assumption is false (${options.strict ? 'strict' : 'default'})`,
    async () => {
      // Without assumptions few pairs fail, so more worlds are drawn.
      const worlds = options.strict ? 4 * numRuns : numRuns
      let failures = 0
      fc.assert(
        fc.property(anyWorld(false, { max: 12, isSure: options.strict }), (world) => {
          for (const pair of everyPair(reportsOf(world), options).filter(isFailing)) {
            failures += 1
            const isOff =
              pair.verdict === 'at_odds' &&
              Math.max(...truthsOf(world, pair).map(({ error }) => error)) >= (pair.tolerance_needed as number) - 1e-12
            assert.ok(
              isOff || !allTrue(world, pair.assumptions),
              JSON.stringify({ ...pair, first: pair.first.numbered, second: pair.second.numbered }, null, 1),
            )
            if (options.strict) assert.deepEqual(pair.assumptions, [])
          }
        }),
        { numRuns: worlds },
      )
      assert.ok(failures > numRuns / 20, `only ${failures} pairs failed`)
    },
  )

t.test('so much moved on the days that are told, whatever is assumed', async () => {
  let told = 0
  fc.assert(
    fc.property(anyWorld(true), (world) => {
      for (const { unless } of everyPair(reportsOf(world), byDefault)) {
        if (unless === null) continue
        told += 1
        const sum = [unless.before, unless.after].reduce(
          (total, run) => total + (run === null ? 0 : movedBetween(world.flow, run.from, run.to)),
          0,
        )
        assert.ok(unless.inclusive ? sum >= unless.at_least : sum > unless.at_least)
      }
    }),
    { numRuns },
  )
  assert.ok(told > numRuns / 4)
})

t.test('the rest of a wider window holds what is told where the assumptions are true', async () => {
  let told = 0
  fc.assert(
    fc.property(anyWorld(true), (world) => {
      for (const pair of everyPair(reportsOf(world), byDefault)) {
        const rest = pair.if_both_hold
        if (rest === null || !allTrue(world, rest.assumptions)) continue
        told += 1
        const totals = truthsOf(world, pair).map(({ total }) => total)
        const real = Math.max(...totals) - Math.min(...totals)
        if (rest.low !== null) assert.ok(rest.low_inclusive ? real >= rest.low : real > rest.low)
        if (rest.high !== null) assert.ok(rest.high_inclusive ? real <= rest.high : real < rest.high)
      }
    }),
    { numRuns },
  )
  assert.ok(told > numRuns / 20)
})

t.test('two claims hold together above the tolerance needed, and not below', async () => {
  let told = 0
  fc.assert(
    fc.property(anyWorld(false), (world) => {
      for (const { first, second, verdict, tolerance_needed: needed, tolerance_reached } of everyPair(
        reportsOf(world),
        byDefault,
      )) {
        if (verdict !== 'at_odds') continue
        told += 1
        assert.ok(needed !== null && needed > 0)
        const holdAt = (tolerance: number) =>
          !everyPair([...first.reports, ...second.reports], { ...byDefault, tolerance }).some(isFailing)
        assert.ok(holdAt(needed + 1e-9))
        if (needed > 1e-9) assert.ok(!holdAt(needed - 1e-9))
        const isExclusive = [first, second].some(({ reports }) =>
          reports.some(
            (one) => one.low_inclusive === false || (one.high_inclusive === false && one.modifier !== 'almost'),
          ),
        )
        if (!isExclusive && ![first, second].some(({ reports }) => reports[0]?.modifier === 'almost'))
          assert.equal(tolerance_reached, true)
      }
    }),
    { numRuns },
  )
  assert.ok(told > numRuns / 20)
})

t.test('strict never says more than the default', async () => {
  fc.assert(
    fc.property(anyWorld(false), (world) => {
      const strict = everyPair(reportsOf(world), strictly)
      for (const [index, pair] of everyPair(reportsOf(world), byDefault).entries()) {
        const other = strict[index] as Pair
        assert.equal(pair.strict_verdict, other.verdict)
        if (isFailing(other)) assert.equal(pair.verdict, other.verdict)
        if (other.verdict === 'agrees') assert.equal(pair.verdict, 'agrees')
        if (other.verdict === 'growth') assert.notEqual(pair.verdict, 'undecided')
        if (other.verdict === 'growth') assert.notEqual(pair.verdict, 'agrees')
      }
    }),
    { numRuns },
  )
})

/** Times of an early day, before which many windows start. */
const early = reportOf({ as_of: dayOf(40), said: `!${dayOf(40)}` })

/** Worlds in which anything may be said, true or not, some claims have several reports, and some clocks contradict windows. */
const anyReports = anyWorld(false, { max: 9 }).map((world) =>
  world.truths.map(({ report }, index) => ({
    ...report,
    ...(index % 5 === 1 ? { as_of: early.as_of } : {}),
    ...(index % 5 === 2 ? { said: early.said } : {}),
    ...(index % 3 === 0 && report.best ? { best: report.best * 2 } : {}),
    ...(index % 5 === 4 ? { condition: 'if so' } : {}),
    ...(index % 4 === 3 && index % 5 !== 0 ? { claim: `c${index - 2}` } : {}),
  })),
)

for (const options of [byDefault, strictly, { ...byDefault, tolerance: 0.1 }])
  for (const rules of [growing, { growing: false, timeless: false }])
    t.test(
      `pairs are counted and found from their bounds as by looking at all (${JSON.stringify({ ...options, ...rules })})`,
      async () => {
        fc.assert(
          fc.property(anyReports, fc.constantFrom(null, ...Object.keys(verdicts)), (reports, verdict) => {
            const all = { ...options, ...rules }
            const claims = combineReports(reports, rules, options)
            const pairs = claims.flatMap((one, index) =>
              claims.slice(index + 1).map((other) => pairOf(other, one, all)),
            )
            const found = findPairs(claims, all, {
              verdicts: verdict === null ? null : [verdict as PairVerdict],
              limit: 100,
            })
            for (const one of terms(verdicts))
              assert.equal(found.counts[one], pairs.filter((pair) => pair.verdict === one).length, one)
            const wanted = pairs.filter((pair) =>
              verdict === null
                ? isFailing(pair) || pair.verdict === 'agrees' || pair.unless !== null
                : pair.verdict === verdict,
            )
            assert.deepEqual(found.pairs?.map(namesOf), wanted.sort(comparePairs).map(namesOf))
            assert.deepEqual(
              findPairs(combineReports(reports.toReversed(), rules, options).toReversed(), all, {
                verdicts: null,
                limit: 100,
              }).pairs?.map(namesOf),
              findPairs(claims, all, { verdicts: null, limit: 100 }).pairs?.map(namesOf),
            )
          }),
          { numRuns },
        )
      },
    )
const namesOf = ({ first, second, verdict }: Pair) => `${first.id} ${verdict} ${second.id}`

t.test('a further report of one claim changes no count', async () => {
  fc.assert(
    fc.property(anyReports, fc.nat(), fc.boolean(), (drawn, at, isNumberless) => {
      const reports = drawn.map((report, index) => ({ ...report, source: `s${index}` }))
      const one = reports[at % reports.length] as Report
      const none = {
        low: null,
        high: null,
        best: null,
        low_inclusive: null,
        high_inclusive: null,
        modifier: 'vague' as const,
      }
      const further = { ...one, ...(isNumberless ? none : {}), id: 'further', source: 'another' }
      if (isNumberless && one.low === null && one.high === null && one.best === null) return
      for (const options of [byDefault, strictly]) {
        const count = (all: Report[]) => {
          const { counts, with_unless } = findPairs(
            claimsIn(all, options),
            { ...options, ...growing },
            { verdicts: null, limit: 100 },
          )
          return { counts, with_unless }
        }
        assert.deepEqual(count([...reports, further]), count(reports))
      }
    }),
    { numRuns },
  )
})

t.test('a pair is told by the mildest reports of its claims, and another report is named where it is harsher', (t) => {
  const [firm, mild] = claimsOf([
    { id: 'high', claim: 'a', low: 10, window: '../2024-06', said: '2024-07-01' },
    { id: 'exact', claim: 'b', high: 5, window: '../2024-06', said: '2024-07-01' },
    { id: 'near', claim: 'b', best: 8, window: '../2024-06', said: '2024-07-02' },
  ])
  const pair = pairOf(firm as never, mild as never, { ...byDefault, ...growing })
  t.match(pair, { verdict: 'at_odds', tolerance_needed: 0.25, higher: 'first' })
  t.match(pair.by_other_report, { first: 'high', second: 'exact', verdict: 'contradicts', tolerance_needed: null })
  const turned = turnPair(pair)
  t.match(turned, { higher: 'second', by_other_report: { first: 'exact', second: 'high' } })
  t.strictSame(turnPair(turned), pair)
  // Reports that agree with each other name none.
  const [one, other] = claimsOf([
    { id: 'high', claim: 'a', low: 10, window: '../2024-06', said: '2024-07-01' },
    { id: 'first', claim: 'b', high: 5, window: '../2024-06', said: '2024-07-01' },
    { id: 'again', claim: 'b', high: 5, window: '../2024-06', said: '2024-07-02' },
  ])
  t.match(pairOf(one as never, other as never, { ...byDefault, ...growing }), {
    verdict: 'contradicts',
    by_other_report: null,
  })
  t.end()
})
