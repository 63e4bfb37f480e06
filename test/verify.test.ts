import { createHash } from 'node:crypto'
import { join } from 'node:path'
import t from 'tap'
import { locate } from '../src/cli/locate.ts'
import { openFacts } from '../src/db/open.ts'
import { CodePointText } from '../src/facts/spans.ts'
import { coveredCodePoints, verifySpans } from '../src/facts/verification.ts'
import { load } from '../src/seed/load.ts'
import { verify } from '../src/verify.ts'
import { folderFor, seedCopy } from './support.ts'

const passage = 'The 🛳️ carried 𝟗 crates — “cafe\u0301” beans — to Zürich.\n'
const original = `${passage}Later on, it was said:\n${passage}Nobody saw it.`
const at = (text: string, words: string) => {
  const codePoints = new CodePointText(text)
  return codePoints.occurrences(words).map(({ start, end }) => codePoints.span(start, end))
}
const statuses = (text: string, words: string) => verifySpans(text, at(original, words)).map(({ status }) => status)

t.test('spans are counted in code points, where UTF-16 units and bytes differ', (t) => {
  const [span] = at(original, 'beans')
  const before = original.slice(0, original.indexOf('beans'))
  t.equal(span?.start, [...before].length)
  t.not(span?.start, before.length, 'UTF-16 counts more')
  t.not(span?.start, Buffer.byteLength(before), 'bytes are more still')
  t.strictSame(statuses(original, 'beans'), ['verified', 'verified'])
  t.end()
})

t.test('on a copy with other line ends every span is found again, each at its place', (t) => {
  const copy = `Copied.\r\n${original.replaceAll('\n', '\r\n')}`
  const outcomes = verifySpans(copy, at(original, 'beans'))
  t.strictSame(
    outcomes.map(({ status }) => status),
    ['moved', 'moved'],
  )
  const codePoints = new CodePointText(copy)
  for (const { found } of outcomes) t.equal(codePoints.slice(found[0]?.start ?? 0, found[0]?.end ?? 0), 'beans')
  t.not(outcomes[0]?.found[0]?.start, outcomes[1]?.found[0]?.start)
  t.end()
})

t.test('a re-flowed or re-typed copy is searched by its words', (t) => {
  const copy = original.normalize('NFC').replace(/ /g, '\n  ').replace(/[“”]/g, '"').replace(/—/g, '-')
  for (const words of ['carried 𝟗 crates', '“cafe\u0301” beans', 'Zürich'])
    t.strictSame(statuses(copy, words), ['moved', 'moved'], words)
  t.end()
})

t.test('a changed word is missing, and only where it was', (t) => {
  t.strictSame(statuses(original.replace('crates', 'crests'), 'crates'), ['missing', 'verified'])
  t.strictSame(statuses(original.replace('crates', 'boxes'), '𝟗 crates'), ['missing', 'moved'])
  const neighbour = verifySpans(original.replace('crates', 'crests'), at(original, 'carried'))
  t.match(neighbour, [
    { status: 'verified', contextSame: false },
    { status: 'verified', contextSame: true },
  ])
  t.end()
})

t.test('where a repeated passage stands once, one occurrence is there and the other is missing', (t) => {
  t.strictSame(statuses(original.replace(passage, ''), 'carried 𝟗 crates').sort(), ['missing', 'moved'])
  t.strictSame(statuses(passage, 'carried 𝟗 crates'), ['verified', 'missing'])
  t.end()
})

t.test('words that stand in several other places are ambiguous, and some places are named', (t) => {
  const span = { start: 0, end: 4, exact: 'word', prefix: '', suffix: '' }
  const [outcome] = verifySpans('a word, a word, a word, and wordless', [span])
  t.match(outcome, { status: 'ambiguous', contextSame: null })
  t.equal(outcome?.found.length, 3, 'a part of another word is no place')
  t.strictSame(verifySpans('A wordless sword’s swords', [span])[0]?.status, 'missing')
  t.end()
})

t.test('the share covered counts what overlaps once', (t) => {
  t.equal(
    coveredCodePoints([
      { start: 5, end: 10 },
      { start: 0, end: 3 },
      { start: 8, end: 12 },
      { start: 9, end: 10 },
    ]),
    10,
  )
  t.end()
})

t.test('locate prints every occurrence of a statement with its parts in order', (t) => {
  const text = new CodePointText(original)
  const found = locate(text, ['carried', 'beans'])
  t.equal(found.length, 2)
  for (const { spans } of found) {
    t.strictSame(
      spans.map(({ exact }) => exact),
      ['carried', 'beans'],
    )
    for (const { start, end, exact, prefix, suffix } of spans) {
      t.equal(text.slice(start, end), exact)
      t.equal(text.slice(start - [...prefix].length, start), prefix)
      t.equal(text.slice(end, end + [...suffix].length), suffix)
    }
  }
  t.throws(() => locate(text, ['nowhere']), { message: /does not stand in the text/ })
  t.throws(() => locate(text, ['a b c d e f g h i j k l']), { message: /12 words; an excerpt has at most 11/ })
  t.end()
})

t.test('a report names every fact, its spans and the share of the text they cover', async (t) => {
  const { seed, add } = seedCopy(t)
  const sha256 = createHash('sha256').update(original).digest('hex')
  const quoteOf = (words: string) => locate(new CodePointText(original), [words])
  add(
    'other.yaml',
    JSON.stringify({
      source: 'other',
      sources: [
        {
          id: 'other',
          kind: 'other',
          title: 'Crates',
          language: 'en',
          rights: 'ours',
          completeness: 'full',
          text: { sha256, code_points: [...original].length, encoding: 'utf-8' },
        },
        { id: 'unread', kind: 'other', title: 'Unread', language: 'en', rights: 'ours' },
      ],
      mentions: [
        {
          id: 'mention-crates',
          entity: 'shipping-containers',
          as_written: 'crates',
          form: 'name',
          evidence: quoteOf('crates'),
        },
      ],
      quotes: [
        {
          id: 'quote-nobody',
          claimant_kind: 'none',
          act: 'denial',
          mode: 'indirect',
          gist: 'There were no witnesses.',
          evidence: quoteOf('Nobody saw it'),
        },
      ],
    }),
  )
  const file = join(folderFor(t), 'facts.sqlite')
  load(seed, file)
  const facts = openFacts(file)
  t.teardown(() => facts.close())
  const report = verify(facts, 'other', original, sha256)
  t.match(report, { text: { same: true }, spans: { total: 3, verified: 3, moved: 0, ambiguous: 0, missing: 0 } })
  t.equal(report.covered.code_points, 'crates'.length * 2 + 'Nobody saw it'.length)
  t.strictSame(
    report.facts.map(({ fact, status }) => [fact, status]),
    [
      ['mention-crates', 'verified'],
      ['quote-nobody', 'verified'],
    ],
  )
  const other = verify(facts, 'other', original.replace('Nobody', 'No one'), 'f'.repeat(64))
  t.match(other, { text: { same: false }, spans: { verified: 2, missing: 1 } })
  t.equal(other.facts.find(({ fact }) => fact === 'quote-nobody')?.status, 'missing')
  t.throws(() => verify(facts, 'unread', original, sha256), { message: /all its evidence is citations/ })
  t.throws(() => verify(facts, 'nowhere', original, sha256), { message: /no source with the id/ })
})
