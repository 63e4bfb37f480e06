/** Versions that never change, and the history of their changes. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { Database } from '../src/db/sqlite/driver.ts'
import { keptVersions } from '../src/db/sqlite/kept-versions.ts'
import { checkSeed, load } from '../src/load/load.ts'
import { release } from '../src/load/release.ts'
import fc from './support/fast-check.ts'
import { folderFor, getJson, releasedSeed, seedCopy } from './support/support.ts'

const quote = 'quote-budanov-direct-threat'
const containers = 'estimate-fp-analysts-11000-containers'
const entities = 'common/entities.yaml'

/** A seed with its database and the app on it. */
async function served(t: Test, copy = releasedSeed(t)) {
  const file = join(folderFor(t), 'facts.sqlite')
  load(copy.seed, file)
  const app = await buildApp({ databaseFile: file })
  t.teardown(() => app.close())
  const raise = (version: string) => {
    const about = readFileSync(join(copy.seed, 'dataset.yaml'), 'utf8')
    copy.add('dataset.yaml', about.replace(/^version: .*$/m, `version: ${version}`))
  }
  /** Releases what was edited. */
  const next = (version: string, options: Partial<Parameters<typeof release>[1]> = {}) => {
    raise(version)
    const changes = release(copy.seed, {
      note: `Version ${version}.`,
      reason: 'rule_changed',
      reasons: new Map(),
      ...options,
    })
    load(copy.seed, file)
    return changes
  }
  return { ...copy, file, app, raise, next }
}

/** A source with a figure, as an editor adds it. */
const bundle = `sources:
  - id: other-paper
    kind: news_article
    title: Another text
    language: en
    rights: A test.
    published: { edtf: '2026-11-20', as_stated: null, basis: noted, anchor: The page. }
estimates:
  - id: other-paper-containers
    source: other-paper
    quantity: containers-delivered-kp-ru
    claim: claim-other-paper-containers
    as_stated: more than 30,000 containers
    as_stated_exact: false
    modifier: more_than
    low: 30000
    low_inclusive: false
    claimant_kind: none
    evidence: [{ citation: true }]
`

t.test('the same seed makes the same bytes, ETags and dates, whenever and wherever it is loaded', async (t) => {
  const { seed, file, app } = await served(t)
  const elsewhere = join(folderFor(t), 'seed')
  cpSync(seed, elsewhere, { recursive: true })
  const other = join(folderFor(t), 'other.sqlite')
  load(elsewhere, other)
  t.ok(readFileSync(file).equals(readFileSync(other)))
  const again = await buildApp({ databaseFile: other })
  t.teardown(() => again.close())
  for (const url of ['/v1/estimates', '/v1/quotes.csv', '/v1/changes', '/v1/export/records.ndjson']) {
    const [first, second] = [await app.inject(url), await again.inject(url)]
    for (const name of ['etag', 'last-modified', 'dataset-version'])
      t.equal(first.headers[name], second.headers[name], url)
    t.equal(first.headers['last-modified'], 'Thu, 26 Nov 2026 00:00:00 GMT')
    t.equal(first.body, second.body)
  }
})

t.test('a version that was released, or is in service, has the same records for good', async (t) => {
  const { seed, file, edit, raise, next } = await served(t)
  const refusal = (message: RegExp) => {
    t.throws(() => load(seed, file), { name: 'SeedError', message })
    t.throws(() => checkSeed(seed, file), { name: 'SeedError', message }, 'and the check says so before')
  }
  edit(entities, 'name: North Korea\n', 'name: The North\n')
  refusal(/dataset\.yaml:\d+: version: Version 1\.1\.0 was released, .* Since then: 1 changed \(north-korea\)\. Raise/)
  raise('1.1.0-draft')
  refusal(/Version 1\.1\.0 was released: 1\.1\.0-draft goes back behind it/)
  raise('1.2.0-draft')
  load(seed, file)
  edit(entities, 'name: The North\n', 'name: A North\n')
  load(seed, file)
  t.pass('a draft may change')
  raise('1.2.0')
  load(seed, file)
  edit(entities, 'name: A North\n', 'name: North Korea\n')
  refusal(/Version 1\.2\.0 is in service with other records, and a version never changes/)
  raise('1.1.0')
  refusal(/Version 1\.2\.0 is in service: 1\.1\.0 goes back behind it/)
  edit(entities, 'name: North Korea\n', 'name: North of Korea\n')
  next('1.3.0')
  edit('dataset.yaml', /^date: .*$/m, 'date: "2026-11-27"')
  refusal(/date: Version 1\.3\.0 was released on 2026-11-26/)
})

t.test('what an editor did not change is not changed: order, files, comments, builds', async (t) => {
  const { seed, file, edit, add } = await served(t)
  edit(entities, /^entities:$/m, '# A remark.\nentities:')
  edit(entities, /( +- id: north-korea\n)( +kind: country\n)( +name: North Korea\n)/, '$1$3$2')
  add('common/moved.yaml', readFileSync(join(seed, 'common/origins.yaml'), 'utf8'))
  rmSync(join(seed, 'common/origins.yaml'))
  t.doesNotThrow(() => load(seed, file))
})

t.test('an assertion from another source changes its record, wherever it is written', async (t) => {
  const { seed, add, next, file } = await served(t)
  const stance = (source: string) =>
    `by: [north-korea]\n        claimant_kind: named\n        stance: denies\n        evidence: [{ citation: true, source: ${source} }]`
  add('other.yaml', bundle)
  add(
    'denial.yaml',
    `assertions:\n      - of: event-defense-pact-signed\n        source: other-paper\n        ${stance('other-paper')}\n`,
  )
  t.match(next('1.2.0', { reason: undefined }), [
    { op: 'baseline', source: 'other-paper' },
    { op: 'changed', type: 'event', id: 'event-defense-pact-signed', fields: ['assertions'], reason: 'new_source' },
  ])
  add('denial.yaml', '')
  t.throws(() => checkSeed(seed, file), { message: /1\.2\.0 was released.* 1 changed \(event-defense-pact-signed\)/ })
  const events = readFileSync(join(seed, 'fp-2024-10-north-korean-shells/events.yaml'), 'utf8')
  const [before = '', own = ''] = events.split(/(?<=- id: event-defense-pact-signed\n)/)
  const inRecord = own.replace(/\n(?= {4}note:|\n)/, `\n      - ${stance('other-paper')}\n`)
  add('fp-2024-10-north-korean-shells/events.yaml', before + inRecord)
  t.doesNotThrow(() => checkSeed(seed, file), 'the file in which it stands is no change')
})

t.test('a release appends what changed, with its reason, and is served as changes and versions', async (t) => {
  const { edit, add, next, app } = await served(t)
  edit(entities, 'name: North Korea\n', 'name: The North\n')
  next('1.2.0', { reasons: new Map([['north-korea', 'extraction_error']]), reason: undefined })
  add('other-paper.yaml', bundle)
  edit(entities, 'name: The North\n', 'name: North Korea\n')
  next('1.3.0', { reason: undefined })
  const { data } = await getJson(app, '/v1/changes?after_seq=1')
  t.match(data, [
    {
      seq: 2,
      version: '1.2.0',
      op: 'changed',
      type: 'entity',
      id: 'north-korea',
      fields: ['name'],
      reason: 'extraction_error',
    },
    {
      seq: 3,
      version: '1.3.0',
      op: 'baseline',
      id: null,
      source: 'other-paper',
      counts: [
        { type: 'source', records: 1 },
        { type: 'estimate', records: 1 },
      ],
      reason: 'new_source',
    },
    { seq: 4, version: '1.3.0', op: 'changed', id: 'north-korea', reason: 'new_source', note: 'Version 1.3.0.' },
  ])
  t.equal(data.length, 3)
  t.match((await getJson(app, '/v1/versions')).data, [
    {
      version: '1.1.0',
      is_released: true,
      baselines: 1,
      note: 'The first release. Version 1.0.0 was never published.',
    },
    { version: '1.2.0', changed: 1, first_seq: 2, last_seq: 2 },
    { version: '1.3.0', baselines: 1, changed: 1, first_seq: 3, last_seq: 4 },
  ])
  const ofNorth = (await getJson(app, '/v1/entities/north-korea/history')).data
  t.strictSame(
    ofNorth.map(({ seq }: { seq: number }) => seq),
    [1, 2, 4],
  )
  t.strictSame(
    (await getJson(app, '/v1/estimates/other-paper-containers/history')).data.map(({ seq }: { seq: number }) => seq),
    [3],
  )
  t.match((await getJson(app, '/v1/estimates/other-paper-containers')).data.recorded, {
    version: '1.3.0',
    date: '2026-11-26',
  })
  t.match((await getJson(app, '/v1/claims/claim-other-paper-containers')).data.recorded, { version: '1.3.0' })
  t.match((await getJson(app, `/v1/estimates/${containers}`)).data.recorded, { version: '1.1.0' })
  const count = async (query: string) => (await getJson(app, `/v1/estimates?total=true&limit=1&${query}`)).meta.total
  t.equal(await count('recorded_by=1.3.0'), (await count('recorded_by=1.2.0')) + 1)
  t.equal(await count('recorded_by=1.1.0'), await count('recorded_by=1.2.0'))
  t.equal(await count('recorded_by=2026-11-25'), 0)
  t.equal(await count('recorded_by=2026-11-26'), await count('recorded_by=1.3.0'))
  for (const wrong of ['1.9.0', '2026-13-01', 'yesterday', '1.1'])
    t.match(await getJson(app, `/v1/estimates?recorded_by=${wrong}`, 400), { detail: /recorded_by: .*Allowed: / })
  t.match((await getJson(app, '/v1/estimates/no-such/history', 404)).detail, 'Allowed: the ids at /v1/estimates.')
  t.match((await getJson(app, '/v1/estimates/north-korea/history', 404)).detail, 'There is no estimate')
  const csv = (await app.inject('/v1/changes.csv?version=1.3.0')).body.split('\r\n')
  t.match(
    csv[1],
    /^3,1\.3\.0,2026-11-26,baseline,,,other-paper,Another text,,source\|estimate,1\|1,,new_source,Version 1\.3\.0\.,/,
  )
})

t.test('a record that is withdrawn keeps its history, and its reason follows from what supersedes it', async (t) => {
  const { edit, next, app } = await served(t)
  const mention = 'mention-fp-north-korea-adjective'
  edit('fp-2024-10-north-korean-shells/mentions.yaml', new RegExp(`  - id: ${mention}\\n(?:    .*\\n)+`), '')
  t.throws(() => next('1.2.0'), {
    message: new RegExp(`retired\\.yaml:\\d+: The mention "${mention}" of version 1\\.1\\.0 is gone`),
  })
  edit(
    'retired.yaml',
    /$/,
    `- { id: ${mention}, type: mention, reason: A test., version: 1.2.0, superseded_by: mention-fp-north-korea }\n`,
  )
  t.match(next('1.2.0', { reason: undefined }), [
    { op: 'withdrawn', type: 'mention', id: mention, reason: 'superseded' },
  ])
  t.match((await getJson(app, `/v1/mentions/${mention}`, 410)).detail, 'was withdrawn in version 1.2.0')
  t.strictSame(
    (await getJson(app, `/v1/mentions/${mention}/history`)).data.map(({ op }: { op: string }) => op),
    ['baseline', 'withdrawn'],
  )
  t.match((await getJson(app, `/versions/1.1.0/v1/mentions/${mention}`)).data, { id: mention })
})

t.test('a release says what it needs', async (t) => {
  const { seed, edit, raise, next } = await served(t)
  const refused = (options: Partial<Parameters<typeof release>[1]>, message: RegExp) =>
    t.throws(() => release(seed, { note: 'A note.', reason: undefined, reasons: new Map(), ...options }), {
      name: 'SeedError',
      message,
    })
  refused({}, /nothing was released\.\n.*Version 1\.1\.0 was released on 2026-11-26; nothing changed since/)
  raise('1.2.0')
  refused({}, /Nothing changed since 1\.1\.0/)
  edit(entities, 'name: North Korea\n', 'name: The North\n')
  refused({}, /Why did "north-korea" change\? Give --reason .* Allowed: source_corrected, /)
  refused(
    { reasons: new Map([['south-korea', 'duplicate']]), reason: 'duplicate' },
    /"south-korea" has no change of its own/,
  )
  raise('1.2.0-draft')
  refused({ reason: 'duplicate' }, /A draft is not released\. Take "-draft" away: 1\.2\.0/)
  edit('dataset.yaml', /^date: .*$/m, 'date: "2026-11-25"')
  raise('1.2.0')
  refused({ reason: 'duplicate' }, /The next version has this day or a later one/)
  edit(entities, 'kind: country', 'kind: land')
  refused({ reason: 'duplicate' }, /kind/)
  edit(entities, 'kind: land', 'kind: country')
  edit('dataset.yaml', /^date: .*$/m, 'date: "2026-11-26"')
  t.equal(next('1.2.0', { reason: 'duplicate' }).length, 1)
})

t.test('a history that was edited, cut or put in another order is refused, with its line', async (t) => {
  const { seed, file, edit, next } = await served(t)
  edit(entities, 'name: North Korea\n', 'name: The North\n')
  next('1.2.0')
  const path = join(seed, 'history.ndjson')
  const whole = readFileSync(path, 'utf8')
  const [first = '', second = ''] = whole.trimEnd().split('\n')
  const kept = readFileSync(join(seed, 'released.ndjson'), 'utf8')
  const cases: [string, string, RegExp][] = [
    ['cut', `${first}\n`, /history\.ndjson:1: Its last line is not that of the records/],
    ['edited', whole.replace('never published', 'published'), /history\.ndjson:2: The line before was edited/],
    ['edited at its end', whole.replace('Version 1.2.0.', 'Another note.'), /history\.ndjson:2: Its last line is not/],
    ['another order', `${second}\n${first}\n`, /history\.ndjson:1: Its seq is 2; 1 is next/],
    ['a line twice', `${whole}${second}\n`, /history\.ndjson:3: Its seq is 2; 3 is next/],
    ['a blank line', `${first}\n\n${second}\n`, /history\.ndjson:2: A blank line/],
    ['no JSON', `${first}\n{\n`, /history\.ndjson:2: Not JSON/],
    ['another key', `${first.replace('{"seq"', '{"more":1,"seq"')}\n${second}\n`, /history\.ndjson:1: .*more/],
    ['empty', '', /history\.ndjson: Empty/],
  ]
  for (const [name, text, message] of cases) {
    writeFileSync(path, text)
    t.throws(() => load(seed, file), { name: 'SeedError', message }, name)
  }
  writeFileSync(path, whole)
  for (const [from, to] of [
    ['The North', 'x'],
    ['"sha256":"', '"sha256":"0'],
    ['entity', 'person'],
  ] as const)
    if (kept.includes(from)) {
      writeFileSync(join(seed, 'released.ndjson'), kept.replace(from, to))
      t.throws(() => load(seed, file), { name: 'SeedError', message: /restore both files from version control/ })
    }
  rmSync(join(seed, 'released.ndjson'))
  t.throws(() => load(seed, file), { message: /released\.ndjson: Missing beside history\.ndjson/ })
  writeFileSync(join(seed, 'released.ndjson'), kept)
  // Both cut, as by a revert: the dataset in service shows it.
  rmSync(path)
  rmSync(join(seed, 'released.ndjson'))
  t.throws(() => load(seed, file), { message: /history\.ndjson is not the one of version 1\.2\.0 in service/ })
})

t.test('earlier versions stay readable by the same addresses, as many as are kept', async (t) => {
  const { file, edit, next, app } = await served(t)
  const before = await getJson(app, '/v1/entities/north-korea')
  edit(entities, 'name: North Korea\n', 'name: The North\n')
  next('1.2.0')
  t.strictSame(keptVersions(file), ['1.1.0'])
  t.equal((await getJson(app, '/v1/entities/north-korea')).data.name, 'The North')
  t.strictSame(await getJson(app, '/versions/1.1.0/v1/entities/north-korea'), before)
  t.equal((await getJson(app, '/versions/1.2.0/v1/entities/north-korea')).data.name, 'The North')
  // Every link leads on within the version.
  const walked: string[] = []
  for (let at: string | null = '/versions/1.1.0/v1/entities?limit=50'; at !== null; ) {
    t.match(at, /^\/versions\/1\.1\.0\//)
    const page: { data: { id: string; name: string }[]; next: string | null } = await getJson(app, at)
    walked.push(...page.data.map(({ name }) => name))
    at = page.next
  }
  t.ok(walked.includes('North Korea') && !walked.includes('The North'))
  const { headers } = await app.inject('/versions/1.1.0/v1/quotes?limit=2')
  for (const [, target] of String(headers.link).matchAll(/<(\/[^>]*)>/g)) t.match(target, /^\/versions\/1\.1\.0\//)
  for (const path of [
    '',
    '/',
    '/v1',
    '/v1/search?q=shells',
    '/explore',
    '/explore/quotes',
    '/docs/json',
    '/openapi.yaml',
    `/v1/quotes/${quote}/citation`,
    '/v1/export',
    '/v1/quantities/containers-delivered-kp-ru/corridor',
  ])
    t.equal((await app.inject(`/versions/1.1.0${path}`)).statusCode, 200, path)
  const { data: files } = await getJson(app, '/versions/1.1.0/v1/export')
  for (const { address } of files) t.match(address, /^\/versions\/1\.1\.0\/v1\//)
  const json = await getJson(app, '/versions/1.1.0/docs/json')
  t.strictSame(json.servers, [{ url: '/versions/1.1.0' }])
  t.match(
    (await app.inject({ url: '/versions/1.1.0', headers: { accept: 'text/html' } })).body,
    '<base href="1.1.0/explore/">',
  )
  t.match(await getJson(app, '/versions/1.1.0/v1/quotes?limit=0', 400), { type: '/problems/invalid-parameter' })
  t.match(await getJson(app, '/versions/9.9.9/v1/quotes', 404), {
    detail: 'There is no version "9.9.9" of the dataset. Allowed: those at /v1/versions.',
  })
  for (const odd of ['1.1.0.sqlite', '..%2f1.1.0', '%E0%A4%A', '1.1.0%00'])
    t.ok([400, 404].includes((await app.inject(`/versions/${odd}/v1/quotes`)).statusCode), odd)
  rmSync(`${file}-versions`, { recursive: true })
  const another = await buildApp({ databaseFile: file })
  t.teardown(() => another.close())
  t.match(await getJson(another, '/versions/1.1.0/v1/quotes', 410), {
    detail: /What changed since: \/v1\/changes\?after_seq=1\./,
  })
})

t.test('an earlier version that an older build wrote is gone, and drafts are not kept', async (t) => {
  const { file, edit, raise, next, app, seed } = await served(t)
  raise('1.2.0-draft')
  edit(entities, 'name: North Korea\n', 'name: The North\n')
  load(seed, file)
  t.match((await getJson(app, '/versions/1.2.0-draft/v1/entities/north-korea')).data, { name: 'The North' })
  t.match((await app.inject('/v1/entities/north-korea')).headers.link, '</v1/entities/north-korea>; rel="cite-as"')
  t.equal((await app.inject('/v1/entities/north-korea')).headers['last-modified'], undefined)
  next('1.2.0')
  edit(entities, 'name: The North\n', 'name: A North\n')
  next('1.3.0')
  t.strictSame(keptVersions(file), ['1.2.0', '1.1.0'])
  t.match(
    (await app.inject('/v1/entities/north-korea')).headers.link,
    '</versions/1.3.0/v1/entities/north-korea>; rel="cite-as"',
  )
  const older = new Database(`${file}-versions/1.1.0.sqlite`)
  older.pragma('user_version = 3')
  older.close()
  const later = await buildApp({ databaseFile: file })
  t.teardown(() => later.close())
  t.match(await getJson(later, '/versions/1.1.0/v1', 410), { detail: /^Version 1\.1\.0 cannot be read here any more/ })
  edit(entities, 'name: A North\n', 'name: Any North\n')
  raise('1.4.0')
  load(seed, file, { keepVersions: 1 })
  t.strictSame(keptVersions(file), ['1.3.0'], 'the oldest go')
  edit(entities, 'name: Any North\n', 'name: Some North\n')
  raise('1.5.0')
  load(seed, file, { keepVersions: 0 })
  t.strictSame(keptVersions(file), [])
})

t.test('a dataset that was never released has one version, which says so', async (t) => {
  const { app } = await served(t, seedCopy(t))
  t.match((await getJson(app, '/v1/versions')).data, [
    { version: '1.1.0-draft', is_released: false, note: null, last_seq: null },
  ])
  t.strictSame((await getJson(app, '/v1/changes')).data, [])
  t.strictSame((await getJson(app, `/v1/quotes/${quote}/history`)).data, [])
  t.match((await getJson(app, `/v1/quotes/${quote}`)).data.recorded, { version: '1.1.0-draft' })
  t.ok((await getJson(app, '/v1/quotes?recorded_by=1.1.0-draft&total=true')).meta.total > 0)
})

t.test('a client that follows the counter misses nothing and gets nothing twice, wherever it stops', async (t) => {
  const { edit, next, app } = await served(t)
  let name = 'North Korea'
  for (const version of ['1.2.0', '1.3.0', '1.4.0', '1.5.0']) {
    edit(entities, `name: ${name}\n`, `name: North ${version.at(2)}\n`)
    edit('dataset.yaml', /^title: .*$/m, `title: Conflict Facts ${version.at(2)}`)
    name = `North ${version.at(2)}`
    next(version)
  }
  const all = (await getJson(app, '/v1/changes?limit=1000')).data.map(({ seq }: { seq: number }) => seq)
  t.strictSame(all, [1, 2, 3, 4, 5, 6, 7, 8, 9])
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }), async (limits) => {
      const seen: number[] = []
      for (const limit of limits) {
        const { data } = await getJson(app, `/v1/changes?after_seq=${seen.at(-1) ?? 0}&limit=${limit}`)
        seen.push(...data.map(({ seq }: { seq: number }) => seq))
      }
      return seen.length === all.length && seen.every((seq, index) => seq === all[index])
    }),
    { numRuns: 20 },
  )
})
