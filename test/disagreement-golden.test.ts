import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { combineReports, type ReadingOptions } from '../src/facts/comparison/claims.ts'
import { buildCorridor } from '../src/facts/comparison/corridor.ts'
import { ladderOf, notRuledOut } from '../src/facts/comparison/ladder.ts'
import type { Pair } from '../src/facts/comparison/pairs.ts'
import { findPairs } from '../src/facts/comparison/search.ts'
import { refusalsOf, stepAt, stepsOf } from '../src/facts/comparison/steps.ts'
import { summarise } from '../src/facts/comparison/summary.ts'
import { byDefault, growing, shippedReports } from './support/disagreement.ts'
import { appFor, walk } from './support/support.ts'

const containers = 'quantity=containers-delivered-kp-ru'
const shells = 'quantity=shells-delivered-kp-ru'
const claimsIn = async (app: FastifyInstance, filters: string, options: ReadingOptions = byDefault) =>
  combineReports(await shippedReports(app, filters), growing, options)
const figureOf = (id: string) => /-(k\d\d)-/.exec(id)?.[1] ?? id
const figures = (all: { id: string }[]) => all.map(({ id }) => figureOf(id))
const pairName = ({ first, second }: Pair) => `${figureOf(first.id)} ${figureOf(second.id)}`
const made = (assumptions: { assumption: string; estimate: string }[]) =>
  assumptions.map(({ assumption, estimate }) => `${assumption} ${figureOf(estimate)}`)

async function toldPairs(app: FastifyInstance, filters: string) {
  const wish = { verdicts: null, limit: 1000 }
  const found = findPairs(await claimsIn(app, filters), { ...byDefault, ...growing }, wish)
  return { ...found, failing: found.pairs?.filter(({ verdict }) => verdict === 'contradicts' || verdict === 'at_odds') }
}

t.test('of containers Washington and Seoul are at odds, and Seoul and the Open Source Centre', async (t) => {
  const { failing, pairs, counts } = await toldPairs(await appFor(t), containers)
  t.match(counts, { contradicts: 0, at_odds: 2, agrees: 0, not_comparable: 0 })
  t.strictSame(failing?.map(pairName), ['k06 k08', 'k18 k21'])
  const [first, second] = failing as [Pair, Pair]
  t.equal(first.tolerance_needed?.toFixed(4), '0.4925')
  t.match(first, { tolerance_reached: false, assumptions: [], strict_verdict: 'at_odds', same_origin: false })
  t.equal(second.tolerance_needed, 0.2)
  t.match(second, { tolerance_reached: false, strict_verdict: 'growth' })
  t.strictSame(made(second.assumptions), ['stated_start_is_start_of_flow k21'])
  t.match(second.unless, { at_least: 4000, inclusive: false, before: { from: null, to: '2023-08-31' }, after: null })
  const growth = pairs?.find((pair) => pairName(pair) === 'k21 k23')
  t.match(growth, {
    verdict: 'growth',
    unless: { at_least: 4000, inclusive: false, before: null, after: { from: '2025-04-01', to: '2025-05-29' } },
    if_both_hold: { low: 4000, low_inclusive: false, high: null, days: 59, assumptions: [] },
  })
})

t.test('of shells C4ADS is at odds with two figures of Ukrainian military intelligence', async (t) => {
  const { failing, counts } = await toldPairs(await appFor(t), shells)
  t.match(counts, { contradicts: 0, at_odds: 2 })
  t.strictSame(failing?.map(pairName), ['k07 k13', 'k05 k13'])
  const [first, second] = failing as [Pair, Pair]
  t.equal(first.tolerance_needed?.toFixed(4), '0.0323')
  t.strictSame(made(first.assumptions), ['start_of_flow k07'])
  t.equal(second.tolerance_needed?.toFixed(4), '0.2308')
  t.strictSame(made(second.assumptions), ['start_of_flow k05', 'end_of_period k05'])
  t.match(second.unless, { at_least: 600_000, inclusive: true, after: { from: '2024-01-16', to: '2024-01-31' } })
  t.strictSame(made(second.unless?.before?.empty_if ?? []), ['start_of_flow k05'])
  t.strictSame(made(second.unless?.after?.empty_if ?? []), ['end_of_period k05'])
})

t.test('the corridor of containers is the one derived by hand', async (t) => {
  const corridor = buildCorridor(await claimsIn(await appFor(t), containers), null, byDefault)
  const floors = stepsOf(corridor).map(({ from, low, low_claims }) => [from, low, figures(low_claims)[0]])
  const rises = floors.filter(([, low], index) => low !== null && low !== floors[index - 1]?.[1])
  t.strictSame(rises, [
    ['2023-10-01', 1000, 'k01'],
    ['2024-02-23', 10000, 'k06'],
    ['2024-06-17', 11000, 'k12'],
    ['2024-08-27', 13000, 'k14'],
    ['2025-05-29', 20000, 'k23'],
  ])
  for (const day of ['2023-01-01', '2025-03-31'])
    t.match(stepAt(corridor, day), { high: 16000, high_inclusive: false, high_claims: [{ id: /k21/ }] }, day)
  t.equal(stepAt(corridor, '2025-04-01').high, null)
  const { outside, assumptions } = stepAt(corridor, '2024-10-01')
  t.match(outside, [{ claim: { id: /k18/ }, part: 'above_ceiling', tolerance_needed: 0.2, tolerance_reached: false }])
  t.strictSame(made(assumptions), ['stated_start_is_start_of_flow k21'])
  t.strictSame(figures(assumptions[0]?.spoken_against_by ?? []), ['claim-fp-thousands-of-containers', 'k08', 'k14'])
  t.match(stepAt(corridor, '2024-02-24').outside, [{ claim: { id: /k08/ }, part: 'below_floor' }])
  t.strictSame(
    ladderOf(corridor).map(({ side, value, claims }) => [side, value, claims]),
    [
      ...[
        ['floor', 20000, 1],
        ['floor', 13000, 2],
        ['floor', 11000, 3],
        ['floor', 11000, 4],
      ],
      ...[
        ['floor', 10000, 5],
        ['floor', 10000, 6],
        ['floor', 1000, 7],
        ['ceiling', 16000, 1],
      ],
    ],
  )
})

t.test('the figure of one year is no ceiling of the whole flow', async (t) => {
  const options = { ...byDefault, tolerance: 0 }
  const corridor = buildCorridor(await claimsIn(await appFor(t), shells, options), null, options)
  const [refusal, ...others] = refusalsOf(corridor)
  t.equal(others.length, 0)
  t.strictSame(figures([refusal?.claim as { id: string }]), ['k20'])
  t.strictSame(figures(refusal?.refused_by ?? []), ['k02'])
})

t.test('of the article alone, a spread stays out unless it is read as an interval', async (t) => {
  const app = await appFor(t)
  const filters = `${shells}&source=fp-2024-10-north-korean-shells`
  const apart = buildCorridor(await claimsIn(app, filters), null, byDefault)
  t.match(notRuledOut(apart), { latest: { step: { low: 2_000_000, high: null }, of: 1 }, last_bounded: null })
  const options = { ...byDefault, spreads: 'as_interval' as const }
  const { latest, last_bounded } = notRuledOut(buildCorridor(await claimsIn(app, filters, options), null, options))
  t.match(latest.step, { low: 2_000_000, high: null })
  t.match(last_bounded, { at: '2024-10-01', low_set_by: 1, high_set_by: 1, of: 2 })
  t.match(last_bounded?.step, { low: 2_000_000, low_inclusive: true, high: 6_000_000, high_inclusive: false })
  t.match(last_bounded?.step.outside, [
    { part: 'below_floor', low: 1_600_000, low_inclusive: true, high: 2_000_000, high_inclusive: false },
  ])
})

t.test('the summary says in plain words who disagrees about what', async (t) => {
  const app = await appFor(t)
  const claims = await claimsIn(app, containers)
  const found = findPairs(claims, { ...byDefault, ...growing }, { verdicts: null, limit: 1000 })
  const names = new Map((await walk(app, '/v1/entities')).map(({ id, name }) => [id, name]))
  const { short, long } = summarise(buildCorridor(claims, null, byDefault), found, {
    nameOf: ({ claimants }) => claimants.map((id) => names.get(id)).join(' and '),
    figureOf: ({ reports }) => reports[0]?.as_stated as string,
    whenOf: ({ reports }) => (reports[0]?.said ?? reports[0]?.published)?.edtf ?? null,
    amountOf: (value) => `${value.toLocaleString('en')} containers`,
    dayOf: (day) => day,
    assumptionOf: ({ assumption, estimate }) => `${assumption} of ${figureOf(estimate)}`,
  })
  const parts = [
    '13 claims by 8 claimants, 1 without a number.',
    'set a floor of more than 11,000 containers or a higher one, from',
    'The highest floor is set by Multilateral Sanctions Monitoring Team (more than 20,000 containers, 2025-05-29) alone.',
    '(an estimated 28,000 containers, 2025-07-13); a single number sets no floor.',
    'A ceiling is set by Open Source Centre (nearly 16,000 containers, 2025-04-15), up to 2025-03-31, assuming ' +
      'stated_start_is_start_of_flow of k21, against which 3 claims speak; later nobody sets one.',
    'United States Department of State (more than 10,000 containers, 2024-02-23) and Ministry of National Defense of ' +
      'South Korea (about 6,700 containers, 2024-02-26) cannot both be right, unless a single number may be more than ' +
      '49 % off.',
    'unless a single number may be more than 20 % off, or more than 4,000 containers moved before 2023-09-01 (computed).',
    '21 more pairs hold only if the total grew. Most steeply between',
    'more than 5,000 containers moved from 2023-12-30 to 2024-02-23 (computed, assuming start_of_flow of k03).',
  ]
  for (const part of parts) t.ok(long.includes(part), part)
  for (const part of [1, 2, 5, 6]) t.ok(short.includes(parts[part] as string))
  for (const part of [0, 3, 4, 7]) t.notOk(short.includes(parts[part] as string))
})
