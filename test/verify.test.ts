import { createHash } from 'node:crypto'
import { join } from 'node:path'
import t from 'tap'
import { locate } from '../src/cli/locate.ts'
import { openSnapshot } from '../src/db/sqlite/open.ts'
import { CodePointText } from '../src/facts/spans.ts'
import { coveredCodePoints, verifySpans } from '../src/facts/verification.ts'
import { verify } from '../src/features/verification/verify.ts'
import { load } from '../src/load/load.ts'
import { folderFor, seedCopy } from './support/support.ts'

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

const report =
  'The first office’s “short-range” deliveries — some 9,000 crates — reached Zürich’s café in 2023–24. He flew a MiG-29 and said… nothing. 북한은 포탄을 보냈다. 他们说去年北京交付了一百发炮弹。 Another office lay north of there.'
const broken = (text: string, ...words: [word: string, copied: string][]) =>
  words.reduce((copy, [word, copied]) => copy.replace(word, copied), text)
const copies: Record<string, (text: string) => string> = {
  ligatures: (text) => text.replace(/ffi/g, 'ﬃ').replace(/fi/g, 'ﬁ').replace(/fl/g, 'ﬂ'),
  'soft hyphens': (text) => text.replace(/(\p{L}\p{L})(?=\p{L})/gu, '$1\u00ad'),
  'zero-width spaces': (text) => text.replace(/(?<=\p{L})(?=\p{L})/gu, '\u200b'),
  'zero-width joiners and marks of direction': (text) => `\u200e${text.replace(/ /g, '\u200d \u2060')}`,
  'typewriter apostrophes and quotation marks': (text) => text.replace(/’/g, "'").replace(/[“”]/g, '"'),
  'modifier apostrophes': (text) => text.replace(/’/g, 'ʼ'),
  'French quotation marks': (text) => text.replace(/“/g, '«\u202f').replace(/”/g, '\u202f»'),
  'quotation marks of TeX': (text) => text.replace(/“/g, '``').replace(/”/g, "''"),
  hyphens: (text) => text.replace(/[–—]/g, '-'),
  'double hyphens': (text) => text.replace(/ — /g, '--'),
  'no-break hyphens': (text) => text.replace(/-/g, '‑'),
  'no-break spaces': (text) => text.replace(/ /g, '\u00a0'),
  'thin spaces and several': (text) => text.replace(/ /g, ' \u2009\t'),
  CRLF: (text) => text.replace(/ /g, '\r\n'),
  'line separators': (text) => text.replace(/ /g, '\u2028'),
  NFD: (text) => text.normalize('NFD'),
  'letters of full width': (text) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xfee0 + digit.charCodeAt(0))),
  'words broken at line ends': (text) =>
    broken(
      text,
      ['deliveries', 'deliv-\neries'],
      ['office', 'of-\r\n  fice'],
      ['crates', 'cra‐\n\ntes'],
      ['Zürich', 'Zü\u00ad\nrich'],
    ),
  'compounds broken at line ends': (text) =>
    broken(
      text,
      ['short-range', 'short-\nrange'],
      ['MiG-29', 'MiG-\n29'],
      ['2023–24', '2023–\n24'],
      [' — some', '—\nsome'],
    ),
  'broken words joined by a space': (text) =>
    broken(text, ['deliveries', 'deliv- eries'], ['nothing', 'no\u00ad thing']),
  'lines of Chinese': (text) => text.replace('去年北京', '去年\n北京').replace('一百发', '一百\r\n发'),
}
const phrases = [
  'first office’s',
  '“short-range” deliveries — some',
  '9,000 crates',
  'short',
  'range',
  'Zürich’s café',
  '2023–24',
  'MiG-29 and said…',
  'nothing',
  '북한',
  '去年北京交付了',
  '一百发炮弹',
]

t.test('words are found in copies with other characters, with their context, at their place in the copy', (t) => {
  for (const [name, copyOf] of Object.entries(copies)) {
    const copy = `Copied 🛳️.\n${copyOf(report)}`
    const codePoints = new CodePointText(copy)
    for (const words of phrases) {
      const [span] = at(report, words)
      const [outcome] = verifySpans(copy, span ? [span] : [])
      t.match(outcome, { status: 'moved', contextSame: true }, `${name}: ${words}`)
      const { start = 0, end = 0 } = outcome?.found[0] ?? {}
      const found = codePoints.slice(start, end)
      t.match(verifySpans(found, [{ start: 0, end: 0, exact: words, prefix: '', suffix: '' }]), [
        { status: /verified|moved/ },
      ])
      t.match(found, /^[^\s\u200b\u00ad].*[^\s\u200b\u00ad]$/su, 'no more than the words')
    }
  }
  t.end()
})

t.test('words with other characters at their own offsets are verified', (t) => {
  const copy = report.replace(/’/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, '-').replace(/ /g, '\u00a0')
  for (const words of phrases)
    t.match(
      verifySpans(copy, at(report, words)),
      at(report, words).map(() => ({ status: 'verified' })),
      words,
    )
  t.end()
})

t.test('other words are missing, however near they are', (t) => {
  for (const [recorded, copied] of [
    ['resign', 're-sign'],
    ['nowhere', 'now here'],
    ['some 102 m', 'some 10² m'],
    ['5½ tons', '51/2 tons'],
    ['fell to −5', 'fell to 5'],
    ['1020', '10-\n20'],
    ['9,000', '9000'],
    ['resume', 'résumé'],
    ['Russia', 'russia'],
    ['ind', 'ﬁnd'],
    ['ship', 'ships'],
    ['ship', 'ship-\nment'],
    ['cafe', 'café'.normalize('NFD')],
    ['한', '하나'],
  ] as const)
    t.match(
      verifySpans(`It was: ${copied}, they said.`, [{ start: 3, end: 3, exact: recorded, prefix: '', suffix: '' }]),
      [{ status: 'missing' }],
      `${recorded} is not ${copied}`,
    )
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

t.test('a missing repetition is not found at the same words elsewhere', (t) => {
  const told = 'In Moscow, 40 crates were seen.\n'
  const repeated = `${told}Moscow slept.\n${told}Moscow woke.`
  const spans = at(repeated, 'Moscow').filter(({ prefix }) => prefix.endsWith('In '))
  const thinned: [prefix: string, suffix: string][] = [
    ['In ', ''],
    ['', ', 40'],
    ['In ', ', 40'],
  ]
  const asThinned = thinned.map(([prefix, suffix]) => spans.map((span) => ({ ...span, prefix, suffix })))
  for (const recorded of [spans, ...asThinned])
    for (const before of ['', 'A title, and more of it, above.\n'])
      t.strictSame(
        verifySpans(`${before}${told}Moscow slept.\nMoscow woke.`, recorded)
          .map(({ status }) => status)
          .sort(),
        ['missing', before === '' ? 'verified' : 'moved'],
        `${before}${recorded[0]?.prefix}|${recorded[0]?.suffix}`,
      )
  t.end()
})

t.test('a context recorded on one side alone must stand there for the place to be the same', (t) => {
  const text = 'Ships left Nampo. Trains left Tumangang.'
  const statusOf = (prefix: string, suffix: string) => {
    const [outcome] = verifySpans(text, [{ start: 0, end: 4, exact: 'left', prefix, suffix }])
    return [outcome?.status, outcome?.found[0]?.start, outcome?.contextSame]
  }
  t.strictSame(statusOf('Trains ', ''), ['moved', text.lastIndexOf('left'), true])
  t.strictSame(statusOf('', ' Nampo'), ['moved', text.indexOf('left'), true])
  t.strictSame(statusOf('Trucks ', ' Tumangang'), ['moved', text.lastIndexOf('left'), false], 'one of two sides')
  for (const [prefix, suffix] of [
    ['', ''],
    ['Trucks ', ''],
    ['', ' Rason'],
    ['Trucks ', ' Rason'],
  ] as const)
    t.equal(statusOf(prefix, suffix)[0], 'ambiguous', `${prefix}|${suffix}`)
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

t.test('locate suggests the nearest words as they stand there', (t) => {
  const text = new CodePointText(`${report}\nThe seaborne deliv-\neries, 10\u00a0km off, a MiG‑31.`)
  for (const [sought, nearest] of [
    ['Short-Range', 'short-range'],
    ['the FIRST office’s', 'The first office’s'],
    ["office's", 'office’s'],
    ['"short-range"', '“short-range”'],
    ['short–range', 'short-range'],
    ['2023-24', '2023–24'],
    ['deliveries - some', 'deliveries — some'],
    ['deliveries—some', 'deliveries — some'],
    ['said...', 'said…'],
    ['10 km', '10\u00a0km   (with U+00A0)'],
    ['MiG-31', 'MiG‑31   (with U+2011)'],
    ['seaborne deliveries', 'seaborne deliv-\\neries   (with U+000A)'],
    ['Zurich', 'Zürich'],
    ['9000 crates', '9,000 crates'],
    ['reeched', 'reached'],
    ['sea-borne', 'seaborne'],
    ['一百发砲弹', '一百发炮弹'],
  ] as const)
    t.throws(
      () => locate(text, [sought]),
      {
        message: `does not stand in the text. Case, quotation marks, dashes and spaces count. The nearest there:\n  ${nearest}`,
      },
      sought,
    )
  for (const sought of ['', ' ', '\n', ' crates', 'crates ', 'crates\u00a0', '\tcrates'])
    t.throws(() => locate(text, [sought]), {
      message: /is empty or has spaces round it\. A phrase is words of the text/,
    })
  for (const sought of ['something else entirely', 'x', '???'])
    t.throws(() => locate(text, [sought]), { message: /spaces count\.$/ }, sought)
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
  const snapshot = openSnapshot(file)
  t.teardown(() => snapshot.close())
  const report = await verify(snapshot, 'other', original, sha256)
  t.match(report, {
    text: { same: true },
    spans: { total: 3, verified: 3, moved: 0, ambiguous: 0, missing: 0, not_repeated: 0 },
  })
  t.equal(report.covered.code_points, 'crates'.length * 2 + 'Nobody saw it'.length)
  t.strictSame(
    report.facts.map(({ fact, status }) => [fact, status]),
    [
      ['mention-crates', 'verified'],
      ['quote-nobody', 'verified'],
    ],
  )
  const other = await verify(snapshot, 'other', original.replace('Nobody', 'No one'), 'f'.repeat(64))
  t.match(other, { text: { same: false }, spans: { verified: 2, missing: 1 } })
  t.equal(other.facts.find(({ fact }) => fact === 'quote-nobody')?.status, 'missing')
  // Offsets are those of the recorded text, whatever the line ends of a copy.
  t.ok(original.includes('\n'))
  for (const copy of [original.replaceAll('\n', '\r\n'), original.replaceAll('\n', '\r'), original]) {
    const report = await verify(snapshot, 'other', copy, 'f'.repeat(64))
    t.match(report, { text: { same: false, same_but_line_ends: true }, spans: { verified: 3 } })
  }
  t.match(other, { text: { same_but_line_ends: false } })
  // Without the repeated passage, and with it in another place.
  for (const [copy, status] of [
    [`${passage}Later on, it was said:\nNobody saw it.`, 'verified'],
    [`\nLater on, it was said:\n${passage}`, 'moved'],
  ] as const)
    t.match((await verify(snapshot, 'other', copy, 'f'.repeat(64))).facts[0], {
      fact: 'mention-crates',
      status,
      occurrences: { recorded: 2, found: 1 },
      spans: [{ status: /verified|moved|not_repeated/ }, { status: /verified|moved|not_repeated/ }],
    })
  t.match((await verify(snapshot, 'other', 'Nobody saw it.', 'f'.repeat(64))).facts[0], {
    status: 'missing',
    occurrences: { recorded: 2, found: 0 },
  })
  await t.rejects(verify(snapshot, 'unread', original, sha256), { message: /all its evidence is citations/ })
  await t.rejects(verify(snapshot, 'nowhere', original, sha256), { message: /no source with the id/ })
})
