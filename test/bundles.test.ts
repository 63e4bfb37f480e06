/** Bundles: one source with its facts, checked and added as a whole. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { bundleFiles } from '../src/cli/bundle.ts'
import { claimLikeness, type Figure } from '../src/facts/drafting/like-claims.ts'
import { entityLikeness } from '../src/facts/drafting/like-names.ts'
import { addFolder, copying } from '../src/load/add-folder.ts'
import { checkBundle } from '../src/load/bundle.ts'
import { checkSeed } from '../src/load/load.ts'
import { folderFor, releasedSeed, seedCopy } from './support/support.ts'

const source = (id = 'harbour-times') => `
  - id: ${id}
    kind: news_article
    title: Vans at the port
    language: en
    rights: A test.
    published: { edtf: '2026-11-20', as_stated: null, basis: noted, anchor: The page. }
`
const figure = `
  - id: harbour-times-containers
    quantity: containers-delivered-kp-ru
    claim: claim-harbour-times-containers
    as_stated: more than 20,000 containers
    as_stated_exact: false
    modifier: more_than
    low: 20000
    claimants: [multilateral-sanctions-monitoring-team]
    claimant_kind: named
    evidence: [{ citation: true }]
`
const entity = '\n  - { id: kim-jong-un-2, kind: person, name: Kim Jong Un }\n'
const denial =
  '\n  - { of: event-defense-pact-signed, by: [russia], claimant_kind: named, stance: denies, evidence: [{ citation: true }] }\n'
const whole = {
  'source.yaml': `sources:${source()}`,
  'facts/all.yaml': `source: harbour-times\nentities:${entity}estimates:${figure}assertions:${denial}`,
}

/** A bundle in a folder of its own. */
function bundle(t: Test, files: Record<string, string>): string {
  const folder = join(folderFor(t), 'bundle')
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const check = (path: string, seed: string) =>
  checkBundle(bundleFiles(path, seed), path, seed, join(seed, '..', 'no.sqlite'))

t.test('a bundle is laid over the seed: its records, its changes, and what may be there already', async (t) => {
  const { seed } = releasedSeed(t)
  const before = readdirSync(seed)
  const { added, changed, questions, nextVersion, version } = check(bundle(t, whole), seed)
  t.strictSame(Object.fromEntries(added), {
    source: ['harbour-times'],
    entity: ['kim-jong-un-2'],
    estimate: ['harbour-times-containers'],
  })
  t.strictSame(changed, ['event event-defense-pact-signed: another assertion'])
  t.match(questions[0], /^kim-jong-un-2 \(Kim Jong Un\) looks like kim-jong-un \(.*\): both are called/)
  t.ok(
    questions.some((one) =>
      /^claim-harbour-times-containers \(\S+: more than 20,000 containers\) .*claimant multilateral-sanctions-monitoring-team.* If it is one claim/.test(
        one,
      ),
    ),
  )
  t.strictSame([version, nextVersion], ['1.1.0', '1.2.0'])
  t.strictSame(readdirSync(seed), before, 'nothing is written')
})

t.test('a bundle of one file, in either form, and the version under way', async (t) => {
  const { seed, edit } = releasedSeed(t)
  edit('dataset.yaml', /^version: .*$/m, 'version: 1.4.0-draft')
  const folder = bundle(t, {
    'one.yml': `sources:${source()}`,
    'lines.ndjson': [
      { type: 'source', id: 'x', kind: 'report', title: 'X', language: 'en', rights: 'None.' },
      { type: 'assertion', of: 'event-defense-pact-signed', source: 'x', by: ['russia'], claimant_kind: 'named' },
    ]
      .map((line) =>
        JSON.stringify({
          ...line,
          ...(line.type === 'assertion' && { stance: 'denies', evidence: [{ citation: true }] }),
        }),
      )
      .join('\n'),
  })
  t.strictSame([...check(join(folder, 'one.yml'), seed).added.values()], [['harbour-times']])
  const { added, changed, nextVersion } = check(join(folder, 'lines.ndjson'), seed)
  t.strictSame([[...added.values()], changed.length, nextVersion], [[['x']], 1, '1.4.0'])
  edit('dataset.yaml', /^version: .*$/m, 'version: 1.5.0')
  t.equal(check(join(folder, 'one.yml'), seed).nextVersion, '1.5.0', 'not released yet')
})

t.test('another report of a claim of the seed is a change and no question', async (t) => {
  const { seed } = releasedSeed(t)
  const first = readFileSync(join(seed, 'kp-ru-public-record/estimates-containers.yaml'), 'utf8')
  const [, claim] = first.match(/claim: (\S+)/) as RegExpMatchArray
  const [, quantity] = first.match(/quantity: (\S+)/) as RegExpMatchArray
  const text = figure.replace(/claim: .*/, `claim: ${claim}`).replace(/quantity: .*/, `quantity: ${quantity}`)
  const { changed, questions } = check(
    bundle(t, { 'a.yaml': `source: harbour-times\nsources:${source()}estimates:${text}` }),
    seed,
  )
  t.strictSame(changed, [`claim ${claim}: another report`])
  t.notOk(questions.some((one) => one.includes(` may be ${claim} `)))
})

t.test('a bundle with a fault is refused with file and line', async (t) => {
  const { seed } = releasedSeed(t)
  const cases: [what: string, text: string, fault: RegExp][] = [
    ['no source', `entities:${entity}`, /bundle: Has no source\. A bundle has exactly one/],
    ['nothing', '', /Has no source/],
    ['two sources', `sources:${source()}${source('other')}`, /a\.yaml:\d+: .*A second source beside "harbour-times"/],
    [
      'a record of the seed',
      `sources:${source()}entities:${entity.replace('-2', '')}`,
      /a\.yaml:9: .*"kim-jong-un" belongs to another entity, .*entities\.yaml:\d+\./,
    ],
    [
      'a source of the seed',
      `sources:${source('kp-ru-kbs-world-2025-05')}`,
      /a\.yaml:\d+: .*"kp-ru-kbs-world-2025-05" belongs to another source, .*sources\.yaml:\d+\./,
    ],
    ['an id twice', `sources:${source()}entities:${entity}${entity}`, /belongs to another entity, .*a\.yaml:9\./],
    ['a draft', `sources:${source().replace('Vans at the port', 'TODO')}`, /a\.yaml:\d+: .*title: Still TODO/],
    [
      'a fact of another source',
      `source: kp-ru-kbs-world-2025-05\nsources:${source()}estimates:${figure}`,
      /Of the source "kp-ru-kbs-world-2025-05"\. Allowed in this bundle: "harbour-times"/,
    ],
    [
      'no entity',
      `source: harbour-times\nsources:${source()}estimates:${figure.replace('[multilateral-sanctions-monitoring-team]', '[mars]')}`,
      /There is no entity/,
    ],
    ['no YAML', 'sources: [', /a\.yaml:1: /],
  ]
  for (const [what, text, message] of cases)
    t.throws(() => check(bundle(t, { 'a.yaml': text }), seed), { name: 'SeedError', message }, what)
})

t.test('a path that is no bundle is refused with what is allowed', async (t) => {
  const { seed } = releasedSeed(t)
  const folder = bundle(t, {
    'a.txt': '',
    'a.YAML': '',
    'empty/README.md': '',
    'set/dataset.yaml': '',
    'odd/a.json': '',
  })
  execFileSync('mkfifo', [join(folder, 'pipe.yaml')])
  symlinkSync(join(seed, 'common'), join(folder, 'link'))
  const allowed = /Allowed: a folder of seed files, or one file that ends in \.yaml/
  for (const name of ['missing', 'a.txt', 'a.YAML', 'pipe.yaml', 'empty'])
    t.throws(() => bundleFiles(join(folder, name), seed), { name: 'UsageError', message: allowed }, name)
  t.throws(() => bundleFiles(join(folder, 'set'), seed), { name: 'UsageError', message: /is a seed folder/ })
  t.throws(() => bundleFiles(join(folder, 'odd'), seed), {
    name: 'SeedError',
    message: /a\.json: Not read\. A seed file/,
  })
  for (const path of [seed, join(seed, 'common'), join(seed, 'common/entities.yaml'), join(folder, 'link')])
    t.throws(() => bundleFiles(path, seed), { name: 'UsageError', message: /in the seed folder already/ }, path)
  t.throws(() => bundleFiles(dirname(seed), seed), { name: 'UsageError', message: /holds the seed folder/ })
})

t.test('a bundle that is added stands whole in a new folder, and nothing is overwritten', async (t) => {
  const { seed } = seedCopy(t)
  const files = bundleFiles(bundle(t, whole), seed)
  const before = readdirSync(seed)
  t.throws(() => addFolder(join(seed, 'x'), copying({ ...files, names: [...files.names, 'lost.yaml'] })), {
    code: 'ENOENT',
  })
  t.strictSame(readdirSync(seed), before, 'nothing half written')
  t.equal(addFolder(join(seed, 'harbour-times'), copying(files)), true)
  t.ok(existsSync(join(seed, 'harbour-times/facts/all.yaml')))
  t.equal(addFolder(join(seed, 'harbour-times'), copying(files)), false)
  t.equal(addFolder(join(seed, 'common'), copying(files)), false)
  t.strictSame(readdirSync(seed), [...before, 'harbour-times'].sort())
  t.doesNotThrow(() => checkSeed(seed, 'none.sqlite'))
})

t.test('names that are alike are asked about, and others are not', async (t) => {
  const named = (name: string, kind = 'organization', code?: string, ...aliases: string[]) => ({
    ...{ id: 'x', kind, name, aliases, identifiers: { wikidata: code } },
  })
  const alike: [string, string][] = [
    ['Kim Jong-un', 'KIM JONG UN'],
    ['Jong Un Kim', 'Kim Jong-Un'],
    ['Kim, Jong Un', 'Jong Un Kim'],
    ['Ministry of Defence', 'Ministry of Defense'],
    ['Sergei Shoigu', 'Sergey Shoigu'],
    ['BM-21', 'bm21'],
  ]
  for (const [name, other] of alike) t.ok(entityLikeness(named(name), named(other)), `${name}, ${other}`)
  const different: [string, string][] = [
    ['Iran', 'Iraq'],
    ['North Korea', 'South Korea'],
    ['Niger', 'Nigeria'],
    ['152 mm shells', '122 mm shells'],
    ['Austria', 'Australia'],
  ]
  for (const [name, other] of different) t.equal(entityLikeness(named(name), named(other)), null, `${name}, ${other}`)
  t.match(entityLikeness(named('A', 'person', 'Q1'), named('B', 'person', 'Q1')), 'both have the code Q1')
  t.match(entityLikeness(named('The North'), named('DPRK', 'country', undefined, 'the north')), /called the north/)
  t.equal(entityLikeness(named('Sergei Shoigu', 'person'), named('Sergey Shoigu')), null, 'of another kind')
})

t.test('claims of one party on one quantity are asked about where times meet and numbers are near', async (t) => {
  const days = (earliest: string | null, latest = earliest) => ({ earliest, latest })
  const base: Figure = {
    ...{ quantity: 'q', as_stated: 'some', claimants: ['x'], origin: null, low: 100, high: null, best: null },
    ...{ window: days('2024-01-01', '2024-03-31'), said: null },
  }
  const like = (one: Partial<Figure>, other: Partial<Figure> = {}) =>
    claimLikeness({ ...base, ...one }, { ...base, ...other })
  t.equal(like({}), 'same quantity, claimant x, overlapping windows, equal numbers')
  t.match(like({ best: 95, low: null }), /near numbers/)
  t.match(like({ window: null }), /a window is not stated/)
  t.match(like({ claimants: [], origin: 'o' }, { claimants: ['y'], origin: 'o' }), /origin o/)
  t.match(
    like({ said: days('2024-05-01'), window: days('2023-01-01') }, { said: days('2024-05-01') }),
    /said on the same day/,
  )
  t.match(like({ low: null }, { low: null, as_stated: 'Some' }), /the same words/)
  for (const other of [
    { quantity: 'r' },
    { claimants: ['y'] },
    { low: 120 },
    { low: null },
    { window: days('2024-04-01', null) },
    { window: days(null, '2023-12-31') },
  ])
    t.equal(like(other), null, JSON.stringify(other))
  t.equal(like({ low: null }, { low: null, as_stated: 'many' }), null)
})
