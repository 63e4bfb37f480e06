/** Import of figures: tables of several forms, faults by row and column, and the round trip of the present set. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { type WriteSheet, writeXlsx } from 'hucre/xlsx'
import t, { type Test } from 'tap'
import { readMap, readNames } from '../src/cli/column-names.ts'
import { importCommand } from '../src/cli/import.ts'
import { type FiguresOptions, importFigures } from '../src/import/figures.ts'
import { addFolder, copying } from '../src/load/add-folder.ts'
import { inPackage } from '../src/package.ts'
import { appFor, databaseFor, folderFor, getJson, seedCopy, walk } from './support/support.ts'

type Given = Partial<FiguresOptions> & { bytes: string | Uint8Array; name?: string }

/** A small seed: imports of it take no time. */
function smallSeed(t: Test): string {
  const { seed } = seedCopy(t)
  for (const name of readdirSync(seed, { recursive: true, encoding: 'utf8' }))
    if (/\//.test(name) && name.endsWith('.yaml')) rmSync(join(seed, name))
  writeFileSync(join(seed, 'retired.yaml'), '[]\n')
  writeFileSync(join(seed, 'verifications.yaml'), '[]\n')
  writeFileSync(
    join(seed, 'all.yaml'),
    [
      'entities:',
      '  - { id: north-korea, kind: country, name: North Korea }',
      '  - { id: russia, kind: country, name: Russia }',
      '  - { id: springfield-a, kind: place, name: Springfield }',
      '  - { id: springfield-b, kind: place, name: Springfield }',
      'quantities:',
      '  - { id: shells-delivered-kp-ru, name: Shells, definition: Shells., unit: shell, measure: total, additive: true }',
      '',
    ].join('\n'),
  )
  return seed
}

/** Imports a table in a folder of its own. */
async function imported(t: Test, { bytes, name = 'figures.csv', ...options }: Given) {
  const folder = folderFor(t)
  const file = join(folder, name)
  const into = join(folder, 'bundle')
  mkdirSync(into)
  writeFileSync(file, bytes)
  const nothing = { map: new Map(), ignore: new Set<string>() }
  const seed = options.seed ?? smallSeed(t)
  const result = await importFigures(
    { file, into, databaseFile: join(folder, 'no.sqlite'), ...nothing, ...options, seed },
    into,
  )
  const lines = (name: string): Record<string, unknown>[] =>
    readdirSync(into).includes(name)
      ? readFileSync(join(into, name), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : []
  return { ...result, into, estimates: lines('estimates.ndjson'), lines }
}

const refused = async (t: Test, given: Given): Promise<string> => {
  try {
    await imported(t, given)
  } catch (error) {
    if ((error as Error).name === 'ImportError') return (error as Error).message
    throw error
  }
  return 'nothing is refused'
}

const header = ['quantity', 'unit', 'as_stated', 'claimants', 'source_url', 'said']
const rows = [
  ['Vans in Kestra', 'container', 'about 40 vans', 'Kestra Harbour Office', 'https://example.org/1', '2024-05-06'],
  ['Vans in Kestra', '', 'at least 35', 'Institute of Tides, Kestra', 'https://example.org/2', '2024-05'],
  [
    'vans in kestra',
    '',
    'from 20 to almost 60',
    'Ministry of "Tides"|Kestra Harbour Office',
    'https://example.net/a',
    '2024-05-08',
  ],
  ['Vans in Kestra', '', 'dozens of vans', 'North Korea', 'https://example.net/a', '2024-06'],
]
const csv = (lines: string[][], separator = ',', end = '\n') =>
  lines
    .map(
      (line) =>
        line.map((cell) => (/[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator) + end,
    )
    .join('')
const table = [header, ...rows]
/** The table with other cells: row 2 is the first one below the header. */
const withCells = (cells: Record<string, string>, row = 2): string[][] => {
  const extra = Object.keys(cells).filter((name) => !header.includes(name))
  const names = [...header, ...extra]
  return [
    names,
    ...rows.map((line, index) =>
      names.map((name, at) => (index + 2 === row ? (cells[name] ?? line[at] ?? '') : (line[at] ?? ''))),
    ),
  ]
}
const xlsx = (lines: unknown[][], more: Partial<WriteSheet> = {}) =>
  writeXlsx({ sheets: [{ name: 'Figures', rows: lines as NonNullable<WriteSheet['rows']>, ...more }] })

t.test('a table of any separator, with or without a byte order mark, and a workbook say the same', async (t) => {
  const first = await imported(t, { bytes: csv(table) })
  t.match(first.estimates, [
    { modifier: 'about', best: 40, as_stated: 'about 40 vans', as_stated_exact: false, claimant_kind: 'named' },
    {
      modifier: 'at_least',
      low: 35,
      claimants: ['institute-of-tides-kestra'],
      said: { edtf: '2024-05', basis: 'noted' },
    },
    {
      modifier: 'between',
      low: 20,
      high: 60,
      high_inclusive: false,
      claimants: ['ministry-of-tides', 'kestra-harbour-office'],
    },
    { modifier: 'vague', claimants: ['north-korea'] },
  ])
  t.strictSame([first.added, first.equal, first.changes], [4, 0, []])
  t.equal(new Set(first.estimates.map(({ quantity }) => quantity)).size, 1, 'letter case makes no other quantity')
  t.equal(first.lines('sources.ndjson').length, 3, 'one source an address')
  for (const id of first.estimates.map(({ id }) => String(id))) t.match(id, /^estimate-[a-z0-9]+(-[a-z0-9]+)*$/)
  t.ok(first.estimates.every(({ id }) => String(id).length <= 80))
  const reversed = await imported(t, {
    bytes: csv(
      [header, ...[...rows.slice(1), rows[0] as string[]]].map((line, at) =>
        at === 1 ? line.with(1, 'container') : line,
      ),
    ),
  })
  t.strictSame(
    reversed.estimates.map(({ id }) => id).sort(),
    first.estimates.map(({ id }) => id).sort(),
    'ids do not depend on the order of the rows',
  )
  const forms: [what: string, given: Given][] = [
    ['semicolon', { bytes: csv(table, ';') }],
    ['tab', { bytes: csv(table, '\t') }],
    ['CRLF and a byte order mark', { bytes: `\ufeff${csv(table, ',', '\r\n')}` }],
    [
      'blank lines and spaces',
      {
        bytes: csv([...table, ['', '', '', '', '', ''], header.map(() => ' ')]).replaceAll(
          'about 40 vans',
          ' about 40 vans ',
        ),
      },
    ],
    ['no line feed at the end', { bytes: csv(table).trimEnd() }],
    ['XLSX', { bytes: await xlsx(table), name: 'a.xlsx' }],
    [
      'XLSX with a day kept as a date',
      {
        bytes: await xlsx(table.map((line, at) => (at === 1 ? line.with(5, new Date('2024-05-06') as never) : line))),
        name: 'a.XLSX',
      },
    ],
    [
      'XLSX, one sheet of two',
      {
        bytes: await writeXlsx({
          sheets: [
            { name: 'Notes', rows: [['x']] },
            { name: 'Figures', rows: table },
          ],
        }),
        name: 'a.xlsx',
        sheet: 'Figures',
      },
    ],
  ]
  for (const [what, given] of forms) t.strictSame((await imported(t, given)).estimates, first.estimates, what)
})

t.test('columns have other names, or are left out, and the account counts each', async (t) => {
  const bytes = csv(table.map((line, at) => [...line, at === 0 ? 'Remarks' : at === 2 ? '' : 'x'])).replace(
    'as_stated',
    'Zahl, laut Quelle',
  )
  const refusal = await refused(t, { bytes: csv([[...header, 'claimant'], ...rows.map((line) => [...line, 'x'])]) })
  t.match(
    refusal,
    /row 1, column claimant \(G1\): Not known\. Nearest: claimants, .*--map claimant=claimants, --ignore claimant/,
  )
  const { report, estimates } = await imported(t, {
    bytes: bytes.replace('Zahl, laut Quelle', '"Zahl, laut Quelle"'),
    map: new Map([['Zahl, laut Quelle', 'as_stated']]),
    ignore: new Set(['Remarks']),
  })
  t.equal(estimates.length, 4)
  t.strictSame(report.columns.get('Remarks'), { read: 3, kept: 0, flagged: 0, lost: 3 })
  t.strictSame(report.columns.get('Zahl, laut Quelle'), { read: 4, kept: 4, flagged: 0, lost: 0 })
  t.strictSame(report.columns.get('claimants'), { read: 4, kept: 4, flagged: 3, lost: 0 })
  t.match(String(report), /claimants: a new entity, taken for an organization: Kestra Harbour Office \(row 2\)/)
  t.match(String(report), /rests on its source alone.*\(rows 2, 3, 4, 5\)/)
})

t.test('a row may say more: kinds, quantities, sources, lists, numbers without words', async (t) => {
  const bytes = csv(
    withCells({
      ...{ id: 'my-figure', as_stated: '', low: '30', high: '50', new_entity_kind: 'group', claimant_kind: 'group' },
      ...{
        quantity_name: 'Vans',
        quantity_measure: 'stock',
        quantity_definition: 'Vans at rest.',
        quantity_materiel: 'Vans (white)',
      },
      ...{
        source_title: 'On vans',
        source_language: 'en',
        source_kind: 'report',
        source_rights: 'Theirs.',
        source_publisher: 'Kestra Times',
      },
      ...{
        spokesperson: 'Ann Ebb',
        origin: 'Kestra registers',
        published: '2024-05-07',
        window: '2024-04/2024-05',
        said_as_stated: 'on Monday',
      },
      ...{
        caveats: 'One; two\\|three|four',
        hedges_words: 'apparently|perhaps',
        hedges_scope: 'content|value',
        spread: 'FALSE',
      },
    }),
  )
  const { estimates, lines } = await imported(t, { bytes })
  t.match(estimates[0], {
    ...{
      id: 'my-figure',
      form: 'coded',
      modifier: 'between',
    },
    ...{ low: 30, high: 50, spokesperson: 'ann-ebb', origin: 'kestra-registers', spread: false },
    ...{ caveats: ['One; two|three', 'four'], said: { edtf: '2024-05-06', as_stated: 'on Monday', basis: 'stated' } },
    hedges: [
      { words: 'apparently', scope: 'content' },
      { words: 'perhaps', scope: 'value' },
    ],
  })
  t.match(lines('quantities.ndjson')[0], {
    name: 'Vans',
    measure: 'stock',
    definition: 'Vans at rest.',
    materiel: ['vans-white'],
  })
  t.match(lines('sources.ndjson')[0], {
    title: 'On vans',
    language: 'en',
    kind: 'report',
    publisher: 'kestra-times',
    published: { edtf: '2024-05-07' },
  })
  const kinds = Object.fromEntries(lines('entities.ndjson').map(({ id, kind }) => [id, kind]))
  t.match(kinds, {
    'vans-white': 'materiel',
    'ann-ebb': 'person',
    'kestra-harbour-office': 'group',
    'kestra-times': 'group',
  })
  t.match(lines('origins.ndjson'), [{ id: 'kestra-registers', independence: 'unknown' }])
})

t.test('one number alone, a word of number, and names that ids cannot hold', async (t) => {
  const numbers: [cells: Record<string, string>, expected: Record<string, unknown>][] = [
    [
      { as_stated: '', best: '12' },
      { modifier: 'unmodified', best: 12, form: 'coded' },
    ],
    [
      { as_stated: '', low: '12' },
      { modifier: 'at_least', low: 12 },
    ],
    [
      { as_stated: '', high: '7' },
      { modifier: 'at_most', high: 7 },
    ],
    [{ as_stated: 'more than a dozen' }, { modifier: 'more_than', low: 12, low_inclusive: false }],
    [
      { as_stated: 'more than 12,000 vans', low: '12000' },
      { modifier: 'more_than', low: 12000 },
    ],
    [
      { as_stated: 'close to 50', modifier: 'about' },
      { modifier: 'about', best: 50 },
    ],
    [{ as_stated: 'many', modifier: 'vague' }, { modifier: 'vague' }],
    [{ claimants: '전쟁 연구소' }, { claimants: [/^entity-[0-9a-f]{8}$/] }],
    [{ claimants: '', claimant_kind: 'none' }, { claimant_kind: 'none' }],
    [{ claimants: '', claimants_names: 'North Korea' }, { claimants: ['north-korea'] }],
    [
      { source_url: '', source_title: 'A page that nobody has put on the web' },
      { source: /^a-page-that-nobody-.*[0-9a-f]{8}$/ },
    ],
    [{ source_url: 'https://www.fsight.jp/articles/-/51316' }, {}],
  ]
  for (const [cells, expected] of numbers)
    t.match((await imported(t, { bytes: csv(withCells(cells)) })).estimates[0], expected, JSON.stringify(cells))
})

t.test('each fault is named by its row and column, with what is allowed, and nothing is written', async (t) => {
  /** Cells of a row that is right but for them, the column of the fault, and the fault. */
  type Case = [cells: Record<string, string>, column: string, fault: RegExp]
  const page = (name: string) => ({ source_url: `https://example.org/${name}` })
  const ofRows: Case[] = [
    [{ as_stated: '' }, 'as_stated', /Missing\. Allowed: .*low, high or best/],
    [{ as_stated: 'some vans' }, 'as_stated', /No number .*modifier \(vague/],
    [{ as_stated: '40 vans and 50 vans' }, 'as_stated', /Several figures/],
    [{ as_stated: 'about 40', modifier: 'at_least' }, 'as_stated', /says about, and not at_least/],
    [{ as_stated: 'about 40', best: '41' }, 'as_stated', /says about, best 40; the record says unmodified, best 41/],
    [{ low: 'many' }, 'low', /"many" is no plain number\. .*as_stated/],
    [{ low: '1,600,000' }, 'low', /without separators: 1600000\./],
    [{ low: '1.600.000' }, 'low', /without separators: 1600000\./],
    [{ low: '1 600 000' }, 'low', /without separators: 1600000\./],
    [{ low: '12,5' }, 'low', /point for decimals.*: 12\.5\./],
    [{ low: '4.500', as_stated: '' }, 'low', /4\.500 is a fraction, .* such as 4500/],
    [{ as_stated: '1,500 vans a day' }, 'as_stated', /No number of this quantity is read/],
    [{ low: '1e3' }, 'low', /"1e3" is no plain number/],
    [{ low: '-4', as_stated: '' }, 'low', /Allowed: a number of at least 0/],
    [{ low: '9007199254740993' }, 'low', /no plain number/],
    [{ low: '50', high: '40', as_stated: '' }, 'low', /low ≤ best ≤ high does not hold/],
    [{ said: '2024-05-09/2024-05-06' }, 'said', /ends before it starts/],
    [{ said: '06.05.2024' }, 'said', /Write a day as 2024-05-06/],
    [{ said: '45418' }, 'said', /keep days as such numbers/],
    [{ said: '2024-02-30' }, 'said', /2024-02-30/],
    [{ said: '', ...page('undated') }, 'said', /Neither `said` nor `published`/],
    [
      { said_latest: '2024-05-07' },
      'said_latest',
      /"2024-05-07" does not follow from the time 2024-05-06: that is "2024-05-06"/,
    ],
    [{ window_as_stated: 'in May' }, 'window_as_stated', /Stands without window_edtf/],
    [{ window: '2024-05', window_basis: 'inferred' }, 'window', /basis inferred needs what it rests on/],
    [{ source_url: '' }, 'source_url', /Missing/],
    [{ source_url: 'example.org' }, 'source_url', /"example\.org" is no address/],
    [{ published: '2024-01', ...page('dated') }, '', /^$/],
    [
      { published: '2024-02', ...page('dated') },
      'published',
      /2024-02 here, and 2024-01 of the same source in row \d+.*`said`/,
    ],
    [{ source_url: '', source: 'kp-ru-nowhere' }, 'source', /There is no source with the id "kp-ru-nowhere"/],
    [{ claimants: '' }, 'claimants', /Missing\. Allowed: names or ids, joined by \|; or claimant_kind none/],
    [{ claimants: 'north-koera' }, 'claimants', /There is no entity with the id "north-koera"\. Nearest: north-korea/],
    [{ claimants: 'Springfield' }, 'claimants', /the name of several: springfield-a, springfield-b/],
    [{ claimants: 'north-korea', claimants_names: 'Russia' }, 'claimants_names', /"Russia" is no name of north-korea/],
    [{ claimant_kind: 'nobody' }, 'claimant_kind', /"nobody" is no term\. Allowed: named, /],
    [{ claimant_kind: 'none' }, 'claimants', /Must be empty where `claimant_kind` is none/],
    [{ quantity: '' }, 'quantity', /Missing/],
    [{ quantity: 'shells-deliverd-kp-ru' }, 'quantity', /There is no quantity .*Nearest: shells-delivered-kp-ru/],
    [{ quantity: 'Tents', unit: '' }, 'unit', /Missing, and "Tents" is a new quantity\. Allowed: container, /],
    [{ quantity: 'Tents', unit: 'furlong' }, 'unit', /"furlong" is no unit/],
    [{ unit: 'shell' }, 'unit', /"shell" here, and "container" of the same quantity in row 2/],
    [
      { quantity: 'shells-delivered-kp-ru' },
      'unit',
      /"container" here, and "shell" of the same quantity in the dataset/,
    ],
    [{ id: 'North Korea' }, 'id', /An id is lower-case/],
    [{ type: 'quote' }, 'type', /A record of type "quote"/],
    [{ spread: 'yes' }, 'spread', /"yes" is not true or false/],
    [{ hedges_words: 'a|b', hedges_scope: 'content' }, 'hedges_scope', /Missing/],
    [{ quote: 'quote-of-nobody' }, 'quote', /There is no quote/],
    [
      { derived_from_estimate: 'estimate-x', derived_from_factor: '0' },
      'derived_from_factor',
      /Allowed: a number of more than 0/,
    ],
    [{ new_entity_kind: 'robot' }, 'new_entity_kind', /"robot" is no term/],
  ]
  const ofRecords: Case[] = [
    [{ id: 'north-korea' }, 'id', /"north-korea" belongs to another/],
    [{ source_language: 'English', ...page('language') }, 'source', /language: Must be a BCP 47/],
    [{ quantity_per: 'P1Y', quantity: 'Vans a year' }, 'quantity', /per: A rate has `per`/],
    [{ claimants: 'Kestra\u200bOffice' }, 'claimants', /name: Must not hold characters that nobody sees/],
  ]
  const right = { ...Object.fromEntries(header.map((name, at) => [name, rows[0]?.[at] ?? ''])) }
  for (const cases of [ofRows, ofRecords]) {
    const names = [...new Set([...header, 'as_of', ...cases.flatMap(([cells]) => Object.keys(cells))])]
    const lines = [{}, ...cases.map(([cells]) => cells)].map((cells, at) => {
      const all: Record<string, string> = { ...right, as_of: String(1000 + at), ...cells }
      return names.map((name) => all[name] ?? '')
    })
    const told = (await refused(t, { bytes: csv([names, ...lines]) })).split('\n')
    for (const [at, [cells, column, fault]] of cases.entries()) {
      const own = told.filter((line) => line.startsWith(`  row ${at + 3}, `))
      t.match(own.join('\n'), fault, JSON.stringify(cells))
      if (column !== '') t.match(own[0], new RegExp(`^ {2}row ${at + 3}, column ${column}\\b`), JSON.stringify(cells))
    }
    t.notOk(
      told.some((line) => line.startsWith('  row 2,')),
      'a right row has none',
    )
  }
  const two = withCells({ low: 'x' })
  t.match(
    await refused(t, { bytes: csv(two.with(3, (two[3] as string[]).with(5, 'x'))) }),
    /has 2 faults; nothing was written\.\n {2}row 2, .*\n {2}row 4, column said \(F4\)/,
  )
  const many = Array.from({ length: 150 }, (_, at) => (rows[0] as string[]).with(5, `x${at}`))
  t.match(await refused(t, { bytes: csv([header, ...many]) }), /has 150 faults.*and 50 more\.$/s)
})

t.test('a table of another form is refused, and its row is named', async (t) => {
  const twins = csv([...table, rows[1] as string[]])
  const cases: [what: string, given: Given, fault: RegExp][] = [
    ['the same twice', { bytes: twins }, /row 6, column id: Row 3 has the same source, quantity, claimants/],
    [
      'an id twice',
      {
        bytes: csv(
          [...withCells({ id: 'a-b' }), [...(rows[1] as string[]).with(5, '2025'), 'a-b']].map((line, at) =>
            at === 3 ? line.with(6, 'a-c') : line,
          ),
        ),
      },
      /row 6, column id \(G6\): Row 2 has this id already/,
    ],
    ['cut in a row', { bytes: csv(table).slice(0, -40) }, /row 5: Has \d of 6 cells: the file may have been cut off/],
    [
      'cut in quotation marks',
      { bytes: csv(table).split('Tides""')[0] as string },
      /row 4: A quotation mark is opened and never closed/,
    ],
    [
      'a quotation mark in a cell',
      { bytes: csv(table).replace('about 40', 'about "40"') },
      /row 2: Has a quotation mark in the middle/,
    ],
    [
      'bars',
      { bytes: csv([header, rows[0] ?? [], rows[3] ?? []], '|') },
      /The only column\. Allowed: columns separated by comma, semicolon or tab/,
    ],
    [
      'Latin-1',
      { bytes: Buffer.from(csv(table).replaceAll('Ministry', 'Ministère'), 'latin1') },
      /is not UTF-8 from line 4 on; .*Latin-1 or Windows-1252.*iconv -f WINDOWS-1252 -t UTF-8/,
    ],
    [
      'Latin-1 in the last line',
      { bytes: Buffer.from(csv(table).replace('dozens of vans\n', '').replace('2024-06\n', '2024-06é'), 'latin1') },
      /from line 5 on/,
    ],
    ['UTF-16', { bytes: Buffer.from(`\ufeff${csv(table)}`, 'utf16le') }, /from line 1 on; .*UTF-16.*iconv -f UTF-16/],
    ['nothing', { bytes: '' }, /has no header/],
    ['a header of nothing', { bytes: ',,\n' }, /has no header/],
    [
      '100 columns more',
      {
        bytes: csv(
          table.map((line, row) => [...line, ...Array.from({ length: 100 }, (_, at) => (row === 0 ? `x${at}` : '1'))]),
        ),
      },
      /has a fault.*row 1: 100 columns are not known\. Allowed: --map .*, --ignore 'x0,x1,.*,x99', or the names/s,
    ],
    [
      'five columns more',
      { bytes: csv(table.map((line, row) => [...line, ...[1, 2, 3, 4, 5].map((at) => (row === 0 ? `x${at}` : '1'))])) },
      /has 5 faults.*column x5 \(K1\): Not known/s,
    ],
    [
      'six columns more, of which some have usual names',
      {
        bytes: csv(
          table.map((line, row) => [
            ...line,
            ...['Who', 'n. a.', 'Q', 'R', 'S', 'T'].map((name) => (row === 0 ? name : '1')),
          ]),
        ),
      },
      /has a fault.*row 1: 6 columns are not known\. Allowed: --map Who=claimants.* and the like, --ignore 'Who,n\. a\.,Q,R,S,T', or/s,
    ],
    [
      'six columns more, of which some have commas and quotation marks',
      {
        bytes: csv(
          table.map((line, row) => [
            ...line,
            ...['Deaths, total', 'so-called "dead"', 'Q', 'R', 'S', 'T'].map((name) => (row === 0 ? name : '1')),
          ]),
        ),
      },
      /--ignore '"Deaths, total","so-called ""dead""",Q,R,S,T', or/s,
    ],
    [
      'a cell without a column',
      { bytes: csv(table.map((line, row) => (row === 2 ? [...line, 'note'] : line))) },
      /row 3 \(G3\)|row 3: Stands under no name/,
    ],
    [
      'two columns of one field',
      { bytes: csv(withCells({ said_edtf: '2024' })) },
      /row 1, column said_edtf \(G1\): Says the same as the column said/,
    ],
    [
      'a column that is not there',
      { bytes: csv(table), ignore: new Set(['Remark']) },
      /There is no column "Remark"\. Allowed: quantity, /,
    ],
    ['no workbook', { bytes: csv(table), name: 'a.xlsx' }, /is no workbook, or was cut off/],
    [
      'a workbook cut off',
      { bytes: (await xlsx(table)).subarray(0, 900), name: 'a.xlsx' },
      /is no workbook, or was cut off/,
    ],
    [
      'a formula',
      { bytes: await xlsx(table, { cells: new Map([['2,2', { formula: '20+20', value: 40 }]]) }), name: 'a.xlsx' },
      /row 3, column as_stated \(C3\): Holds a formula/,
    ],
    [
      'merged cells',
      { bytes: await xlsx(table, { merges: [{ startRow: 1, startCol: 0, endRow: 3, endCol: 0 }] }), name: 'a.xlsx' },
      /row 2 \(A2\): The cells A2:A4 are merged|row 2: The cells A2:A4 are merged/,
    ],
    [
      'a date for words',
      {
        bytes: await xlsx(table.map((line, at) => (at === 1 ? line.with(2, new Date('2024-02-01') as never) : line))),
        name: 'a.xlsx',
      },
      /row 2, column as_stated \(C2\): Is kept as the date 2024-02-01/,
    ],
    [
      'a time of day',
      {
        bytes: await xlsx(
          table.map((line, at) => (at === 1 ? line.with(5, new Date('2024-02-01T12:30:00Z') as never) : line)),
        ),
        name: 'a.xlsx',
      },
      /row 2, column said \(F2\): .*Write a day as/,
    ],
    [
      'a day as a number',
      { bytes: await xlsx(table.map((line, at) => (at === 1 ? line.with(5, 45418 as never) : line))), name: 'a.xlsx' },
      /row 2, column said \(F2\): .*format the cell as a date/,
    ],
    ['an empty workbook', { bytes: await xlsx([]), name: 'a.xlsx' }, /has nothing in it|has no header/],
    [
      'two sheets',
      {
        bytes: await writeXlsx({
          sheets: [
            { name: 'A', rows: table },
            { name: 'B', rows: table },
          ],
        }),
        name: 'a.xlsx',
      },
      /has several sheets: "A", "B"\. Say with --sheet/,
    ],
    [
      'no such sheet',
      { bytes: await xlsx(table), name: 'a.xlsx', sheet: 'B' },
      /has no sheet "B"\. Allowed: "Figures"/,
    ],
    ['more than 10 MB', { bytes: Buffer.alloc(10 * 1024 * 1024 + 1), name: 'a.xlsx' }, /at most 10485760 bytes/],
    [
      'a bomb that says so',
      { bytes: bomb(150_000_000, 150_000_000), name: 'a.xlsx' },
      /unpacks to more than 100 MB; nothing was read/,
    ],
    [
      'a bomb that says less',
      { bytes: bomb(150_000_000, 1000), name: 'a.xlsx' },
      /unpacks to more than 100 MB; nothing was read/,
    ],
    ['a bomb of a hundred parts', { bytes: bomb(2_000_000, 1000, 100), name: 'a.xlsx' }, /unpacks to more than 100 MB/],
  ]
  for (const [what, given, fault] of cases) t.match(await refused(t, given), fault, what)
})

/** An archive whose parts unpack to a size, and whose directory states another. */
function bomb(size: number, stated: number, parts = 1): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size))
  const local = Buffer.alloc(31)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(1, 26)
  const entry = Buffer.alloc(47)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(stated, 24)
  entry.writeUInt16LE(1, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts, 10)
  end.writeUInt32LE(31 + packed.length, 16)
  // All entries lead to the same bytes.
  return Buffer.concat([local, packed, ...Array<Buffer>(parts).fill(entry), end])
}

t.test('the export of all estimates is imported as the same records', async (t) => {
  const app = await appFor(t)
  const body = async (address: string) => (await app.inject(address)).rawPayload
  const evidence = join(folderFor(t), 'evidence.csv')
  writeFileSync(evidence, await body('/v1/evidence.csv'))
  const served = await walk(app, '/v1/estimates')
  for (const name of ['estimates.csv', 'estimates.xlsx', 'estimates.csv?bom=true']) {
    const bytes = await body(`/v1/${name}`)
    const given = { bytes, name: name.replace(/\?.*/, '') }
    const again = await imported(t, { ...given, evidence, seed: inPackage('seed') })
    t.strictSame(
      [again.added, again.equal, again.changes, again.bundle],
      [0, served.length, [], null],
      `${name}: all are there`,
    )
    for (const [column, { read, kept, flagged, lost }] of again.report.columns)
      t.strictSame([kept, flagged, lost], [read, 0, 0], `${name}: ${column}`)
    // A seed without its estimates gets them back, each field as it was served.
    const { seed } = seedCopy(t)
    for (const file of readdirSync(seed, { recursive: true, encoding: 'utf8' }))
      if (/estimates[^/]*\.yaml$/.test(file)) rmSync(join(seed, file))
    const { bundle, added, report, into } = await imported(t, { ...given, evidence, seed })
    t.equal(added, served.length)
    for (const [column, { read, kept, lost }] of report.columns)
      t.strictSame(
        [kept, lost],
        /^(display|recorded_.*)$/.test(column) ? [0, read] : [read, 0],
        `${name}: ${column} anew`,
      )
    t.ok(addFolder(join(seed, 'imported'), copying({ folder: into, names: bundle?.files.names ?? [] })))
    const anew = await walk(await appFor(t, seed), '/v1/estimates')
    const withoutVersion = (list: { recorded: unknown }[]) => list.map(({ recorded: _, ...rest }) => rest)
    t.strictSame(withoutVersion(anew), withoutVersion(served), name)
  }
})

t.test(
  'without the table of evidence a figure rests on its source; what differs from the seed is a change',
  async (t) => {
    const app = await appFor(t)
    const text = String((await app.inject('/v1/estimates.csv')).body)
    const seed = inPackage('seed')
    const changed = await imported(t, {
      seed,
      bytes: text.replace(
        '"at least 11,000 containers",true,,at_least,11000',
        '"at least 12,000 containers",true,,at_least,12000',
      ),
    })
    t.equal(changed.changes.length, 1)
    t.match(
      changed.changes[0],
      /^row \d+, estimate-fp-analysts-11000-containers \(.*estimates\.yaml:\d+\): as_stated ".*" → ".*12,000.*"; low 11000 → 12000$/,
    )
    t.equal(changed.bundle, null)
    t.match(
      await refused(t, { seed, bytes: text.replace(/\bat_least,11000/, 'at_most,11000') }),
      /The modifier at_most needs `high`/,
    )
  },
)

t.test('a bundle of figures is added, and its rows are found there at the next import', async (t) => {
  const seed = smallSeed(t)
  const additive = withCells({ quantity_additive: 'true' })
  const { bundle, into } = await imported(t, { bytes: csv(additive), seed })
  t.ok(addFolder(join(seed, 'my-figures'), copying({ folder: into, names: bundle?.files.names ?? [] })))
  const again = await imported(t, {
    bytes: csv([...additive, [...(rows[0] as string[]).with(5, '2024-07'), 'true']]),
    seed,
  })
  t.strictSame([again.added, again.equal, again.changes], [1, 4, []])
  t.equal(again.lines('sources.ndjson').length, 0, 'a source of the seed gets another figure')
  t.match(again.bundle?.checked.source, { id: 'bundle' })
  const app = await appFor(t, seed)
  const { data } = await getJson(app, '/v1/estimates?quantity=vans-in-kestra&fields=best,low,high,display')
  t.equal(data.length, 4)
  t.equal((await app.inject('/v1/quantities/vans-in-kestra/corridor.svg')).statusCode, 200)
})

t.test('options name columns whose names have commas, quotation marks or line ends, as CSV does', (t) => {
  const lists: [text: string, names: string[]][] = [
    ['Remarks', ['Remarks']],
    ['Remarks, Colour', ['Remarks', 'Colour']],
    ['"Deaths, total"', ['Deaths, total']],
    ['Remarks,"Deaths, total" , Colour', ['Remarks', 'Deaths, total', 'Colour']],
    ['"Killed, wounded, and missing","a ""dead"" end"', ['Killed, wounded, and missing', 'a "dead" end']],
    ['"two\nlines, one name",x', ['two\nlines, one name', 'x']],
    ["a=b; c's", ["a=b; c's"]],
    ['"1,5 km"', ['1,5 km']],
    ['"Мёртвые, всего",死亡', ['Мёртвые, всего', '死亡']],
    ['","', [',']],
  ]
  for (const [text, names] of lists) t.strictSame(readNames(text, ['before']), ['before', ...names], text)
  for (const text of ['"Deaths, total', 'a "dead" end', '"a"b']) t.throws(() => readNames(text), /Allowed: names/, text)
  const maps: [text: string, pairs: [string, string][]][] = [
    [
      'Deaths, total=low,Who=claimants',
      [
        ['Deaths, total', 'low'],
        ['Who', 'claimants'],
      ],
    ],
    [
      '"Deaths, total"=low , "Who"=claimants',
      [
        ['Deaths, total', 'low'],
        ['Who', 'claimants'],
      ],
    ],
    ['"a ""dead"" end"=low', [['a "dead" end', 'low']]],
    ['a "dead" end=low', [['a "dead" end', 'low']]],
    ['"x=y, z"=low', [['x=y, z', 'low']]],
  ]
  for (const [text, pairs] of maps) t.strictSame(readMap(text), pairs, text)
  t.throws(() => readMap('Deaths'), /Allowed: THEIRS=OURS/)
  t.end()
})

t.test('faults of the seed are told as its own, not as those of the table', async (t) => {
  const bytes = csv(table)
  const gone = {
    name: 'SeedError',
    message: /^The seed has \d+ faults; nothing was written\.\n.*retired\.yaml:1: The claim/,
  }
  await t.rejects(imported(t, { bytes, databaseFile: databaseFor(t) }), gone, 'records that are served are not in it')
  const seed = smallSeed(t)
  writeFileSync(
    join(seed, 'more.yaml'),
    'entities:\n  - { id: atlantis, kind: place, name: Atlantis, part_of: nowhere }\n',
  )
  const faulty = {
    name: 'SeedError',
    message: /^The seed has a fault; nothing was written\.\n.*more\.yaml:2: .*"nowhere"/,
  }
  await t.rejects(imported(t, { bytes, seed }), faulty, 'a reference without a record')
  const both = csv([...table, table[1]?.map((cell) => cell.replace('about 40 vans', 'some vans')) ?? []])
  t.match(await refused(t, { bytes: both, seed }), /figures\.csv has .*faults?; nothing was written/)
})

t.test('the command writes a bundle that appears whole, or says why it does not', async (t) => {
  const folder = folderFor(t)
  // What is served by default is another state of the dataset.
  process.env.DATABASE_FILE = join(folder, 'facts.sqlite')
  const seed = smallSeed(t)
  const file = join(folder, 'figures.csv')
  writeFileSync(
    file,
    csv([...table.map((line, at) => [...line, at === 0 ? 'Who, if known' : 'Ann Ebb', 'x'])]).replace(
      'x\n',
      '"Remarks, if any"\n',
    ),
  )
  const output = t.capture(console, 'log', () => {})
  const told = () =>
    output()
      .map(({ args }) => args.join(' '))
      .join('\n')
  const run = (...args: string[]) => importCommand.parseAsync(['figures', ...args, '--seed', seed], { from: 'user' })
  const options = ['--map', 'Who, if known=spokesperson', '--ignore', '"Remarks, if any"']
  const into = join(folder, 'my-figures')
  await run(file, '--into', into, '--dry-run', ...options)
  t.match(told(), /4 new, 0 already there and equal, 0 changed\.[\s\S]*A dry run: nothing was written/)
  t.notOk(readdirSync(folder).includes('my-figures'))
  await run(file, '--into', into, ...options)
  t.match(told(), /Wrote .*my-figures\. Next: conflict-facts bundle add '.*my-figures' --seed '/)
  t.strictSame(readdirSync(into).sort(), ['entities.ndjson', 'estimates.ndjson', 'quantities.ndjson', 'sources.ndjson'])
  t.ok(addFolder(join(seed, 'my-figures'), copying({ folder: into, names: readdirSync(into) })))
  await run(file, '--into', join(folder, 'again'), ...options)
  t.match(told(), /0 new, 4 already there and equal, 0 changed\.[\s\S]*No row is new/)
  writeFileSync(file, readFileSync(file, 'utf8').replace('about 40 vans', 'about 41 vans'))
  await run(file, '--into', join(folder, 'again'), ...options)
  t.match(told(), /Rows that differ from records of the seed[\s\S]*row 2, .*best 40 → 41/)
  const refusals: [args: string[], fault: RegExp][] = [
    [[file, '--into', into], /my-figures exists already/],
    [[file, '--into', join(seed, 'x')], /is in the seed folder/],
    [[file, '--into', join(folder, 'My Figures')], /Allowed: a folder with the name of an id/],
    [[file, '--into', join(folder, 'none', 'x')], /There is no folder/],
    [[join(folder, 'none.csv'), '--into', join(folder, 'x')], /There is no file/],
    [[file, '--into', join(folder, 'x'), '--evidence', folder], /There is no file/],
    [[file, '--into', join(folder, 'x')], /has 2 faults; nothing was written/],
    [[file, '--into', join(folder, 'x'), '--evidence', file], /The table of evidence has no column fact, source,/],
  ]
  for (const [args, fault] of refusals) await t.rejects(run(...args), fault, args.at(-1) ?? '')
  t.strictSame(readdirSync(folder).sort(), ['figures.csv', 'my-figures'])
})
