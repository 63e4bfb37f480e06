import assert from 'node:assert/strict'
import t from 'tap'
import { combineReports, type ReadingOptions, type Report } from '../src/facts/comparison/claims.ts'
import { buildCorridor, type Corridor } from '../src/facts/comparison/corridor.ts'
import { ladderOf, notRuledOut } from '../src/facts/comparison/ladder.ts'
import { pairOf } from '../src/facts/comparison/pairs.ts'
import { type Step, stepAt, stepsOf } from '../src/facts/comparison/steps.ts'
import { byDefault, claimsOf, growing, reportOf, strictly } from './support/disagreement.ts'
import { allTrue, anyWorld, dayOf, moved, type World } from './support/disagreement-model.ts'
import fc from './support/fast-check.ts'

const numRuns = Number(process.env.RUNS ?? 100)
const reportsOf = ({ truths }: World): Report[] => truths.map(({ report }) => report)
const corridorOf = (reports: Report[], options: ReadingOptions): Corridor =>
  buildCorridor(combineReports(reports, growing, options), null, options)
const dayNumbers = Array.from({ length: 60 }, (_, index) => index * 3)
const shown = ({ from, low, low_inclusive, high, high_inclusive, next_low, next_high, ...rest }: Step) => ({
  ...{ from, low, low_inclusive, high, high_inclusive, next_low, next_high },
  low_claims: rest.low_claims.map(({ id }) => id),
  high_claims: rest.high_claims.map(({ id }) => id),
  outside: rest.outside.map(({ claim, part, low, high }) => `${claim.id} ${part} ${low} ${high}`).sort(),
  assumptions: rest.assumptions.map(({ assumption, estimate }) => `${assumption} ${estimate}`),
})

for (const options of [byDefault, strictly])
  t.test(
    `the truth lies in the corridor where its assumptions are true (${options.strict ? 'strict' : 'default'})`,
    async () => {
      let bounded = 0
      fc.assert(
        fc.property(anyWorld(false, { max: 12 }), (world) => {
          const corridor = corridorOf(reportsOf(world), options)
          for (const day of dayNumbers) {
            const { low, low_inclusive, high, high_inclusive, assumptions } = stepAt(corridor, dayOf(day))
            if (options.strict) assert.deepEqual(assumptions, [])
            if (!allTrue(world, assumptions)) continue
            const truth = moved(world.flow, 0, day)
            if (low !== null || high !== null) bounded += 1
            if (low !== null)
              assert.ok(low_inclusive ? truth >= low : truth > low, `${dayOf(day)}: ${truth} below ${low}`)
            if (high !== null)
              assert.ok(high_inclusive ? truth <= high : truth < high, `${dayOf(day)}: ${truth} above ${high}`)
          }
        }),
        { numRuns },
      )
      assert.ok(bounded > numRuns)
    },
  )

t.test('strict never rules out more than the default', async () => {
  fc.assert(
    fc.property(anyWorld(false), (world) => {
      const [strict, loose] = [strictly, byDefault].map((options) => corridorOf(reportsOf(world), options)) as [
        Corridor,
        Corridor,
      ]
      for (const day of dayNumbers) {
        const [one, other] = [strict, loose].map((corridor) => stepAt(corridor, dayOf(day))) as [Step, Step]
        assert.ok((one.low ?? -1) <= (other.low ?? -1))
        assert.ok((one.high ?? 1e12) >= (other.high ?? 1e12))
      }
    }),
    { numRuns },
  )
})

t.test('steps hold the days on which something changes, whatever the order of the reports', async () => {
  fc.assert(
    fc.property(anyWorld(false, { max: 10 }), fc.constantFrom(null, 0.1), (world, tolerance) => {
      const options = { ...byDefault, tolerance }
      const corridor = corridorOf(reportsOf(world), options)
      const steps = stepsOf(corridor)
      assert.deepEqual(stepsOf(corridorOf(reportsOf(world).reverse(), options)).map(shown), steps.map(shown))
      for (const number of dayNumbers) {
        const day = dayOf(number)
        const { low, high, next_low, outside } = stepAt(corridor, day)
        const floors = corridor.lines.floors.filter((line) => line.day <= day)
        const highest = Math.max(-1, ...floors.map(({ side }) => side.value))
        assert.equal(low ?? -1, highest)
        const lowest = Math.min(
          1e12,
          ...corridor.lines.ceilings.filter((line) => line.day >= day).map(({ side }) => side.value),
        )
        assert.equal(high ?? 1e12, lowest)
        const setters = new Set(floors.filter(({ side }) => side.value === highest).map(({ origin }) => origin))
        const others = floors.filter(({ origin }) => origin !== [...setters][0])
        const next = setters.size > 1 ? highest : Math.max(-1, ...others.map(({ side }) => side.value))
        assert.equal(next_low?.value ?? -1, next)
        for (const { claim, part } of outside) {
          const near = claim.lower?.said ?? claim.upper?.said ?? 0
          assert.ok(claim.spread || (part === 'below_floor' ? near < (low as number) : near > (high as number)))
        }
      }
      for (const step of steps) {
        assert.equal(step.either !== null, step.is_empty)
        for (const reading of [step.either?.floors, step.either?.ceilings]) {
          if (reading === undefined || reading.low === null || reading.high === null) continue
          assert.ok(reading.low <= reading.high)
        }
      }
    }),
    { numRuns },
  )
})

t.test('one absurd claim adds one rung, and changes no verdict between others', async () => {
  const absurd = reportOf({
    id: 'absurd',
    low: 50_000_000,
    origin: 'nobody',
    said: '2024-06-10',
    published: '2024-06-10',
  })
  fc.assert(
    fc.property(anyWorld(false), fc.constantFrom(byDefault, strictly), (world, options) => {
      const reports = reportsOf(world)
      const verdicts = (all: Report[]) => {
        const claims = combineReports(all, growing, options)
        const pairs = claims.flatMap((one, index) =>
          claims.slice(index + 1).map((other) => pairOf(one, other, { ...options, ...growing })),
        )
        return pairs
          .filter(({ first, second }) => first.id !== 'claim-absurd' && second.id !== 'claim-absurd')
          .map(({ first, second, verdict }) => `${first.id} ${second.id} ${verdict}`)
      }
      assert.deepEqual(verdicts([...reports, absurd]), verdicts(reports))
      const [without, withIt] = [corridorOf(reports, options), corridorOf([...reports, absurd], options)]
      const floors = (corridor: Corridor) => ladderOf(corridor).filter(({ side }) => side === 'floor')
      const [rung, ...below] = floors(withIt)
      assert.equal(rung?.claims, 1)
      assert.deepEqual(
        below.map(({ value, claims }) => [value, claims]),
        floors(without).map(({ value, claims }) => [value, claims + 1]),
      )
      for (const number of dayNumbers) {
        const [before, after] = [without, withIt].map((corridor) => stepAt(corridor, dayOf(number))) as [Step, Step]
        const isSet = after.low === 50_000_000
        assert.equal(isSet ? (after.next_low?.value ?? null) : after.low, before.low)
        assert.deepEqual(after.next_high, before.next_high)
        assert.equal(after.high, before.high)
      }
    }),
    { numRuns },
  )
})

t.test(
  'on each day those are named who set a bound, also where claims of one origin set the same for different days',
  async (t) => {
    const corridor = buildCorridor(
      claimsOf([
        { id: 'some', high: 100, origin: 'one', window: '../2024-03-31', said: '2024-04-01' },
        { id: 'more', high: 100, origin: 'one', window: '../2024-06-30', said: '2024-07-01' },
        { id: 'half', low: 10, origin: 'one', window: '2023/2024-01-31', said: '2024-02-01' },
        { id: 'all', low: 10, origin: 'one', window: '2023/2024-04-30', said: '2024-05-01' },
      ]),
      null,
      byDefault,
    )
    const named = (step: Step) =>
      [step.low_claims, step.high_claims].map((claims) => claims.map(({ id }) => id).join(' '))
    for (const [day, ...expected] of [
      ['2024-01-01', '', 'claim-more claim-some'],
      ['2024-03-31', 'claim-half', 'claim-more claim-some'],
      ['2024-04-01', 'claim-half', 'claim-more'],
      ['2024-05-05', 'claim-all claim-half', 'claim-more'],
      ['2024-07-01', 'claim-all claim-half', ''],
    ] as const)
      t.strictSame(named(stepAt(corridor, day)), expected, day)
    t.strictSame(
      stepsOf(corridor).map(({ from }) => from),
      [null, '2024-01-31', '2024-04-01', '2024-04-30', '2024-07-01'],
    )
    const { low_claims } = notRuledOut(corridor).latest.step
    t.strictSame(low_claims.map(({ id }) => id).sort(), ['claim-all', 'claim-half'])
  },
)

t.test('a stated zero bounds both sides', async (t) => {
  const claims = claimsOf([
    { id: 'none', best: 0, modifier: 'unmodified', window: '../2024-06', said: '2024-07-01' },
    { id: 'many', low: 2_000_000, window: '2024-01/2024-03', said: '2024-04-01' },
  ])
  const [many, none] = claims as [(typeof claims)[0], (typeof claims)[0]]
  t.match(pairOf(none, many, { ...byDefault, ...growing }), { verdict: 'contradicts', assumptions: [] })
  const corridor = buildCorridor(claims, null, byDefault)
  t.match(stepAt(corridor, '2024-02-01'), { low: null, high: 0, is_empty: false })
  t.match(stepAt(corridor, '2024-04-15'), {
    ...{ low: 2_000_000, high: 0, is_empty: true },
    either: { floors: { low: 2_000_000, high: null }, ceilings: { low: null, high: 0 } },
  })
  t.match(notRuledOut(corridor).last_bounded, { at: '2024-06-30', of: 2 })
})

t.test(
  'what is stated to start before nothing can be the start of the flow is refused by what moved before',
  async (t) => {
    const drawn = { id: 'year', high: 10, window: '2024', said: '2025-01-01' }
    const corridor = buildCorridor(claimsOf([drawn]), null, byDefault)
    t.match(stepAt(corridor, '2024-05-01'), {
      high: 10,
      assumptions: [{ assumption: 'stated_start_is_start_of_flow' }],
    })
    const before = { id: 'before', low: 5, window: '2023', said: '2024-01-02' }
    const refused = buildCorridor(claimsOf([drawn, before]), null, byDefault)
    t.equal(stepAt(refused, '2024-05-01').high, null)
    const zero = { ...before, low: 0 }
    t.equal(stepAt(buildCorridor(claimsOf([drawn, zero]), null, byDefault), '2024-05-01').high, 10)
  },
)
