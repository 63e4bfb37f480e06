/** Import of UCDP GED: invented rows become events and figures, and every fault is named by row and column. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { importFigures } from '../src/import/figures.ts'
import { importUcdpGed } from '../src/import/ucdp-ged.ts'
import { appFor, folderFor, getJson, seedCopy } from './support/support.ts'

type Row = Record<string, string>

const first: Row = {
  ...{ id: '501', relid: 'UTO-2019-1-7-1', year: '2019', active_year: '1', type_of_violence: '1' },
  ...{ conflict_new_id: '7', conflict_name: 'Utopia: Government', dyad_new_id: '7', dyad_name: 'Utopia - Reds' },
  ...{
    side_a_new_id: '11',
    side_a: 'Government of Utopia',
    gwnoa: '999',
    side_b_new_id: '12',
    side_b: 'Reds',
    gwnob: '',
  },
  ...{ number_of_sources: '2' },
  source_article: '"Wire,2019-03-07,Fight; many flee";"Daily,2019-03-08,Toll rises, again"',
  ...{ source_office: 'Wire;Daily', source_date: '2019-03-07;2019-03-08' },
  ...{ source_headline: 'Fight; many flee;Toll rises, again', source_original: 'medics' },
  ...{ where_prec: '2', where_coordinates: 'Old Market', where_description: 'near the gate', adm_1: 'Nord', adm_2: '' },
  ...{ latitude: '36.2', longitude: '-37.16', geom_wkt: 'POINT (-37.16 36.2)', priogrid_gid: '181726' },
  ...{ country: 'Utopia', country_id: '999', region: 'Nowhere', event_clarity: '2', date_prec: '2' },
  ...{ date_start: '2019-03-04 00:00:00.000', date_end: '2019-03-06', deaths_a: '1', deaths_b: '0' },
  ...{ deaths_civilians: '3', deaths_unknown: '0', low: '2', best: '4', high: '9' },
}
const second: Row = {
  ...first,
  ...{ id: '502', type_of_violence: '3', conflict_new_id: '8', conflict_name: 'Reds - Civilians', dyad_new_id: '80' },
  ...{ dyad_name: 'Reds - Civilians', side_a_new_id: '12', side_a: 'Reds', gwnoa: '', side_b_new_id: '9999' },
  ...{ side_b: 'Civilians', number_of_sources: '1', source_article: '', source_office: 'Wire' },
  ...{ source_date: '2019-04-01', source_headline: 'Village raided', date_prec: '4', date_start: '2019-03-01' },
  ...{
    date_end: '2019-03-31',
    low: '5',
    best: '4',
    high: '9',
    year: '2018',
    geom_wkt: 'POINT (0 0)',
    event_clarity: '1',
  },
}
const third: Row = {
  ...second,
  ...{ id: '503', side_a: 'Red Army', date_prec: '5', date_start: '2019-01-01', date_end: '2019-12-31' },
  ...{ low: '0', best: '0', high: '0', deaths_a: '0', deaths_civilians: '0', source_office: 'Wire;Daily' },
}

const cell = (text: string) => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const csv = (rows: Row[], names = Object.keys(first)) =>
  [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))].map((line) => line.map(cell).join(',')).join('\n')

async function imported(t: Test, content: string | Buffer, seed = seedCopy(t).seed) {
  const folder = folderFor(t)
  const file = join(folder, 'ged.csv')
  writeFileSync(file, content)
  const into = join(folder, 'ucdp-ged')
  mkdirSync(into)
  const source = { id: 'ucdp-ged', title: 'Invented events', url: null, published: '2020-01', rights: 'Ours.' }
  const options = { file, seed, databaseFile: join(folder, 'no.sqlite'), into, source, onRow: () => {} }
  return { ...(await importUcdpGed(options, into)), into, seed }
}

const withBundle = (seed: string, bundle: string): string => {
  cpSync(bundle, join(seed, 'ucdp-ged'), { recursive: true })
  return seed
}

const refused = async (t: Test, content: string | Buffer): Promise<string> => {
  try {
    await imported(t, content)
  } catch (error) {
    if ((error as Error).name === 'ImportError') return (error as Error).message
    throw error
  }
  return 'nothing is refused'
}

t.test('every number, date, flag and name of a row is served, or told as lost', async (t) => {
  const { report, events, into, seed } = await imported(t, `\ufeff${csv([first, second, third])}`)
  t.equal(events, 3)
  const app = await appFor(t, withBundle(seed, into))
  const { data: event } = await getJson(app, '/v1/events/ucdp-ged-501')
  t.match(event, {
    ...{ kind: 'organized_violence', type_of_violence: 'state_based', event_clarity: 'low', date_precision: 2 },
    occurred: { edtf: '2019-03-04/2019-03-06', earliest: '2019-03-04', latest: '2019-03-06', basis: 'noted' },
    where: {
      ...{ name: 'Old Market', description: 'near the gate', latitude: 36.2, longitude: -37.16, precision: 2 },
      ...{ adm_1: 'Nord', adm_2: null, country: 'gwno-999' },
    },
    reported_via: [
      { office: 'Wire', date: { edtf: '2019-03-07' }, headline: 'Fight; many flee' },
      { office: 'Daily', date: { edtf: '2019-03-08' }, headline: 'Toll rises, again' },
    ],
    original_source: 'medics',
    participants: [
      { entity: 'ucdp-actor-11', role: 'side_a' },
      { entity: 'ucdp-actor-12', role: 'side_b' },
      { entity: 'ucdp-dyad-7', role: 'conflict' },
    ],
  })
  t.equal(event.assertions[0].evidence[0].locator, 'id 501, relid UTO-2019-1-7-1')
  const { data: figure } = await getJson(app, '/v1/estimates/ucdp-ged-501-deaths')
  t.match(figure, { form: 'coded', as_stated: null, modifier: 'between', low: 2, best: 4, high: 9, quality_flags: [] })
  t.strictSame(
    figure.parts.map(({ status, best }: { status: string; best: number }) => `${status} ${best}`),
    ['side_a 1', 'side_b 0', 'civilian 3', 'unknown 0'],
  )
  const { data: government } = await getJson(app, '/v1/entities/ucdp-actor-11')
  t.match(government, { part_of: 'gwno-999', identifiers: [{ scheme: 'ucdp_actor', value: '11' }] })
  const { data: dyad } = await getJson(app, '/v1/entities/ucdp-dyad-7')
  t.match(dyad, { name: 'Utopia - Reds', part_of: 'ucdp-conflict-7' })

  const { data: month } = await getJson(app, '/v1/events/ucdp-ged-502')
  t.match(month, { type_of_violence: 'one_sided', event_clarity: 'high', occurred: { edtf: '2019-03' } })
  t.match(month.reported_via, [{ office: 'Wire', date: { edtf: '2019-04-01' }, headline: 'Village raided' }])
  t.equal(month.participants[2].entity, 'ucdp-conflict-8', 'a dyad with the name of its conflict is one entity with it')
  const { data: conflict } = await getJson(app, '/v1/entities/ucdp-conflict-8')
  t.same(conflict.identifiers, [
    { scheme: 'ucdp_conflict', value: '8' },
    { scheme: 'ucdp_dyad', value: '80' },
  ])
  t.match((await getJson(app, '/v1/entities/ucdp-actor-9999')).data, { kind: 'group', named: false, name: 'Civilians' })
  t.match((await getJson(app, '/v1/entities/ucdp-actor-12')).data, { name: 'Reds', aliases: ['Red Army'] })
  const { data: flagged } = await getJson(app, '/v1/estimates/ucdp-ged-502-deaths')
  t.match(flagged, { low: 5, best: 4, high: 9, quality_flags: ['bounds_out_of_order'] })
  t.match((await getJson(app, '/v1/events/ucdp-ged-503')).data, { occurred: { edtf: '2019' }, reported_via: [] })
  t.match((await getJson(app, '/v1/estimates/ucdp-ged-503-deaths')).data, { modifier: 'unmodified', low: 0, high: 0 })

  const ids = async (path: string) => (await getJson(app, path)).data.map(({ id }: { id: string }) => id)
  t.strictSame(await ids('/v1/events?participant=ucdp-conflict-7'), ['ucdp-ged-501'], 'a dyad is part of its conflict')
  t.strictSame(await ids('/v1/estimates?harm=killed&country=Utopia&type_of_violence=state_based'), [
    'ucdp-ged-501-deaths',
  ])
  for (const [column, read, kept, flagged, lost] of [
    ['active_year', 3, 0, 0, 3],
    ['year', 3, 1, 2, 2],
    ['geom_wkt', 3, 1, 2, 2],
    ['source_office', 3, 2, 1, 1],
    ['number_of_sources', 3, 2, 1, 1],
    ['best', 3, 3, 1, 0],
    ['source_article', 1, 1, 0, 0],
  ] as const)
    t.strictSame(report.columns.get(column), { read, kept, flagged, lost }, column)
  t.match(String(report), /year: is not the year of date_start \(rows 3, 4\)/)
})

t.test('coded figures come back from their export', async (t) => {
  const { into, seed } = await imported(t, csv([first, second]))
  const app = await appFor(t, withBundle(seed, into))
  const folder = folderFor(t)
  const save = async (name: string, query = '') => {
    const file = join(folder, name)
    writeFileSync(file, (await app.inject(`/v1/${name}${query}`)).rawPayload)
    return file
  }
  const again = await importFigures(
    {
      ...{ file: await save('estimates.csv', '?form=coded'), evidence: await save('evidence.csv'), seed },
      ...{ databaseFile: join(folder, 'no.sqlite'), into, map: new Map(), ignore: new Set<string>() },
    },
    folder,
  )
  t.match(again, { added: 0, equal: 2, changes: [] })
})

t.test('ids are the same at every run, whatever the order of the rows', async (t) => {
  const lines = async (content: string) => {
    const { into } = await imported(t, content)
    return ['events', 'estimates', 'quantities'].flatMap((name) =>
      readFileSync(join(into, `${name}.ndjson`), 'utf8')
        .trim()
        .split('\n')
        .sort(),
    )
  }
  t.strictSame(await lines(csv([first, second])), await lines(csv([second, first])))
})

t.test('older names of columns, other separators and Windows line ends are read', async (t) => {
  const older: Row = {}
  for (const [name, value] of Object.entries(first))
    older[name.replace(/^(best|low|high)$/, '$1_est').replace(/^conflict_new_id$/, 'conflict_id')] = value
  const { report } = await imported(t, csv([older], Object.keys(older)).replaceAll('\n', '\r\n'))
  t.match(report.columns.get('best_est'), { kept: 1 })
  const tabs = [Object.keys(first), Object.values(first)].map((line) => line.map(cell).join('\t')).join('\n')
  t.equal((await imported(t, tabs)).events, 1)
})

t.test('a row that cannot be read is named by row and column, and nothing is imported', async (t) => {
  const cases: [changed: Row, says: RegExp][] = [
    [{ best: '' }, /row 3, column best.*Is empty/],
    [{ best: 'several' }, /row 3, column best.*"several" is not allowed. Allowed: a whole number from 0/],
    [{ deaths_a: '-1' }, /row 3, column deaths_a/],
    [{ high: '4.5' }, /row 3, column high/],
    [{ where_prec: '9' }, /row 3, column where_prec.*from 1 to 7/],
    [{ date_prec: '9' }, /row 3, column date_prec.*from 1 to 5/],
    [{ type_of_violence: '4' }, /row 3, column type_of_violence.*from 1 to 3/],
    [{ event_clarity: '0' }, /row 3, column event_clarity/],
    [{ date_end: '2019-02-01' }, /row 3, column date_end.*is before date_start/],
    [{ date_start: '', date_end: '' }, /row 3, column date_start.*Is empty/],
    [{ date_start: '2019-02-30' }, /row 3, column date_start.*is no day/],
    [{ date_start: '04/03/2019' }, /row 3, column date_start.*YYYY-MM-DD/],
    [{ latitude: '91' }, /row 3, column latitude.*from -90 to 90/],
    [{ longitude: '36,2' }, /row 3, column longitude/],
    [{ id: '501' }, /row 3, column id.*Row 2 has this id already/],
    [{ id: 'a1' }, /row 3, column id/],
    [{ side_a_new_id: 'x' }, /row 3, column side_a_new_id.*no number of UCDP/],
    [{ country_id: 'UT' }, /row 3, column country_id.*Gleditsch and Ward/],
    [{ side_b: '' }, /row 3, column side_b.*Is empty/],
  ]
  for (const [changed, says] of cases)
    t.match(await refused(t, csv([first, { ...second, ...changed }])), says, JSON.stringify(changed))
  const whole = csv([first, second])
  t.match(await refused(t, whole.slice(0, -20)), /row 3.*cut off/)
  t.match(await refused(t, csv([first], ['id', 'best'])), /column latitude.*missing/)
  t.match(
    await refused(t, csv([{ ...first, casualties: '3' }], [...Object.keys(first), 'casualties'])),
    /casualties.*Is no column/,
  )
  const extra = Array.from({ length: 100 }, (_one, at) => `x${at}`)
  t.match(await refused(t, csv([first], [...Object.keys(first), ...extra])), /x99/)
  t.match(await refused(t, Buffer.from(csv([{ ...first, adm_1: 'Élan' }]), 'latin1')), /not UTF-8 from line 2/)
  t.match(await refused(t, csv([])), /no rows/)
  t.match(await refused(t, ''), /no header/)
})

t.test('marks and control characters of real tables do not stop an import', async (t) => {
  const odd = { where_coordinates: '"Abu al-Joud" camp, Ma’la', source_article: '', source_headline: 'a\u0007b;\tc ' }
  const { report, into } = await imported(t, csv([{ ...first, ...odd }]))
  const event = JSON.parse(readFileSync(join(into, 'events.ndjson'), 'utf8'))
  t.equal(event.where.name, '"Abu al-Joud" camp, Ma’la')
  t.equal(
    event.gist,
    'Violence between Government of Utopia and Reds (Abu al-Joud camp, Ma’la), from 4 March 2019 to 6 March 2019.',
  )
  t.strictSame(
    event.reported_via.map(({ headline }: { headline: string }) => headline),
    ['a b', 'c'],
  )
  t.match(String(report), /source_headline: control characters became a space.*\(row 2\)/)
})
