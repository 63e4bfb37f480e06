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
