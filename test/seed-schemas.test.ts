import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import t from 'tap'
import { parse } from 'yaml'
import { schemaLine, seedSchemas } from '../src/load/json-schema.ts'
import { checkSeed } from '../src/load/load.ts'
import { inPackage } from '../src/package.ts'
import { folderFor, seedCopy } from './support/support.ts'

const seed = inPackage('seed')
const ajv = new Ajv({ allErrors: true, validateFormats: false, allowUnionTypes: true })
ajv.addKeyword('enumDescriptions')
const validators = Object.fromEntries(
  Object.entries(seedSchemas()).map(([name, text]) => [name, ajv.compile(JSON.parse(text))]),
)

/** Faults that the schema of a file finds in a value. */
function faultsOf(name: string, value: unknown): string[] {
  const validate = validators[`${name}.schema.json`]
  if (validate === undefined) throw new Error(`There is no schema ${name}.`)
  validate(value)
  return (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message} ${JSON.stringify(one.params)}`)
}

const yamlFiles = readdirSync(seed, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))

t.test('every file of the seed names its schema, and keeps it', async (t) => {
  t.ok(yamlFiles.length > 10)
  for (const [name, text] of Object.entries(seedSchemas()))
    t.ok(readFileSync(join(seed, 'schemas', name), 'utf8') === text, `${name} is what the code says`)
  for (const name of yamlFiles) {
    const text = readFileSync(join(seed, name), 'utf8')
    const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? []
    const schema = join(seed, dirname(name), path)
    t.ok(existsSync(schema), `${name}: ${path}`)
    t.strictSame(faultsOf(basename(schema, '.schema.json'), parse(text)), [], name)
  }
})

t.test('every key and every term of a schema says what it means', async (t) => {
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    const { properties = {}, enum: list, enumDescriptions } = value as Record<string, unknown[] | object>
    for (const [key, inner] of Object.entries(properties)) t.match(inner, { description: /\.$/ }, `${path}.${key}`)
    if (Array.isArray(list)) t.equal((enumDescriptions as unknown[])?.length, list.length, path)
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`)
  }
  for (const [name, text] of Object.entries(seedSchemas())) visit(JSON.parse(text), name)
})

const span = '{ start: 0, end: 4, exact: vans, prefix: "", suffix: "" }'
const quote = `id: q, speakers: [a], claimant_kind: group, act: assertion, mode: indirect, gist: So it is., evidence: [{ spans: [${span}] }]`
const estimate =
  'id: e, quantity: a, claim: c, as_stated: 40 vans, modifier: unmodified, best: 40, claimant_kind: none, evidence: [{ citation: true }]'

/** Slips of editors, and the place where both the schema and `load` see them. */
const slips: [slip: string, content: string, place: RegExp][] = [
  ['an unknown list', 'qotes: []', /qotes/],
  ['a list that is none', `quotes: { ${quote} }`, /quotes/],
  ['an unknown key', `quotes: [{ ${quote}, jist: So. }]`, /jist/],
  ['a key missing', `quotes: [{ ${quote.replace('gist: So it is., ', '')} }]`, /gist/],
  ['an unknown term', `quotes: [{ ${quote.replace('assertion', 'wish')} }]`, /act/],
  ['a text in place of a list', `quotes: [{ ${quote.replace('[a]', 'a')} }]`, /speakers/],
  ['an id that is none', `quotes: [{ ${quote.replace('[a]', '[Person A]')} }]`, /speakers/],
  ['no evidence', `quotes: [{ ${quote.replace(/evidence: .*$/, 'evidence: []')} }]`, /evidence/],
  ['a span without its end', `quotes: [{ ${quote.replace('end: 4, ', '')} }]`, /end/],
  ['an offset before the text', `quotes: [{ ${quote.replace('start: 0', 'start: -1')} }]`, /start/],
  ['an empty excerpt', `quotes: [{ ${quote.replace('exact: vans', 'exact: ""')} }]`, /exact/],
  ['a number as text', `estimates: [{ ${estimate.replace('best: 40', 'best: "40"')} }]`, /best/],
  ['a number below none', `estimates: [{ ${estimate.replace('best: 40', 'best: -40')} }]`, /best/],
  ['a text as number', `estimates: [{ ${estimate.replace('40 vans', '40')} }]`, /as_stated/],
  ['a word for a truth value', `estimates: [{ ${estimate}, spread: yes }]`, /spread/],
  ['a date as number', `quotes: [{ ${quote}, said: { edtf: 2024, basis: stated, as_stated: in 2024 } }]`, /edtf/],
  ['a time without basis', `quotes: [{ ${quote}, said: { edtf: 2024-10 } }]`, /basis/],
  [
    'a citation that is none',
    `quotes: [{ ${quote.replace(/evidence: .*$/, 'evidence: [{ citation: false }]')} }]`,
    /citation/,
  ],
  ['a key of one type in another', `origins: [{ id: o, name: O, independence: unknown, kind: group }]`, /kind/],
  [
    'an assertion without stance',
    'events: [{ id: v, kind: other, gist: So., assertions: [{ claimant_kind: none, evidence: [{ citation: true }] }] }]',
    /stance/,
  ],
]

t.test('a slip is found while typing, as it is by a load', async (t) => {
  for (const [slip, content, place] of slips) {
    const copy = seedCopy(t)
    copy.add('extra.yaml', `source: fp-2024-10-north-korean-shells\n${content}\n`)
    t.throws(() => checkSeed(copy.seed, join(copy.seed, '..', 'none.sqlite')), { message: place }, slip)
    const faults = faultsOf('records', parse(content))
    t.ok(
      faults.some((fault) => place.test(fault)),
      `${slip}: ${faults.join(' | ') || 'not found'}`,
    )
  }
  t.strictSame(faultsOf('records', parse(`quotes: [{ ${quote} }]\nestimates: [{ ${estimate} }]`)), [])
  t.strictSame(faultsOf('records', parse('# nothing yet\n')), [])
  t.match(faultsOf('dataset', parse('id: x\ntitle: X\nversion: 1.2\n')), [
    /description/,
    /date/,
    /license/,
    /rights/,
    /version/,
  ])
  t.match(faultsOf('retired', [{ id: 'x', type: 'qoute', reason: 'So.', version: '1.2.0' }]), [/type/])
  t.match(faultsOf('verifications', [{ source: 'x' }]).length, 7)
})

t.test('a seed folder without schemas has files that name none', async (t) => {
  const folder = folderFor(t)
  t.equal(schemaLine(folder, 'records', 'vans'), '')
  mkdirSync(join(folder, 'schemas'))
  writeFileSync(join(folder, 'schemas', 'records.schema.json'), '{}')
  t.equal(schemaLine(folder, 'records', 'vans'), '# yaml-language-server: $schema=../schemas/records.schema.json\n')
  t.equal(schemaLine(folder, 'records'), '# yaml-language-server: $schema=schemas/records.schema.json\n')
})

t.test('schemas are no records, and no part of the dataset', async (t) => {
  const { seed } = seedCopy(t)
  const file = join(seed, '..', 'none.sqlite')
  t.strictSame(checkSeed(seed, file).notRead, [])
  rmSync(join(seed, 'schemas'), { recursive: true })
  t.strictSame(checkSeed(seed, file).notRead, [])
})
