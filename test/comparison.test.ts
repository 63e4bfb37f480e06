import { parse } from 'node:querystring'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { operations } from './support/contract-document.ts'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'

/** Every expectation here is worked out by hand from the files under seed/, never from an answer. */
const article = 'source=fp-2024-10-north-korean-shells'
const shells = 'shells-delivered-kp-ru'
const containers = 'containers-delivered-kp-ru'
const capacity = 'shells-capacity-of-containers-kp-ru'
const rounds = 'rounds-delivered-kp-ru'
const nothing = { low: null, low_inclusive: null, high: null, high_inclusive: null }

const compare = async (app: FastifyInstance, quantity: string, query = '') =>
  (await getJson(app, `/v1/quantities/${quantity}/comparison${query && `?${query}`}`)).data

interface Exclusion {
  claim: string
  side: string
  reason: string
}
/** `k21 floor undecided`, sorted: claims by the number of the collection, others by their id. */
const exclusions = (data: { excluded: Exclusion[] }): string[] =>
  data.excluded.map(({ claim, side, reason }) => `${short(claim)} ${side} ${reason}`).sort()
const short = (id: string): string => /^claim-(k\d\d)/.exec(id)?.[1] ?? id.replace('claim-', '')
const listed = (text: string): string[] => text.trim().split(/\s*\n\s*/)

t.test('the golden case: the article alone', async (t) => {
  const app = await appFor(t)
  const data = await compare(app, shells, article)
  t.match(data.highest_floor, {
    value: 2_000_000,
    inclusive: true,
    estimates: ['estimate-fp-experts-2-million-shells'],
  })
  t.equal(data.lowest_ceiling, null, 'no ceiling is claimed')
  t.match(data.common_ground, { ...nothing, low: 2_000_000, low_inclusive: true, is_empty: false })
  const tension = {
    claim: 'claim-fp-spread-of-shells',
    estimates: ['estimate-fp-spread-of-shells'],
    part: 'below_floor',
    ...{ low: 1_600_000, low_inclusive: true, high: 2_000_000, high_inclusive: false },
    against_claims: ['claim-experts-2-million-shells'],
    against_estimates: ['estimate-fp-experts-2-million-shells'],
    why: 'Neither states its window.',
  }
  t.strictSame(data.tensions, [tension])
  t.match(
    data.claims.find(({ spread }: { spread: boolean }) => spread),
    {
      low: 1_600_000,
      low_inclusive: true,
      high: 6_000_000,
      high_inclusive: false,
      floor: 'excluded',
      ceiling: 'excluded',
    },
  )
  t.strictSame(exclusions(data), ['fp-spread-of-shells both spread'])
  // One claim names one number once spreads stand apart: lowest and highest are the same.
  t.match(data, { lowest_figure: { value: 2_000_000 }, highest_figure: { value: 2_000_000 }, ratio: 1 })
  t.match(data.counts, {
    reports: 2,
    claims: 2,
    claimants: 1,
    origins: { known: 0, assumed: 0, dependent: 0, unknown: 2 },
  })

  const asInterval = await compare(app, shells, `${article}&spreads=as_interval`)
  t.match(asInterval.common_ground, { low: 2_000_000, low_inclusive: true, high: 6_000_000, high_inclusive: false })
  t.strictSame(asInterval.tensions, [tension], 'the same tension')
  t.strictSame(asInterval.excluded, [])
  // The spread holds to the publication (2024-10), the experts to the summer; neither says when it starts.
  t.strictSame(
    asInterval.assumptions.map(({ assumption, estimates }: { assumption: string; estimates: string[] }) => [
      assumption,
      estimates,
    ]),
    [
      ['start_of_flow', ['estimate-fp-experts-2-million-shells', 'estimate-fp-spread-of-shells']],
      ['end_as_of', ['estimate-fp-experts-2-million-shells']],
      ['end_published', ['estimate-fp-spread-of-shells']],
    ],
  )
})

t.test('containers: more than 20,000 is what all leave open, and nothing contradicts', async (t) => {
  const app = await appFor(t)
  const data = await compare(app, containers)
  t.match(data.highest_floor, { value: 20_000, inclusive: false, estimates: ['estimate-k23-msmt-containers'] })
  t.match(data.common_ground, { ...nothing, low: 20_000, low_inclusive: false })
  t.equal(data.lowest_ceiling, null)
  t.strictSame(data.contradictions, [])
  // k21 (to 2025-03) has the only ceiling. It need not hold for k23 (to 2025-05), k25 (said 2025-07) and others.
  t.strictSame(
    exclusions(data),
    listed(`
      fp-thousands-of-containers both undecided
      k03 both undecided
      k08 both undecided
      k18 both undecided
      k21 ceiling window
      k21 floor undecided
      k25 both undecided`),
  )
  // Lowest: k01 "more than 1,000"; highest: k25 "an estimated 28,000".
  t.match(data, {
    lowest_figure: { value: 1000, estimates: ['estimate-k01-nsc-containers'] },
    highest_figure: { value: 28_000, estimates: ['estimate-k25-dia-containers'] },
    ratio: 28,
  })
  // us-gov, kr-gov and osc, of which no source says that they are independent; msmt builds on two of them; the article's
  // "thousands" names no origin.
  const origins = { known: 0, assumed: 3, dependent: 1, unknown: 1 }
  t.match(data.counts, { reports: 13, claims: 13, claimants: 8, origins })
  t.strictSame(data.counts.origins.assumed_ids, ['kr-gov', 'osc', 'us-gov'])
  t.strictSame(data.counts.origins.dependent_ids, ['msmt'])
  t.strictSame(
    Object.fromEntries(
      data.newest.map(({ claimant, estimates }: { claimant: string; estimates: string[] }) => [claimant, estimates]),
    ),
    {
      'foreign-policy': ['estimate-fp-thousands-of-containers'],
      'multilateral-sanctions-monitoring-team': ['estimate-k23-msmt-containers'],
      'open-source-centre': ['estimate-k21-open-source-centre-containers'],
      // k14 was said in August 2024, k25 in July 2025.
      'south-korea-defense-intelligence-agency': ['estimate-k25-dia-containers'],
      // k03, k08 and k10 were said before September 2024.
      'south-korea-ministry-of-national-defense': ['estimate-k18-mnd-containers'],
      'state-department-analysts': ['estimate-fp-analysts-11000-containers'],
      'us-department-of-state': ['estimate-k12-state-department-containers'],
      'us-national-security-council': ['estimate-k01-nsc-containers'],
    },
  )
  t.strictSame(data.reference_window, { basis: 'union', earliest: null, latest: '2025-07-13' })
})

t.test('a ceiling for a shorter window does not contradict a floor for a longer one', async (t) => {
  const app = await appFor(t)
  const pairs = await walk(
    {
      inject: async (url: string) => {
        const page = (await app.inject(url)).json()
        return { statusCode: 200, json: () => ({ data: page.data.pairs, next: page.next }) }
      },
    } as never,
    `/v1/quantities/${containers}/comparison?pairs=true&limit=10`,
  )
  t.equal(pairs.length, (13 * 12) / 2, 'thirteen claims, each pair once')
  const names = pairs.map(({ first, second }) => `${first.claim} ${second.claim}`)
  t.equal(new Set(names).size, names.length)
  const k21k23 = pairs.find(({ first, second }) => short(first.claim) === 'k21' && short(second.claim) === 'k23')
  t.match(k21k23, { verdict: 'incomparable', reason: 'window' })
  t.notOk(pairs.some(({ verdict }) => verdict === 'contradicts'))
})

t.test('shells: at least 4 million, and the spread lies across it', async (t) => {
  const app = await appFor(t)
  const data = await compare(app, shells)
  t.match(data.highest_floor, {
    value: 4_000_000,
    inclusive: true,
    estimates: ['estimate-k22-open-source-centre-shells'],
  })
  t.match(data.common_ground, { ...nothing, low: 4_000_000, low_inclusive: true })
  t.strictSame(data.contradictions, [])
  t.strictSame(
    exclusions(data),
    listed(`
      fp-spread-of-shells both spread
      k05 both undecided
      k07 both undecided
      k13 both undecided
      k20 both undecided
      k22 ceiling window
      k27 both undecided`),
  )
  t.match(data.tensions, [
    {
      ...{ part: 'below_floor', low: 1_600_000, low_inclusive: true, high: 4_000_000, high_inclusive: false },
      against_estimates: ['estimate-k22-open-source-centre-shells'],
      why: 'The spread does not state its window.',
    },
  ])
  // "more than 1 million" (k02) and "around 1 million" (k05); "approximately 6.5 million" (k27).
  t.strictSame(data.lowest_figure.estimates, ['estimate-k02-nis-shells', 'estimate-k05-hur-shells'])
  t.match(data, { lowest_figure: { value: 1_000_000 }, highest_figure: { value: 6_500_000 }, ratio: 6.5 })
  // kr-gov, ua-gur, c4ads, osc; ua-gov is of unknown independence, experts and spread name none.
  const origins = { known: 0, assumed: 4, dependent: 0, unknown: 3 }
  t.match(data.counts, { reports: 9, claims: 9, claimants: 6, origins })
  t.strictSame(
    data.assumptions.map(({ assumption, estimates }: { assumption: string; estimates: string[] }) => [
      assumption,
      estimates,
    ]),
    [
      [
        'start_of_flow',
        ['estimate-fp-experts-2-million-shells', 'estimate-k05-hur-shells', 'estimate-k07-skibitskyi-shells'],
      ],
      ['end_as_of', ['estimate-fp-experts-2-million-shells']],
      ['end_said', ['estimate-k02-nis-shells']],
    ],
  )
  const claims: string[] = data.claims.map(({ claim }: { claim: string }) => short(claim))
  // k16 and k17 are rates, k24 counts rockets too, the others are capacities or containers.
  for (const other of ['k04', 'k09', 'k11', 'k15', 'k16', 'k17', 'k19', 'k24', 'k26']) t.notOk(claims.includes(other))
})

t.test('only an origin of which a source says so counts as known to be independent', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('common/origins.yaml', /(id: osc\n.*\n {4}independence: )assumed_independent/, '$1independent')
  edit('common/origins.yaml', /(id: kr-gov\n.*\n {4}independence: )assumed_independent/, '$1unknown')
  const app = await appFor(t, seed)
  t.strictSame((await compare(app, containers)).counts.origins, {
    ...{ known: 1, assumed: 1, dependent: 1, unknown: 2 },
    ...{ known_ids: ['osc'], assumed_ids: ['us-gov'], dependent_ids: ['msmt'], unknown_ids: ['kr-gov'] },
    unnamed_claims: ['claim-fp-thousands-of-containers'],
  })
  const { data } = await getJson(app, '/v1/origins?independence=assumed_independent')
  t.strictSame(
    data.map(({ id }: { id: string }) => id),
    ['c4ads', 'ua-gur', 'us-gov'],
  )
})

t.test('capacity: more than 12 million, for containers full of 152 mm alone', async (t) => {
  const app = await appFor(t)
  const data = await compare(app, capacity)
  t.equal(data.condition, 'if all were 152 mm')
  t.match(data.common_ground, {
    ...nothing,
    low: 12_000_000,
    low_inclusive: false,
    estimates: ['estimate-k26-dia-capacity'],
  })
  t.strictSame(data.contradictions, [], 'k11 (almost 5 million, to June 2024) is exceeded only by later windows')
  t.strictSame(
    exclusions(data),
    listed(`
      k04 both condition
      k09 both undecided
      k11 ceiling window
      k11 floor undecided
      k19 both undecided`),
  )
  // Eight reports of seven claims; 400,000 is for another calibre, so the lowest figure is 2 million.
  t.match(data.counts, {
    reports: 8,
    claims: 7,
    claimants: 2,
    origins: { known: 0, assumed: 1, dependent: 0, unknown: 0 },
  })
  t.match(data, { lowest_figure: { value: 2_000_000 }, highest_figure: { value: 12_000_000 }, ratio: 6 })
})

t.test('two reports of one claim count once, with the weakest bound on each side', async (t) => {
  const app = await appFor(t)
  // k09: "over 3 million" and "up to approximately 3 million": neither side is bounded by both.
  const k09 = (await compare(app, capacity)).claims.find(({ claim }: { claim: string }) => short(claim) === 'k09')
  t.match(k09, { ...nothing, low_side: 'unstated', high_side: 'unstated' })
  t.equal(k09.estimates.length, 2)

  // k24: "as many as nine million" and "approximately 9 million".
  const data = await compare(app, rounds)
  t.match(data.counts, {
    reports: 2,
    claims: 1,
    claimants: 1,
    origins: { known: 0, assumed: 0, dependent: 1, unknown: 0 },
  })
  t.equal(data.common_ground, null)
  t.match(data, { lowest_figure: { value: 9_000_000 }, highest_figure: { value: 9_000_000 }, ratio: 1 })
  t.strictSame(exclusions(data), ['k24 both undecided'])
  // With a tenth either way the second report reaches 9.9 million; the first sets no floor, so there is none.
  const tolerant = await compare(app, rounds, 'tolerance=0.1')
  t.match(tolerant.common_ground, { ...nothing, high: 9_900_000, high_inclusive: true })
  t.equal(tolerant.asked.tolerance, 0.1, 'the tolerance is echoed')
})

t.test('strict: a claim that does not state its window sets no bound', async (t) => {
  const app = await appFor(t)
  const data = await compare(app, containers, 'strict=true')
  t.match(data.common_ground, { low: 20_000, low_inclusive: false }, 'k23 states its window')
  t.strictSame(data.assumptions, [])
  t.strictSame(
    exclusions(data).filter((one) => one.endsWith('window')),
    ['k10 floor window', 'k21 ceiling window', 'state-department-analysts-11000-containers floor window'],
  )
  // Of the capacities only k09 and k15 state both sides: k15 has more than 6 million.
  t.match((await compare(app, capacity, 'strict=true')).common_ground, {
    ...nothing,
    low: 6_000_000,
    low_inclusive: false,
  })
  const ofArticle = await compare(app, shells, `${article}&strict=true&spreads=as_interval`)
  t.equal(ofArticle.common_ground, null, 'nothing in the article states a window for shells')
})

t.test('window=: floors from within it, ceilings from around it, and the rest is told', async (t) => {
  const app = await appFor(t)
  // k21's own window. Within it lie k01, k06 and k12 (more than 11,000); k14 starts in about June 2022, k23 ends later.
  const data = await compare(app, containers, 'window=2023-09/2025-03')
  t.match(data.common_ground, { low: 11_000, low_inclusive: false, high: 16_000, high_inclusive: false })
  t.strictSame(data.common_ground.estimates, [
    'estimate-k12-state-department-containers',
    'estimate-k21-open-source-centre-containers',
  ])
  t.strictSame(
    exclusions(data).filter((one) => one.endsWith('window')),
    [
      'k10 floor window',
      'k14 floor window',
      'k23 floor window',
      'state-department-analysts-11000-containers floor window',
    ],
  )
  t.strictSame(data.reference_window, { basis: 'asked', earliest: '2023-09-01', latest: '2025-03-31' })
  t.match((await compare(app, shells, 'window=2023-09/2025-03')).common_ground, {
    ...{ low: 4_000_000, low_inclusive: true, high: 6_000_000, high_inclusive: true },
  })
  // k22's window contains the year 2024 whatever its days were; no floor's window lies within the year.
  t.match((await compare(app, shells, 'window=2024')).common_ground, {
    ...nothing,
    high: 6_000_000,
    high_inclusive: true,
  })
  // ... but not 2025-03-31, since k22 may end on 1 March.
  t.equal((await compare(app, shells, 'window=2024/2025-03-31')).common_ground, null)
  for (const [window, says] of [
    ['2024~', /exact/],
    ['2024-13', /no month/],
    ['/', /neither side/],
  ] as const)
    t.match((await getJson(app, `/v1/quantities/${shells}/comparison?window=${window}`, 400)).detail, says, window)
})

t.test('known_by: surely published by then, else surely said, and what has no sure date is counted', async (t) => {
  const { seed, edit } = seedCopy(t)
  const plain = await appFor(t)
  // Of the containers k01, k03, k06, k08 and k10 were surely said by then, k12 about 17 June; the article came in October.
  const data = await compare(plain, containers, 'known_by=2024-06-30')
  t.strictSame(
    data.claims.map(({ claim }: { claim: string }) => short(claim)),
    ['k01', 'k03', 'k06', 'k08', 'k10'],
  )
  t.match(data.common_ground, { low: 10_000, low_inclusive: false })
  // k13 was said on 22 June and published on the 23rd, as the address of the page says: what is published counts by that.
  const claimsBy = async (day: string) =>
    (await compare(plain, shells, `known_by=${day}`)).claims.map(({ claim }: { claim: string }) => short(claim))
  // k02 was said about 1 November 2023, which is never sure.
  t.strictSame(await claimsBy('2024-06-22'), ['k05', 'k07'])
  t.strictSame(await claimsBy('2024-06-23'), ['k05', 'k07', 'k13'])
  t.strictSame(await claimsBy('2024-12-02'), ['k05', 'k07', 'k13', 'k20'])
  const ids = async (url: string) => (await walk(plain, url)).map(({ id }) => id)
  t.strictSame(await ids('/v1/estimates?known_by=2023-12-31'), [
    'estimate-k01-nsc-containers',
    'estimate-k03-mnd-containers',
    'estimate-k04-mnd-capacity-122-mm',
    'estimate-k04-mnd-capacity-152-mm',
  ])
  // The month of the article is inferred, and "as of this summer" is not when it was reported.
  for (const day of ['2024-09-30', '2024-10', '2030'])
    t.strictSame(await ids(`/v1/estimates?known_by=${day}&${article}`), [], day)
  t.strictSame(await ids(`/v1/quotes?known_by=2030`), [])

  edit('kp-ru-public-record/estimates-containers.yaml', / {4}said: \{ edtf: 2024-06-14, [^}]*\}\n/, '')
  const app = await appFor(t, seed)
  const undated = async (url: string) => (await getJson(app, url)).meta.undated
  t.equal(
    await undated('/v1/estimates?known_by=2024-06-30'),
    3 + (await walk(app, `/v1/estimates?${article}`)).length,
    'k10 has no date any more; those of k02, k12 and the article are not sure',
  )
  t.equal(
    await undated(`/v1/estimates?known_by=2024-06-30&quantity=rounds-delivered-kp-ru`),
    0,
    'of the others filters leave',
  )
  t.equal(await undated('/v1/estimates'), undefined)
  t.equal(await undated(`/v1/quantities/${containers}/comparison?known_by=2024-06-30`), 4)
  t.equal(await undated(`/v1/quantities/${containers}/comparison?known_by=2024-06-30&origin=us-gov`), 2)
  t.match((await getJson(app, '/v1/estimates?known_by=2024/..', 400)).detail, /no last day/)
})

t.test('origin= and source= choose reports, and an id that does not exist is refused', async (t) => {
  const app = await appFor(t)
  // us-gov: k01, k06, k12 and the article's analysts. "more than 11,000" is tighter than "at least 11,000".
  const data = await compare(app, containers, 'origin=us-gov')
  t.equal(data.counts.claims, 4)
  t.strictSame(data.highest_floor, {
    value: 11_000,
    inclusive: false,
    claims: ['claim-k12-state-department-containers'],
    estimates: ['estimate-k12-state-department-containers'],
  })
  const both = await compare(app, containers, 'origin=us-gov,kr-gov&source=kp-ru-koreaherald-2024-08')
  t.strictSame(
    both.claims.map(({ claim }: { claim: string }) => short(claim)),
    ['k14'],
  )
  const refused = (query: string) => getJson(app, `/v1/quantities/${containers}/comparison?${query}`, 400)
  t.match((await refused('origin=nobody')).detail, /no origin with the id "nobody".* Allowed: the ids at \/v1\/origins/)
  t.match((await refused('source=us-gov')).detail, /no source with the id "us-gov"/)
})

t.test('tolerance turns single numbers into intervals, and only then may they contradict', async (t) => {
  const app = await appFor(t)
  // 6.5 million less a tenth is the highest floor; no window contains that of k27 (2023 to October 2025).
  const tenth = await compare(app, shells, 'tolerance=0.1')
  t.match(tenth.common_ground, { ...nothing, low: 5_850_000, low_inclusive: true })
  t.strictSame(tenth.contradictions, [])
  const k20 = tenth.claims.find(({ claim }: { claim: string }) => short(claim) === 'k20')
  t.match(k20, { low: 3_150_000, high: 3_850_000, low_side: 'tolerance', high_side: 'tolerance', best: 3_500_000 })
  // Within a hundredth k13 (August 2023 to January 2024) has at least 1.584 million, and k07, whose window runs from
  // the start to 23 February 2024, at most 1.515 million.
  const hundredth = await compare(app, shells, 'tolerance=0.01')
  t.strictSame(
    hundredth.contradictions.map(({ first, second }: Record<string, { claim: string }>) => [
      short(first?.claim ?? ''),
      short(second?.claim ?? ''),
    ]),
    [['k07', 'k13']],
  )
  // "nearly 16,000" reaches down to 14,400 and stays below 16,000.
  const k21 = (await compare(app, containers, 'tolerance=0.1')).claims.find(
    ({ claim }: { claim: string }) => short(claim) === 'k21',
  )
  t.match(k21, { low: 14_400, low_inclusive: true, low_side: 'tolerance', high: 16_000, high_inclusive: false })
  for (const tolerance of ['1.1', '-0.1', '1e-1', '.1', '10%'])
    await getJson(app, `/v1/quantities/${shells}/comparison?tolerance=${encodeURIComponent(tolerance)}`, 400)
})

t.test('of rates, shares and durations nothing moves between windows', async (t) => {
  const app = await appFor(t)
  // k16 names no years, k17 runs from 2022: the same number of shells a year would not make them comparable.
  const rates = await compare(app, 'shells-per-year-kp-ru', 'tolerance=0.1&pairs=true')
  t.equal(rates.common_ground, null)
  t.strictSame(exclusions(rates), ['k16 both window', 'k17 both window'])
  t.match(rates.pairs, [{ verdict: 'incomparable', reason: 'window' }])
  t.strictSame(rates.assumptions, [], 'a rate has no start of the flow')
  // "about a week" alone, timeless: with a tenth either way, six to seven and a half days.
  const week = await compare(app, 'shipment-to-battlefield-duration', 'tolerance=0.1')
  t.match(week.common_ground, { low: 0.9, low_inclusive: true, high: 1.1, high_inclusive: true })
  t.equal((await compare(app, 'shipment-to-battlefield-duration')).common_ground, null)
  t.equal((await compare(app, 'shells-used-by-russia')).counts.claims, 0)
})

t.test('from an estimate: the claims it lies against, and why', async (t) => {
  const app = await appFor(t)
  const k21 = '/v1/estimates/estimate-k21-open-source-centre-containers/agreement'
  const all = await walk(app, `${k21}?limit=5`)
  t.equal(all.length, 12, 'every other claim about containers')
  t.ok(
    all.every(
      ({ first, verdict, reason }) => short(first.claim) === 'k21' && verdict === 'incomparable' && reason === 'window',
    ),
  )
  t.strictSame(await walk(app, `${k21}?verdict=contradicts`), [])
  t.equal((await walk(app, `${k21}?verdict=contradicts,incomparable`)).length, 12)
  const capacities = await walk(app, '/v1/estimates/estimate-k09-mnd-capacity-politico/agreement')
  t.strictSame(
    capacities.map(({ second, reason }) => [short(second.claim), reason]),
    [
      ['k04', 'condition'],
      ['k04', 'window'],
      ['k11', 'window'],
      ['k15', 'window'],
      ['k19', 'window'],
      ['k26', 'window'],
    ],
  )
  t.equal(capacities[0].first.estimates.length, 2, 'both reports of the claim')
  const [found] = await walk(
    app,
    '/v1/estimates/estimate-k07-skibitskyi-shells/agreement?tolerance=0.01&verdict=contradicts',
  )
  t.equal(short(found.second.claim), 'k13')
  const spread = await walk(app, '/v1/estimates/estimate-fp-spread-of-shells/agreement')
  t.ok(spread.every(({ reason }) => reason === 'spread') && spread.length === 8)
})

t.test('from a claimant: everything said over time, the newest beside the oldest', async (t) => {
  const app = await appFor(t)
  const url = '/v1/entities/south-korea-ministry-of-national-defense/series'
  const ids = async (url: string) => (await walk(app, url)).map(({ estimate }) => estimate.id.replace('estimate-', ''))
  const series = ['k03-mnd-containers', 'k08-mnd-containers', 'k10-mnd-containers', 'k18-mnd-containers']
  t.strictSame(await ids(`${url}?quantity=${containers}`), series)
  t.strictSame(await ids(`${url}?limit=3`), [
    ...series,
    'k04-mnd-capacity-122-mm',
    'k04-mnd-capacity-152-mm',
    'k09-mnd-capacity-politico',
    'k09-mnd-capacity-rbc-ukraine',
    'k11-mnd-capacity',
    'k19-mnd-capacity',
  ])
  const [first] = await walk(app, '/v1/entities/experts/series')
  t.match(first, { quantity: shells, clock: 'published', earliest: '2024-10-01', latest: '2024-10-31' })
  t.strictSame(await ids('/v1/entities/russia/series'), [], 'who claims nothing has an empty series')
  await getJson(app, '/v1/entities/nobody/series', 404)
  t.match((await getJson(app, `${url}?quantity=nothing`, 400)).detail, /no quantity with the id/)
})

t.test('the CSV has a row for every claim, ready for a range chart', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('kp-ru-public-record/estimates-capacity.yaml', 'condition: if all were 122 mm', 'condition: "=1+1, \\"or\\" so"')
  const app = await appFor(t, seed)
  const response = await app.inject(`/v1/quantities/${capacity}/comparison.csv`)
  t.equal(response.headers['content-type'], 'text/csv; charset=utf-8; header=present')
  const lines = response.body.split('\r\n')
  t.equal(lines.pop(), '', 'the last line ends as the others')
  const [header = '', ...rows] = lines
  const columns = header.split(',')
  for (const column of ['claimants', 'low', 'high', 'low_inclusive', 'high_inclusive', 'as_of', 'window_edtf'])
    t.ok(columns.includes(column), column)
  t.equal(rows.length, 7)
  const cells = (row = '') => Object.fromEntries(row.split(',').map((cell, index) => [columns[index], cell]))
  t.match(cells(rows.find((row) => row.includes('k26'))), {
    quantity: capacity,
    claimants: 'south-korea-defense-intelligence-agency',
    low: '12000000',
    low_inclusive: 'false',
    high: '',
    high_inclusive: '',
    high_side: 'unbounded',
    window_edtf: '""',
    window_earliest: '',
    window_latest: '2025-07-13',
    window_is_stated: 'false',
    floor: 'used',
  })
  t.match(cells(rows.find((row) => row.includes('k09'))).estimates, /politico\|estimate-k09/, 'lists are joined by |')
  t.match(
    rows.find((row) => row.includes('122-mm')),
    /,"'=1\+1, ""or"" so",/,
    'a formula is text',
  )
  const { data } = await getJson(app, `/v1/quantities/${capacity}/comparison`)
  t.strictSame(
    rows.map((row) => row.split(',')[2]),
    data.claims.map(({ claim }: { claim: string }) => claim),
    'the rows of the JSON, in its order',
  )
  const names = operations.flatMap(({ parameters }) => parameters.map(({ name }) => name))
  t.ok(names.includes('quantity'))
  t.notOk(names.some((name) => name in parse('sum&avg&mean&median&convert&min&max&aggregate')))
})

t.test('a denial is a second assertion about the same event, and makes it disputed', async (t) => {
  const { seed, add } = seedCopy(t)
  add(
    'kp-ru-public-record/events-for-test.yaml',
    `source: kp-ru-kbs-world-2025-05
events:
  - id: event-for-test-delivery
    kind: arms_transfer
    gist: North Korea delivers containers to Russia.
    participants: [{ entity: north-korea, role: supplier }, { entity: russia, role: recipient }]
    assertions:
      - { by: [multilateral-sanctions-monitoring-team], claimant_kind: named, stance: asserts, evidence: [{ citation: true }] }
      - { by: [north-korea], claimant_kind: named, stance: denies, evidence: [{ citation: true }] }
`,
  )
  const app = await appFor(t, seed)
  const { data } = await getJson(app, '/v1/events/event-for-test-delivery')
  t.equal(data.disputed, true)
  t.strictSame(
    data.assertions.map(({ by, stance }: { by: string[]; stance: string }) => [by[0], stance]),
    [
      ['multilateral-sanctions-monitoring-team', 'asserts'],
      ['north-korea', 'denies'],
    ],
  )
  t.strictSame(
    (await walk(app, '/v1/events?disputed=true')).map(({ id }) => id),
    ['event-for-test-delivery'],
  )
})
