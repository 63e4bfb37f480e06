import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { chosen, locate } from '../src/cli/locate.ts'
import { writeInto } from '../src/cli/locate-into.ts'
import { CodePointText } from '../src/facts/spans.ts'
import { checkSeed } from '../src/load/load.ts'
import { seedCopy } from './support/support.ts'

const text =
  'Officials said that 40 vans left Ukraine. Officials said that the vans were empty, and called 🛳️ Ukraine “calm”.\n'
const sha256 = createHash('sha256').update(text).digest('hex')
const none = { start: 0, end: 9, exact: 'Officials', prefix: '', suffix: '' }

const content = `# A comment at the top
source: paper
sources:
  - { id: paper, kind: other, title: A text, language: en, rights: ours, completeness: full,
      text: { sha256: ${sha256}, code_points: ${[...text].length}, encoding: utf-8 } }
  - { id: page, kind: other, title: A page, language: en, rights: ours }
mentions:
  # The country, twice.
  - id: mention-ukraine # an id
    entity: ukraine
    as_written:   Ukraine
    form: name


  - { id: mention-flow, entity: ukraine, as_written: Ukraine, form: name }
quotes:
  - id: quote-block
    claimant_kind: none
    act: assertion
    mode: indirect
    gist: >-
      The vans
      left.
    evidence:
      - spans:
          - ${JSON.stringify(none)} # the speaker
    # a comment below
  - id: quote-flow
    claimant_kind: none
    act: assertion
    mode: indirect
    gist: The vans left.
    evidence: [{ spans: [${JSON.stringify(none)}] }]
  - { id: quote-todo, claimant_kind: none, evidence: TODO, act: assertion, mode: indirect, gist: The vans left. }
  - { id: quote-empty, claimant_kind: none, evidence: [], act: assertion, mode: indirect, gist: The vans left. }
  - { id: quote-page, source: page, claimant_kind: none, act: assertion, mode: indirect, gist: So., evidence: [{ citation: true }] }
  - { id: quote-nowhere, source: nowhere, claimant_kind: none }
events:
  - id: event-one
    kind: other
    gist: Vans left.
    assertions:
      - claimant_kind: none
        stance: narrates
  - id: event-two
    kind: other
    gist: Vans left.
    assertions:
      - { claimant_kind: none, stance: narrates, evidence: [] }
      - { claimant_kind: none, stance: denies, evidence: [] }
  - { id: event-none, kind: other, gist: Vans left. }
origins:
  - { id: origin-new, name: A survey, independence: unknown }`

function seedWith(t: Test, added = content) {
  const copy = seedCopy(t)
  copy.add('vans.yaml', added)
  const file = join(copy.seed, 'vans.yaml')
  const into = (id: string, phrases: string[], occurrence?: number | 'all', assertion?: number) =>
    writeInto(copy.seed, id, sha256, chosen(locate(new CodePointText(text), phrases), occurrence), assertion)
  return { ...copy, file, into, read: () => readFileSync(file, 'utf8') }
}

t.test('spans are added to a record, and nothing else in its file changes', async (t) => {
  const { into, read } = seedWith(t)
  const cases: [id: string, phrases: string[], which: number | 'all' | undefined, assertion: number | undefined][] = [
    ['mention-ukraine', ['Ukraine'], 'all', undefined],
    ['mention-flow', ['Ukraine'], 2, undefined],
    ['quote-block', ['40 vans', 'left'], undefined, undefined],
    ['quote-flow', ['“calm”'], undefined, undefined],
    ['quote-todo', ['Officials', 'the vans'], undefined, undefined],
    ['quote-empty', ['🛳️ Ukraine'], undefined, undefined],
    ['event-one', ['left'], undefined, undefined],
    ['event-two', ['empty'], undefined, 2],
  ]
  for (const [id, phrases, which, assertion] of cases) {
    const before = read()
    const diff = into(id, phrases, which, assertion)
    const [, place = '', ...lines] = diff.split('\n')
    const added = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1))
    const gone = lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1))
    const at = Number(/\d+/.exec(place)?.[0]) - 1
    const expected = before.split('\n')
    t.strictSame(expected.splice(at, gone.length, ...added), gone, `${id}: the lines that are gone`)
    t.equal(read(), expected.join('\n'), `${id}: the lines that are there`)
    t.ok(added.length > 0, diff)
  }
  const written = read()
  t.match(written, '    form: name\n    evidence:\n      - spans:\n          - { start: 33, end: 40, exact: Ukraine')
  t.match(written, '} # the speaker\n      - spans:\n          - { start: 20, end: 27, exact: 40 vans')
  t.match(written, /stance: denies, evidence: \[\{ spans: \[ ?\{ start: /)
})

t.test('a record at the end of a file, and one with Windows line ends', async (t) => {
  const last = content
    .replace(/events:[\s\S]*/, 'mentions:\n  - id: last\n    entity: ukraine\n    form: name')
    .replace(/mentions:[\s\S]*quotes:/, 'quotes:')
  const { into, read } = seedWith(t, last)
  into('last', ['Ukraine'], 1)
  t.match(read(), /form: name\n {4}evidence:\n {6}- spans:\n {10}- \{.*\}\n$/)
  const windows = seedWith(t, content.replaceAll('\n', '\r\n'))
  windows.into('mention-ukraine', ['Ukraine'], 1)
  t.notMatch(windows.read(), /[^\r]\n/)
})

t.test('what was added loads', async (t) => {
  const { into, seed, file } = seedWith(
    t,
    content.replace(/ {2}- \{ id: mention-flow.*\n/, '').replace(/quotes:[\s\S]*/, ''),
  )
  into('mention-ukraine', ['Ukraine'], 'all')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\n {2}- \{ id: page.*/, ''))
  t.doesNotThrow(() => checkSeed(seed, join(seed, '..', 'none.sqlite')))
})

t.test('what cannot be added is refused, and the file stays', async (t) => {
  const { into, read, add, seed } = seedWith(t)
  add('broken.yaml', 'quotes: [')
  add('list.yaml', '- a\n')
  const cases: [attempt: () => unknown, message: RegExp][] = [
    [() => into('nowhere', ['empty']), /has a record with the id "nowhere"/],
    [() => into('origin-new', ['empty']), /one of the origins, which have no evidence/],
    [() => into('event-two', ['empty']), /has 2 assertions.*--assertion 1 to 2/],
    [() => into('event-two', ['empty'], undefined, 3), /has 2 assertions/],
    [() => into('event-none', ['empty']), /has 0 assertions/],
    [() => into('quote-page', ['empty']), /The source "page" has no text recorded/],
    [() => into('quote-nowhere', ['empty']), /record with the id "nowhere"/],
    [() => into('mention-ukraine', ['Ukraine']), /stand 2 times\. Say which.*\n {2}1: at 33, .*\n {2}2: at /],
    [() => into('mention-ukraine', ['Ukraine'], 3), /stand 2 times\. Say which/],
    [() => into('quote-block', ['empty'], 2), /stand once\. Say which/],
    [
      () => writeInto(seed, 'quote-block', '0'.repeat(64), [{ spans: [none] }]),
      /not the text of "paper": its SHA-256 is 0000/,
    ],
    [() => writeInto(seed, 'quote-block', sha256, [{ spans: [none] }]), /has the occurrence at 0 already/],
  ]
  for (const [attempt, message] of cases) t.throws(attempt, { name: 'UsageError', message })
  t.equal(read(), content)
  const odd = seedWith(
    t,
    `source: paper\nquotes:\n  - { id: q, evidence: &e [{ citation: true }] }\n  - { id: r, evidence: *e }\n${content.replace('source: paper\n', '').replace(/mentions:[\s\S]*/, '')}`,
  )
  t.throws(() => odd.into('r', ['empty']), { message: /has a form that cannot be added to/ })
  const none2 = seedWith(t, content.replace('source: paper\n', ''))
  t.throws(() => none2.into('quote-block', ['empty']), { message: /names no source/ })
})
