import { csvParse } from 'd3-dsv'
import t from 'tap'
import { listings } from '../src/records/types.ts'
import { referenceFields } from '../src/vocabulary.ts'
import { appFor, getJson, walk } from './support/support.ts'

type Fields = Record<string, unknown>

/** The names that stand beside an id, by the ending of their column, made anew from the rules of the documentation. */
function namesOf(record: Fields | undefined): Record<string, unknown> {
  if (record === undefined) return {}
  const { type, name, title, url, display } = record
  if (type === 'source') return { title, url }
  if (['entity', 'quantity', 'origin'].includes(String(type))) return { name }
  return ['quote', 'estimate', 'event'].includes(String(type)) ? { display } : {}
}

/** The columns of names of a record and the values that they must have; lists stay lists. */
function expectedNames(record: Fields, recordOf: Map<string, Fields>): Fields {
  const found: Fields = {}
  const visit = (objects: Fields[], wrap: (values: unknown[]) => unknown, path: string[]): void => {
    for (const key of new Set(objects.flatMap((one) => Object.keys(one)))) {
      if (key === 'evidence' || key === 'citation') continue
      const values = objects.map((one) => one[key] ?? null)
      if (referenceFields[key] !== undefined && !objects.some((one) => `${key}_name` in one)) {
        const isList = values.some(Array.isArray)
        const ids = values.flat().filter((id) => id !== null) as string[]
        for (const ending of new Set(ids.flatMap((id) => Object.keys(namesOf(recordOf.get(id))))))
          found[`${[...path, key].join('_')}_${ending}${isList ? 's' : ''}`] = wrap(
            values.map((value) => {
              const nameOf = (id: unknown) => namesOf(recordOf.get(String(id)))[ending] ?? null
              return Array.isArray(value) ? value.map(nameOf) : value === null ? null : nameOf(value)
            }),
          )
      }
      for (const value of values) {
        if (Array.isArray(value) && typeof value[0] === 'object') visit(value, (list) => list, [...path, key])
        else if (value !== null && typeof value === 'object' && !Array.isArray(value))
          visit([value as Fields], wrap, [...path, key])
      }
    }
  }
  visit([record], ([value]) => value, [])
  return found
}

const inCell = (value: unknown, separators = ['|', ';']): string =>
  Array.isArray(value)
    ? value
        .map((one) => (Array.isArray(one) ? inCell(one, [';']) : String(one ?? '').replace(/[\\|;]/g, '\\$&')))
        .join(separators[0])
    : String(value ?? '')

t.test('beside every id stands the name of its record, in the order of the ids', async (t) => {
  const app = await appFor(t)
  const recordOf = new Map<string, Fields>()
  for (const { collection } of listings)
    for (const record of await walk(app, `/v1/${collection}?limit=1000`)) recordOf.set(record.id, record)
  const shown = new Set<string>()
  for (const { collection } of listings) {
    const lines = (await app.inject(`/v1/${collection}.ndjson`)).body.split('\n').slice(0, -1)
    const rows = csvParse((await app.inject(`/v1/${collection}.csv`)).body)
    t.equal(lines.length, rows.length)
    for (const [index, row] of rows.entries()) {
      const line = JSON.parse(lines[index] as string)
      const expected = expectedNames(recordOf.get(line.id) as Fields, recordOf)
      for (const [column, value] of Object.entries(expected)) {
        shown.add(`${collection}.${column}`)
        t.strictSame(line[column], value, `${line.id} ${column} in NDJSON`)
        t.equal(row[column]?.replace(/^'(?=[=+@-])/, ''), inCell(value), `${line.id} ${column} in CSV`)
      }
    }
  }
  for (const column of [
    ...['estimates.claimants_names', 'estimates.quantity_name', 'estimates.source_title', 'estimates.source_url'],
    ...[
      'estimates.origin_name',
      'estimates.relayed_by_names',
      'estimates.spokesperson_name',
      'estimates.quote_display',
    ],
    ...['quotes.speakers_names', 'quotes.addressees_names', 'quotes.about_names', 'events.participants_entity_name'],
    ...['events.assertions_by_names', 'events.part_of_display', 'relations.subject_name', 'relations.object_name'],
    ...['quantities.supplier_name', 'quantities.recipient_name', 'quantities.materiel_names', 'entities.part_of_name'],
    ...['entities.roles_body_name', 'mentions.entity_name', 'origins.builds_on_names', 'claims.reports_displays'],
  ])
    t.ok(shown.has(column), column)
})

t.test('a name is asked for with its id, stands once, and is left out of JSON', async (t) => {
  const app = await appFor(t)
  const { columns } = csvParse((await app.inject('/v1/estimates.csv?fields=source,claimants')).body)
  t.strictSame(columns, ['source', 'source_title', 'source_url', 'claimants', 'claimants_names'])
  const line = (await app.inject('/v1/estimates.ndjson?fields=claimants&limit=1')).body
  t.strictSame(Object.keys(JSON.parse(line)), ['claimants', 'claimants_names'])
  const { columns: ofSources = [] } = csvParse((await app.inject('/v1/sources.csv')).body)
  t.equal(ofSources.filter((one) => one === 'publisher_name').length, 1, 'a source has it itself')
  t.notOk(ofSources.includes('citation_publisher_name'), 'CSL has names, not ids')
  const { columns: ofDates = [] } = csvParse((await app.inject('/v1/timeline.csv')).body)
  t.strictSame([ofDates.includes('display'), ofDates.includes('fact_display')], [true, false])
  const fact = csvParse((await app.inject('/v1/evidence.csv?fact=quote-budanov-direct-threat')).body)[0]
  t.equal(fact?.fact_display, (await getJson(app, '/v1/quotes/quote-budanov-direct-threat')).data.display)
  t.notOk('claimants_names' in (await getJson(app, '/v1/estimates?limit=1')).data[0])
  t.notOk('claimants_names' in (await app.inject('/v1/estimates.json?shape=array&limit=1')).json()[0])
})

t.test('the tables of a comparison and of a corridor show names too', async (t) => {
  const app = await appFor(t)
  const table = async (address: string) =>
    csvParse((await app.inject(`/v1/quantities/shells-delivered-kp-ru/${address}`)).body)
  const [claim] = await table('comparison.csv?claimant=experts')
  t.match(claim, {
    quantity_name: 'Artillery shells delivered from North Korea to Russia',
    ...{
      claimants_names: 'experts',
      sources_titles: /^North Korean Shells/,
      estimates_displays: /^at least 2 million/,
    },
  })
  const [pair] = await table('comparison.csv?pairs=true&limit=1')
  t.ok(pair?.first_claimants_names && pair.second_estimates_displays)
  const groups = await table('comparison.csv?group_by=source')
  t.ok(groups.every(({ group, group_name }) => group !== '' && group_name !== '' && group !== group_name))
  t.match((await table('corridor.csv'))[0], { quantity_name: /^Artillery shells/ })
})
