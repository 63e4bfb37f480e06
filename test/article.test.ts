import t from 'tap'
import { countCodePoints, countWords } from '../src/facts/spans.ts'
import { coveredCodePoints } from '../src/facts/verification.ts'
import { appFor, getJson, walk } from './support/support.ts'

/** Every record of the first article. A second reader listed its facts without seeing them; a lost one fails here. */
const ids: Record<string, string> = {
  entities: `
    air-defense-systems ammunition antony-blinken arms arms-supplying-countries artillery-ammunition
    artillery-shells battlefield drones experts far-east fighter-jets food foreign-policy iran kim-jong-un kyiv
    kyrylo-budanov lawmakers lloyd-austin money moscow munitions north-korea north-korean-ports oil russia
    russia-north-korea-defense-pact russian-far-east-ports russian-invasion-of-ukraine shipping-containers
    state-department-analysts tanks trains ukraine ukrainian-defense-officials ukrainian-front-lines
    ukrainian-military-intelligence un-security-council united-nations united-states us-department-of-defense
    us-department-of-state us-diplomats weapons`,
  quantities: `
    containers-delivered-kp-ru far-east-ports-to-front-lines-distance shells-delivered-kp-ru
    shells-old-or-defective-share-kp-ru shells-unreliable-share-kp-ru shipment-to-battlefield-duration`,
  estimates: `
    estimate-fp-about-a-week estimate-fp-analysts-11000-containers estimate-fp-experts-2-million-shells
    estimate-fp-many-old-or-defective estimate-fp-often-unreliable estimate-fp-spread-of-shells
    estimate-fp-thousands-of-containers estimate-fp-thousands-of-miles`,
  events: `
    event-ammunition-delivered-over-past-year event-ammunition-shipments-to-far-east
    event-assistance-for-war-effort event-containers-arrived event-containers-docked-in-russia
    event-containers-left-north-korean-ports event-containers-offloaded-to-trains event-defense-pact-signed
    event-denunciations-redoubled event-iranian-arms-deliveries event-north-korea-gains-in-return
    event-north-korean-arms-deliveries event-results-visible-on-battlefield event-russian-invasion
    event-shells-sent-by-summer-2024 event-shipment-arrives`,
  sources: `
    fp-2024-10-north-korean-shells`,
  mentions: `
    mention-fp-air-defense-systems mention-fp-ammunition mention-fp-arms mention-fp-arms-supplying-countries
    mention-fp-artillery-ammunition mention-fp-austin mention-fp-battlefield mention-fp-blinken
    mention-fp-budanov-full mention-fp-budanov-surname mention-fp-conflict-a-war mention-fp-conflict-headline
    mention-fp-conflict-invasion mention-fp-conflict-subtitle mention-fp-conflict-war
    mention-fp-conflict-war-effort mention-fp-containers mention-fp-defense-department-through-title
    mention-fp-defense-pact mention-fp-drones mention-fp-experts mention-fp-far-east mention-fp-fighter-jets
    mention-fp-food mention-fp-foreign-policy mention-fp-iran-adjective mention-fp-kim mention-fp-kyiv
    mention-fp-lawmakers mention-fp-military-intelligence-through-title mention-fp-money mention-fp-moscow
    mention-fp-munitions mention-fp-north-korea mention-fp-north-korea-adjective mention-fp-north-korean-ports
    mention-fp-oil mention-fp-russia mention-fp-russia-adjective mention-fp-russia-as-moscow
    mention-fp-russia-possessive mention-fp-russian-far-east-ports mention-fp-shells mention-fp-shells-artillery
    mention-fp-shells-headline mention-fp-shipping-containers mention-fp-state-department
    mention-fp-state-department-analysts mention-fp-state-department-through-title mention-fp-tanks
    mention-fp-trains mention-fp-ukraine-adjective mention-fp-ukraine-as-kyiv mention-fp-ukraine-possessive
    mention-fp-ukrainian-defense-officials mention-fp-ukrainian-front-lines mention-fp-un-security-council
    mention-fp-un-security-council-body mention-fp-united-nations mention-fp-united-nations-short
    mention-fp-united-states mention-fp-us-diplomats mention-fp-weapons`,
  quotes: `
    quote-austin-kept-war-going quote-blinken-first-priority quote-budanov-direct-threat
    quote-budanov-results-on-battlefield quote-experts-2-million-shells
    quote-fp-question-what-in-return quote-fp-question-why-a-threat
    quote-officials-and-diplomats-biggest-threats quote-state-department-analysts-11000-containers`,
  relations: `
    relation-ammunition-threatens-front-lines relation-arms-threaten-ukraine
    relation-artillery-ammunition-threatens-ukraine relation-north-korea-party-to-pact relation-north-korea-trades
    relation-russia-party-to-pact
    relation-shells-serve-kim relation-shells-sustain-war relation-ukraine-resists-invasion
    relation-war-fought-with-air-defense-systems relation-war-fought-with-drones
    relation-war-fought-with-fighter-jets relation-war-fought-with-tanks relation-weapons-sustain-war`,
  origins: `
    ua-gur us-gov`,
}
const source = 'fp-2024-10-north-korean-shells'

t.test('a client that walks every list finds every fact of the article', async (t) => {
  const app = await appFor(t)
  for (const [collection, list] of Object.entries(ids)) {
    const served = new Set((await walk(app, `/v1/${collection}?limit=50`)).map(({ id }) => id))
    t.strictSame(
      list
        .trim()
        .split(/\s+/)
        .filter((id) => !served.has(id)),
      [],
      collection,
    )
  }
})

t.test('every fact of the article rests on spans, each under 12 words', async (t) => {
  const app = await appFor(t)
  const { data: article } = await getJson(app, `/v1/sources/${source}`)
  const evidence = await walk(app, `/v1/evidence?source=${source}&limit=100`)
  t.equal(evidence.length, article.verification.spans, 'the recorded verification covers every span')
  t.equal(article.verification.verified, evidence.length)
  t.equal(article.verification.sha256, article.text.sha256)
  for (const { id, level, start, end, exact, prefix, suffix } of evidence) {
    t.equal(level, 'span', id)
    t.equal(end - start, countCodePoints(exact), id)
    t.ok(countWords(exact) < 12, id)
    t.ok(countCodePoints(prefix) <= 16 && countCodePoints(suffix) <= 16, id)
  }
  const resting = new Set(evidence.map(({ fact }) => fact))
  for (const collection of ['quotes', 'estimates', 'events', 'relations', 'mentions'])
    for (const { id } of await walk(app, `/v1/${collection}?source=${source}`)) t.ok(resting.has(id), id)
})

t.test('the same words at several places are told apart, save where a passage stands twice', async (t) => {
  const app = await appFor(t)
  const evidence = await walk(app, `/v1/evidence?source=${source}&limit=100`)
  const places = new Map<string, Set<number>>()
  for (const { start, prefix, exact, suffix } of evidence) {
    const words = JSON.stringify([prefix, exact, suffix])
    places.set(words, (places.get(words) ?? new Set()).add(start))
  }
  for (const [words, starts] of places) {
    const [first = 0, second = first + 793, ...more] = [...starts].sort((one, other) => one - other)
    t.strictSame([second - first, more], [793, []], words)
  }
})

t.test('the excerpts cover no more of the article than they need, and their contexts hardly more', async (t) => {
  const app = await appFor(t)
  const { data: article } = await getJson(app, `/v1/sources/${source}`)
  const evidence = await walk(app, `/v1/evidence?source=${source}&limit=100`)
  const withContext = evidence.map(({ start, end, prefix, suffix }) => ({
    start: start - countCodePoints(prefix),
    end: end + countCodePoints(suffix),
  }))
  const share = (spans: { start: number; end: number }[]) => coveredCodePoints(spans) / article.text.code_points
  t.ok(share(evidence as { start: number; end: number }[]) <= 0.692, 'excerpts')
  t.ok(share(withContext) <= 0.72, 'excerpts with their contexts')
})

t.test('the words of a statement name the people who make it, at every place', async (t) => {
  const app = await appFor(t)
  const of = (collection: string) => walk(app, `/v1/${collection}?source=${source}`)
  const mentions = await of('mentions')
  const statements: { id: string; by: string[]; evidence: { occurrence: number; exact: string }[] }[] = [
    ...(await of('quotes')).map(({ id, speakers, evidence }) => ({ id, by: speakers, evidence })),
    ...(await of('estimates')).map(({ id, claimants, evidence }) => ({ id, by: claimants, evidence })),
    ...(await of('events')).flatMap(({ id, assertions }) => assertions.map((one: object) => ({ ...one, id }))),
    ...(await of('relations')).flatMap(({ id, assertions }) => assertions.map((one: object) => ({ ...one, id }))),
  ]
  let named = 0
  for (const { id, by, evidence } of statements)
    for (const person of by.filter((one) => one !== 'foreign-policy')) {
      const forms = mentions.filter(({ entity }) => entity === person).map(({ as_written }) => as_written)
      const names = ({ exact }: { exact: string }) => forms.some((form) => exact.includes(form))
      const places = (some: typeof evidence) => [...new Set(some.map(({ occurrence }) => occurrence))]
      t.strictSame(places(evidence.filter(names)), places(evidence), `${id}: ${person}`)
      named += 1
    }
  t.ok(named > 25)
})

t.test('the passage that stands twice gives one fact with two occurrences, 793 code points apart', async (t) => {
  const app = await appFor(t)
  for (const id of [
    'quote-officials-and-diplomats-biggest-threats',
    'quote-budanov-direct-threat',
    'quote-blinken-first-priority',
    'quote-austin-kept-war-going',
  ]) {
    const { evidence } = (await getJson(app, `/v1/quotes/${id}`)).data
    const of = (occurrence: number) => evidence.filter((one: { occurrence: number }) => one.occurrence === occurrence)
    t.equal(of(1).length * 2, evidence.length, id)
    t.strictSame(
      of(2).map(({ start, exact }: { start: number; exact: string }) => [start - 793, exact]),
      of(1).map(({ start, exact }: { start: number; exact: string }) => [start, exact]),
      id,
    )
  }
})

t.test('who said what to whom, when, how hedged', async (t) => {
  const app = await appFor(t)
  const quotes = new Map((await walk(app, `/v1/quotes?source=${source}`)).map((quote) => [quote.id, quote]))
  const said: [
    id: string,
    speakers: string[],
    kind: string,
    act: string,
    addressees: string[],
    when: string | null,
    hedges: string[],
  ][] = [
    [
      'quote-officials-and-diplomats-biggest-threats',
      ['ukrainian-defense-officials', 'us-diplomats'],
      'group',
      'assertion',
      [],
      null,
      ['among'],
    ],
    ['quote-budanov-direct-threat', ['kyrylo-budanov'], 'named', 'assertion', [], null, []],
    ['quote-blinken-first-priority', ['antony-blinken'], 'named', 'demand', ['un-security-council'], '2024-09', []],
    [
      'quote-austin-kept-war-going',
      ['lloyd-austin'],
      'named',
      'assertion',
      ['lawmakers'],
      '2024-21',
      ['such as', 'helped'],
    ],
    [
      'quote-state-department-analysts-11000-containers',
      ['state-department-analysts'],
      'group',
      'assertion',
      [],
      null,
      ['apparently'],
    ],
    ['quote-budanov-results-on-battlefield', ['kyrylo-budanov'], 'named', 'assertion', [], null, ['about']],
    ['quote-experts-2-million-shells', ['experts'], 'unnamed_class', 'assertion', [], null, []],
    ['quote-fp-question-why-a-threat', ['foreign-policy'], 'publisher', 'question', [], null, []],
    ['quote-fp-question-what-in-return', ['foreign-policy'], 'publisher', 'question', [], null, ['merely']],
  ]
  t.equal(quotes.size, said.length)
  for (const [id, speakers, claimant_kind, act, addressees, when, hedges] of said) {
    const quote = quotes.get(id)
    t.match(quote, { speakers, claimant_kind, act, addressees, mode: 'indirect', verbatim: null }, id)
    t.equal(quote.said?.edtf ?? null, when, id)
    t.strictSame(
      quote.hedges.map(({ words }: { words: string }) => words),
      hedges,
      id,
    )
  }
})

t.test('every figure keeps its words, its open sides and its claimant', async (t) => {
  const app = await appFor(t)
  const estimates = new Map((await walk(app, `/v1/estimates?source=${source}`)).map((one) => [one.id, one]))
  const nothing = { low: null, high: null, best: null, low_inclusive: null, high_inclusive: null }
  const figures: Record<string, object> = {
    'estimate-fp-thousands-of-containers': {
      ...nothing,
      modifier: 'vague',
      claimant_kind: 'publisher',
      quantity: 'containers-delivered-kp-ru',
    },
    'estimate-fp-analysts-11000-containers': {
      ...nothing,
      modifier: 'at_least',
      low: 11000,
      low_inclusive: true,
      high_side: 'unbounded',
      claimants: ['state-department-analysts'],
      origin: 'us-gov',
      window: null,
    },
    'estimate-fp-spread-of-shells': {
      modifier: 'between',
      low: 1_600_000,
      high: 6_000_000,
      best: null,
      low_inclusive: true,
      high_inclusive: false,
      spread: true,
      claimants: [],
      claimant_kind: 'none',
    },
    'estimate-fp-experts-2-million-shells': {
      ...nothing,
      modifier: 'at_least',
      low: 2_000_000,
      low_inclusive: true,
      high_side: 'unbounded',
      claimants: ['experts'],
      claimant_kind: 'unnamed_class',
    },
    'estimate-fp-many-old-or-defective': { ...nothing, modifier: 'vague', quality_flags: ['attribution_ambiguous'] },
    'estimate-fp-often-unreliable': {
      ...nothing,
      modifier: 'vague',
      claimant_kind: 'publisher',
      quote: 'quote-fp-question-why-a-threat',
    },
    'estimate-fp-about-a-week': {
      ...nothing,
      modifier: 'about',
      best: 1,
      unit: 'week',
      low_side: 'unstated',
      high_side: 'unstated',
      claimants: ['kyrylo-budanov'],
    },
    'estimate-fp-thousands-of-miles': { ...nothing, modifier: 'vague', unit: 'mile' },
  }
  t.strictSame([...estimates.keys()].sort(), Object.keys(figures).sort())
  for (const [id, figure] of Object.entries(figures)) t.match(estimates.get(id), figure, id)
  t.match(estimates.get('estimate-fp-experts-2-million-shells').as_of, {
    edtf: '2024-22',
    earliest: '2024-06-01',
    latest: '2024-09-23',
    basis: 'relative',
  })
  t.match(
    estimates.get('estimate-fp-thousands-of-containers').window,
    {
      earliest: null,
      start_earliest: null,
      start_latest: '2022-08-31',
      end_side: 'unknown',
      end_earliest: null,
      end_latest: null,
      since_at_least: true,
    },
    'since at least mid-2022: it may have begun earlier, in August at the latest, and no end is stated',
  )
})

t.test('one rule says who asserts, narrates or presupposes what', async (t) => {
  const app = await appFor(t)
  const all = [...(await walk(app, '/v1/events')), ...(await walk(app, '/v1/relations'))]
  const stances: Record<string, [stance: string, by: string][]> = {
    'event-ammunition-delivered-over-past-year': [['presupposes', 'foreign-policy']],
    'event-ammunition-shipments-to-far-east': [['presupposes', 'kyrylo-budanov']],
    'event-assistance-for-war-effort': [['narrates', 'foreign-policy']],
    'event-containers-arrived': [['asserts', 'state-department-analysts']],
    'event-containers-docked-in-russia': [['narrates', 'foreign-policy']],
    'event-containers-left-north-korean-ports': [['narrates', 'foreign-policy']],
    'event-containers-offloaded-to-trains': [['narrates', 'foreign-policy']],
    'event-defense-pact-signed': [['presupposes', 'foreign-policy']],
    'event-denunciations-redoubled': [['narrates', 'foreign-policy']],
    'event-iranian-arms-deliveries': [['presupposes', 'antony-blinken']],
    'event-north-korea-gains-in-return': [['presupposes', 'foreign-policy']],
    'event-north-korean-arms-deliveries': [
      ['presupposes', 'ukrainian-defense-officials us-diplomats'],
      ['presupposes', 'antony-blinken'],
    ],
    'event-results-visible-on-battlefield': [['asserts', 'kyrylo-budanov']],
    'event-russian-invasion': [
      ['presupposes', 'foreign-policy'],
      ['presupposes', 'ukrainian-defense-officials us-diplomats'],
    ],
    'event-shells-sent-by-summer-2024': [['asserts', 'experts']],
    'event-shipment-arrives': [['presupposes', 'kyrylo-budanov']],
    'relation-ammunition-threatens-front-lines': [['asserts', 'kyrylo-budanov']],
    'relation-arms-threaten-ukraine': [['asserts', 'ukrainian-defense-officials us-diplomats']],
    'relation-artillery-ammunition-threatens-ukraine': [['presupposes', 'foreign-policy']],
    'relation-north-korea-party-to-pact': [['presupposes', 'foreign-policy']],
    'relation-north-korea-trades': [['presupposes', 'foreign-policy']],
    'relation-russia-party-to-pact': [['presupposes', 'foreign-policy']],
    'relation-shells-serve-kim': [['narrates', 'foreign-policy']],
    'relation-shells-sustain-war': [['narrates', 'foreign-policy']],
    'relation-ukraine-resists-invasion': [['presupposes', 'ukrainian-defense-officials us-diplomats']],
    'relation-war-fought-with-air-defense-systems': [['presupposes', 'foreign-policy']],
    'relation-war-fought-with-drones': [['presupposes', 'foreign-policy']],
    'relation-war-fought-with-fighter-jets': [['presupposes', 'foreign-policy']],
    'relation-war-fought-with-tanks': [['presupposes', 'foreign-policy']],
    'relation-weapons-sustain-war': [['asserts', 'lloyd-austin']],
  }
  const coded = all.map(({ id, assertions }) => [
    id,
    assertions.map(({ stance, by }: { stance: string; by: string[] }) => [stance, by.join(' ')]),
  ])
  t.strictSame(Object.fromEntries(coded), stances)
  t.notOk(all.some(({ disputed }) => disputed))
})

t.test('the hedges of events and relations survive', async (t) => {
  const app = await appFor(t)
  const all = [...(await walk(app, '/v1/events')), ...(await walk(app, '/v1/relations'))]
  const hedged = all.flatMap(({ id, assertions }) => {
    const words = assertions.flatMap(({ hedges }: { hedges: { words: string }[] }) => hedges.map((one) => one.words))
    return words.length === 0 ? [] : [[id, words]]
  })
  t.strictSame(Object.fromEntries(hedged), {
    'event-containers-arrived': ['apparently'],
    'event-containers-docked-in-russia': ['evidence suggesting'],
    'event-containers-left-north-korean-ports': ['evidence suggesting'],
    'event-containers-offloaded-to-trains': ['evidence suggesting'],
    'event-north-korea-gains-in-return': ['merely'],
    'event-results-visible-on-battlefield': ['about'],
    'relation-arms-threaten-ukraine': ['among'],
    'relation-artillery-ammunition-threatens-ukraine': ['one of'],
    'relation-weapons-sustain-war': ['such as', 'helped'],
  })
})

t.test('one proposition is one record: the other id leads to it', async (t) => {
  const app = await appFor(t)
  const merged: Record<string, string> = {
    'quotes/quote-denunciations': 'event-denunciations-redoubled',
    'relations/relation-north-korea-supplies-russia': 'event-north-korean-arms-deliveries',
    'relations/relation-iran-supplies-russia': 'event-iranian-arms-deliveries',
    'relations/relation-north-korea-sustains-war': 'event-assistance-for-war-effort',
    'relations/relation-russia-invades-ukraine': 'event-russian-invasion',
  }
  for (const [path, event] of Object.entries(merged))
    t.equal((await getJson(app, `/v1/${path}`, 410)).superseded_by, `/v1/events/${event}`, path)
})

t.test('everything that refers to an entity is one question away, whatever the role', async (t) => {
  const app = await appFor(t)
  const of = async (url: string) => (await walk(app, url)).map(({ id }) => id)
  t.strictSame(await of('/v1/quotes?speaker=kyrylo-budanov'), [
    'quote-budanov-direct-threat',
    'quote-budanov-results-on-battlefield',
  ])
  t.strictSame(await of('/v1/quotes?addressee=lawmakers'), ['quote-austin-kept-war-going'])
  t.strictSame(await of('/v1/relations?by=lloyd-austin'), ['relation-weapons-sustain-war'])
  t.strictSame(await of('/v1/entities?implied=true&source=fp-2024-10-north-korean-shells'), [
    'us-department-of-defense',
  ])
  t.strictSame(await of('/v1/quotes?said_during=2024-05'), ['quote-austin-kept-war-going'], 'spring may have been May')
  t.strictSame(await of('/v1/quotes?said_during_surely=2024-05'), [], 'and surely was nothing so narrow')
  t.strictSame(await of('/v1/quotes?said_before_surely=2024-09'), ['quote-austin-kept-war-going'])
})
