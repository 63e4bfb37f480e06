import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { checkSeed } from '../src/load/load.ts'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'

const idsOf = async (app: FastifyInstance, url: string): Promise<string[]> =>
  (await walk(app, url)).map(({ id }) => id).sort()

const source = '{ id: page, kind: other, title: A page, language: en, rights: ours, published: PUBLISHED }'
const cited = 'evidence: [{ citation: true }]'

/** An invented state of four levels, the places of two of its ministers, and a statement by each of them. */
const atlantis = `source: page
sources:
  - ${source.replace('PUBLISHED', '{ edtf: 2024-03, basis: noted, anchor: From the page. }')}
entities:
  - { id: atlantis, kind: country, name: Atlantis, aliases: [ATL] }
  - { id: atlantis-ministry, kind: organization, name: Ministry of Tides, part_of: atlantis }
  - { id: atlantis-directorate, kind: organization, name: Directorate of Waves, part_of: atlantis-ministry }
  - { id: atlantis-analysts, kind: group, name: wave analysts, named: false, part_of: atlantis-directorate }
  - id: minister-before
    kind: person
    name: Amon
    roles: [{ title: minister, body: atlantis-ministry, source: page, time: TERM_ONE, ${cited} }]
  - id: minister-after
    kind: person
    name: Belos
    roles: [{ title: minister, body: atlantis-ministry, source: page, time: TERM_TWO, ${cited} }]
  - id: adviser
    kind: person
    name: Cleito
    roles: [{ title: adviser, body: atlantis-directorate, source: page, ${cited} }]
  - { id: traveller, kind: person, name: Solon }
quotes:
  - QUOTE { id: quote-of-state, speakers: [atlantis], said: IN_2020 }
  - QUOTE { id: quote-of-directorate, speakers: [atlantis-directorate] }
  - QUOTE { id: quote-of-analysts, speakers: [atlantis-analysts], claimant_kind: group }
  - QUOTE { id: quote-of-minister-in-2020, speakers: [minister-before], said: IN_2020 }
  - QUOTE { id: quote-of-minister-in-2023, speakers: [minister-before], said: IN_2023 }
  - QUOTE { id: quote-of-minister-some-day, speakers: [minister-before], said: ANY }
  - QUOTE { id: quote-of-later-minister, speakers: [minister-after] }
  - QUOTE { id: quote-of-later-minister-in-2020, speakers: [minister-after], said: IN_2020 }
  - QUOTE { id: quote-of-adviser, speakers: [adviser], said: IN_2020 }
  - QUOTE { id: quote-of-traveller, speakers: [traveller], addressees: [atlantis-directorate] }
`
  .replace('TERM_ONE', '{ edtf: 2019/2021, basis: noted, anchor: From the page. }')
  .replace('TERM_TWO', '{ edtf: 2022/.., basis: noted, anchor: From the page. }')
  .replaceAll('IN_2020', '{ edtf: 2020-05, basis: noted, anchor: From the page. }')
  .replaceAll('IN_2023', '{ edtf: 2023-05, basis: noted, anchor: From the page. }')
  .replaceAll('ANY', '{ edtf: ../2024, basis: noted, anchor: From the page. }')
  .replace(/QUOTE \{(.*)\}/g, (_, fields) => {
    const kind = fields.includes('claimant_kind') ? '' : 'claimant_kind: named, '
    return `{${kind}act: assertion, mode: indirect, gist: The sea rises., ${cited},${fields}}`
  })

t.test(
  'a state stands for its bodies at every remove, and for its ministers while they may have been that',
  async (t) => {
    const { seed, add } = seedCopy(t)
    add('atlantis.yaml', atlantis)
    const app = await appFor(t, seed)
    const ofMinistry = [
      'quote-of-adviser',
      'quote-of-analysts',
      'quote-of-directorate',
      'quote-of-later-minister',
      'quote-of-minister-in-2020',
      'quote-of-minister-some-day',
    ]
    t.strictSame(await idsOf(app, '/v1/quotes?speaker=atlantis-ministry'), ofMinistry)
    t.strictSame(await idsOf(app, '/v1/quotes?speaker=atlantis'), [...ofMinistry, 'quote-of-state'].sort())
    t.strictSame(await idsOf(app, '/v1/quotes?speaker=ATL&exact=true'), ['quote-of-state'])
    t.strictSame(
      await idsOf(app, '/v1/quotes?speaker=atlantis-directorate'),
      ['quote-of-adviser', 'quote-of-analysts', 'quote-of-directorate'],
      'a part does not stand for its whole',
    )
    t.strictSame(await idsOf(app, '/v1/quotes?addressee=atlantis'), ['quote-of-traveller'])
    t.strictSame(await idsOf(app, '/v1/quotes?addressee=atlantis&exact=true'), [])
    t.equal((await idsOf(app, '/v1/quotes?entity=atlantis')).length, 8)
    t.strictSame(await idsOf(app, '/v1/quotes?speaker=minister-after'), [
      'quote-of-later-minister',
      'quote-of-later-minister-in-2020',
    ])
    t.strictSame(await idsOf(app, '/v1/quotes?speaker=atlantis,traveller&said_during=2020'), [
      'quote-of-adviser',
      'quote-of-minister-in-2020',
      'quote-of-minister-some-day',
      'quote-of-state',
    ])
    t.strictSame(await idsOf(app, '/v1/entities?part_of=atlantis'), [
      'atlantis-analysts',
      'atlantis-directorate',
      'atlantis-ministry',
    ])
    t.strictSame(await idsOf(app, '/v1/entities?part_of=atlantis&exact=true'), ['atlantis-ministry'])
    t.equal((await app.inject('/v1/quotes.csv?speaker=atlantis')).body.trim().split('\r\n').length, 8, 'in CSV too')
    t.same(
      (await getJson(app, '/v1/quotes?speaker=atlantis&facets=speaker')).facets.speaker.buckets.find(
        ({ value }: { value: string }) => value === 'atlantis',
      ).count,
      1,
      'facets count what records name',
    )
  },
)

t.test('an answer says what the values of its filters stood for', async (t) => {
  const { seed, add } = seedCopy(t)
  add('atlantis.yaml', atlantis)
  const app = await appFor(t, seed)
  const readAs = async (url: string) => (await getJson(app, url)).meta.read_as
  t.strictSame(await readAs('/v1/quotes?speaker=ATL,solon'), [
    {
      parameter: 'speaker',
      value: 'ATL',
      ids: [
        'atlantis',
        ...['adviser', 'atlantis-analysts', 'atlantis-directorate', 'atlantis-ministry'],
        ...['minister-after', 'minister-before'],
      ],
      other_ids: 0,
    },
    { parameter: 'speaker', value: 'solon', ids: ['traveller'], other_ids: 0 },
  ])
  t.strictSame(await readAs('/v1/quotes?speaker=ATL&exact=true'), [
    { parameter: 'speaker', value: 'ATL', ids: ['atlantis'], other_ids: 0 },
  ])
  t.equal(await readAs('/v1/quotes?exact=true'), undefined)
  t.equal(await readAs('/v1/entities?id=south-korea'), undefined, 'an id asks for one record')
  t.strictSame(await idsOf(app, '/v1/entities?id=south-korea'), ['south-korea'])

  const many = Array.from(
    { length: 150 },
    (_, index) => `{ id: isle-${index}, kind: place, name: Isle ${index}, part_of: atlantis }`,
  )
  add('isles.yaml', `entities:\n${many.map((one) => `  - ${one}\n`).join('')}`)
  const [isles] = (await getJson(await appFor(t, seed), '/v1/events?entity=atlantis')).meta.read_as
  t.match([isles.ids.length, isles.other_ids], [100, 57])
})

t.test('what is part of itself, of nothing, or of what it cannot be part of, is refused', async (t) => {
  const faults: [records: string, told: RegExp][] = [
    ['{ id: a, kind: organization, name: A, part_of: a }', /part_of: Forms a circle: a → a/],
    [
      '{ id: a, kind: group, name: A, part_of: b }\n  - { id: b, kind: group, name: B, part_of: a }',
      /part_of: Forms a circle: a → b → a/,
    ],
    [
      '{ id: a, kind: materiel, name: A, part_of: b }\n  - { id: b, kind: materiel, name: B, part_of: c }\n  - { id: c, kind: materiel, name: C, part_of: d }\n  - { id: d, kind: materiel, name: D, part_of: b }',
      /part_of: Forms a circle: b → c → d → b/,
    ],
    ['{ id: a, kind: group, name: A, part_of: nowhere }', /part_of: There is no entity with the id "nowhere"/],
    ['{ id: a, kind: group, name: A, part_of: us-gov }', /part_of: "us-gov" is a record of type origin/],
    ['{ id: a, kind: group, name: A, part_of: [ukraine] }', /part_of: Is a list\. Allowed: an id/],
    ['{ id: a, kind: group, name: A, part_of: "" }', /part_of: An id is/],
    ['{ id: a, kind: person, name: A, part_of: ukraine }', /can be part of none\. A person has `roles`/],
    ['{ id: a, kind: country, name: A, part_of: united-nations }', /one of kind country can be part of none/],
    ['{ id: a, kind: materiel, name: A, part_of: ukraine }', /can be part of one of kind materiel\./],
    ['{ id: a, kind: organization, name: A, part_of: drones }', /part of one of kind country, organization, group/],
  ]
  for (const [records, told] of faults) {
    const { seed, add } = seedCopy(t)
    add('extra.yaml', `entities:\n  - ${records}\n`)
    t.throws(() => checkSeed(seed, 'none.sqlite'), { name: 'SeedError', message: told }, records)
  }
})

t.test('roles in each other are no circle without end', async (t) => {
  const { seed, add } = seedCopy(t)
  const member = (id: string, body: string) =>
    `{ id: ${id}, kind: organization, name: ${id}, roles: [{ title: member, body: ${body}, source: kp-ru-liga-net-2024-12, ${cited} }] }`
  add('extra.yaml', `entities:\n  - ${member('a', 'b')}\n  - ${member('b', 'a')}\n`)
  const app = await appFor(t, seed)
  t.strictSame((await getJson(app, '/v1/quotes?speaker=a')).meta.read_as[0].ids, ['a', 'b'])
})

t.test('an event is part of another, which is there, and never of itself', async (t) => {
  const app = await appFor(t)
  const shipments = await idsOf(app, '/v1/events?part_of=event-north-korean-arms-deliveries')
  t.equal(shipments.length, 8)
  const linked = await app.inject({
    url: '/v1/events/event-shipment-arrives',
    headers: { accept: 'application/ld+json' },
  })
  t.match(linked.json().part_of, /\/v1\/events\/event-north-korean-arms-deliveries$/)
  const events = 'fp-2024-10-north-korean-shells/events.yaml'
  const whole = 'id: event-north-korean-arms-deliveries'
  for (const [part_of, told] of [
    ['event-north-korean-arms-deliveries', /part_of: Forms a circle/],
    ['event-shipment-arrives', /part_of: Forms a circle/],
    ['event-nowhere', /There is no event with the id "event-nowhere"/],
    ['relation-shells-serve-kim', /is a record of type relation; event is needed here/],
  ] as const) {
    const { seed, edit } = seedCopy(t)
    edit(events, whole, `${whole}\n    part_of: ${part_of}`)
    t.throws(() => checkSeed(seed, 'none.sqlite'), { name: 'SeedError', message: told }, part_of)
  }
})

t.test('a role whose evidence shows words has its words', (t) => {
  const { seed, edit } = seedCopy(t)
  edit('fp-2024-10-north-korean-shells/entities.yaml', '        as_stated: Lt. Gen.\n', '')
  t.throws(() => checkSeed(seed, 'none.sqlite'), { message: /roles\[0\]\.as_stated: Is missing/ })
  t.end()
})

t.test('Seoul, Washington and Kyiv are found with their bodies', async (t) => {
  const app = await appFor(t)
  const claimants = async (url: string) =>
    [...new Set((await walk(app, url)).flatMap((one) => (one.estimate ?? one).claimants))].sort()
  const seoul = [
    'south-korea-defense-intelligence-agency',
    'south-korea-ministry-of-national-defense',
    'south-korea-national-intelligence-service',
  ]
  const washington = ['state-department-analysts', 'us-department-of-state', 'us-national-security-council']
  const kyiv = ['kyrylo-budanov', 'ukrainian-military-intelligence', 'zelenskyy']
  for (const [state, bodies] of [
    ['south-korea', seoul],
    ['united-states', washington],
    ['ukraine', kyiv],
  ] as const) {
    t.strictSame(await claimants(`/v1/estimates?claimant=${state}`), bodies)
    t.strictSame(await claimants(`/v1/entities/${state}/series`), bodies)
    t.strictSame(await claimants(`/v1/entities/${state}/series?limit=2`), bodies, 'walked')
    t.strictSame(await claimants(`/v1/entities/${state}/series?exact=true`), [])
  }
  t.match((await getJson(app, '/v1/entities/south-korea/series')).meta.read_as, [
    { parameter: 'claimant', value: 'south-korea', ids: ['south-korea', ...seoul] },
  ])
  t.strictSame(await idsOf(app, '/v1/relations?by=united-states'), [
    'relation-arms-threaten-ukraine',
    'relation-ukraine-resists-invasion',
    'relation-weapons-sustain-war',
  ])
})

t.test(
  'shells are found as artillery ammunition, ammunition, munitions and arms, and not the other way round',
  async (t) => {
    const app = await appFor(t)
    const shells = await idsOf(app, '/v1/quantities?materiel=artillery-shells')
    let before = shells
    for (const broader of ['artillery-ammunition', 'ammunition', 'munitions', 'arms']) {
      const found = await idsOf(app, `/v1/quantities?materiel=${broader}`)
      t.ok(
        before.every((id) => found.includes(id)),
        broader,
      )
      before = found
    }
    t.ok(before.length > shells.length)
    t.ok((await idsOf(app, '/v1/events?participant=arms')).includes('event-shells-sent-by-summer-2024'))
    t.notOk((await idsOf(app, '/v1/events?participant=artillery-shells')).includes('event-containers-arrived'))
    t.notOk((await idsOf(app, '/v1/events?participant=arms&exact=true')).includes('event-shells-sent-by-summer-2024'))
    t.strictSame(await idsOf(app, '/v1/relations?subject=munitions'), [
      'relation-ammunition-threatens-front-lines',
      'relation-artillery-ammunition-threatens-ukraine',
      'relation-shells-serve-kim',
      'relation-shells-sustain-war',
    ])
  },
)

t.test('a whole leads on in every format: its column, its record, its address', async (t) => {
  const app = await appFor(t)
  const { data, included } = await getJson(app, '/v1/entities?id=artillery-shells&include=part_of')
  t.equal(data[0].part_of, 'artillery-ammunition')
  t.strictSame(
    included.map(({ id }: { id: string }) => id),
    ['artillery-ammunition'],
  )
  const linked = async (url: string) => (await app.inject({ url, headers: { accept: 'application/ld+json' } })).json()
  t.match((await linked('/v1/entities/artillery-shells')).part_of, /\/v1\/entities\/artillery-ammunition$/)
  t.match(
    (await app.inject('/v1/entities.csv?id=artillery-shells&fields=id,part_of')).body,
    /artillery-shells,artillery-ammunition/,
  )
  const { facets } = await getJson(app, '/v1/entities?facets=part_of')
  t.match(facets.part_of.buckets[0], { value: 'south-korea', count: 3 })
})
