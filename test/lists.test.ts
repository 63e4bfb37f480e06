import { csvParse, csvParseRows } from 'd3-dsv'
import t from 'tap'
import { openSnapshot } from '../src/db/sqlite/open.ts'
import { countFacets } from '../src/listing/queries.ts'
import { estimateList } from '../src/records/estimates/list.ts'
import { appFor, databaseFor, getJson, seedCopy, walk } from './support/support.ts'

const idsOf = (data: { id: string }[]) => data.map(({ id }) => id)

t.test('an entity is found by id, name, alias and code, letter case and accents aside', async (t) => {
  const app = await appFor(t)
  const byId = idsOf((await getJson(app, '/v1/quantities?supplier=north-korea')).data)
  t.ok(byId.length > 5)
  for (const name of ['North Korea', 'north korea', 'DPRK', 'dprk', 'KP', 'prk', 'coree DU nord', 'Corée du Nord'])
    t.strictSame(idsOf((await getJson(app, `/v1/quantities?supplier=${encodeURIComponent(name)}`)).data), byId, name)
  const both = await getJson(app, '/v1/quotes?entity=DPRK,Ukraine')
  t.strictSame(both.data, (await getJson(app, '/v1/quotes?entity=north-korea,ukraine')).data)
  t.strictSame(
    (await getJson(app, '/v1/timeline?entity=KP')).data,
    (await getJson(app, '/v1/timeline?entity=north-korea')).data,
  )
})

t.test('an entity that does not exist is refused with the nearest ids', async (t) => {
  const app = await appFor(t)
  const cases: [url: string, parameter: string, nearest: string][] = [
    ['/v1/quotes?speaker=budanof', 'speaker', 'kyrylo-budanov'],
    ['/v1/quotes?speaker=kirilo-budanov', 'speaker', 'kyrylo-budanov'],
    ['/v1/quantities?supplier=nort%20korea', 'supplier', 'north-korea'],
    ['/v1/estimates?claimant=expert', 'claimant', 'experts'],
    ['/v1/sources?publisher=foreign-polcy', 'publisher', 'foreign-policy'],
    ['/v1/relations?object=rusland', 'object', 'russia'],
  ]
  for (const [url, parameter, nearest] of cases) {
    const { errors } = await getJson(app, url, 400)
    t.equal(errors[0].parameter, parameter)
    t.equal(errors[0].nearest[0], nearest, url)
    t.match(errors[0].detail, `Nearest: ${nearest} (`)
  }
  const { errors } = await getJson(app, '/v1/quotes?speaker=zzzzzzzz', 400)
  t.match(errors[0].detail, /ids, names, aliases and codes at \/v1\/entities/)
})

t.test('a batch of ids comes in one answer; unknown and withdrawn ones are named', async (t) => {
  const { seed, edit } = seedCopy(t)
  const reason = "reason: 'Listed twice.', version: 1.0.0, superseded_by: quote-experts-2-million-shells"
  edit('retired.yaml', /$/, `- { id: quote-old, type: quote, ${reason} }`)
  const app = await appFor(t, seed)
  const wanted = ['quote-experts-2-million-shells', 'quote-budanov-direct-threat']
  const { data } = await getJson(app, `/v1/quotes?id=${wanted.join(',')}`)
  t.strictSame(idsOf(data), [...wanted].sort())
  t.match(
    (await getJson(app, '/v1/quotes?id=quote-experts-2-million-shells,nope', 400)).detail,
    /no quote with the id "nope"/,
  )
  const { errors } = await getJson(app, '/v1/quotes?id=quote-old', 400)
  t.match(errors[0], {
    detail: /withdrawn in version 1\.0\.0: Listed twice\./,
    allowed: ['quote-experts-2-million-shells'],
  })
  t.match((await getJson(app, '/v1/quotes?id=kyrylo-budanov', 400)).detail, /no quote with the id/, 'of another type')
})

t.test('fields picks fields, unchanged and in the order of the contract', async (t) => {
  const app = await appFor(t)
  const { data } = await getJson(app, '/v1/estimates?fields=said,high,id,low')
  const whole = (await getJson(app, '/v1/estimates')).data
  for (const [index, record] of data.entries()) {
    t.strictSame(Object.keys(record), ['id', 'low', 'high', 'said'])
    const { id, low, high, said } = whole[index]
    t.strictSame(record, { id, low, high, said })
  }
  const { columns } = csvParse((await app.inject('/v1/estimates.csv?fields=low,said')).body)
  t.strictSame(columns, [
    'low',
    ...['edtf', 'earliest', 'latest', 'as_stated', 'basis', 'anchor', 'since_at_least'].map((one) => `said_${one}`),
  ])
  t.match((await getJson(app, '/v1/estimates?fields=id,nope', 400)).errors[0].allowed, ['id', 'type'])
  t.match((await getJson(app, '/v1/estimates?fields=id,id', 400)).detail, /"id" is given twice/)
})

t.test('include sends along what the records name, each once', async (t) => {
  const app = await appFor(t)
  const { data, included } = await getJson(
    app,
    '/v1/estimates?quantity=shells-delivered-kp-ru&include=source,claimants,quote',
  )
  const named = new Set<string>()
  for (const { source, claimants, quote } of data)
    for (const id of [source, ...claimants, quote]) if (id !== null) named.add(id)
  t.strictSame(new Set(idsOf(included)), named)
  t.equal(included.length, named.size)
  const source = included.find(({ type }: { type: string }) => type === 'source')
  t.strictSame(source, (await getJson(app, `/v1/sources/${source.id}`)).data)
  const events = await getJson(app, '/v1/events?include=participants_entity,assertions_by')
  t.ok(events.included.length > 3 && events.included.every(({ type }: { type: string }) => type === 'entity'))
  t.strictSame((await getJson(app, '/v1/quotes?id=quote-experts-2-million-shells&include=relayed_by')).included, [])
})

t.test('other requests run between the statements of facets', async (t) => {
  const snapshot = openSnapshot(databaseFor(t))
  t.teardown(() => snapshot.close())
  const order: string[] = []
  const noted =
    <A extends unknown[], R>(run: (...asked: A) => R) =>
    (...asked: A): R => {
      order.push('statement')
      setImmediate(() => order.push('others'))
      return run(...asked)
    }
  const watched = { ...snapshot, all: noted(snapshot.all), get: noted(snapshot.get) } as typeof snapshot
  for (const names of [['claimant'], ['modifier', 'source', 'claimant']]) {
    order.length = 0
    t.strictSame(Object.keys(await countFacets(watched, estimateList, {}, names)), names)
    t.strictSame(
      order,
      names.flatMap(() => ['statement', 'others', 'statement', 'others']),
    )
  }
})

t.test('facets count every record under the filters, those without a value too', async (t) => {
  const app = await appFor(t)
  const article = 'source=fp-2024-10-north-korean-shells'
  const { facets } = await getJson(app, `/v1/quotes?${article}&limit=1&facets=act,speaker,claimant_kind`)
  const quotes = await walk(app, `/v1/quotes?${article}`)
  const expected = new Map<string | null, number>([[null, 0]])
  for (const { speakers } of quotes)
    for (const speaker of speakers.length === 0 ? [null] : speakers)
      expected.set(speaker, (expected.get(speaker) ?? 0) + 1)
  t.strictSame(
    new Map(facets.speaker.buckets.map(({ value, count }: { value: string; count: number }) => [value, count])),
    expected,
  )
  t.strictSame(facets.act.buckets, [
    { value: 'assertion', count: 6 },
    { value: 'question', count: 2 },
    { value: 'demand', count: 1 },
    { value: null, count: 0 },
  ])
  const origins = (await getJson(app, '/v1/estimates?facets=origin,spread')).facets
  t.equal(
    origins.origin.buckets.at(-1).count,
    (await walk(app, '/v1/estimates')).filter(({ origin }) => origin === null).length,
  )
  t.strictSame(
    origins.spread.buckets.map(({ value }: { value: unknown }) => value),
    [false, true, null],
    'flags are flags',
  )
})

t.test('a parameter that is not available in a format is refused there', async (t) => {
  const app = await appFor(t)
  const cases: [url: string, says: RegExp][] = [
    ['/v1/estimates.csv?include=source', /include: Not available in CSV\. Available in: JSON/],
    ['/v1/estimates.csv?facets=modifier', /facets: Not available in CSV/],
    ['/v1/estimates.json?bom=true', /bom: Not available in JSON\. Available in: CSV/],
    ['/v1/estimates?bom=true', /bom: There is no such parameter\..* It belongs to \/v1\/estimates\.csv\?bom=true\./],
    ['/v1/estimates.ndjson?shape=array', /shape: Not available in NDJSON/],
    ['/v1/quotes?shape=array', /shape: There is no such parameter\..* It belongs to \/v1\/quotes\.json\?shape=array\./],
    ['/v1/search?q=shells&shape=array', /total, limit, cursor\.$/],
    ['/v1/estimates.json?shape=array&facets=modifier', /facets: Not available in a JSON array/],
    ['/v1/estimates.jsonld?fields=id', /fields: Not available in JSON-LD/],
    ['/v1/estimates.xml', /There is no "xml"\. Allowed: json, csv, xlsx, ndjson, jsonld/],
  ]
  for (const [url, says] of cases) t.match((await getJson(app, url, 400)).detail, says, url)
})

t.test('numbers are compared as numbers, and null never matches', async (t) => {
  const app = await appFor(t)
  const low = (await walk(app, '/v1/estimates?low_gte=2000000')).map(({ low }) => low)
  t.ok(low.length > 3 && low.every((value) => value >= 2_000_000))
  const all = await walk(app, '/v1/estimates')
  t.equal(low.length, all.filter(({ low }) => low !== null && low >= 2_000_000).length)
  t.equal(
    (await walk(app, '/v1/estimates?high_lte=1000000000000')).length,
    all.filter(({ high }) => high !== null).length,
  )
  t.strictSame(
    await walk(app, '/v1/estimates?high_side=unbounded'),
    all.filter(({ high_side }) => high_side === 'unbounded'),
  )
})

t.test('CSV opens in a spreadsheet: guard, byte order mark, lines, lists in a cell', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit('fp-2024-10-north-korean-shells/quotes.yaml', 'note: Asks for', 'note: =HYPERLINK(1)&"a;b" Asks for')
  edit('common/entities.yaml', 'aliases: [DPRK,', "aliases: ['a|b\\c', DPRK,")
  const app = await appFor(t, seed)
  const { body, headers } = await app.inject('/v1/quotes.csv?bom=true')
  t.ok(body.startsWith('\ufeffid,type,'))
  t.equal(headers['content-type'], 'text/csv; charset=utf-8; header=present')
  t.equal(headers['content-disposition'], 'attachment; filename="quotes.csv"')
  t.ok(
    csvParse(body.slice(1)).some(({ note }) => note?.startsWith(`'=HYPERLINK(1)&"a;b" Asks`)),
    'a formula is text',
  )
  t.notOk((await app.inject('/v1/quotes.csv')).body.startsWith('\ufeff'))
  const korea = csvParse((await app.inject('/v1/entities.csv?id=north-korea')).body)[0]
  t.match(korea?.aliases, /^a\\\|b\\\\c\|DPRK\|/, 'a separator inside a value is told from one between values')
  t.equal(korea?.identifiers_value, 'KP|PRK|Q423')
  const empty = csvParseRows((await app.inject('/v1/quotes.csv?q=nowheretobefound')).body)
  t.equal(empty.length, 1, 'the header stands alone')
  t.ok((await app.inject('/v1/estimates.csv')).body.split('\r\n').length > 30, 'lines end in CRLF')
})

t.test('an unset list is told from an unknown value in CSV, and no cell holds JSON', async (t) => {
  const app = await appFor(t)
  const { body } = await app.inject('/v1/estimates.csv?id=estimate-fp-spread-of-shells&fields=claimants,origin')
  t.equal(body, 'claimants,claimants_names,origin,origin_name\r\n"","",,\r\n')
  for (const collection of ['estimates', 'events', 'relations', 'entities', 'sources'])
    for (const row of csvParseRows((await app.inject(`/v1/${collection}.csv`)).body))
      for (const cell of row) if (/^[[{]"/.test(cell)) t.fail(`${collection}: ${cell}`)
})

t.test('what a user searches for is words, phrases and beginnings, never an expression', async (t) => {
  const app = await appFor(t)
  const found = async (q: string, more = '') =>
    (await getJson(app, `/v1/search?q=${encodeURIComponent(q)}${more}`)).data
  const all = await found('shells', '&limit=1000')
  t.ok(all.length > 20)
  const phrase = idsOf(await found('"direct threat"'))
  t.strictSame(phrase, idsOf(await found('“direct threat”')), 'as a telephone writes it')
  t.ok(phrase.includes('quote-budanov-direct-threat'))
  t.strictSame(await found('"threat direct"'), [])
  t.ok((await found('threat direct')).length > 0, 'words in any order')
  t.ok((await found('shel*', '&limit=1000')).length >= all.length)
  t.strictSame(idsOf(await found('BUDANOV')), idsOf(await found('budanov')))
  t.strictSame(idsOf(await found('budanóv')), idsOf(await found('budanov')))
  t.ok(idsOf(await found('DPRK 000')).every((id) => id !== undefined))
  for (const hostile of [
    'AND',
    'NOT',
    'OR',
    'NEAR(a b)',
    'title:shells',
    '-shells',
    '^shells',
    'a"b',
    '"',
    '*x',
    '{title}: x',
    'shells)',
    "'; drop",
    'ﬁ',
    '\u{1f600} shells',
    'x'.repeat(200),
  ])
    t.ok([200, 400].includes((await app.inject(`/v1/search?q=${encodeURIComponent(hostile)}`)).statusCode), hostile)
  t.match((await getJson(app, '/v1/search?q=%22%22%20*%20-', 400)).detail, /Contains no word/)
  t.match((await getJson(app, '/v1/search', 400)).detail, /q: Missing/)
  t.match((await getJson(app, `/v1/search?q=${'a%20'.repeat(17)}`, 400)).detail, /at most 16/)
})

t.test('hits are ranked, snippets show where the words stand, in code points', async (t) => {
  const app = await appFor(t)
  const { data, facets, meta } = await getJson(app, '/v1/search?q=budanov&facets=type&total=true&limit=1000')
  t.match(data[0], { type: 'entity', id: 'kyrylo-budanov', address: '/v1/entities/kyrylo-budanov' })
  t.strictSame(
    data.map(({ score }: { score: number }) => score),
    data.map(({ score }: { score: number }) => score).sort((a: number, b: number) => b - a),
  )
  t.equal(meta.total, data.length)
  const types = new Map<string, number>()
  for (const { type } of data) types.set(type, (types.get(type) ?? 0) + 1)
  t.strictSame(
    new Map(
      facets.type.buckets.slice(0, -1).map(({ value, count }: { value: string; count: number }) => [value, count]),
    ),
    types,
  )
  for (const { snippet, address } of data) {
    const points = [...snippet.text]
    for (const { start, end } of snippet.matches)
      t.match(points.slice(start, end).join(''), /^(?:(?:Kyrylo|Kirill) )?Budanov$/)
    t.equal((await app.inject(address)).statusCode, 200)
  }
  t.notOk(
    data.some(({ type }: { type: string }) => type === 'evidence'),
    'evidence is found through its facts',
  )
  const evidence = await getJson(app, '/v1/search?q=containers&type=evidence')
  t.ok(evidence.data.length > 0 && evidence.data.every(({ type }: { type: string }) => type === 'evidence'))
})

t.test('no snippet shows twelve words in a row of a source', async (t) => {
  const app = await appFor(t)
  for (const q of ['shells', 'russia', 'north korea', 'war', 'ammunition'])
    for (const { snippet } of (await getJson(app, `/v1/search?q=${encodeURIComponent(q)}&limit=1000`)).data)
      t.ok(snippet.text.split(/\s+/).length <= 13, snippet.text)
})

t.test('words narrow every list and keep its order', async (t) => {
  const app = await appFor(t)
  const { data } = await getJson(app, '/v1/estimates?q=dprk%20containers&sort=-low')
  t.ok(data.length > 5)
  const fromKorea = new Set(idsOf((await getJson(app, '/v1/quantities?supplier=KP')).data))
  t.ok(
    data.every(({ quantity }: { quantity: string }) => fromKorea.has(quantity)),
    'what is counted is sought with its figures',
  )
  const low = data.map(({ low }: { low: number | null }) => low).filter((one: number | null) => one !== null)
  t.strictSame(
    low,
    [...low].sort((one, other) => other - one),
  )
})

t.test('the timeline holds every date of every record, vague ones by their widest days', async (t) => {
  const app = await appFor(t)
  const entries = await walk(app, '/v1/timeline?limit=1000')
  const expected: string[] = []
  for (const [collection, clocks] of Object.entries({
    sources: ['published'],
    quotes: ['said', 'published'],
    estimates: ['said', 'as_of', 'window', 'published'],
    events: ['occurred'],
    relations: ['occurred'],
  }))
    for (const record of await walk(app, `/v1/${collection}?limit=1000`))
      for (const clock of clocks) if (record[clock] !== null) expected.push(`${record.id}.${clock}`)
  t.strictSame(idsOf(entries).sort(), expected.sort())
  const during = await walk(app, '/v1/timeline?during=2024-06/2024-07&clock=said')
  t.ok(during.length > 0)
  t.ok(during.every(({ time }) => (time.earliest ?? '0') <= '2024-07-31' && (time.latest ?? '9') >= '2024-06-01'))
  const sure = await walk(app, '/v1/timeline?during_surely=2024&type=quote')
  t.ok(
    sure.every(({ time }) => time.earliest >= '2024-01-01' && time.latest <= '2024-12-31' && !/[~?%]/.test(time.edtf)),
  )
})

t.test('a cursor outlives a change of format, fields and limit, not one of filters or order', async (t) => {
  const app = await appFor(t)
  const { next_cursor } = await getJson(app, '/v1/estimates?limit=3&sort=-low')
  const rest = idsOf((await getJson(app, `/v1/estimates?sort=-low&cursor=${next_cursor}`)).data)
  const csv = csvParse((await app.inject(`/v1/estimates.csv?sort=-low&fields=id&cursor=${next_cursor}`)).body)
  t.strictSame(
    csv.map(({ id }) => id),
    rest,
  )
  for (const other of ['sort=low', 'sort=-high', 'sort=-low&modifier=about'])
    t.match(
      (await getJson(app, `/v1/estimates?${other}&cursor=${next_cursor}`, 400)).detail,
      /other filters or another order/,
    )
})
