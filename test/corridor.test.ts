/** The corridor over HTTP. What it says was derived by hand from the files under seed/. */
import { csvParse } from 'd3-dsv'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'

const containers = 'containers-delivered-kp-ru'
const shells = 'shells-delivered-kp-ru'
const capacity = 'shells-capacity-of-containers-kp-ru'

const addressOf = (quantity: string, query = '') => `/v1/quantities/${quantity}/corridor${query && `?${query}`}`
const corridor = async (app: FastifyInstance, quantity: string, query = '') =>
  (await getJson(app, addressOf(quantity, query))).data
const refused = async (app: FastifyInstance, quantity: string, query = '') =>
  (await getJson(app, addressOf(quantity, query), 400)).detail
const short = (id: string): string => /-(k\d\d)-/.exec(id)?.[1] ?? id.replace('claim-', '')

t.test('containers: the floor rises in five steps, and a ceiling stands up to March 2025', async (t) => {
  const app = await appFor(t)
  const { steps, claims, refused, condition } = await corridor(app, containers)
  t.equal(steps[0].from, null)
  const rises = steps.filter(({ low }: { low: number }, index: number) => low !== (steps[index - 1]?.low ?? null))
  t.strictSame(
    rises.map(({ from, low, low_inclusive, low_claims }: Record<string, unknown>) => [
      ...[from, low, low_inclusive, short((low_claims as string[])[0] ?? '')],
    ]),
    [
      ['2023-10-01', 1000, false, 'k01'],
      ['2024-02-23', 10000, false, 'k06'],
      ['2024-06-17', 11000, false, 'k12'],
      ['2024-08-27', 13000, false, 'k14'],
      ['2025-05-29', 20000, false, 'k23'],
    ],
  )
  for (const { from, high, high_inclusive, high_claims } of steps)
    if (from === null || from <= '2025-03-31') {
      t.match({ high, high_inclusive }, { high: 16_000, high_inclusive: false })
      t.strictSame(high_claims.map(short), ['k21'])
    } else t.equal(high, null, from)
  t.match({ refused, condition }, { refused: [], condition: null })
  const named = claims.map(({ claim }: { claim: string }) => claim)
  for (const { low_claims, outside } of steps)
    for (const id of [...low_claims, ...outside.map(({ claim }: { claim: string }) => claim)])
      t.ok(named.includes(id), id)
})

t.test('at= is one day: what was ruled out by then, and who stands outside', async (t) => {
  const app = await appFor(t)
  const { steps } = await corridor(app, containers, 'at=2024-10-01')
  t.equal(steps.length, 1)
  t.match(steps[0], {
    ...{ from: '2024-10-01', low: 13_000, high: 16_000, is_empty: false, conflicts: null, either: null },
    outside: [{ claim: /k18/, part: 'above_ceiling', low: 20_000, tolerance_needed: 0.2, tolerance_reached: false }],
    outside_count: 1,
    assumptions: [{ assumption: 'stated_start_is_start_of_flow', estimate: /k21/, spoken_against_by_count: 3 }],
  })
  t.strictSame(steps[0].assumptions[0].spoken_against_by.map(short), ['fp-thousands-of-containers', 'k08', 'k14'])
  const day = async (query: string) => (await corridor(app, containers, query)).steps[0]
  t.match(await day('at=2024-02-24'), { low: 10_000, outside: [{ claim: /k08/, part: 'below_floor' }] })
  t.match(await day('at=2024-10-01&strict=true'), { high: null, high_claims: [] }, 'the ceiling rests on an assumption')
  t.match(await day('at=2030-01-01'), { from: '2030-01-01', low: 20_000, high: null })
  t.match(await day('at=1990-01-01'), { low: null, high: 16_000 })
  // Of what was surely reported by then: k01, k03, k06, k08 and k10.
  t.match(await day('at=2024-07-01&known_by=2024-06-30'), { low: 10_000, high: null })
  t.match(await day('at=2024-07-01T00:00:00.000Z'), await day('at=2024-07-01'), 'as Grafana writes a day')
})

t.test('steps are paged, and the same as CSV and NDJSON', async (t) => {
  const app = await appFor(t)
  const { steps } = await corridor(app, containers)
  const walked = []
  for (let next: string | null = addressOf(containers, 'limit=3'); next !== null; ) {
    const page = await getJson(app, next)
    walked.push(...page.data.steps)
    next = page.next
  }
  t.strictSame(walked, steps)
  const lines = (await app.inject(`/v1/quantities/${containers}/corridor.ndjson`)).body.trimEnd().split('\n')
  const asked = steps.map((step: object) => ({ quantity: containers, unit: 'container', ...step }))
  t.strictSame(
    lines.map((line, index) => {
      const entries = Object.entries(JSON.parse(line)).filter(([key]) => key in asked[index])
      return Object.fromEntries(entries)
    }),
    asked,
  )
  const csv = csvParse((await app.inject(`/v1/quantities/${containers}/corridor.csv`)).body)
  t.strictSame(
    csv.map(({ from, low, high }) => [from, low, high]),
    steps.map(({ from, low, high }: Record<string, unknown>) => [from ?? '', String(low ?? ''), String(high ?? '')]),
  )
})

t.test('where a floor exceeds a ceiling both readings are told, and none is chosen', async (t) => {
  const { seed, add } = seedCopy(t)
  const estimate = (id: string, words: string, numbers: string, said: string) =>
    `  - { id: estimate-for-test-${id}, quantity: ${containers}, claim: claim-for-test-${id}, as_stated: ${words}, ${numbers}, claimants: [experts], claimant_kind: group, window: { edtf: ../${said}, basis: noted, anchor: for a test }, said: { edtf: ${said}, basis: noted, anchor: for a test }, evidence: [{ citation: true }] }\n`
  add(
    'kp-ru-public-record/empty-for-test.yaml',
    `source: kp-ru-kbs-world-2025-05\nestimates:\n${estimate('few', '"at most 9,000 containers"', 'modifier: at_most, high: 9000', '2024-03-31')}`,
  )
  const app = await appFor(t, seed)
  const { steps } = await corridor(app, containers, 'at=2024-03-01')
  t.match(steps[0], {
    ...{ is_empty: true, low: 10_000, high: 9000, next_high: { value: 16_000, inclusive: false } },
    conflicts: { floors: [/k06/], floors_count: 1, ceilings: ['claim-for-test-few'], ceilings_count: 1 },
    either: {
      floors: { low: 10_000, high: 16_000, left_out: ['claim-for-test-few'] },
      ceilings: { low: 1000, high: 9000, left_out: [/k06/] },
    },
  })
  t.match((await getJson(app, `/v1/quantities/${containers}/comparison?verdict=contradicts`)).data.pairs, [
    { first: { claim: 'claim-for-test-few' }, second: { claim: /k06/ }, verdict: 'contradicts', higher: 'second' },
  ])
})

t.test('single numbers bound nothing unless a tolerance says how near they are', async (t) => {
  const app = await appFor(t)
  t.match((await corridor(app, shells, 'at=2024-03-01')).steps[0], { low: 1_000_000 })
  const { steps, refused, asked } = await corridor(app, shells, 'at=2024-03-01&tolerance=0')
  t.match(steps[0], { low: 1_600_000 }, 'about 1.6 million as said')
  t.equal(asked.tolerance, 0)
  t.match(refused, [{ claim: /k20/, refused_by: [/k02/], refused_by_count: 1 }], 'a figure of one year is no ceiling')
  const article = 'source=fp-2024-10-north-korean-shells'
  t.match((await corridor(app, shells, `${article}&at=2024-10-01&spreads=as_interval`)).steps[0], {
    ...{ low: 2_000_000, high: 6_000_000, high_inclusive: false },
    outside: [{ part: 'below_floor', low: 1_600_000, high: 2_000_000, high_inclusive: false }],
  })
})

t.test('every total has a corridor with its claims inside, whoever is asked', async (t) => {
  const app = await appFor(t)
  for (const { id, measure, additive } of await walk(app, '/v1/quantities')) {
    if (!additive || (measure !== 'total' && measure !== 'capacity')) continue
    if (id === capacity) continue
    for (const filter of ['', 'claimant=south-korea', 'origin=us-gov', 'strict=true', 'said_missing=true']) {
      const { steps } = await corridor(app, id, filter)
      for (const [index, { from, low, high, is_empty }] of steps.entries()) {
        t.equal(is_empty, low !== null && high !== null && low > high, `${id} ${filter} ${from}`)
        t.ok(index === 0 ? from === null : from > (steps[index - 1].from ?? ''), 'in the order of their days')
        if (index > 0) t.ok((low ?? 0) >= (steps[index - 1].low ?? 0), 'a floor never falls')
      }
    }
  }
})

t.test('what has no corridor is refused, with the question to ask instead', async (t) => {
  const app = await appFor(t)
  t.match(await refused(app, 'shells-per-year-kp-ru'), /is a rate.*has no corridor.*Ask \/v1\/quantities\/.*comparison/)
  t.match(await refused(app, 'shipment-to-battlefield-duration'), /is a duration/)
  t.match(await refused(app, capacity), /2 conditions.*Allowed: if all were 152 mm; if all were 122 mm/)
  const condition = `condition=${encodeURIComponent('if all were 152 mm')}`
  t.match(await corridor(app, capacity, condition), { condition: 'if all were 152 mm' })
  for (const [query, says] of [
    ['at=2024-10', /Not one day/],
    ['at=soon', /Allowed: EDTF/],
    ['at=2024-10-01&limit=5', /`at` is one step/],
    ['window=2024', /There is no such parameter/],
    ['tolerance=1.5', /Allowed: 0 to 1/],
  ] as const)
    t.match(await refused(app, containers, query), says, query)
  await getJson(app, addressOf('nothing'), 404)
  t.match((await corridor(app, 'shells-used-by-russia')).steps, [{ from: null, low: null, high: null }])
})
