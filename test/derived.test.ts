import t, { type Test } from 'tap'
import { checkSeed } from '../src/load/load.ts'
import { appFor, getJson, seedCopy } from './support/support.ts'

const span = (start: number, exact: string) =>
  `{ start: ${start}, end: ${start + exact.length}, exact: ${exact}, prefix: "", suffix: "" }`

const content = `source: paper
sources:
  - { id: paper, kind: other, title: A text, language: en, rights: ours, completeness: full,
      text: { sha256: ${'a'.repeat(64)}, code_points: 90 } }
mentions:
  - { id: mention-vans, entity: ukraine, form: name, evidence: [{ spans: [${span(0, 'Ukraine')}] }, { spans: [${span(40, 'Ukraine')}] }] }
quotes:
  - { id: quote-vans, claimant_kind: none, act: assertion, gist: So it is., evidence: [{ spans: [${span(20, 'said')}] }] }
estimates:
  - { id: estimate-vans, quantity: containers-delivered-kp-ru, as_stated: 40 vans, modifier: unmodified, best: 40, claimant_kind: none,
      evidence: [{ spans: [${span(30, '40 vans')}] }] }
  - { id: vans-again, quantity: containers-delivered-kp-ru, claim: claim-vans, as_stated: 40 vans, modifier: unmodified, best: 40,
      claimant_kind: none, evidence: [{ spans: [${span(50, '40 vans')}] }] }
  - { id: vans-alone, quantity: containers-delivered-kp-ru, as_stated: 40 vans, modifier: unmodified, best: 40, claimant_kind: none,
      evidence: [{ spans: [${span(60, '40 vans')}] }] }
`

function seedWith(t: Test, added: string): string {
  const { seed, add } = seedCopy(t)
  add('vans.yaml', added)
  return seed
}

t.test('what follows from other keys is served as if it had been written', async (t) => {
  const app = await appFor(t, seedWith(t, content))
  t.match(await getJson(app, '/v1/mentions/mention-vans'), { data: { as_written: 'Ukraine' } })
  t.match(await getJson(app, '/v1/quotes/quote-vans'), { data: { mode: 'indirect', verbatim: null } })
  t.match(await getJson(app, '/v1/sources/paper'), { data: { text: { encoding: 'utf-8' } } })
  t.match(await getJson(app, '/v1/estimates/vans-alone'), { data: { claim: 'claim-vans-alone' } })
  t.match(await getJson(app, '/v1/claims/claim-vans'), { data: { reports: ['estimate-vans', 'vans-again'] } })
  t.match(await getJson(app, '/v1/claims/claim-vans-alone'), { data: { reports: ['vans-alone'] } })
})

t.test('what does not follow is asked for', async (t) => {
  const cases: [from: string | RegExp, to: string, told: RegExp][] = [
    ['act: assertion', 'act: assertion, verbatim: said', /quotes\[0\]\.mode: Missing\. Allowed: direct, mixed/],
    [
      /evidence: \[\{ spans: \[\{ start: 0.*\}\] \}/,
      'evidence: [{ citation: true }] }',
      /as_written: Missing\. Allowed: the words/,
    ],
    [
      'start: 40, end: 47, exact: Ukraine',
      'start: 40, end: 44, exact: Kyiv',
      /Each occurrence of a mention is one span/,
    ],
    ['vans-alone', 'v'.repeat(80), /estimates\[2\]\.claim: Missing\. Allowed: an id/],
    ['claim: claim-vans', 'claim: ', /estimates\[1\]\.claim: Empty\. Allowed: an id/],
    ['id: vans-alone', 'id: vans-alone, claim: vans-alone', /"vans-alone" belongs to another/],
  ]
  for (const [from, to, told] of cases)
    t.throws(
      () => checkSeed(seedWith(t, content.replace(from, to)), 'none.sqlite'),
      { name: 'SeedError', message: told },
      String(told),
    )
})
