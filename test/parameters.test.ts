import t from 'tap'
import { nameKey } from '../src/facts/text.ts'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'

const idsOf = (data: { id: string }[]) => data.map(({ id }) => id)
const query = (name: string, ...values: string[]) =>
  values.map((value) => `${name}=${encodeURIComponent(value)}`).join('&')

t.test('a name that several entities share is refused with the ids of all of them', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('common/entities.yaml', 'aliases: [Іран, ', 'aliases: [Іран, DPRK, "Shared name", "O’Neil & Söhne", ')
  edit('common/entities.yaml', 'aliases: [DPRK,', 'aliases: [DPRK, Shared—name, "ONEIL & SOHNE",')
  const app = await appFor(t, seed)
  for (const name of [
    'DPRK',
    'dprk',
    'D.P.R.K.',
    'Shared name',
    'shared-name',
    'SHAREDNAME',
    'O’Neil & Söhne',
    'oneil & sohne',
  ])
    for (const url of ['/v1/mentions?entity', '/v1/estimates?supplier', '/v1/quotes?speaker', '/v1/timeline?entity']) {
      const { detail, errors } = await getJson(app, `${url}=${encodeURIComponent(name)}`, 400)
      t.strictSame(errors[0].allowed, ['iran', 'north-korea'], name)
      t.match(detail, /is a name of 2 entities: iran \(Iran\), north-korea \(North Korea\)/)
    }
  t.match((await getJson(app, '/v1/mentions?entity=ukraine,DPRK', 400)).detail, /"DPRK" is a name of 2 entities/)
  const both = await walk(app, '/v1/mentions?entity=iran,north-korea')
  t.ok(both.length > 1)
  t.strictSame(idsOf(await walk(app, '/v1/mentions?entity=Iran,KP')), idsOf(both), 'each by a name of its own')
})

t.test('names match whatever their dashes, apostrophes, dots, spaces, letter case and accents', async (t) => {
  const { seed, edit } = seedCopy(t)
  const names = [
    '"Pak Jong Un"',
    '"Ch’oe Ryong-hae"',
    '"Straße, 2. Büro"',
    '"BM-21"',
    '"Łukasz Ørsted"',
    '"J. F. O\'Neil"',
    '"152.4 mm"',
    '"back\\\\slash"',
  ]
  edit('common/entities.yaml', 'aliases: [DPRK,', `aliases: [DPRK, ${names.join(', ')},`)
  const app = await appFor(t, seed)
  const byId = idsOf((await getJson(app, '/v1/quantities?supplier=north-korea')).data)
  const same = [
    ...['pak jong-un', 'Pak Jong-un', 'PAK JONG UN', 'pak  jong   un', 'Pak Jong‑un', 'Pak Jong–un', 'pak_jong_un'],
    ...['Pak Jong\u00a0Un', ' Pak Jong Un ', 'Pák Jŏng Ŭn', 'Pak Jong—Un.', 'pak\u200bjong un', 'pakjongun'],
    ...["Ch'oe Ryong-hae", 'Ch‘oe Ryong Hae', 'Chʼoe Ryonghae', 'CH`OE RYŎNG-HAE', 'Ch´oe Ryonghae', 'choe ryong hae'],
    ...['strasse\\, 2 büro', 'STRASSE\\, 2. BÜRO', 'Straße\\,  2. Buro'],
    ...[
      'BM 21',
      'bm21',
      'BM−21',
      'ＢＭ－２１',
      'Lukasz Orsted',
      'łukasz ørsted',
      'J.F. O’Neil',
      'JF ONeil',
      'j f o´neil',
    ],
    ...['152.4mm', '152.4  MM', 'back\\slash', 'back\\\\slash', 'D.P.R.K.', 'd p r k', 'North-Korea', 'NORTH KOREA'],
  ]
  for (const name of same)
    t.strictSame(idsOf((await getJson(app, `/v1/quantities?${query('supplier', name)}`)).data), byId, name)
  for (const name of ['1524 mm', 'BM-2 1', '-', '...', '’', 'Pak Jong', 'Pak Jong Unn', '⸺', '\u200b'])
    await getJson(app, `/v1/quantities?${query('supplier', name)}`, 400)
  t.strictSame(
    idsOf(await walk(app, '/v1/mentions?entity=kim%20jong-un')),
    idsOf(await walk(app, '/v1/mentions?entity=kim-jong-un')),
  )
  t.equal(nameKey('Номер № 5'), nameKey('НОМЕР No5'))
  t.equal(nameKey(' –.’ '), '')
})

t.test('a name with a comma is asked for with a backslash, alone and beside others', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('common/entities.yaml', 'aliases: [DPRK,', 'aliases: [DPRK, "Korea, North", "a\\\\b, c",')
  const app = await appFor(t, seed)
  const found = async (written: string) => idsOf(await walk(app, `/v1/mentions?entity=${written}`))
  const [korea, both] = [await found('north-korea'), await found('north-korea,ukraine')]
  t.ok(both.length > korea.length)
  for (const written of ['Korea%5C,%20North', 'korea%5C%2Cnorth', 'Korea\\, North', 'a%5Cb%5C,%20c', 'a%5C%5Cb%5C,c'])
    t.strictSame(await found(written), korea, written)
  for (const written of ['Ukraine,Korea%5C,%20North', 'Korea%5C,%20North,ukraine', 'Korea%5C,%20North&entity=Ukraine'])
    t.strictSame(await found(written), both, written)
  const { next } = await getJson(app, '/v1/mentions?entity=Korea%5C,%20North&limit=1')
  t.equal((await getJson(app, next)).data[0].id, korea[1], 'the address of the next page keeps it')
  const { errors } = await getJson(app, '/v1/mentions?entity=Korea,%20North', 400)
  t.match(errors[0].detail, /A comma within a name is written "\\,"/)
  for (const written of ['a%5C%5C,', ',', 'a,,b', '%5C,', '%5C'])
    await getJson(app, `/v1/mentions?entity=${written}`, 400)
})

t.test('a language is found in whatever letter case, and one that no source has is refused', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('kp-ru-public-record/sources.yaml', 'language: en', 'language: zh-hant-tw')
  const app = await appFor(t, seed)
  const count = async (language: string) =>
    (await getJson(app, `/v1/sources?total=true&language=${language}`)).meta.total
  const english = await count('en')
  t.ok(english > 3)
  for (const same of ['EN', 'En', 'eng', 'eN', 'en,EN', 'EN&language=en']) t.equal(await count(same), english, same)
  for (const same of ['zh-hant-tw', 'zh-Hant-TW', 'ZH-HANT-TW', 'zh-hant-tw,zh-Hant-TW'])
    t.equal(await count(same), 1, same)
  t.equal(await count('UND'), 1)
  for (const unknown of ['fr', 'xx', 'english', 'en-GB', 'e', 'zh', 'en,fr', 'en_US', '--', '12', 'en-'])
    t.match((await getJson(app, `/v1/sources?language=${unknown}`, 400)).errors, [
      { parameter: 'language', detail: /Allowed: / },
    ])
  t.strictSame((await getJson(app, '/v1/sources?language=FR', 400)).errors[0].allowed, [
    'de',
    'en',
    'und',
    'zh-hant-tw',
  ])
})

t.test('a list that is repeated is the list with commas: same records, pages, addresses and ETag', async (t) => {
  const app = await appFor(t)
  const cases: [path: string, name: string, values: string[]][] = [
    ['/v1/estimates', 'quantity', ['shells-delivered-kp-ru', 'containers-delivered-kp-ru']],
    ['/v1/estimates', 'modifier', ['about', 'at_least', 'between']],
    ['/v1/estimates', 'sort', ['-low', 'id']],
    ['/v1/estimates', 'fields', ['id', 'low']],
    ['/v1/estimates', 'include', ['source', 'quote']],
    ['/v1/estimates', 'facets', ['modifier', 'unit']],
    ['/v1/quotes', 'id', ['quote-experts-2-million-shells', 'quote-budanov-direct-threat']],
    ['/v1/quotes', 'speaker', ['Kyrylo Budanov', 'lloyd-austin']],
    ['/v1/timeline', 'clock', ['said', 'window']],
    ['/v1/quantities/shells-delivered-kp-ru/comparison', 'origin', ['osc', 'us-gov']],
    ['/v1/estimates/estimate-k22-open-source-centre-shells/agreement', 'verdict', ['growth', 'undecided']],
    ['/v1/entities/ukrainian-military-intelligence/series', 'quantity', ['shells-delivered-kp-ru']],
  ]
  for (const [path, name, values] of cases) {
    const commas = await app.inject(`${path}?${query(name, values.join())}&limit=2`)
    const repeated = await app.inject(`${path}?${query(name, ...values)}&limit=2`)
    t.equal(commas.statusCode, 200, path)
    t.equal(repeated.body, commas.body, `${path} ${name}`)
    for (const header of ['etag', 'link']) t.equal(repeated.headers[header], commas.headers[header])
    const { next } = commas.json()
    if (next !== null) t.match(repeated.json().next, next)
  }
  const search = await getJson(app, '/v1/search?q=shells&type=quote&type=estimate')
  t.strictSame(search, await getJson(app, '/v1/search?q=shells&type=quote,estimate'))
  const csv = await app.inject('/v1/estimates.csv?fields=low&fields=id')
  t.equal(csv.body, (await app.inject('/v1/estimates.csv?fields=low,id')).body)
  const { next_cursor } = await getJson(app, '/v1/estimates?modifier=about&modifier=at_least&limit=1')
  await getJson(app, `/v1/estimates?modifier=about,at_least&limit=1&cursor=${next_cursor}`)
  for (const wrong of [
    'limit=1&limit=1',
    'q=a&q=b',
    'spread=true&spread=true',
    'low_gte=1&low_gte=1',
    'known_by=2024&known_by=2024',
  ])
    t.match((await getJson(app, `/v1/estimates?${wrong}`, 400)).detail, /Given more than once/, wrong)
  for (const wrong of ['modifier=about&modifier=', 'modifier=about&modifier=roughly', 'sort=low&sort=-low'])
    await getJson(app, `/v1/estimates?${wrong}`, 400)
  const many = Array.from({ length: 101 }, () => 'modifier=about').join('&')
  t.match((await getJson(app, `/v1/estimates?${many}`, 400)).detail, /101 values; at most 100/)
})

t.test('numbers are taken up to the maximum of the contract, and not beyond', async (t) => {
  const app = await appFor(t)
  const numbers = [
    'low_gte',
    'low_lte',
    'high_gte',
    'high_lte',
    'best_gte',
    'best_lte',
    'could_be',
    'surely_gte',
    'surely_lte',
  ]
  for (const name of numbers) {
    for (const value of [
      '1000000000000000',
      '1000000000000000.0',
      '999999999999999.5',
      '0',
      '0.000001',
      '0000000000000001',
    ])
      await getJson(app, `/v1/estimates?${name}=${value}`)
    for (const value of ['1000000000000001', '1000000000000000.5', '9999999999999999', '10000000000000000', '1e15'])
      t.match(
        (await getJson(app, `/v1/estimates?${name}=${value}`, 400)).detail,
        /Allowed: 0 to 1000000000000000/,
        value,
      )
  }
  const open = idsOf(await walk(app, '/v1/estimates?open_ended=true&quantity=shells-delivered-kp-ru'))
  for (const range of [
    'could_be=1000000000000000',
    'overlaps=1000000000000000..',
    'overlaps=1000000000000000..1000000000000000',
  ])
    t.strictSame(idsOf(await walk(app, `/v1/estimates?quantity=shells-delivered-kp-ru&${range}`)), open, range)
  await getJson(app, '/v1/estimates?overlaps=0..1000000000000000')
  for (const range of ['1000000000000001..', '..1000000000000001', '1..1000000000000000.5'])
    await getJson(app, `/v1/estimates?overlaps=${range}`, 400)
  await getJson(app, '/v1/quantities/shells-delivered-kp-ru/comparison?tolerance=1')
  await getJson(app, '/v1/quantities/shells-delivered-kp-ru/comparison?tolerance=1.000001', 400)
})

t.test('date-times are read as JavaScript, Grafana and others write them, and count as their day', async (t) => {
  const app = await appFor(t)
  const found = async (url: string, time: string) => (await getJson(app, `${url}=${time}`)).data
  const day = await found('/v1/timeline?during', '2024-10-04')
  t.ok(day.length > 0)
  const times = [
    ...[
      '2024-10-04T00:00:00.000Z',
      '2024-10-04T23:59:59.999Z',
      '2024-10-04T12:00:00Z',
      '2024-10-04T12:00:00',
      '2024-10-04T12:00',
    ],
    ...['2024-10-04T12:00Z', '2024-10-04t12:00:00z', '2024-10-04T12:00:00.123456789Z', '2024-10-04T12:00:00,5Z'],
    ...[
      '2024-10-04T00:00:00%2B02:00',
      '2024-10-04T00:00:00+02:00',
      '2024-10-04T00:00:00.000+0200',
      '2024-10-04T23:00:00-05:00',
    ],
    ...['2024-10-04T00:00:00.000000%2B00:00', '2024-10-04%2012:00:00', '2024-10-04+12:00:00', '2024-10-04T12:00:00+09'],
  ]
  for (const time of times) {
    t.strictSame(await found('/v1/timeline?during', time), day, time)
    for (const name of ['during_surely', 'before', 'before_surely', 'after', 'after_surely'])
      t.strictSame(await found(`/v1/timeline?${name}`, time), await found(`/v1/timeline?${name}`, '2024-10-04'), name)
    t.strictSame(await found('/v1/estimates?known_by', time), await found('/v1/estimates?known_by', '2024-10-04'), time)
  }
  t.strictSame(
    await found('/v1/timeline?during', '2024-10-01T00:00:00.000Z/2024-10-31T23:59:59.999%2B09:00'),
    await found('/v1/timeline?during', '2024-10-01/2024-10-31'),
  )
  t.strictSame(
    await found('/v1/timeline?during', '2024-10-01T00:00:00.000Z/..'),
    await found('/v1/timeline?during', '2024-10-01/..'),
  )
  const comparison = '/v1/quantities/shells-delivered-kp-ru/comparison?window'
  const { asked } = await found(comparison, '2023-09-01T00:00:00.000Z/2025-03-31T00:00:00.000%2B0900')
  t.equal(asked.window, '2023-09-01/2025-03-31')
  for (const number of ['1728000000000', '1728000000', '-1728000000000', '1728000000000/1728100000000'])
    for (const url of ['/v1/timeline?during', '/v1/estimates?known_by', '/v1/quotes?said_before_surely', comparison])
      t.match(
        (await getJson(app, `${url}=${number}`, 400)).detail,
        /since 1970.*2024-10-04T00:00:00\.000Z; Grafana.*__from:date:iso/,
      )
  for (const wrong of [
    ...[
      '2024-10-04T25:00:00Z',
      '2024-10-04T12:60Z',
      '2024-10-32T00:00:00.000Z',
      '2024-10-04T',
      '2024-10T12:00Z',
      '2024-10-04T12',
    ],
    ...[
      '2024-10-04T00:00:00.Z',
      '2024-10-04T00:00:00%2B19:00',
      '2024-10-04T00:00:00.000Z~',
      '20241004T000000Z',
      '24:00',
      'now',
    ],
  ])
    t.match((await getJson(app, `/v1/timeline?during=${wrong}`, 400)).detail, /Allowed: EDTF/, wrong)
  t.match(
    (await getJson(app, `/v1/timeline?during=${'2024-10-04T00:00:00.000Z/'.repeat(4)}`, 400)).detail,
    /at most 80 are allowed/,
  )
})

t.test('words of other services for an order lead to the sort keys by date', async (t) => {
  const app = await appFor(t)
  for (const [address, nearest] of [
    ['/v1/events?sort=newest', ['-occurred_latest']],
    ['/v1/sources?sort=oldest', ['published_earliest']],
    ['/v1/quotes?sort=-date', ['-said_latest', '-published_latest']],
    ['/v1/quotes?sort=recent', ['-said_latest', '-published_latest']],
    ['/v1/timeline?sort=latest', ['-time_latest']],
    ['/v1/entities?sort=newest', undefined],
  ] as const)
    t.strictSame((await getJson(app, address, 400)).errors[0].nearest, nearest, address)
  t.strictSame((await getJson(app, '/v1/events?category=x', 400)).errors[0].nearest, ['kind'])
})
