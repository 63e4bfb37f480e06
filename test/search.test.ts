/** Words that stand in very many records. */

import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { Database } from '../src/db/sqlite/driver.ts'
import { keysIn, searchKeys, searchNames, withNames } from '../src/facts/search/search-names.ts'
import { parseSearch } from '../src/facts/search/search-query.ts'
import { documentOf } from '../src/records/shared/search-document.ts'
import { appFor, getJson, seedCopy } from './support/support.ts'

/** Above 5,000 records hold `brigade` and `garrison`; some of them `heron`, `kestrel`, `wagtail`. */
function manyBrigades(t: Test): string {
  const { seed, add } = seedCopy(t)
  const entities = Array.from({ length: 5_100 }, (_, index) => ({
    ...{ type: 'entity', id: `brigade-${index}`, kind: 'organization', named: true },
    name: `${index % 170 === 0 ? 'Kestrel ' : ''}Brigade ${index}${index % 51 === 0 ? ' of Heron' : ''}`,
    aliases: [
      'Garrison',
      ...(index % 15 === 0 ? [`Heron ${index}`] : []),
      ...(index % 300 === 1 ? [`Kestrel ${index}`] : []),
    ],
  }))
  const quotes = Array.from({ length: 40 }, (_, index) => ({
    ...{ type: 'quote', id: `quote-made-${index}`, source: 'fp-2024-10-north-korean-shells' },
    ...{ speakers: [`brigade-${index}`], claimant_kind: 'named', act: 'assertion', mode: 'indirect' },
    ...{ gist: index % 4 === 0 ? 'A kestrel was seen.' : 'A wagtail was seen.', evidence: [{ citation: true }] },
  }))
  add('made.ndjson', [...entities, ...quotes].map((record) => JSON.stringify(record)).join('\n'))
  return seed
}

interface Document {
  id: string
  type: string
  entities: string
  body: string
}

/** The records that hold all the words, by the texts themselves. */
function byHand(documents: Document[], words: string[], types: string[]): string[] {
  const tokens = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return documents
    .filter(({ type }) => types.includes(type))
    .filter(({ entities, body }) => {
      const { title, words: ofSource, notes } = documentOf(JSON.parse(body))
      const held = new Set([title, ...ofSource, ...notes, entities].flatMap(tokens))
      return words.every((word) => held.has(word))
    })
    .map(({ id }) => id)
    .sort()
}

async function allHits(app: FastifyInstance, query: string): Promise<{ id: string; score: number }[]> {
  const hits: { id: string; score: number }[] = []
  for (let next: string | null = `/v1/search?${query}`; next !== null; ) {
    const page = await getJson(app, next)
    for (const { id, score, snippet } of page.data) {
      if (snippet.matches.length === 0) throw new Error(`The snippet of ${id} shows no word.`)
      hits.push({ id, score })
    }
    next = page.next
  }
  return hits
}

t.test('all records that hold the words are walked, each once, the best first, however many there are', async (t) => {
  const app = await appFor(t, manyBrigades(t))
  const sqlite = new Database(app.databaseFile, { readonly: true })
  const documents = sqlite.prepare('select * from search_documents join records using (id, type)').all() as Document[]
  sqlite.close()
  const sought = ['entity', 'source', 'quantity', 'origin', 'quote', 'estimate', 'event', 'relation', 'mention']
  for (const [words, size, types, count] of [
    [['brigade'], 1000, sought, 5_140],
    [['brigade', 'heron'], 90, sought, 423],
    [['heron', 'brigade'], 7, ['quote'], 3],
    [['brigade', 'kestrel'], 7, sought, 58],
    [['brigade', 'kestrel'], 100, ['quote', 'mention'], 11],
    [['brigade', 'wagtail', 'seen'], 4, sought, 30],
    [['brigade', 'shells'], 25, sought, 0],
    [['garrison', 'heron'], 100, ['entity', 'quote'], 423],
  ] as const) {
    const query = `q=${words.join('+')}&limit=${size}${types === sought ? '' : `&type=${types.join()}`}`
    const hits = await allHits(app, query)
    t.equal(hits.length, count, `${count} records hold ${words.join(' ')}`)
    t.strictSame(hits.map(({ id }) => id).sort(), byHand(documents, [...words], [...types]), query)
    t.ok(
      hits.every(({ score }, index) => index === 0 || score <= (hits[index - 1]?.score as number)),
      'the best first',
    )
    const { facets, meta } = await getJson(app, `/v1/search?q=${words.join('+')}&facets=type&total=true&limit=1`)
    const expected = byHand(documents, [...words], sought)
    t.equal(meta.total, expected.length)
    t.equal(
      facets.type.buckets.reduce((sum: number, one: { count: number }) => sum + one.count, 0),
      expected.length,
    )
  }
})

const search = (app: FastifyInstance, q: string, more = '') =>
  getJson(app, `/v1/search?q=${encodeURIComponent(q)}${more}`)
const idsIn = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id)

t.test('a first guess finds the record, in whatever form, writing or script', async (t) => {
  const app = await appFor(t)
  for (const [q, id] of [
    ['lawmaker', 'lawmakers'],
    ['defective shell', 'estimate-fp-many-old-or-defective'],
    ['shipments', 'event-shipment-arrives'],
    ['southkorea', 'south-korea'],
    ['KimJongUn', 'kim-jong-un'],
    ['C-4-ADS', 'estimate-k13-c4ads-shells'],
    ['airdefense', 'air-defense-systems'],
    ['front-line', 'ukrainian-front-lines'],
    ['Yu Yongweon', 'yu-yong-weon'],
    ['16000', 'estimate-k21-open-source-centre-containers'],
    ['16\u202f000', 'estimate-k21-open-source-centre-containers'],
    ['6,5 Millionen', 'estimate-k27-skibitskyi-shells'],
    ['6500000', 'estimate-k27-skibitskyi-shells'],
    ['"6.5 million"', 'estimate-k27-skibitskyi-shells'],
    ['9 million rounds', 'estimate-k24-msmt-rounds-kbs'],
    ['1500000', 'estimate-k07-skibitskyi-shells'],
    ['2.8 млн', 'estimate-k17-budanov-shells-per-year'],
    ['280만', 'estimate-k17-budanov-shells-per-year'],
    ['50%', 'estimate-k16-western-intelligence-share'],
    ['152 mm', 'estimate-k26-dia-capacity'],
    ['젤렌스키', 'estimate-k20-zelenskyy-shells'],
    ['Скібіцький', 'estimate-k07-skibitskyi-shells'],
    ['КНДР', 'north-korea'],
    ['북한은', 'north-korea'],
    ['Südkorea', 'south-korea'],
    ['Су\u0301дан OR Киев', 'kyiv'],
    ['포탄', 'artillery-shells'],
  ] as const)
    t.ok(idsIn(await search(app, q)).includes(id), q)
})

t.test('word forms find the same records, a word within a word none', async (t) => {
  const app = await appFor(t)
  const count = async (q: string) => (await search(app, q, '&total=true&limit=1')).meta.total
  for (const forms of [
    'container containers',
    'ship ships shipped shipping',
    'analyst analysts',
    'delivery deliveries',
  ]) {
    const totals = await Promise.all(forms.split(' ').map(count))
    t.equal(new Set(totals).size, 1, forms)
    t.ok(totals[0] > 0)
  }
  t.equal(await count('organ'), 0)
  t.ok((await count('"containers"')) < (await count('containers')) || (await count('"container"')) > 0)
  for (const id of idsIn(await search(app, 'time'))) t.not(id, 'the-times')
  const figures = idsIn(await search(app, '"6 million"'))
  t.ok(figures.includes('estimate-k22-open-source-centre-shells'))
  t.notOk(figures.includes('estimate-k13-c4ads-shells'), 'not 1.6 million')
  t.strictSame(figures, idsIn(await search(app, '6000000')))
  t.equal(
    await count('shells OR containers'),
    (await count('shells')) + (await count('containers')) - (await count('shells containers')),
  )
  t.equal(await count('shells -containers'), (await count('shells')) - (await count('shells containers')))
  t.equal(await count('shells NOT containers'), await count('shells -containers'))
  t.equal((await getJson(app, '/v1/estimates?q=1600000&total=true')).meta.total, 2)
  t.match((await getJson(app, '/v1/search?q=-shells', 400)).detail, /Only leaves words out/)
})

t.test('British and American spellings find the same records, by words, names and filters', async (t) => {
  const app = await appFor(t)
  for (const pair of [
    ['Defence Intelligence Agency', 'Defense Intelligence Agency'],
    ['"Ministry of National Defence"', '"Ministry of National Defense"'],
    ['armoured', 'armored'],
    ['open source center', 'open source centre'],
    ['defenc*', 'defens*'],
  ]) {
    const [one, other] = await Promise.all(pair.map((q) => search(app, q, '&total=true')))
    t.strictSame(
      one.data.map(({ id }: { id: string }) => id),
      other.data.map(({ id }: { id: string }) => id),
    )
    t.equal(one.meta.total, other.meta.total)
  }
  t.ok((await search(app, 'Ministry of Defence')).data.length > 0)
  const { meta } = await getJson(app, '/v1/estimates?claimant=Ministry%20of%20National%20Defence')
  t.strictSame(meta.read_as[0].ids.slice(0, 1), ['south-korea-ministry-of-national-defense'])
})

t.test(
  'every name of an entity finds the same records in the same order, within a search and in lists too',
  async (t) => {
    const app = await appFor(t)
    const hits = async (q: string, more = '') => idsIn(await search(app, q, `&limit=1000${more}`))
    const { data } = await getJson(app, '/v1/entities?limit=1000')
    for (const { id, name, aliases } of data) {
      const byName = await hits(name)
      for (const one of aliases) t.strictSame(await hits(one), byName, `${id}: ${one}`)
    }
    for (const [one, other] of [
      ['dprk shells', 'North Korea shells'],
      ['PRK', 'north-korea'],
      ['obus Corea del Norte', 'artillery shells DPRK'],
      ['containers -КНДР', 'containers -DPRK'],
      ['Iran OR DPRK', 'Іран OR КНДР'],
    ] as const)
      t.strictSame(await hits(one), await hits(other), one)
    const listed = async (q: string) => idsIn(await getJson(app, `/v1/estimates?limit=1000&q=${encodeURIComponent(q)}`))
    t.strictSame(await listed('Буданов'), await listed('Kirill Budanov'))
    t.ok((await listed('Буданов')).length > 0)
    t.ok((await hits('"DPRK"')).length < (await hits('DPRK')).length, 'a name in quotation marks stands for itself')
  },
)

t.test('a name of several entities, and a surname that others bear too, stand for themselves alone', async (t) => {
  const keyed = [
    ...searchKeys([
      { entity: 'one', name: 'Ann Lee', scheme: 'name' },
      { entity: 'one', name: 'Lee', scheme: 'alias' },
      { entity: 'one', name: 'Анна Ли', scheme: 'alias' },
      { entity: 'two', name: 'Bob Lee', scheme: 'name' },
      { entity: 'three', name: 'The Office', scheme: 'name' },
      { entity: 'four', name: 'the office', scheme: 'alias' },
      { entity: 'no', name: 'Norway', scheme: 'name' },
      { entity: 'no', name: 'NO', scheme: 'iso3166_1_alpha2' },
      { entity: 'us', name: 'United States', scheme: 'name' },
      { entity: 'us', name: 'U.S.', scheme: 'alias' },
    ]),
  ]
  const read = (q: string) => {
    const terms = parseSearch(q)
    const keys = keysIn(terms)
    const entities = keyed.filter(({ key }) => keys.includes(key)).map(({ entity }) => entity)
    const names = searchNames(keyed.filter(({ entity }) => entities.includes(entity)))
    return withNames(terms, names).map(
      ({ written, forms }) => `${written}: ${forms.map(({ tokens }) => tokens.join(' ')).join(', ')}`,
    )
  }
  t.strictSame(read('lee'), ['lee: lee'])
  t.strictSame(read('ann lee said'), ['ann lee: ann lee, ann lee, ann lee, анна ли', 'said: said, say'])
  t.strictSame(read('the office'), ['the: the', 'office: office, offic'])
  t.strictSame(read('no NO')[0], 'no: no')
  t.match(read('NO')[0], /^NO: norway/)
  t.strictSame(read('us'), ['us: us'])
  t.match(read('US')[0], /^US: united states, united state, united states, us/)
})

t.test('a name finds its entity first, and figures and statements come before mentions', async (t) => {
  const app = await appFor(t)
  const { data } = await getJson(app, '/v1/entities?limit=1000')
  for (const { id, name, aliases } of data)
    for (const one of [name, ...aliases]) t.equal((await search(app, one, '&limit=1')).data[0].id, id, one)
  for (const q of ['north korea', 'shells', 'russia', 'budanov']) {
    const types = (await search(app, q, '&limit=1000')).data.map(({ type }: { type: string }) => type)
    const lastFact = Math.max(types.lastIndexOf('estimate'), types.lastIndexOf('quote'))
    if (types.includes('mention')) t.ok(types.indexOf('mention') > lastFact, q)
  }
})

t.test('a search that finds nothing suggests searches that do, with their counts and addresses', async (t) => {
  const app = await appFor(t)
  for (const [q, kind, instead, id] of [
    ['artilery', 'spelling', 'artillery', 'artillery-shells'],
    ['budanvo', 'spelling', 'budanov', 'kyrylo-budanov'],
    ['contaners north', 'spelling', 'containers north', 'estimate-k18-mnd-containers'],
    ['frontline', 'spelling', 'front line', 'ukrainian-front-lines'],
    ['shipmnt', 'spelling', 'shipment', 'event-shipment-arrives'],
    ['shells zzzz', 'fewer_words', 'shells', 'artillery-shells'],
    ['lawmakers trains', 'fewer_words', 'lawmakers', 'lawmakers'],
    ['"threat direct"', 'fewer_words', 'threat direct', 'quote-budanov-direct-threat'],
    ['budanov -budanov', 'fewer_words', 'budanov', 'kyrylo-budanov'],
    ['who shipped shells to Kyrgyzstan', 'fewer_words', 'shipped shells', 'containers-delivered-kp-ru'],
    ['Bliken', 'spelling', 'blinken', 'antony-blinken'],
    ['Coreia do Norte', 'entity', 'North Korea', 'north-korea'],
    ['Loyd Austin', 'entity', 'Lloyd Austin', 'lloyd-austin'],
    ['снарядів', 'spelling', 'снаряди', 'artillery-shells'],
  ] as const) {
    const { data, suggestions } = await search(app, q)
    t.strictSame(data, [], q)
    const found = suggestions.find((one: { q: string }) => one.q === instead)
    t.match(found, { kind }, `${q}: ${instead}`)
    for (const { address, total } of suggestions) {
      const there = await getJson(app, `${address}&limit=1000&total=true`)
      t.equal(there.meta.total, total, address)
      if (address === found?.address) t.ok(idsIn(there).includes(id), address)
    }
  }
  for (const q of [
    'who supplies shells to Russia',
    'how many trains did Blinken use',
    'does not',
    'of the qqqq',
    'zzzz of qqqq',
  ])
    for (const { q: instead } of (await search(app, q)).suggestions ?? [])
      t.match(instead, /trains|blinken|suppl|shells|russia|use/i, `${q}: ${instead}`)
  t.strictSame((await search(app, 'who does not')).suggestions, [])
  for (const q of ['Bliken', 'Coreia do Norte', 'Norteamerica'])
    t.notOk(
      (await search(app, q)).suggestions.some((one: { q: string }) => /^(?:like|nor|note)$/.test(one.q)),
      q,
    )
  const typed = await search(app, 'drones', '&type=origin')
  t.match(typed.suggestions[0], { kind: 'any_type', q: 'drones', address: '/v1/search?q=drones' })
  t.notOk('suggestions' in (await search(app, 'shells')))
  t.strictSame((await search(app, 'qqqqzzzz')).suggestions, [])
  t.strictSame((await search(app, 'xy*')).suggestions, [])
})

t.test('a snippet shows at most eleven words round the matches, in code points', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit(
    'common/entities.yaml',
    'aliases: [Іран, ',
    'aliases: ["𝒜 Sea Port of Old Days in the Far Bay of 𝒜 Iron Ore Ships", "平壤直轄市", Іран, ',
  )
  const app = await appFor(t, seed)
  const marked = async (q: string) => {
    const { snippet } = (await search(app, q, '&limit=1')).data[0]
    const points = [...snippet.text]
    return [
      snippet.text,
      ...snippet.matches.map(({ start, end }: { start: number; end: number }) => points.slice(start, end).join('')),
    ]
  }
  t.strictSame((await marked('ore ships')).slice(1), ['Ore', 'Ships'])
  t.match((await marked('seaport OR "old days"'))[1], 'Old Days')
  t.strictSame((await marked('平壤')).slice(1), ['平壤'])
  t.strictSame((await marked('southkorea')).slice(1), ['South Korea'])
  t.match((await marked('9000000'))[1], /^(?:9|nine) million$/)
  for (const q of ['ore ships', 'iron 𝒜', 'far*']) t.ok(((await marked(q))[0] as string).split(/\s+/).length <= 13, q)
})
