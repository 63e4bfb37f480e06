import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { Database } from '../src/db/sqlite/driver.ts'
import { ensureDatabase } from '../src/load/ensure.ts'
import { SeedError } from '../src/load/faults.ts'
import { checkSeed, load } from '../src/load/load.ts'
import { inPackage } from '../src/package.ts'
import { appFor, databaseFor, folderFor, getJson, seedCopy } from './support/support.ts'

const fp = 'fp-2024-10-north-korean-shells'

/** The one way each law can be broken in a file, and what the editor is told. */
const spoiled: [law: string, file: string, from: string | RegExp, to: string, told: RegExp][] = [
  [
    'a broken reference',
    `${fp}/quotes.yaml`,
    'speakers: [kyrylo-budanov]',
    'speakers: [kyrylo-budanow]',
    /quotes\.yaml:\d+: quotes\[1\]\.speakers\[0\]: There is no entity with the id "kyrylo-budanow"/,
  ],
  [
    'a reference to a record of another type',
    `${fp}/quotes.yaml`,
    'speakers: [kyrylo-budanov]',
    'speakers: [us-gov]',
    /is a record of type origin; entity is needed/,
  ],
  [
    'bounds out of order',
    `${fp}/estimates.yaml`,
    'high: 6000000',
    'high: 600000',
    /low ≤ best ≤ high does not hold.*bounds_out_of_order/,
  ],
  [
    'a flag for bounds that are in order',
    `${fp}/estimates.yaml`,
    'quality_flags: [attribution_ambiguous]',
    'quality_flags: [bounds_out_of_order]',
    /the bounds are in order/,
  ],
  [
    'a modifier without its number',
    `${fp}/estimates.yaml`,
    'low: 11000',
    'best: 11000',
    /modifier at_least needs `low`/,
  ],
  [
    'an impossible date',
    `${fp}/quotes.yaml`,
    'edtf: 2024-09',
    'edtf: 2024-13',
    /"2024-13" has no month or season 13.*Allowed: EDTF/,
  ],
  ['a date that is a number', `${fp}/quotes.yaml`, 'edtf: 2024-21', 'edtf: 2024', /put a bare year in quotation marks/],
  [
    'a relative date that rests on nothing',
    `${fp}/quotes.yaml`,
    /\n {6}anchor: published in October 2024, inferred from .*/,
    '',
    /Time with basis relative needs what it rests on/,
  ],
  ['an unknown key', `${fp}/quotes.yaml`, 'gist: ', 'jist: ', /Unknown key "jist"\. Allowed: id, source, speakers/],
  [
    'an unknown collection',
    `${fp}/quotes.yaml`,
    'quotes:',
    'qotes:',
    /Unknown collection\. Allowed: source, sources, entities/,
  ],
  [
    'a term that is not in the vocabulary',
    `${fp}/quotes.yaml`,
    'act: demand',
    'act: wish',
    /act: Not "wish"\. Allowed: assertion, denial, question, demand\./,
  ],
  [
    'an id of another record',
    `${fp}/quotes.yaml`,
    'id: quote-experts-2-million-shells',
    'id: quote-budanov-direct-threat',
    /belongs to another quote/,
  ],
  [
    'an id that is no id',
    `${fp}/quotes.yaml`,
    'id: quote-experts-2-million-shells',
    'id: Quote_Denunciations',
    /lower-case letters and digits/,
  ],
  [
    'a span that does not measure its words',
    `${fp}/quotes.yaml`,
    /start: \d+/,
    'start: 1',
    /code points, but `exact` has/,
  ],
  [
    'a span beyond the text',
    `${fp}/mentions.yaml`,
    /start: 2957, end: 2971/,
    'start: 3957, end: 3971',
    /The text has 2985 code points/,
  ],
  [
    'spans that disagree on a character',
    `${fp}/mentions.yaml`,
    'prefix: "Iranian) "',
    'prefix: "Iraqian) "',
    /Contradicts another span of the same text: at offset/,
  ],
  [
    'words that no span carries',
    `${fp}/quotes.yaml`,
    'cue: noted',
    'cue: claimed',
    /"claimed" stands in no span of the evidence/,
  ],
  [
    'a lost occurrence in a repeated passage',
    `${fp}/mentions.yaml`,
    /\n {6}- spans:\n.*start: 1452, end: 1459.*/,
    '',
    /the other occurrence starts at 1452/,
  ],
  [
    'words put in a mouth',
    `${fp}/quotes.yaml`,
    'mode: indirect',
    'mode: indirect\n    verbatim: agree',
    /words are not put in mouths/,
  ],
  [
    'a speaker where nobody is named',
    `${fp}/quotes.yaml`,
    'claimant_kind: unnamed_class',
    'claimant_kind: none',
    /Must be empty where `claimant_kind` is none/,
  ],
  ['a speaker missing', `${fp}/quotes.yaml`, 'speakers: [experts]', 'speakers: []', /Needs at least one entity/],
  [
    'a spread that somebody claims',
    `${fp}/estimates.yaml`,
    'claimants: []\n    claimant_kind: none',
    'claimants: [experts]\n    claimant_kind: unnamed_class',
    /nobody claims the whole/,
  ],
  ['a rate without its period', 'common/quantities.yaml', 'measure: total', 'measure: rate', /A rate has `per`/],
  ['YAML that cannot be read', `${fp}/quotes.yaml`, 'quotes:', 'quotes: [', /quotes\.yaml:\d+/],
  [
    'a key given twice',
    `${fp}/source.yaml`,
    'language: en',
    'language: en\n    language: en',
    /Map keys must be unique/,
  ],
  [
    'an address that is no web page',
    `${fp}/source.yaml`,
    'language: en',
    'language: en\n    url: javascript:alert(1)',
    /http or https address/,
  ],
  [
    'a withdrawn id in use',
    'retired.yaml',
    /$/,
    '- { id: quote-experts-2-million-shells, type: quote, reason: Test., version: 1.0.0 }',
    /was withdrawn in version 1\.0\.0\. Ids are never reused/,
  ],
  [
    'a successor that does not exist',
    'retired.yaml',
    /$/,
    '- { id: quote-gone, type: quote, reason: Test., version: 1.0.0, superseded_by: quote-nowhere }',
    /no record with the id "quote-nowhere"/,
  ],
  [
    'a direct quote without its words',
    `${fp}/quotes.yaml`,
    'mode: indirect',
    'mode: direct',
    /quotes\.yaml:\d+: quotes\[0\]\.verbatim: Needs the words in quotation marks/,
  ],
  [
    'a mixed quote without its words',
    `${fp}/quotes.yaml`,
    'mode: indirect',
    'mode: mixed',
    /Needs the words in quotation marks/,
  ],
  ...['He called it "a threat".', '“threat”', 'A „Bedrohung“ it is', 'It is « grave »', 'He spoke of 「脅威」.'].map(
    (gist): (typeof spoiled)[number] => [
      'quotation marks round words of ours',
      `${fp}/quotes.yaml`,
      'gist: The constant flow',
      `gist: So to say, ${gist} The constant flow`,
      /quotes\.yaml:\d+: quotes\[1\]\.gist: Has quotation marks round ".*"\. They stand only round the `verbatim` of a quote/,
    ],
  ),
  [
    'quotation marks in a condition',
    `${fp}/estimates.yaml`,
    'modifier: at_least',
    'condition: if all "were" shells\n    modifier: at_least',
    /condition: Has quotation marks round "were"/,
  ],
  [
    'quotation marks in the gist of an event',
    `${fp}/events.yaml`,
    /gist: .*/,
    'gist: The “aid” arrived.',
    /events\[0\]\.gist: Has quotation marks round "aid"/,
  ],
  [
    'a share in percent',
    'kp-ru-public-record/estimates-shells.yaml',
    'best: 0.5',
    'best: 50',
    /estimates-shells\.yaml:73: .*\.best: A share is a part of a whole, from 0 to 1/,
  ],
  [
    'a citation of the dataset that is written by hand',
    'dataset.yaml',
    'version: 1.1.0-draft',
    'version: 1.1.0-draft\ncitation: Conflict Facts, version 0.9.0.',
    /dataset\.yaml:9: Unknown key "citation"/,
  ],
]

t.test('a seed with a fault is refused whole, and the editor is told file, line, path and fix', async (t) => {
  const file = join(folderFor(t), 'facts.sqlite')
  for (const [law, path, from, to, told] of spoiled) {
    const { seed, edit } = seedCopy(t)
    edit(path, from, to)
    t.throws(() => load(seed, file), { name: 'SeedError', message: told }, law)
    t.notOk(existsSync(file), `nothing is loaded after ${law}`)
  }
})

t.test('a fact without evidence is refused', async (t) => {
  for (const evidence of [
    '',
    'evidence: []',
    'evidence: null',
    'evidence: [{ spans: [] }]',
    'evidence: [{}]',
    'evidence: [{ citation: false }]',
  ]) {
    const { seed, add } = seedCopy(t)
    const record = `id: quote-new\n    claimant_kind: none\n    act: denial\n    mode: indirect\n    gist: None of it is so.\n    ${evidence}`
    add('extra.yaml', `source: ${fp}\nquotes:\n  - ${record}\n`)
    t.throws(() => load(seed, join(folderFor(t), 'x.sqlite')), { name: 'SeedError' }, evidence || 'none')
  }
})

t.test('an excerpt of 12 words, or of 25 characters without spaces, is refused, one less is not', async (t) => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ')
  const cases: [exact: string, fault: RegExp | null][] = [
    [words(11), null],
    [words(12), /exact: Has 12 words; an excerpt has at most 11/],
    ['字'.repeat(24), null],
    ['字'.repeat(25), /exact: Has 25 characters of scripts without spaces; an excerpt has at most 24 of them/],
  ]
  for (const [exact, fault] of cases) {
    const { seed, add } = seedCopy(t)
    add(
      'extra.yaml',
      `sources:
  - { id: other, kind: other, title: Another text, language: en, rights: ours, completeness: full, text: { sha256: "${'0'.repeat(64)}", code_points: 500, encoding: utf-8 } }
quotes:
  - id: quote-new
    source: other
    claimant_kind: none
    act: denial
    mode: indirect
    gist: None of it is so.
    evidence:
      - spans:
          - { start: 0, end: ${exact.length}, exact: ${exact}, prefix: "", suffix: "" }
`,
    )
    const attempt = () => load(seed, join(folderFor(t), 'x.sqlite'))
    if (fault === null) t.doesNotThrow(attempt, exact)
    else t.throws(attempt, { message: fault }, exact)
  }
})

t.test('a load tells how much of each text its excerpts cover', async (t) => {
  const { seed, add } = seedCopy(t)
  const span = (start: number, exact: string, prefix = '', suffix = '') => ({
    ...{ start, end: start + [...exact].length, exact, prefix, suffix },
  })
  const quote = (id: string, source: string, ...spans: object[]) => ({
    ...{
      id,
      source,
      claimant_kind: 'none',
      act: 'assertion',
      mode: 'indirect',
      gist: 'So it is.',
      evidence: [{ spans }],
    },
  })
  const source = (id: string) => ({
    ...{ id, kind: 'other', title: id, language: 'en', rights: 'ours', completeness: 'full' },
    text: { sha256: '0'.repeat(64), code_points: 20, encoding: 'utf-8' },
  })
  add(
    'extra.yaml',
    JSON.stringify({
      sources: [source('text-a'), source('text-b'), source('text-unused')],
      quotes: [
        quote('quote-a', 'text-a', span(2, '🛳️x', 'ab', 'cd'), span(7, 'x')),
        quote('quote-b', 'text-a', span(4, 'x')),
        quote('quote-c', 'text-b', span(0, 'xxxxxxxxxxxxxxxxxx', '', 'yy')),
      ],
    }),
  )
  const shares = [
    { source: fp, excerpts: Number, withContext: Number },
    { source: 'text-a', excerpts: 4 / 20, withContext: 8 / 20 },
    { source: 'text-b', excerpts: 18 / 20, withContext: 1 },
  ]
  const file = join(folderFor(t), 'x.sqlite')
  t.match(checkSeed(seed, file).textShares, shares)
  t.match(load(seed, file).textShares, shares)
  t.equal(load(seed, file).textShares.length, shares.length, 'none for a text without spans')
})

t.test('all faults are told at once', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit(`${fp}/quotes.yaml`, 'act: demand', 'act: wish')
  edit(`${fp}/estimates.yaml`, 'low: 11000', 'best: 11000')
  edit('common/entities.yaml', 'kind: country', 'kind: land')
  try {
    load(seed, join(folderFor(t), 'x.sqlite'))
    t.fail('was loaded')
  } catch (error) {
    t.ok(error instanceof SeedError)
    t.match((error as SeedError).message, /3 faults/)
  }
})

t.test('the running dataset stays when a new seed has a fault', async (t) => {
  const { seed, edit } = seedCopy(t)
  const app = await appFor(t, seed)
  edit(`${fp}/quotes.yaml`, 'act: demand', 'act: wish')
  t.throws(() => load(seed, app.databaseFile), { name: 'SeedError' })
  t.equal((await getJson(app, '/v1/quotes?act=demand')).data.length, 1)
  const { warning } = ensureDatabase(app.databaseFile, seed)
  t.match(
    warning,
    /nothing was loaded[\s\S]*The dataset loaded before is served/,
    'and a start serves it, with a warning',
  )
})

t.test('an id that was served cannot vanish: it is withdrawn with its reason, and stays known', async (t) => {
  const { seed, edit } = seedCopy(t)
  const app = await appFor(t, seed)
  edit(`${fp}/relations.yaml`, 'id: relation-north-korea-trades', 'id: relation-north-korea-trades-with-russia')
  t.throws(() => load(seed, app.databaseFile), {
    message: /The relation "relation-north-korea-trades" of version .* is gone/,
  })
  edit('dataset.yaml', /^version: .*$/m, 'version: 1.1.0')
  edit(
    'retired.yaml',
    /$/,
    '- { id: relation-north-korea-trades, type: relation, reason: Renamed., version: 1.1.0, superseded_by: relation-north-korea-trades-with-russia }',
  )
  load(seed, app.databaseFile)
  const problem = await getJson(app, '/v1/relations/relation-north-korea-trades', 410)
  t.match(problem.detail, /withdrawn in version 1\.1\.0: Renamed\./)
  t.equal((await getJson(app, problem.superseded_by)).data.id, 'relation-north-korea-trades-with-russia')
  edit('retired.yaml', /^- \{.*/m, '')
  t.throws(() => load(seed, app.databaseFile), { message: /Withdrawn ids stay known/ })
})

t.test('a seed that was copied to be another dataset is told the cure', async (t) => {
  const { seed, add, edit } = seedCopy(t)
  const file = databaseFor(t)
  edit('dataset.yaml', /^version: .*$/m, 'version: 9.0.0-draft')
  for (const name of ['common', 'kp-ru-public-record', 'fp-2024-10-north-korean-shells'])
    rmSync(join(seed, name), { recursive: true })
  rmSync(join(seed, 'verifications.yaml'))
  edit('retired.yaml', /superseded_by: .*/g, 'superseded_by: null')
  const cure = /A dataset of your own needs an `id` of its own here, and DATABASE_FILE a file of its own\./
  t.throws(() => checkSeed(seed, file), {
    message: /id: Most records of "conflict-facts" are gone\. A dataset of your own/,
  })
  edit('dataset.yaml', /^version: .*$/m, 'version: 0.1.0-draft')
  add('retired.yaml', '[]')
  t.throws(() => checkSeed(seed, file), { message: cure })
})

t.test('a withdrawn id leads to the record that stands for it today', async (t) => {
  const { seed, edit } = seedCopy(t)
  const retire = (...all: [id: string, version: string, successor: string | null][]) =>
    all
      .map(([id, version, superseded_by]) =>
        JSON.stringify({ id, type: 'quote', reason: 'Test.', version, superseded_by }),
      )
      .map((line) => `- ${line}\n`)
      .join('')
  const last: [string, string, string] = ['quote-b', '0.9.0', 'quote-experts-2-million-shells']
  edit(
    'retired.yaml',
    /$/,
    retire(['quote-a', '0.8.0', 'quote-b'], last, ['quote-c', '0.8.0', 'quote-d'], ['quote-d', '1.0.0', null]),
  )
  const app = await appFor(t, seed)
  t.match(
    (await getJson(app, '/v1/quotes/quote-a', 410)).superseded_by,
    /\/v1\/quotes\/quote-experts-2-million-shells$/,
  )
  t.notOk((await getJson(app, '/v1/quotes/quote-c', 410)).superseded_by, 'nothing stands for it')

  edit(
    'retired.yaml',
    /^- /m,
    `${retire(['quote-e', '1.0.0', 'quote-b'], ['quote-f', '1.0.0', 'quote-f'], ['quote-g', '1.1.1', null])}- `,
  )
  t.throws(() => checkSeed(seed, app.databaseFile), { message: /"quote-b" was withdrawn in 0\.9\.0, before "quote-e"/ })
  t.throws(() => checkSeed(seed, app.databaseFile), { message: /Forms a circle of withdrawn ids/ })
  t.throws(() => checkSeed(seed, app.databaseFile), { message: /There is no version 1\.1\.1 yet/ })
})

t.test('no file in the seed folder keeps a whole database from being served', async (t) => {
  const { seed, add } = seedCopy(t)
  const file = join(folderFor(t), 'facts.sqlite')
  load(seed, file)
  const served = readFileSync(file)
  const obstacles: [what: string, put: (path: string) => void, told: RegExp][] = [
    ['a syntax error', (path) => writeFileSync(path, 'quotes: ['), /bad\.yaml:1: /],
    ['an alias without anchor', (path) => writeFileSync(path, 'quotes: *none'), /bad\.yaml:1: There is no anchor/],
    ['a link to nothing', (path) => symlinkSync('nowhere', path), /bad\.yaml: A link that leads nowhere/],
    ['a link to itself', (path) => symlinkSync('bad.yaml', path), /bad\.yaml: .*circle/],
    ['a link to a device', (path) => symlinkSync('/dev/zero', path), /bad\.yaml: A pipe, socket or device/],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), /bad\.yaml: A pipe/],
    ['a folder', (path) => mkdirSync(path), /bad\.yaml: A folder/],
    ['no UTF-8', (path) => writeFileSync(path, Buffer.from([0x23, 0x0a, 0xff])), /bad\.yaml:2: Not UTF-8/],
    ['deep nesting', (path) => writeFileSync(path, '- '.repeat(10_000)), /bad\.yaml:1: Nested/],
  ]
  for (const [what, put, told] of obstacles) {
    put(join(seed, 'bad.yaml'))
    const { done, warning } = ensureDatabase(file, seed)
    t.equal(done, null, what)
    t.match(warning, told, what)
    t.match(warning, /The dataset loaded before is served/)
    t.strictSame(readFileSync(file), served)
    rmSync(join(seed, 'bad.yaml'), { recursive: true })
  }
  for (const name of ['dataset.yaml', 'retired.yaml']) {
    const before = readFileSync(join(seed, name), 'utf8')
    rmSync(join(seed, name))
    t.match(ensureDatabase(file, seed).warning, /Missing/)
    add(name, before)
  }
  t.strictSame(ensureDatabase(file, seed), { done: null, warning: null }, 'and nothing remains of it')
})

t.test('a start builds what is missing, damaged or older, and touches nothing else', async (t) => {
  const seed = inPackage('seed')
  const folder = folderFor(t)
  const file = join(folder, 'deep', 'facts.sqlite')
  t.match(ensureDatabase(file, seed).done, /There was none/, 'missing')
  t.equal(ensureDatabase(file, seed).done, null, 'a second start changes nothing')

  writeFileSync(file, '')
  t.match(ensureDatabase(file, seed).done, /Loaded/, 'empty')
  const whole = readFileSync(file)
  writeFileSync(file, whole.subarray(0, 5000))
  t.match(ensureDatabase(file, seed).done, /damaged/, 'cut off')

  const write = (pragma: string) => {
    const database = new Database(file)
    database.pragma(pragma)
    database.close()
  }
  write('user_version = 0')
  t.match(ensureDatabase(file, seed).done, /schema was older/, 'older')
  write('user_version = 99')
  t.throws(
    () => ensureDatabase(file, seed),
    { name: 'DatabaseError', message: /schema version 99; this build reads \d+/ },
    'newer',
  )
  write('application_id = 1')
  t.throws(() => ensureDatabase(file, seed), { message: /not a Conflict Facts database/ }, 'another program’s')
  writeFileSync(file, 'my diary')
  t.throws(() => ensureDatabase(file, seed), { message: /not a Conflict Facts database/ }, 'no database at all')
  t.equal(readFileSync(file, 'utf8'), 'my diary')
})

t.test('a load that was ended half-way leaves nothing that a later one does not clear away', async (t) => {
  const file = join(folderFor(t), 'facts.sqlite')
  const abandoned = `${file}.loading-999999999`
  writeFileSync(abandoned, 'half')
  load(inPackage('seed'), file)
  t.notOk(existsSync(abandoned))
})

t.test('a null stays a null in the tables: unknown is neither false nor zero', async (t) => {
  const file = join(folderFor(t), 'facts.sqlite')
  load(inPackage('seed'), file)
  const database = new Database(file, { readonly: true })
  t.teardown(() => database.close())
  const row = database
    .prepare('select low, high, best, low_inclusive, high_inclusive from estimates where id = ?')
    .get('estimate-fp-thousands-of-miles')
  t.strictSame(row, { low: null, high: null, best: null, low_inclusive: null, high_inclusive: null })
  t.strictSame(
    database
      .prepare(
        "select count(*) as n from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%' and name not like '\\_\\_%' escape '\\'",
      )
      .get(),
    { n: 0 },
    'every table is STRICT',
  )
})
