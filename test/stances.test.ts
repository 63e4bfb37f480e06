import t from 'tap'
import { isDisputed } from '../src/facts/attribution.ts'
import { checkSeed } from '../src/load/load.ts'
import type { stances, Term } from '../src/vocabulary.ts'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'

type Stance = { by: string[]; stance: Term<typeof stances> }
const a = (stance: Stance['stance'], ...by: string[]): Stance => ({ by, stance })

t.test('disputed is what one takes for so and another denies or doubts', (t) => {
  const cases: [isSo: boolean, list: Stance[]][] = [
    ...(['asserts', 'narrates', 'presupposes'] as const).flatMap((affirmed): [boolean, Stance[]][] => [
      [false, [a(affirmed, 'x')]],
      [true, [a(affirmed, 'x'), a('denies', 'y')]],
      [true, [a('questions', 'y'), a(affirmed, 'x')]],
      [false, [a(affirmed, 'x'), a('denies', 'x')]],
      [true, [a(affirmed, 'x', 'y'), a('denies', 'x')]],
      [true, [a(affirmed), a('questions', 'x')]],
      [true, [a(affirmed), a('denies')]],
    ]),
    [false, [a('asserts', 'x'), a('narrates', 'y'), a('presupposes', 'z')]],
    [false, [a('denies', 'x'), a('questions', 'y')]],
    [false, []],
    [true, [a('asserts', 'x'), a('denies', 'x'), a('questions', 'y')]],
  ]
  for (const [isSo, list] of cases) t.equal(isDisputed(list), isSo, JSON.stringify(list))
  t.end()
})

const claim = (assertions: string) => `source: kp-ru-kbs-world-2025-05
relations:
  - id: relation-for-test
    subject: north-korea
    predicate: trades_with
    object: russia
    gist: North Korea trades with Russia.
    assertions:
      - ${assertions}
`

t.test('a stance that takes for granted, and the hedges of each, are shown, found and counted', async (t) => {
  const { seed, add } = seedCopy(t)
  const cited = 'evidence: [{ citation: true }]'
  add(
    'extra.yaml',
    claim(
      `{ by: [south-korea], claimant_kind: named, stance: presupposes, hedges: [{ words: it seems, scope: content }], ${cited} }
      - { by: [north-korea], claimant_kind: named, stance: denies, ${cited} }`,
    ),
  )
  const app = await appFor(t, seed)
  const { data } = await getJson(app, '/v1/relations/relation-for-test')
  t.equal(data.disputed, true)
  t.match(data.display, /\(presupposed by South Korea, hedged “it seems”, .*; denied by North Korea/)
  t.strictSame(
    data.assertions.map(({ hedges }: { hedges: object[] }) => hedges),
    [[{ words: 'it seems', scope: 'content' }], []],
  )
  for (const query of ['stance=presupposes', 'stance=denies', 'disputed=true', 'q="it seems"'])
    t.ok(
      (await walk(app, `/v1/relations?${query}`)).some(({ id }) => id === data.id),
      query,
    )
  const csv = (await app.inject('/v1/relations.csv?id=relation-for-test&fields=assertions')).body
  t.match(csv, /assertions_hedges_words/)
  t.match(csv, /it seems\|/)
})

t.test('the words of a hedge stand in the spans of its own assertion', (t) => {
  const { seed, edit } = seedCopy(t)
  edit('fp-2024-10-north-korean-shells/relations.yaml', 'words: helped,', 'words: hindered,')
  t.throws(() => checkSeed(seed, 'none.sqlite'), {
    message: /relations\[\d+\]\.assertions\[0\]\.hedges\[\d\]\.words: "hindered" stands in no span of the evidence/,
  })
  t.end()
})

const denierSource = `sources:
  - id: other-paper
    kind: news_article
    title: Another text
    language: en
    rights: A test.
    published: { edtf: '2026-11-20', as_stated: null, basis: noted, anchor: The page. }
`
const pact = 'event-defense-pact-signed'
const denial = (rest = '') =>
  `{ of: ${pact}, by: [north-korea], claimant_kind: named, stance: denies, evidence: [{ citation: true }]${rest} }`
const denialLine = (source: string, by: string) =>
  `${JSON.stringify({ type: 'assertion', of: pact, source, by: [by], claimant_kind: 'named', stance: 'denies', evidence: [{ citation: true }] })}\n`

t.test('a denial in a file of its own source is an assertion of the record, after its own', async (t) => {
  const { seed, add } = seedCopy(t)
  const before = await getJson(await appFor(t), `/v1/events/${pact}`)
  t.equal(before.data.disputed, false)
  // Names of files and the order in them play no part.
  add('a.ndjson', denialLine('other-paper', 'russia') + denialLine('kp-ru-kbs-world-2025-05', 'russia'))
  add('b.yaml', `source: other-paper\n${denierSource}assertions:\n  - ${denial()}\n`)
  const app = await appFor(t, seed)
  const { data } = await getJson(app, `/v1/events/${pact}`)
  t.equal(data.disputed, true)
  const appended = data.assertions.slice(before.data.assertions.length)
  t.strictSame(data.assertions.slice(0, before.data.assertions.length), before.data.assertions)
  t.strictSame(
    appended.map(({ by, stance, evidence }: { by: string[]; stance: string; evidence: { source: string }[] }) => [
      stance,
      by,
      evidence[0]?.source,
    ]),
    [
      ['denies', ['russia'], 'kp-ru-kbs-world-2025-05'],
      ['denies', ['north-korea'], 'other-paper'],
      ['denies', ['russia'], 'other-paper'],
    ],
  )
  t.match(data.display, /denied by North Korea/)
  t.match(data.display, /Another text/)
  for (const query of ['disputed=true', 'stance=denies', 'by=north-korea&stance=denies', 'source=other-paper'])
    t.ok(
      (await walk(app, `/v1/events?${query}`)).some(({ id }) => id === pact),
      query,
    )
})

t.test(
  'an assertion elsewhere is refused with its line where it is of nothing, given twice or rests on another source',
  (t) => {
    // A load tells faults of form first, then those of ids, then all others.
    const rounds: [text: string, fault: string][][] = [
      [
        [denial().replace('[{ citation: true }]', '[]'), 'evidence: No fact without evidence'],
        [denial().replace('by: [north-korea]', 'by: []'), 'by: Needs at least one entity'],
        [denial(', weight: 3'), 'Unknown key "weight". Allowed: of, source, by,'],
        [denial().replace('denies', 'TODO'), 'stance: Still TODO'],
        [
          denial().replace('citation: true', 'citation: true, source: kp-ru-kbs-world-2025-05'),
          'evidence[0].source: Evidence of "kp-ru-kbs-world-2025-05" in an assertion of "other-paper"',
        ],
      ],
      [
        [denial().replace(pact, 'event-that-is-not'), 'of: There is no event or relation with the id'],
        [denial().replace(pact, 'russia'), 'of: "russia" is a record of type entity. Allowed: the id of'],
        [denial().replace(pact, 'other-paper'), 'of: "other-paper" is a record of type source. Allowed'],
      ],
      [
        [denial().replace('north-korea', 'nobody'), 'by[0]: There is no entity with the id "nobody"'],
        [denial(', quote: russia'), 'quote: "russia" is a record of type entity; quote is'],
        [`${denial()}\n  - ${denial()}`, '"event-defense-pact-signed" has this assertion already'],
        [
          denial().replace('citation: true', 'spans: [{ start: 0, end: 3, exact: The, prefix: "", suffix: "" }]'),
          'evidence[0]: The source "other-paper" has no `text`',
        ],
      ],
    ]
    for (const round of rounds) {
      const { seed, add } = seedCopy(t)
      add('source.yaml', denierSource)
      for (const [index, [text]] of round.entries())
        add(`x${index}.yaml`, `source: other-paper\nassertions:\n  - ${text}\n`)
      let told = ''
      try {
        checkSeed(seed, 'none.sqlite')
      } catch (error) {
        told = (error as Error).message
      }
      for (const [index, [, fault]] of round.entries())
        t.ok(
          told
            .split('\n')
            .some(
              (line) =>
                /x\d\.yaml:[34]: assertions\[[01]\]/.test(line) &&
                line.includes(`x${index}.yaml:`) &&
                line.includes(fault),
            ),
          `${fault}: ${told}`,
        )
    }
    const { seed, add } = seedCopy(t)
    const line = denialLine('kp-ru-kbs-world-2025-05', 'russia')
    add('x.ndjson', `${line.replace('"assertion"', '"\\u0061ssertion"')}\n${line}${line.replace('"of"', '"off"')}{`)
    const message = /x\.ndjson:4: of: .*\n.*x\.ndjson:4: Unknown key "off"/
    t.throws(() => checkSeed(seed, 'none.sqlite'), { name: 'SeedError', message })
    add('x.ndjson', `${line.replace('"assertion"', '"\\u0061ssertion"')}\n${line}`)
    t.throws(() => checkSeed(seed, 'none.sqlite'), { message: /x\.ndjson:[13]: .*has this assertion already/ })
    t.end()
  },
)

t.test('the time of a record stays in the words of its own source, whoever else speaks of it', (t) => {
  const { seed, add, edit } = seedCopy(t)
  add('x.yaml', `source: other-paper\n${denierSource}assertions:\n  - ${denial()}\n`)
  edit('fp-2024-10-north-korean-shells/events.yaml', /as_stated: this summer/g, 'as_stated: this winter')
  t.throws(() => checkSeed(seed, 'none.sqlite'), { message: /"this winter" stands in no span/ })
  t.end()
})
