import t from 'tap'
import { checkSeed } from '../src/load/load.ts'
import { appFor, getJson, seedCopy } from './support/support.ts'

/** Invented events: two in one district, one beyond the 180th meridian, one in a country alone. */
const invented = `source: kp-ru-kbs-world-2025-05
entities:
  - { id: utopia, kind: country, name: Utopia, identifiers: { gwno: "999" } }
  - { id: reds, kind: organization, name: Reds, identifiers: { ucdp_actor: "7" } }
  - { id: blues, kind: organization, name: Blues }
events:
  - id: event-market
    kind: organized_violence
    type_of_violence: state_based
    event_clarity: high
    gist: Reds and Blues fought at a market.
    occurred: { edtf: 2019-03-04/2019-03-06, basis: noted, anchor: the table }
    date_precision: 2
    where: { name: Old Market, latitude: 36.2, longitude: 37.16, precision: 1, adm_1: Nord Province, adm_2: Élan-district, country: utopia }
    reported_via:
      - { office: Wire, date: { edtf: "2019-03-07", basis: noted, anchor: the table }, headline: Fight at a market }
    original_source: Red Cross
    participants: [{ entity: reds, role: side_a }, { entity: blues, role: side_b }]
    assertions: [{ by: [south-korea], claimant_kind: named, stance: asserts, evidence: [{ citation: true, locator: row 1 }] }]
  - id: event-bridge
    kind: organized_violence
    type_of_violence: one_sided
    gist: Reds attacked people at a bridge.
    where: { name: Bridge, latitude: 36.3, longitude: 37.16, precision: 4, adm_1: Nord Province, country: utopia }
    participants: [{ entity: reds, role: side_a }]
    assertions: [{ by: [south-korea], claimant_kind: named, stance: asserts, evidence: [{ citation: true }] }]
  - id: event-island
    kind: transport
    gist: Blues shipped goods to an island.
    where: { latitude: -17, longitude: -179.5, precision: 7 }
    participants: [{ entity: blues, role: actor }]
    assertions: [{ by: [south-korea], claimant_kind: named, stance: asserts, evidence: [{ citation: true }] }]
  - id: event-somewhere
    kind: transport
    gist: Blues shipped goods in Utopia.
    where: { country: utopia }
    assertions: [{ by: [south-korea], claimant_kind: named, stance: asserts, evidence: [{ citation: true }] }]
quantities:
  - { id: killed-market, name: People killed at the market, definition: People who died., unit: person, event: event-market, harm: killed, measure: total, additive: false }
  - { id: injured-bridge, name: Civilians injured at the bridge, definition: Civilians hurt., unit: person, event: event-bridge, harm: injured, status: civilian, measure: total, additive: false }
estimates:
  - id: estimate-killed-market
    quantity: killed-market
    form: coded
    modifier: between
    low: 1
    best: 4
    high: 3
    quality_flags: [bounds_out_of_order, estimated_by_source]
    parts: [{ status: side_a, best: 0 }, { status: civilian, best: 4 }]
    claimants: [south-korea]
    claimant_kind: named
    evidence: [{ citation: true, locator: row 1 }]
  - id: estimate-injured-bridge
    quantity: injured-bridge
    form: coded
    modifier: unmodified
    best: 12
    claimants: [south-korea]
    claimant_kind: named
    evidence: [{ citation: true }]
`

t.test('events and figures of people are found by place, type of violence and party', async (t) => {
  const { seed, add } = seedCopy(t)
  add('places.yaml', invented)
  const app = await appFor(t, seed)
  const idsOf = async (path: string): Promise<string> => {
    const { data } = await getJson(app, path)
    return data.map(({ id }: { id: string }) => id.replace(/^(event|estimate)-/, '')).join(' ')
  }
  const cases: [path: string, ids: string][] = [
    ['/v1/events?bbox=37,36,38,36.25', 'market'],
    ['/v1/events?bbox=37.16,36.2,37.16,36.2', 'market'],
    ['/v1/events?bbox=179,-18,-179,-16', 'island'],
    ['/v1/events?bbox=-180,-90,180,90', 'bridge island market'],
    // 0.1 degree of latitude is 11.12 km.
    ['/v1/events?near=36.2,37.16,11.11', 'market'],
    ['/v1/events?near=36.2,37.16,11.13', 'bridge market'],
    // The island is 0.5 degree of longitude from the meridian, 53.2 km at 17 degrees south.
    ['/v1/events?near=-17,180,53', ''],
    ['/v1/events?near=-17,180,53.3', 'island'],
    ['/v1/events?near=-17,-179.5,0.001', 'island'],
    ['/v1/events?near=0,0,20016', 'bridge island market'],
    ['/v1/events?country=Utopia', 'bridge market somewhere'],
    ['/v1/events?country=999', 'bridge market somewhere'],
    ['/v1/events?adm_1=nord%20province', 'bridge market'],
    ['/v1/events?adm_2=ELAN%20DISTRICT', 'market'],
    ['/v1/events?where_precision=1,7', 'island market'],
    ['/v1/events?type_of_violence=one_sided', 'bridge'],
    ['/v1/events?event_clarity=high', 'market'],
    ['/v1/events?participant=reds&sort=where_precision', 'market bridge'],
    ['/v1/estimates?bbox=37,36,38,36.25', 'killed-market'],
    ['/v1/estimates?near=36.3,37.16,1', 'injured-bridge'],
    ['/v1/estimates?country=utopia', 'injured-bridge killed-market'],
    ['/v1/estimates?adm_2=Elan%20district', 'killed-market'],
    ['/v1/estimates?type_of_violence=state_based', 'killed-market'],
    ['/v1/estimates?participant=blues', 'killed-market'],
    ['/v1/estimates?event=event-bridge', 'injured-bridge'],
    ['/v1/estimates?harm=killed', 'killed-market'],
    ['/v1/estimates?status=civilian', 'injured-bridge'],
    ['/v1/estimates?form=coded', 'injured-bridge killed-market'],
  ]
  for (const [path, ids] of cases) t.equal(await idsOf(path), ids, path)
  const { facets } = await getJson(app, '/v1/events?facets=type_of_violence,country,adm_1,where_precision&limit=1')
  t.strictSame(facets.country.buckets[0], { value: 'utopia', count: 3 })
  t.match(facets.adm_1.buckets[0], { value: 'Nord Province', count: 2 })
})

t.test('a coded figure has numbers without words, and shows them', async (t) => {
  const { seed, add } = seedCopy(t)
  add('places.yaml', invented)
  const app = await appFor(t, seed)
  const { data } = await getJson(app, '/v1/estimates/estimate-killed-market')
  t.match(data, { form: 'coded', as_stated: null, as_stated_exact: false, low: 1, best: 4, high: 3, unit: 'person' })
  t.strictSame(data.parts, [
    { status: 'side_a', best: 0 },
    { status: 'civilian', best: 4 },
  ])
  t.match(data.display, /^best 4, low 1, high 3 \[People killed at the market\] \(South Korea, /)
  const { data: event } = await getJson(app, '/v1/events/event-market')
  t.match(event.where, { name: 'Old Market', latitude: 36.2, longitude: 37.16, precision: 1, country: 'utopia' })
  t.match(event.reported_via, [{ office: 'Wire', headline: 'Fight at a market' }])
  t.equal(event.original_source, 'Red Cross')
  t.match(event.reported_via[0].date, { edtf: '2019-03-07', earliest: '2019-03-07' })
})

interface Feature {
  id: string
  geometry: object | null
  properties: Record<string, unknown>
}

t.test('events are GeoJSON, by suffix and by Accept, and say how exact each point is', async (t) => {
  const { seed, add } = seedCopy(t)
  add('places.yaml', invented)
  const app = await appFor(t, seed)
  const found = (features: Feature[], id: string) => features.find((one) => one.id === id)
  const suffix = await app.inject('/v1/events.geojson?country=utopia')
  t.match(suffix.headers['content-type'], /^application\/geo\+json/)
  t.equal(suffix.headers['total-count'], '3')
  const { type, features } = suffix.json()
  t.equal(type, 'FeatureCollection')
  t.equal(features.length, 3)
  const market = found(features, 'event-market')
  t.strictSame(market?.geometry, { type: 'Point', coordinates: [37.16, 36.2] })
  t.match(market?.properties, {
    where_precision: 1,
    accuracy: 'The place itself.',
    where_country_name: 'Utopia',
    participants_entity_name: 'Reds|Blues',
  })
  t.equal(found(features, 'event-somewhere')?.geometry, null)
  t.equal(found(features, 'event-somewhere')?.properties.accuracy, null)
  const accepted = await app.inject({ url: '/v1/events?limit=1', headers: { accept: 'application/geo+json' } })
  t.equal(accepted.json().features.length, 1)
  t.match(accepted.headers.link, /rel="next"/)
  t.strictSame((await app.inject('/v1/events.geojson?id=event-market&fields=where')).json().features[0].properties, {
    where_name: 'Old Market',
    where_description: null,
    where_latitude: 36.2,
    where_longitude: 37.16,
    where_precision: 1,
    where_adm_1: 'Nord Province',
    where_adm_2: 'Élan-district',
    where_country: 'utopia',
    where_country_name: 'Utopia',
    accuracy: 'The place itself.',
  })
  t.strictSame((await app.inject('/v1/events.geojson?q=nosuchword')).json(), {
    type: 'FeatureCollection',
    features: [],
  })
  t.equal((await app.inject('/v1/quotes.geojson')).statusCode, 400)
})

t.test('what is no place is refused with what is allowed', async (t) => {
  const app = await appFor(t)
  const cases: [query: string, says: RegExp][] = [
    ['bbox=1,2,3', /west,south,east,north/],
    ['bbox=1,2,3,4,5', /west,south,east,north/],
    ['bbox=1,9,3,4', /south lies above the north/],
    ['bbox=-181,0,0,1', /longitudes from -180 to 180/],
    ['bbox=0,0,1,91', /latitudes from -90 to 90/],
    ['bbox=a,b,c,d', /west,south,east,north/],
    ['bbox=1e2,0,1,1', /west,south,east,north/],
    ['near=36,37', /latitude,longitude,kilometres/],
    ['near=36,37,0', /above 0/],
    ['near=36,37,-5', /above 0/],
    ['near=36,37,20017', /at most 20016 km/],
    ['near=91,37,5', /latitude from -90 to 90/],
    ['near=36,37,5km', /latitude,longitude,kilometres/],
    ['country=Nowhereland', /no entity/],
    ['adm_1=Atlantis', /Atlantis.*No record has any such value/],
    ['where_precision=8', /There is no .*8/],
    ['type_of_violence=4', /There is no .*4/],
  ]
  for (const [query, says] of cases)
    for (const list of ['events', 'estimates'])
      t.match(JSON.stringify((await getJson(app, `/v1/${list}?${query}`, 400)).errors), says, `${list}?${query}`)
})

t.test('a seed whose places, grades or figures contradict themselves is refused', async (t) => {
  const faults = (from: string, to: string): string => {
    const { seed, add } = seedCopy(t)
    t.ok(invented.includes(from), from)
    add('places.yaml', invented.replace(from, to))
    try {
      checkSeed(seed, 'none.sqlite')
    } catch (error) {
      return (error as Error).message
    }
    return 'in order'
  }
  t.equal(faults('reds', 'reds'), 'in order')
  const cases: [from: string, to: string, says: RegExp][] = [
    ['latitude: 36.2, ', '', /Must be given with the other/],
    ['latitude: 36.2', 'latitude: 96.2', /degrees from -90 to 90/],
    ['precision: 1, adm_1', 'precision: 9, adm_1', /precision/],
    ['precision: 1, adm_1', 'adm_1', /Must be a number from 1 to 7/],
    ['where: { country: utopia }', 'where: {}', /Must say something of where it is/],
    ['country: utopia }\n    reported', 'country: atlantis }\n    reported', /atlantis/],
    ['    type_of_violence: one_sided\n', '', /An event of organized violence has one/],
    ['date_precision: 2', 'date_precision: 6', /date_precision/],
    ['    occurred: { edtf: 2019-03-04/2019-03-06, basis: noted, anchor: the table }\n', '', /`occurred` is missing/],
    ['event: event-market', 'event: event-nowhere', /event-nowhere/],
    ['unit: person, event: event-market', 'unit: shell, event: event-market', /unit is `person`/],
    ['    form: coded\n    modifier: between', '    modifier: between', /Numbers of a coder/],
    [
      '    form: coded\n    modifier: between',
      '    form: coded\n    as_stated: four\n    modifier: between',
      /without words/,
    ],
    ['{ status: civilian, best: 4 }', '{ status: side_a, best: 4 }', /Listed twice/],
    ['gwno: "999"', 'gwno: 999', /number of Gleditsch and Ward/],
  ]
  for (const [from, to, says] of cases) t.match(faults(from, to), says, to)
  t.end()
})
