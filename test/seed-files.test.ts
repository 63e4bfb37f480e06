import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { draftCommand } from '../src/cli/draft.ts'
import { quotationFault } from '../src/facts/own-words.ts'
import { checkSeed } from '../src/load/load.ts'
import { inPackage } from '../src/package.ts'
import { eachIsTold, faultsOf, faultsWith } from './support/seed-faults.ts'
import { appFor, folderFor, getJson, seedCopy } from './support/support.ts'

const good = '{"type":"origin","id":"origin-new","name":"A survey","independence":"unknown"}'

t.test('what YAML allows and a seed file does not is told with its line', async (t) => {
  const number = (written: string) => `\nsource: ${written}`
  const noNumber = /:2 .*no plain decimal number\. Allowed/
  const inexact = /:2 .*more digits, or a greater exponent/
  eachIsTold(t, 'yaml', [
    ['an alias before its anchor', 'quotes: *later\nevents: &later []', /:1 .*no anchor &later before this alias/],
    ['an alias inside of its anchor', '\nquotes: &a [*a]', /:2 .*stands inside of what it repeats/],
    [
      'aliases that multiply',
      `a: &a [${'x,'.repeat(100)}]\nb: &b [${'*a,'.repeat(100)}]\nc: &c [${'*b,'.repeat(100)}]\nd: [*c]`,
      /:3 .*more than 1000000 values/,
    ],
    ['deep flow', `quotes: ${'['.repeat(100_000)}`, /:1 .*Nested more than 100 levels/],
    ['deep blocks', `\n${'- '.repeat(10_000)}`, /:2 .*Nested more than 100 levels/],
    ['deep keys', `${'? '.repeat(10_000)}x`, /:1 .*Nested more than 100 levels/],
    ['a second document', 'quotes: []\n---\nevents: []\n', /:2 .*Begins a second document/],
    ['another version', '%YAML 1.1\n---\nquotes: []\n', /:1 .*Allowed: YAML 1\.2/],
    ['a key given twice', 'quotes: []\nevents: []\n"quotes": []\n', /:3 .*"quotes" is given twice/],
    ['a key that is a number', '\n5: []\n', /:2 .*A key is a word/],
    ['a key that is a list', '? [a]\n: b\n', /:1 .*A key is a word/],
    ['a key of every object', '\n__proto__: []\n', /:2 __proto__ Unknown collection\. Allowed: source/],
    ['a merge key', '<<: { quotes: [] }\n', /:1 << Unknown collection/],
    ['a tag that makes text', 'source: !!str 5\n', /:1 .*Has a tag/],
    ['a tag that makes a number', 'source: !!int 5.5\n', /:1 .*Unresolved tag/],
    ['a set', 'quotes: !!set {a}\n', /:1 .*Unresolved tag/],
    ['octal', number('0o777'), noNumber],
    ['hexadecimal', number('0x1F'), noNumber],
    ['infinity', number('-.inf'), noNumber],
    ['no number', number('.nan'), noNumber],
    ['a leading zero', number('012'), noNumber],
    ['a leading plus', number('+5'), noNumber],
    ['twenty digits', number('12345678901234567890'), inexact],
    ['sixteen digits', number('9007199254740993'), inexact],
    ['a long fraction', number('0.12345678901234567'), inexact],
    ['a great exponent', number('1e400'), inexact],
    ['a small exponent', number('1e-400'), inexact],
    ['a list of collections', '- quotes\n', /:1 .*is a map of collections/],
    ['bytes that are no UTF-8', Buffer.from('#\n# \xe9\n', 'latin1'), /:2 .*Not UTF-8/],
    ['UTF-16', Buffer.from('\ufeffquotes: []\n', 'utf16le'), /:1 .*Not UTF-8/],
    ['a tab', 'quotes:\n\t- a\n', /:2 .*Tabs/],
    ['a large file', '#'.repeat(5_000_000), /:null .*has at most 4194304\. Split it, or write NDJSON/],
    ['an unknown key', 'origins:\n  - id: origin-new\n    naem: X\n', /:[23] origins\.0/],
  ])
})

t.test('a file that says nothing, a byte order mark and CRLF are no faults; nor are a thousand aliases', async (t) => {
  const aliases = Array.from({ length: 1000 }, (_, index) =>
    index === 0 ? 'origin-0, independence: &of unknown' : `origin-${index}, independence: *of`,
  )
  const files = {
    'empty.yaml': '',
    'comment.yaml': '# nothing yet\n',
    'marked.yaml': '\ufeffquotes: []\r\nevents: []\r\n',
    'aliases.yaml': `origins:\n${aliases.map((rest) => `  - { name: Survey, id: ${rest} }\n`).join('')}`,
    'empty.ndjson': '',
    'blank.ndjson': `\ufeff\r\n${good}\r\n\r\n \t\r\n`,
  }
  t.strictSame(faultsWith(t, files), [])
})

t.test('what JSON.parse takes without a word is told with its line', async (t) => {
  const long = '"low":12345678901234567890'
  eachIsTold(t, 'ndjson', [
    ['a key given twice', `\r\n${good.replace('"id"', '"id":"origin-old","id"')}`, /:2 .*"id" is given twice/],
    ['the same key escaped', good.replace('"id"', '"\\u0069d":"x","id"'), /:1 .*"id" is given twice/],
    ['a key given twice further in', '{"a":[{"b":1},{"b":1,"c":"}","b":2}]}', /:1 .*"b" is given twice/],
    ['too many digits', `{${long}}`, /:1 .*more digits/],
    ['a number beyond all', '{"low":-1e999}', /:1 .*greater exponent/],
    [
      'a key of every object',
      good.replace('{', '{"__proto__":{"id":"x"},').replace('origin-new', 'origin-proto'),
      /:1 .*Unknown key "__proto__"/,
    ],
    [
      'half a character',
      good.replace('survey', '\\ud800').replace('origin-new', 'origin-half'),
      /:1 name .*halves of characters/,
    ],
    ['two records on a line', good + good, /:1 .*Not JSON/],
    ['a deep list', '['.repeat(500_000), /:1 .*Not JSON/],
    ['a type of every object', '{"type":"constructor","id":"x"}', /:1 type Allowed: source/],
  ])
  const quoted = good
    .replace('A survey', `A \\" survey {\\\\`)
    .replace('}', `,"note":${JSON.stringify(`{${long},"a":1,"a":2}`)}}`)
  t.strictSame(faultsWith(t, { 'quoted.ndjson': quoted }), [], 'text is no key and no number')
})

t.test('a file that is not read is refused or named', async (t) => {
  const { seed, add } = seedCopy(t)
  const passedOver = [
    '#x.yaml#',
    '.#x.yaml',
    '.hidden.yaml',
    '.x.yaml.swp',
    'notes.txt',
    'x.csv',
    'x.yaml.bak',
    'x.yaml~',
  ]
  for (const name of passedOver.filter((name) => name !== '.#x.yaml')) add(name, 'quotes: [')
  symlinkSync('editor@host.1234', join(seed, '.#x.yaml'))
  t.strictSame(checkSeed(seed, join(seed, '..', 'none.sqlite')).notRead, passedOver)

  const refused = ['x.YML', 'x.Yaml', 'x.json', 'x.jsonl', 'x.NDJSON']
  for (const name of refused) add(name, '')
  mkdirSync(join(seed, 'folder.yaml'))
  mkdirSync(join(seed, 'folder.ndjson'))
  execFileSync('mkfifo', [join(seed, 'pipe.yaml'), join(seed, 'pipe.ndjson')])
  symlinkSync('nowhere', join(seed, 'lost.yaml'))
  symlinkSync('round.yaml', join(seed, 'round.yaml'))
  symlinkSync('.', join(seed, 'more'))
  const told = faultsOf(seed).sort()
  const expected = [
    ...refused.map((name) => `${name}:null  Not read. A seed file ends in .yaml, .yml or .ndjson`),
    ...['folder.ndjson', 'folder.yaml'].map((name) => `${name}:null  A folder with the name of a file`),
    ...['lost.yaml', 'round.yaml'].map((name) => `${name}:null  A link that leads nowhere`),
    'more:null  A link to a folder',
    ...['pipe.ndjson', 'pipe.yaml'].map((name) => `${name}:null  A pipe, socket or device`),
  ].sort()
  t.equal(told.length, expected.length)
  for (const [index, beginning] of expected.entries()) t.ok(told[index]?.startsWith(beginning), beginning)
})

t.test('a name holds no character that nobody sees', async (t) => {
  const entity = (name: string, rest = '') =>
    `entities: [{ id: new-NUMBER, kind: group, name: ${JSON.stringify(name)}${rest} }]`
  const cases: [what: string, name: string][] = [
    ...['', ' ', '\u3000', ' Kim', 'Kim ', '\u00a0Kim', 'Kim\n'].map((name): [string, string] => [
      'blank or padded',
      name,
    ]),
    ...['\u200b', '\u200d', '\u200c', '\u200e', '\u200f', '\u202e', '\u2066', '\u061c', '\u2060', '\ufeff'].map(
      (character): [string, string] => ['zero width or direction', `Kim${character}Jong`],
    ),
    ...['\u00ad', '\u034f', '\u3164', '\u2800', '\u2028', '\ufe0f', '\ufffd', '\t', '\n', '\u0007'].map(
      (character): [string, string] => ['unseen', `Kim${character}Jong`],
    ),
  ]
  const codePoints = (text: string) => Array.from(text, (one) => one.codePointAt(0)?.toString(16)).join(' ')
  const withIds = (text: string, number: number) => text.replace('NUMBER', String(number))
  eachIsTold(
    t,
    'yaml',
    cases.flatMap(([what, name], index): [string, string, RegExp][] => [
      [
        `${what}, as name: ${codePoints(name)}`,
        withIds(entity(name), index),
        /:1 entities\.0\.name (Must not|A name is one line)/,
      ],
      [
        `${what}, as alias: ${codePoints(name)}`,
        withIds(entity('A group', `, aliases: [${JSON.stringify(name)}]`), index),
        /:1 entities\.0\.aliases\.0 (Must not|A name is one line)/,
      ],
    ]),
  )
  const names = [
    'می\u200cخواهم',
    'क्\u200dष',
    '葛\u{e0100}城',
    'Côte d’Ivoire',
    'N\u0303andú',
    '‘Abd al-Raḥmān',
    '북한',
    'C-130',
    '3M-54',
  ]
  const files = Object.fromEntries(names.map((name, index) => [`name${index}.yaml`, withIds(entity(name), index)]))
  t.strictSame(faultsWith(t, files), [], 'what a script needs is kept')
})

t.test('names, codes and lists lead to one thing each', async (t) => {
  const entity = (id: string, rest: string) => `entities: [{ id: ${id}, kind: country, ${rest} }]`
  const codes = (id: string, list: string) => entity(id, `name: Land ${id}, identifiers: { ${list} }`)
  eachIsTold(t, 'yaml', [
    ['an alias twice', entity('n1', 'name: N, aliases: [A, B, A]'), /aliases\.2 Already given/],
    ['an alias twice but for its case', entity('n2', 'name: N, aliases: [Koréa, korea]'), /aliases\.1 Already given/],
    ['its own name as an alias', entity('n3', 'name: N, aliases: [n]'), /aliases\.0 Already given/],
    [
      'a code that ISO does not assign',
      codes('c1', 'iso3166_1_alpha2: XX'),
      /alpha2 ISO 3166-1 assigns XX to no country/,
    ],
    ...['EU', 'UK', 'SU', 'XK', 'YU', 'ZZ'].map((code): [string, string, RegExp] => [
      code,
      codes(`c-${code.toLowerCase()}`, `iso3166_1_alpha2: ${code}`),
      /alpha2 ISO 3166-1 assigns/,
    ]),
    ['three letters of none', codes('c2', 'iso3166_1_alpha3: XYZ'), /alpha3 ISO 3166-1 assigns XYZ to no country/],
    ['a name that nothing finds', entity('n4', 'name: "-"'), /0\.name Has no letter and no digit/],
    ...['...', '·', '’', '– —', '_', '-', '~', '🚢', '@ #', '+'].map((name, index): [string, string, RegExp] => [
      `an alias that nothing finds: ${name}`,
      entity(`n5-${index}`, `name: N5, aliases: [A, ${JSON.stringify(name)}]`),
      /0\.aliases\.1 Has no letter and no digit/,
    ]),
    [
      'two codes of two countries',
      codes('c3', 'iso3166_1_alpha2: JP, iso3166_1_alpha3: CHN'),
      /alpha3 The alpha-3 code of JP is JPN/,
    ],
    [
      'a group with a code',
      codes('c4', 'iso3166_1_alpha2: JP').replace('country', 'group'),
      /Only a country or a place/,
    ],
    ['an id of evidence', entity('e-1f0c5a7be03d2c9a', 'name: N'), /0\.id Ids such as/],
    [
      'an origin twice',
      'origins: [{ id: o, name: O, independence: builds_on, builds_on: [us-gov, us-gov] }]',
      /builds_on\.1 Listed twice/,
    ],
  ])
  eachIsTold(t, 'yaml', [
    [
      'the id of another entity',
      entity('n1', 'name: N1, aliases: [kyrylo-budanov]'),
      /aliases\.0 "kyrylo-budanov" is the id of another record, of type entity/,
    ],
    ['the id of another entity but for its case', entity('n2', 'name: RUSSIA'), /name "RUSSIA" is the id of another/],
    [
      'the id of an origin',
      entity('n3', 'name: N3, aliases: [us-gov]'),
      /aliases\.0 "us-gov" is the id of another record, of type origin/,
    ],
    ['a code of another country', codes('c1', 'iso3166_1_alpha2: KP'), /alpha2 KP identifies/],
    ['a code of another country in three letters', codes('c2', 'iso3166_1_alpha3: KOR'), /alpha3 KOR identifies/],
    ['an item of another', codes('c3', 'wikidata: Q212'), /wikidata Q212 identifies/],
  ])
  const fine = {
    'fine.yaml': codes('japan', 'iso3166_1_alpha2: JP, iso3166_1_alpha3: JPN').replace('Land japan', 'Japan'),
  }
  t.strictSame(faultsWith(t, fine), [])
})

t.test('a sentence of ours has no quotation marks of any language, and apostrophes are none', (t) => {
  const spoken = [
    '‘go home now’',
    "'go now'",
    '＂go＂',
    '‟go‟',
    '‚go‘',
    '‹go›',
    '“go home.',
    '″go″',
    "``go''",
    '«go»',
    '「go」',
  ]
  for (const text of spoken) t.match(quotationFault(`He said ${text} again.`), 'Has quotation marks round "go', text)
  const others = [
    "Russia’s and Ukraine's shells",
    "the officials' and soldiers' views",
    "rock 'n' roll",
    "the '90s",
    'a 6″ gun',
  ]
  for (const text of others) t.equal(quotationFault(text), null, text)
  t.equal(quotationFault('He said ‘go’ twice.', 'go'), null, 'words that are recorded as exact')
  t.end()
})

t.test('a value too deep to be walked is told with its line, and hides no other fault', (t) => {
  const deep = (open: string, close: string, depth: number) =>
    `{"type":"entity","id":"deep-${depth}","kind":"person","name":"Deep","note":${open.repeat(depth)}1${close.repeat(depth)}}\n`
  const lines = [deep('[', ']', 3000), deep('{"a":', '}', 101), '{"type":"entity"}\n']
  const found = faultsWith(t, { 'deep.ndjson': lines.join('') })
  t.match(found, [
    /deep\.ndjson:1 +Nested more than 100 levels deep/,
    /deep\.ndjson:2 +Nested more than 100 levels deep/,
    /deep\.ndjson:3 id /,
  ])
  t.end()
})

t.test('the text of the README for editors leads from draft to query as it says', async (t) => {
  const [, section = ''] = readFileSync(inPackage('seed', 'README.md'), 'utf8').split('### One text from end to end')
  const block = (language: string) => new RegExp(`\`\`\`${language}\n([^\`]*)\`\`\``).exec(section)?.[1] ?? ''
  const { seed } = seedCopy(t)
  const article = join(folderFor(t), 'article.txt')
  writeFileSync(article, block('txt'))
  const said = t.capture(console, 'log', () => {})
  const id = 'harbour-times-2023-06-vans'
  await draftCommand.parseAsync([article, '--id', id, '--seed', seed], { from: 'user' })
  t.match(String(said()[0]?.args[0]), /1 figures, 1 statements, 1 times/)
  const drafted = readFileSync(join(seed, id, 'source.yaml'), 'utf8')
  const [, sha256 = 'none'] = /sha256: (\S+)/.exec(drafted) ?? []
  t.match(block('yaml'), sha256, 'the text is the one recorded')
  t.equal(block('yaml').split('\n')[0], drafted.split('\n')[0], 'the schema is named as `draft` names it')
  writeFileSync(join(seed, id, 'source.yaml'), block('yaml'))
  writeFileSync(join(seed, id, 'drafts.yaml'), '')
  const app = await appFor(t, seed)
  const [, address = ''] =
    /localhost:3000([^']*)/.exec(
      block('sh')
        .split('\n')
        .find((line) => line.startsWith('curl')) ?? '',
    ) ?? []
  const { data } = await getJson(app, address)
  t.match(data, [{ low: 40, high: null, claim: 'claim-harbour-office-vans', display: /At least 40 vans/ }])
  t.strictSame(data, JSON.parse(block('json')))
})
