import { readFileSync } from 'node:fs'
import { parse } from 'node:querystring'
import { csvParse } from 'd3-dsv'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { inPackage } from '../src/package.ts'
import { terms, verdicts } from '../src/vocabulary.ts'
import { operations } from './support/contract-document.ts'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'

/** Every expectation here is worked out by hand from the files under seed/, never from an answer. */
const article = 'source=fp-2024-10-north-korean-shells'
const shells = 'shells-delivered-kp-ru'
const containers = 'containers-delivered-kp-ru'
const capacity = 'shells-capacity-of-containers-kp-ru'
const rounds = 'rounds-delivered-kp-ru'
const rates = 'shells-per-year-kp-ru'
const week = 'shipment-to-battlefield-duration'
const nothing = { low: null, low_inclusive: null, high: null, high_inclusive: null }

const addressOf = (quantity: string, query = '') => `/v1/quantities/${quantity}/comparison${query && `?${query}`}`
const compare = async (app: FastifyInstance, quantity: string, query = '') =>
  (await getJson(app, addressOf(quantity, query))).data
const refused = async (app: FastifyInstance, quantity: string, query: string) =>
  (await getJson(app, addressOf(quantity, query), 400)).detail

/** `k21`: claims by the number of the collection, others by their id. */
const short = (id: string): string => /-(k\d\d)-/.exec(id)?.[1] ?? id.replace('claim-', '')
const shorts = (ids: string[]) => ids.map(short)
interface Pair {
  first: { claim: string; estimates: string[] }
  second: { claim: string; estimates: string[] }
  verdict: string
  why: string | null
  assumptions: { assumption: string; estimate: string }[]
}
const nameOf = ({ first, second }: Pair) => `${short(first.claim)} ${short(second.claim)}`
const made = ({ assumptions }: Pick<Pair, 'assumptions'>) =>
  assumptions.map(({ assumption, estimate }) => `${assumption} ${short(estimate)}`)

/** All pairs, walked page by page. */
async function walkPairs(app: FastifyInstance, quantity: string, query: string): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let next: string | null = addressOf(quantity, query); next !== null; ) {
    const page = await getJson(app, next)
    pairs.push(...page.data.pairs)
    next = page.next
  }
  return pairs
}

t.test('containers: Washington and Seoul are at odds, and Seoul and the Open Source Centre', async (t) => {
  const app = await appFor(t)
  const { counts, failing } = await compare(app, containers)
  t.match(counts, { reports: 13, claims: 13, claimants: 8, without_number: 1 })
  t.match(counts.pairs, { contradicts: 0, at_odds: 2, agrees: 0, not_comparable: 0 })
  t.strictSame(failing.map(nameOf), ['k06 k08', 'k18 k21'])
  const [first, second] = failing
  t.equal(first.tolerance_needed.toFixed(4), '0.4925')
  t.match(first, { tolerance_reached: false, assumptions: [], strict_verdict: 'at_odds', higher: 'first' })
  t.match(second, { tolerance_needed: 0.2, tolerance_reached: false, strict_verdict: 'growth', same_origin: false })
  t.strictSame(made(second), ['stated_start_is_start_of_flow k21'])
  t.match(second.unless, { at_least: 4000, inclusive: false, before: { from: null, to: '2023-08-31' }, after: null })
  t.strictSame((await compare(app, containers, 'strict=true')).failing.map(nameOf), ['k06 k08'])
})

t.test('the answer that the README shows is the answer', async (t) => {
  const shown = /```js\n([^`]*)```/.exec(readFileSync(inPackage('README.md'), 'utf8'))?.[1] ?? ''
  const body = JSON.stringify(await compare(await appFor(t), containers))
  const pairs = [
    ...shown.replace(/0\.4925\b/, '0.4925373134328359').matchAll(/"\w+": ("[^"]*"|\d[\d.]*|null|false|\["[^\]]*\])/g),
  ]
  t.ok(pairs.length > 15)
  for (const [pair] of pairs) t.ok(body.includes(pair.replace(': ', ':')), pair)
})

t.test('shells: C4ADS is at odds with two figures of Ukrainian military intelligence', async (t) => {
  const { failing, counts } = await compare(await appFor(t), shells)
  t.match(counts.pairs, { contradicts: 0, at_odds: 2 })
  t.strictSame(failing.map(nameOf), ['k07 k13', 'k05 k13'])
  const [first, second] = failing
  t.equal(first.tolerance_needed.toFixed(4), '0.0323')
  t.strictSame(made(first), ['start_of_flow k07'])
  t.equal(second.tolerance_needed.toFixed(4), '0.2308')
  t.strictSame(made(second), ['start_of_flow k05', 'end_of_period k05'])
  t.match(second.unless, { at_least: 600_000, inclusive: true, after: { from: '2024-01-16', to: '2024-01-31' } })
})

t.test('all pairs are listed when asked for, each once, in the order of what matters', async (t) => {
  const app = await appFor(t)
  const pairs = await walkPairs(app, containers, 'pairs=true&limit=10')
  t.equal(pairs.length, (13 * 12) / 2, 'thirteen claims')
  t.equal(new Set(pairs.map(nameOf)).size, pairs.length)
  const { counts } = await compare(app, containers)
  for (const verdict of terms(verdicts)) {
    const some = pairs.filter((pair) => pair.verdict === verdict)
    t.equal(some.length, counts.pairs[verdict], verdict)
    t.strictSame(await walkPairs(app, containers, `verdict=${verdict}`), some, `verdict=${verdict}`)
  }
  t.strictSame(pairs.slice(0, 2).map(nameOf), ['k06 k08', 'k18 k21'])
  // More than 20,000 to May 2025, less than 16,000 to March 2025: both hold if more than 4,000 moved in April and May.
  t.match(
    pairs.find((pair) => nameOf(pair) === 'k21 k23'),
    {
      verdict: 'growth',
      higher: 'second',
      unless: { at_least: 4000, inclusive: false, before: null, after: { from: '2025-04-01', to: '2025-05-29' } },
      if_both_hold: { low: 4000, low_inclusive: false, high: null, days: 59, assumptions: [] },
    },
  )
  t.equal((await compare(app, containers)).pairs, undefined, 'not without being asked')
})

t.test('pairs and claims are the same as JSON, CSV and NDJSON', async (t) => {
  const app = await appFor(t)
  const path = `/v1/quantities/${containers}/comparison`
  const { pairs, claims } = await compare(app, containers, 'pairs=true')
  for (const [rows, query] of [
    [pairs, '?pairs=true'],
    [claims, ''],
  ] as const) {
    const lines = (await app.inject(`${path}.ndjson${query}`)).body.trimEnd().split('\n')
    for (const [index, row] of rows.entries()) {
      const line = JSON.parse(lines[index] as string)
      t.match(line.quantity_name, /^Containers/)
      const asked = { quantity: containers, unit: 'container', ...row }
      const same = Object.entries(line).filter(([key]) => key in asked)
      t.strictSame(Object.fromEntries(same), asked)
    }
    t.equal(lines.length, rows.length)
    const csv = await app.inject({ url: path + query, headers: { accept: 'text/csv' } })
    t.equal(csv.headers['content-type'], 'text/csv; charset=utf-8; header=present')
    t.equal(csv.body, (await app.inject(`${path}.csv${query}`)).body)
    t.equal(csvParse(csv.body).length, rows.length)
  }
  const table = csvParse((await app.inject(`${path}.csv?verdict=at_odds`)).body)
  t.match(table, [
    { first_claim: /k06/, second_claim: /k08/, verdict: 'at_odds', tolerance_reached: 'false', unless_at_least: '' },
    { first_claim: /k18/, second_claim: /k21/, unless_before_to: '2023-08-31', assumptions_estimate: /k21/ },
  ])
  const page = await app.inject(`${path}.csv?pairs=true&limit=50`)
  t.equal(csvParse(page.body).length, 50)
  const [, next = ''] = /<([^>]+)>; rel="next"/.exec(String(page.headers.link)) ?? []
  t.equal(csvParse((await app.inject(next)).body).length, 28)
})

t.test('the text of a claim is no formula in the CSV', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('kp-ru-public-record/estimates-capacity.yaml', 'condition: if all were 122 mm', 'condition: "=1+1, or so"')
  const { body } = await (await appFor(t, seed)).inject(`/v1/quantities/${capacity}/comparison.csv`)
  t.match(body, /,"'=1\+1, or so",/)
  const rows = csvParse(body)
  t.equal(rows.length, 7)
  t.match(
    rows.find(({ claim }) => claim?.includes('k26')),
    {
      claimants: 'south-korea-defense-intelligence-agency',
      ...{ low: '12000000', low_inclusive: 'false', low_side: 'stated', high: '', high_side: 'unbounded' },
    },
  )
  t.match(
    rows.find(({ claim }) => claim?.includes('k09'))?.estimates,
    /politico\|estimate-k09/,
    'lists are joined by |',
  )
  const names = operations.flatMap(({ parameters }) => parameters.map(({ name }) => name))
  t.notOk(names.some((name) => name in parse('sum&avg&mean&median&convert&min&max&aggregate')))
})

t.test('the article alone: a spread stays out unless it is read as an interval', async (t) => {
  const app = await appFor(t)
  const apart = await compare(app, shells, article)
  t.match(apart.not_ruled_out, {
    latest: { low: 2_000_000, low_inclusive: true, high: null, of: 1 },
    last_bounded: null,
  })
  const { not_ruled_out, asked } = await compare(app, shells, `${article}&spreads=as_interval`)
  t.match(not_ruled_out.last_bounded, {
    ...{ at: '2024-10-01', low: 2_000_000, low_inclusive: true, high: 6_000_000, high_inclusive: false, of: 2 },
  })
  t.equal(asked.spreads, 'as_interval')
  t.match((await compare(app, shells, `${article}&strict=true`)).not_ruled_out.last_bounded, null)
})

t.test('behind each level stand its claims and origins, and one absurd claim is seen to be one', async (t) => {
  const app = await appFor(t)
  const data = await compare(app, containers)
  t.strictSame(
    data.ladder.map(({ side, value, inclusive, claims }: Record<string, unknown>) => [side, value, inclusive, claims]),
    [
      ['floor', 20000, false, 1],
      ['floor', 13000, false, 2],
      ['floor', 11000, false, 3],
      ['floor', 11000, true, 4],
      ['floor', 10000, false, 5],
      ['floor', 10000, true, 6],
      ['floor', 1000, false, 7],
      ['ceiling', 16000, false, 1],
    ],
  )
  t.match(data.ladder[3], { claimants: 4, origins: { assumed_independent: 2, builds_on: 1 }, day: '2024-06-17' })
  t.match(data.not_ruled_out.latest, { low: 20_000, next_low: { value: 13_000 }, low_claims: [/k23/], of: 12 })

  const { seed, add } = seedCopy(t)
  add(
    'kp-ru-public-record/absurd-for-test.yaml',
    `source: kp-ru-kbs-world-2025-05
estimates:
  - { id: estimate-for-test-absurd, quantity: ${containers}, claim: claim-for-test-absurd, as_stated: at least 50 million containers, modifier: at_least, low: 50000000, claimants: [experts], claimant_kind: group, said: { edtf: 2025-05-29, basis: noted, anchor: for a test }, evidence: [{ citation: true }] }
`,
  )
  const other = await compare(await appFor(t, seed), containers)
  t.match(other.not_ruled_out.latest, { low: 50_000_000, next_low: { value: 20_000 } })
  t.equal(other.ladder_count, data.ladder_count + 1)
  t.equal(other.ladder[1].claims, data.ladder[0].claims + 1)
  const between = other.failing.map(nameOf).filter((name: string) => !name.includes('absurd'))
  t.strictSame(between, ['k06 k08', 'k18 k21'], 'it changes no verdict between others')
})

t.test('a stated zero bounds both sides', async (t) => {
  const { seed, add } = seedCopy(t)
  add(
    'kp-ru-public-record/denied-for-test.yaml',
    `source: kp-ru-kbs-world-2025-05
estimates:
  - { id: estimate-for-test-none, quantity: ${shells}, claim: claim-for-test-none, as_stated: no shells, modifier: unmodified, best: 0, claimants: [russia], claimant_kind: named, said: { edtf: 2025-05-29, basis: noted, anchor: for a test }, evidence: [{ citation: true }] }
`,
  )
  const app = await appFor(t, seed)
  const { failing, summary } = await compare(app, shells, 'verdict=contradicts')
  const against = failing.filter(({ verdict }: Pair) => verdict === 'contradicts')
  t.ok(
    against.some((pair: Pair) => /experts-2-million/.test(JSON.stringify(pair))),
    'against "at least 2 million"',
  )
  t.ok(against.every(({ first, second }: Pair) => [first.claim, second.claim].includes('claim-for-test-none')))
  const { data } = await getJson(app, '/v1/estimates/estimate-for-test-none')
  t.match(data, { low: 0, low_inclusive: true, low_side: 'stated', high: 0, high_inclusive: true, best: 0 })
  const found = async (filter: string) =>
    (await walk(app, `/v1/estimates?quantity=${shells}&${filter}`)).some(({ id }) => id === 'estimate-for-test-none')
  for (const filter of ['surely_lte=5', 'surely_gte=0', 'could_be=0', 'overlaps=0..10'])
    t.ok(await found(filter), filter)
  for (const filter of ['could_be=10&unstated=include', 'surely_gte=1', 'overlaps=1..', 'open_ended=true'])
    t.notOk(await found(filter), filter)
  t.match(summary.short, /Russia \(“no shells”, said 29 May 2025\)/)
})

t.test('a summary says that no origin is recorded, where none is', async (t) => {
  const { seed, edit } = seedCopy(t)
  for (const file of ['kp-ru-public-record/estimates-containers.yaml', 'fp-2024-10-north-korean-shells/estimates.yaml'])
    edit(file, /^ +origin: .*\n/gm, '')
  const app = await appFor(t, seed)
  const { summary } = await compare(app, containers)
  t.match(
    summary.short,
    /^No origin of these claims is recorded, so that nothing tells whether one confirms another\.$/m,
  )
  t.notMatch(summary.short, /No floor rests on/)
})

t.test('a short summary without a floor names the highest single number', async (t) => {
  const app = await appFor(t)
  const { short } = (await compare(app, 'rounds-delivered-kp-ru')).summary
  t.match(short, /^Nobody sets a floor\.\nThe highest single number is that of .+; a single number sets no floor\.$/)
})

t.test('the summary is in plain words, with quotation marks only round exact words', async (t) => {
  const app = await appFor(t)
  const exact = new Set(
    (await walk(app, '/v1/estimates')).filter((one) => one.as_stated_exact).map(({ as_stated }) => as_stated),
  )
  for (const { id, measure } of await walk(app, '/v1/quantities')) {
    const { summary, counts } = await compare(app, id)
    for (const text of [summary.short, summary.long]) {
      t.notMatch(text, /\d{4}-\d\d|undefined|null|NaN|claim-|estimate-|_/, `${id}: no codes`)
      for (const [, quoted = ''] of text.matchAll(/“([^”]*)”/g)) t.ok(exact.has(quoted), quoted)
    }
    t.match(summary.long, `${counts.claims - (id === capacity ? 1 : 0)} claim`, id)
    if (id === capacity) t.match(summary.long, '1 claim holds under another condition.')
    if (measure !== 'total' && measure !== 'capacity') t.notMatch(summary.long, /floor|ceiling/, id)
  }
  const { short: brief, long } = (await compare(app, containers)).summary
  const near = (await compare(app, containers, 'tolerance=0.05')).summary.long
  t.match(near, 'only if the total grew.')
  t.notMatch(near, /exact|is off/, 'the tolerance is said once, for all of them')
  for (const part of [
    '13 claims by 8 claimants, 1 without a number.',
    'an estimated 28,000 containers, ',
    'said 13 July 2025); a single number sets no floor.',
    'A ceiling is set by Open Source Centre (nearly 16,000 containers, from September 2023 to March 2025, said 15 April ' +
      '2025), up to 31 March 2025, assuming that nothing moved before September 2023, against which claims of Foreign ' +
      'Policy, Ministry of National Defense of South Korea and Defense Intelligence Agency of South Korea speak; no claim ' +
      'limits the total later.',
    '21 more pairs hold only if the total grew or a single number is off. Most steeply between',
    'if the single number is exact, more than 5,000 containers must have moved from 30 December 2023 to 23 February 2024 (computed, assuming that the figure of ' +
      'Ministry of National Defense of South Korea (29 December 2023) counts from the start of the flow).',
  ]) {
    t.ok(long.includes(part), part)
    t.notOk(brief.includes(part), 'not in the short one')
  }
  for (const part of [
    '3 claims set a floor of more than 11,000 containers or a higher one, from 2 origins assumed to be independent and ' +
      '1 origin that builds on others.',
    'cannot both be right. They fit together only if one of the two figures is more than 49 % off.',
    'cannot both be right, assuming that nothing moved before September 2023. They fit together only if one of the two ' +
      'figures is more than 20 % off, or if more than 4,000 containers moved before 1 September 2023 (computed), ' +
      'against what is assumed.',
  ])
    t.ok(brief.includes(part), part)
})

t.test('only an origin of which a source says so counts as independent', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('common/origins.yaml', /(id: osc\n.*\n {4}independence: )assumed_independent/, '$1independent')
  edit('common/origins.yaml', /(id: kr-gov\n.*\n {4}independence: )assumed_independent/, '$1unknown')
  const app = await appFor(t, seed)
  const origins = { independent: 1, assumed_independent: 1, builds_on: 1, unknown: 1, none: 1 }
  t.strictSame((await compare(app, containers)).counts.origins, origins)
})

t.test('two reports of one claim count once, with the loosest bound on each side', async (t) => {
  const app = await appFor(t)
  // k09: "over 3 million" and "up to approximately 3 million": neither side is bounded by both.
  const k09 = (await compare(app, capacity)).claims.find(({ claim }: { claim: string }) => short(claim) === 'k09')
  t.match(k09, { ...nothing, low_side: 'unstated', high_side: 'unstated' })
  t.equal(k09.estimates.length, 2)
  // k24: "as many as nine million" and "approximately 9 million".
  const data = await compare(app, rounds)
  t.match(data.counts, { reports: 2, claims: 1, claimants: 1, origins: { builds_on: 1, none: 0 } })
  t.match(data.figures, { lowest: { value: 9_000_000 }, highest: { value: 9_000_000 }, ratio: 1 })
  const tolerant = await compare(app, rounds, 'tolerance=0.1')
  t.match(tolerant.not_ruled_out.last_bounded, { ...nothing, high: 9_900_000, high_inclusive: true })
  t.equal(tolerant.asked.tolerance, 0.1, 'the tolerance is echoed')
})

t.test('a ratio stands only between figures of the same window', async (t) => {
  const app = await appFor(t)
  const { figures } = await compare(app, shells)
  t.match(figures, { lowest: { value: 1_000_000 }, highest: { value: 6_500_000 }, ratio: null })
  t.strictSame(shorts(figures.lowest.claims), ['k02', 'k05'])
  t.equal((await compare(app, 'shells-used-by-russia')).figures, null, 'nobody names a number')
})

t.test('claims of the commonest condition are combined, and another can be asked for', async (t) => {
  const app = await appFor(t)
  const data = await compare(app, capacity)
  const conditions = [
    { condition: 'if all were 152 mm', claims: 6 },
    { condition: 'if all were 122 mm', claims: 1 },
  ]
  t.match(data, { condition: 'if all were 152 mm', conditions })
  t.match(data.not_ruled_out.latest, { low: 12_000_000, low_inclusive: false, low_claims: [/k26/] })
  t.equal(data.counts.pairs.not_comparable, 6, 'of the one with the six')
  const other = await compare(app, capacity, `condition=${encodeURIComponent('if all were 122 mm')}`)
  t.match(other, { condition: 'if all were 122 mm', conditions })
  t.match(other.ladder, [{ side: 'floor', value: 400_000, inclusive: true, claims: 1 }])
  t.match(await refused(app, capacity, 'condition=none'), /Allowed: if all were 152 mm; if all were 122 mm\./)
  t.match(await compare(app, containers, 'condition=none'), { condition: null })
})

t.test('window= adds what is not ruled out of one window, however it is written', async (t) => {
  const app = await appFor(t)
  // k21's own window. Within it lie k01, k06 and k12 (more than 11,000); k14 starts in about June 2022, k23 ends later.
  const { asked } = (await compare(app, containers, 'window=2023-09/2025-03')).not_ruled_out
  t.match(asked, { low: 11_000, low_inclusive: false, low_claims: [/k12/], high: 16_000, high_inclusive: false })
  t.match((await compare(app, shells, 'window=2023-09/2025-03')).not_ruled_out.asked, {
    ...{ low: 4_000_000, low_inclusive: true, high: 6_000_000, high_inclusive: true, assumptions: [] },
  })
  // k22's window contains the year 2024; no floor's window lies within the year.
  const year = await compare(app, shells, 'window=2024')
  t.match(year.not_ruled_out.asked, { ...nothing, high: 6_000_000, high_inclusive: true })
  t.equal(year.asked.window, '2024-01-01/2024-12-31')
  for (const same of ['2024-01/2024-12', '2024-01-01/2024-12-31'])
    t.strictSame(await compare(app, shells, `window=${same}`), year, same)
  // Asking with the echoed window of the claim gives the same bounds as its figure.
  const own = 'source=kp-ru-kbs-world-2025-05'
  const alone = await compare(app, rounds, own)
  const echoed = await compare(app, rounds, `${own}&window=2024`)
  t.match(echoed.not_ruled_out.asked, { high: 9_000_000, high_inclusive: true, assumptions: [] })
  t.strictSame({ ...echoed, asked: null, not_ruled_out: null }, { ...alone, asked: null, not_ruled_out: null })
  t.strictSame(echoed.not_ruled_out.last_bounded, alone.not_ruled_out.last_bounded)
  for (const [window, says] of [
    ['2024~', /exact/],
    ['2024-13', /no month/],
    ['/', /neither side/],
    ['2025/2024', /ends before it starts/],
  ] as const)
    t.match(await refused(app, shells, `window=${window}`), says, window)
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
  t.match(data.not_ruled_out.latest, { low: 10_000, low_inclusive: false, high: null })
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

t.test('every filter of estimates selects whose numbers are compared', async (t) => {
  const app = await appFor(t)
  const filters = [
    ...[
      'claimant=south-korea',
      'claimant=south-korea&exact=true',
      'claimant=MND',
      'origin=us-gov',
      'modifier=more_than',
    ],
    ...[
      'origin=us-gov,kr-gov&source=kp-ru-koreaherald-2024-08',
      'said_after=2024-06',
      'said_missing=true',
      'low_gte=10000',
    ],
    ...[
      'known_by=2024-06-30',
      'spread=false',
      'q=containers',
      'could_be=12000&unstated=include',
      'published_during=2024',
    ],
  ]
  for (const filter of filters)
    for (const quantity of [containers, shells]) {
      const estimates = await walk(app, `/v1/estimates?quantity=${quantity}&${filter}`)
      const data = await compare(app, quantity, filter)
      t.equal(data.counts.reports, estimates.length, `${quantity} ${filter}`)
      t.strictSame(
        data.claims.map(({ claim }: { claim: string }) => claim),
        [...new Set(estimates.map(({ claim }) => claim))].sort(),
      )
    }
  const { data, meta } = await getJson(app, addressOf(containers, 'claimant=KOR'))
  t.match(meta.read_as, [{ parameter: 'claimant', value: 'KOR', ids: ['south-korea', /^south-korea-/] }])
  t.strictSame(data.asked.filters, { claimant: ['south-korea'] })
  const given = {
    q: 'containers "sent to"',
    said_during: '2024-01/2024-06',
    low_gte: 5,
    modifier: ['more_than', 'about'],
  }
  const query = new URLSearchParams(
    Object.entries(given).map(([name, value]): [string, string] => [name, String(value)]),
  )
  t.strictSame((await compare(app, containers, String(query))).asked.filters, given, 'as it can be sent again')
  t.match(await refused(app, containers, 'origin=nobody'), /no origin with the id "nobody".* Allowed: the ids at/)
  t.match(await refused(app, containers, 'source=us-gov'), /no source with the id "us-gov"/)
  t.match(await refused(app, containers, 'quantity=shells'), /There is no such parameter/)
})

t.test('claims are paged where pairs are not asked for, and groups are a table too', async (t) => {
  const app = await appFor(t)
  const { claims } = await compare(app, containers)
  const walked = []
  for (let next: string | null = addressOf(containers, 'limit=5'); next !== null; ) {
    const page = await getJson(app, next)
    walked.push(...page.data.claims)
    next = page.next
  }
  t.strictSame(walked, claims)
  const { groups } = await compare(app, containers, 'group_by=country')
  const csv = csvParse((await app.inject(`/v1/quantities/${containers}/comparison.csv?group_by=country`)).body)
  t.strictSame(
    csv.map(({ group, reports, not_ruled_out_latest_low: low }) => [group, reports, low]),
    groups.map(
      ({
        group,
        reports,
        not_ruled_out,
      }: {
        group: string | null
        reports: number
        not_ruled_out: { latest: { low: number } }
      }) => [...[group ?? '', String(reports), String(not_ruled_out.latest.low)]],
    ),
  )
})

t.test('groups stand side by side, with the worst that each two say of each other', async (t) => {
  const app = await appFor(t)
  const { groups, between } = await compare(app, containers, 'group_by=country')
  t.strictSame(
    groups.map(({ group, claims }: { group: string; claims: string[] }) => [group, shorts(claims)]),
    [
      ['south-korea', ['k03', 'k08', 'k10', 'k14', 'k18', 'k25']],
      ['united-states', ['k01', 'k06', 'k12', 'state-department-analysts-11000-containers']],
      [null, ['fp-thousands-of-containers', 'k21', 'k23']],
    ],
  )
  const [seoul] = groups
  t.match(seoul, { newest: ['estimate-k25-dia-containers'], not_ruled_out: { latest: { low: 13_000 } } })
  t.equal(seoul.ladder.length, 2)
  t.strictSame(
    between.map(({ first, second, verdict, pair }: { first: string; second: string; verdict: string; pair: Pair }) => [
      ...[first, second, verdict, nameOf(pair)],
    ]),
    [
      ['south-korea', 'united-states', 'at_odds', 'k08 k06'],
      ['south-korea', null, 'at_odds', 'k18 k21'],
      ['united-states', null, 'growth', 'k01 k21'],
    ],
  )
  const bySource = await compare(app, capacity, 'group_by=source')
  t.equal(
    bySource.groups.filter(({ claims }: { claims: string[] }) => shorts(claims).includes('k09')).length,
    2,
    'a claim stands in the group of each source that reports it',
  )
  for (const { pair } of bySource.between) t.not(pair.first.claim, pair.second.claim, 'never against itself')
  for (const [grouping, names] of [
    ['origin', ['kr-gov', 'msmt', 'osc', 'us-gov', null]],
    ['claimant', [/defense-intelligence/]],
  ] as const) {
    const { groups } = await compare(app, containers, `group_by=${grouping}`)
    t.match(groups.map(({ group }: { group: string }) => group).slice(-5), grouping === 'origin' ? names : [])
  }
  t.match(await refused(app, containers, 'group_by=continent'), /Allowed: claimant, country, origin, source/)
})

t.test('tolerance makes bounds of single numbers', async (t) => {
  const app = await appFor(t)
  const tenth = await compare(app, shells, 'tolerance=0.1')
  // 6.5 million less a tenth is the highest floor.
  t.match(tenth.not_ruled_out.latest, { ...nothing, low: 5_850_000, low_inclusive: true })
  const k20 = tenth.claims.find(({ claim }: { claim: string }) => short(claim) === 'k20')
  t.match(k20, { low: 3_150_000, high: 3_850_000, low_side: 'tolerance', high_side: 'tolerance', best: 3_500_000 })
  // "nearly 16,000" reaches down to 14,400 and stays below 16,000.
  const k21 = (await compare(app, containers, 'tolerance=0.1')).claims.find(
    ({ claim }: { claim: string }) => short(claim) === 'k21',
  )
  t.match(k21, { low: 14_400, low_inclusive: true, low_side: 'tolerance', high: 16_000, high_inclusive: false })
  t.match(tenth.summary.short, 'Single numbers are taken to be at most 10 % off')
  // A pair needs what it takes: k05 and k13 hold together at 0.24 and not at 0.23.
  t.ok((await compare(app, shells, 'tolerance=0.23')).failing.some((pair: Pair) => nameOf(pair) === 'k05 k13'))
  t.notOk((await compare(app, shells, 'tolerance=0.24')).failing.some((pair: Pair) => nameOf(pair) === 'k05 k13'))
  for (const tolerance of ['1.1', '-0.1', '1e-1', '.1', '10%', '2'])
    t.match(await refused(app, shells, `tolerance=${encodeURIComponent(tolerance)}`), /Allowed: 0 to 1/, tolerance)
})

t.test('rates and shares are compared within the same window alone', async (t) => {
  const app = await appFor(t)
  // k16 names no years, k17 runs from 2022.
  const data = await compare(app, rates, 'pairs=true')
  t.match(data, { growing: false, ladder: [], ladder_count: 0, not_ruled_out: { latest: null, last_bounded: null } })
  t.match(data.pairs, [{ verdict: 'undecided', unless: null, if_both_hold: null }])
  t.match((await compare(app, week)).counts, { claims: 1, pairs: { agrees: 0 } })
  t.match((await compare(app, 'shells-used-by-russia')).counts, { claims: 0, reports: 0 })
  // Durations without a window hold at any time.
  const { seed, add } = seedCopy(t)
  add(
    'kp-ru-public-record/weeks-for-test.yaml',
    `source: kp-ru-kbs-world-2025-05
estimates:
  - { id: estimate-for-test-weeks, quantity: ${week}, claim: claim-for-test-weeks, as_stated: more than two weeks, modifier: more_than, low: 2, claimants: [experts], claimant_kind: group, evidence: [{ citation: true }] }
`,
  )
  t.match((await compare(await appFor(t, seed), week)).failing, [{ verdict: 'at_odds', unless: null }])
})

t.test('from an estimate: every other claim, those that cannot be right with it first', async (t) => {
  const app = await appFor(t)
  const path = '/v1/estimates/estimate-k21-open-source-centre-containers/agreement'
  const all: Pair[] = await walk(app, `${path}?limit=5`)
  t.equal(all.length, 12, 'every other claim about containers')
  t.ok(all.every(({ first }) => short(first.claim) === 'k21'))
  t.match(all[0], { second: { claim: /k18/ }, verdict: 'at_odds', higher: 'second', tolerance_needed: 0.2 })
  const pairs = await walkPairs(app, containers, 'pairs=true')
  for (const pair of all) {
    const same = pairs.find((one) =>
      [nameOf(one), nameOf({ ...one, first: one.second, second: one.first })].includes(nameOf(pair)),
    )
    t.match(same, { verdict: pair.verdict, why: pair.why, assumptions: pair.assumptions }, nameOf(pair))
  }
  const growth: Pair[] = await walk(app, `${path}?verdict=growth,at_odds`)
  t.strictSame(
    growth,
    all.filter(({ verdict }) => verdict === 'growth' || verdict === 'at_odds'),
  )
  const capacities: Pair[] = await walk(app, '/v1/estimates/estimate-k09-mnd-capacity-politico/agreement')
  t.equal(capacities[0]?.first.estimates.length, 2, 'both reports of the claim')
  t.strictSame(
    capacities.filter(({ why }) => why === 'condition').map(({ second }) => short(second.claim)),
    ['k04'],
  )
  const spread: Pair[] = await walk(app, '/v1/estimates/estimate-fp-spread-of-shells/agreement')
  t.ok(spread.every(({ why }) => why === 'spread') && spread.length === 8)
})

t.test('the relation and the higher side are read from the first claim', async (t) => {
  const { seed, add } = seedCopy(t)
  const line = (id: string, words: string, numbers: string) =>
    `  - { id: estimate-for-test-${id}, quantity: ${rounds}, claim: claim-for-test-${id}, as_stated: ${words}, ${numbers}, claimants: [experts], claimant_kind: group, window: { edtf: '2024', basis: noted, anchor: for a test }, said: { edtf: 2025-05-29, basis: noted, anchor: for a test }, evidence: [{ citation: true }] }\n`
  add(
    'kp-ru-public-record/rounds-for-test.yaml',
    `source: kp-ru-kbs-world-2025-05\nestimates:\n${line('wide', 'between 1 million and 8 million rounds', 'modifier: between, low: 1000000, high: 8000000')}${line('narrow', 'between 2 million and 3 million rounds', 'modifier: between, low: 2000000, high: 3000000')}${line('above', 'at least 9 million rounds', 'modifier: at_least, low: 9000000')}`,
  )
  const app = await appFor(t, seed)
  const from = async (id: string) =>
    new Map(
      (await walk(app, `/v1/estimates/estimate-for-test-${id}/agreement`)).map((pair) => [pair.second.claim, pair]),
    )
  t.match((await from('wide')).get('claim-for-test-narrow'), { verdict: 'agrees', relation: 'contains', higher: null })
  t.match((await from('narrow')).get('claim-for-test-wide'), { verdict: 'agrees', relation: 'inside', higher: null })
  t.match((await from('above')).get('claim-for-test-wide'), { verdict: 'contradicts', higher: 'first' })
  t.match((await from('wide')).get('claim-for-test-above'), { verdict: 'contradicts', higher: 'second' })
})

t.test('a parameter without effect is refused, not ignored', async (t) => {
  const app = await appFor(t)
  for (const [query, says] of [
    ['pairs=false&verdict=growth', /`pairs` is false/],
    ['verdict=incomparable', /Allowed: contradicts, at_odds, agrees, growth, undecided, not_comparable/],
    ['strict=maybe', /Allowed: true, false/],
    ['spreads=wide', /Allowed: apart, as_interval/],
    ['cursor=abc', /Not a cursor/],
    ['reference_window=2024', /There is no such parameter/],
  ] as const)
    t.match(await refused(app, shells, query), says, query)
  const { detail } = await getJson(app, `/v1/quantities/${shells}/comparison.csv?group_by=origin&pairs=true`, 400)
  t.match(detail, /pairs or groups, not both/)
})

t.test('more pairs than anybody reads are counted, and a 400 says how to narrow them down', async (t) => {
  const { seed, add } = seedCopy(t)
  const lines = Array.from({ length: 200 }, (_, index) => {
    const number = (index + 1) * 1000
    return `  - { id: estimate-for-test-${index}, quantity: ${rounds}, claim: claim-for-test-${index}, as_stated: exactly ${number} rounds, words_note: for a test, modifier: unmodified, best: ${number}, claimants: [experts], claimant_kind: group, window: { edtf: '2024', basis: noted, anchor: for a test }, said: { edtf: 2025-05-29, basis: noted, anchor: for a test }, evidence: [{ citation: true }] }`
  })
  add('kp-ru-public-record/many-for-test.yaml', `source: kp-ru-kbs-world-2025-05\nestimates:\n${lines.join('\n')}\n`)
  const app = await appFor(t, seed)
  const { counts, failing } = await compare(app, rounds)
  t.equal(counts.pairs.at_odds, (200 * 199) / 2, 'none of them exceeds nine million')
  t.equal(failing.length, 0, 'too many to be put in order')
  t.match(await refused(app, rounds, 'verdict=at_odds'), /More than 10000 pairs .* 19900 at_odds.* Narrow them down/)
  t.match(await compare(app, rounds, 'verdict=agrees'), { pairs: [] })
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
