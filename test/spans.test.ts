import assert from 'node:assert/strict'
import { test } from 'tap'
import { CodePointText, contextMaxCodePoints, countCodePoints, countWords, excerptFault } from '../src/facts/spans.ts'
import fc from './support/fast-check.ts'

// Text that trips up offsets: one and two UTF-16 units, marks of their own, joined emoji, line ends, right-to-left text.
const pieces = [
  'a',
  'b',
  'ab',
  ' ',
  '.',
  '7',
  'é',
  'e\u0301',
  '\u0301',
  '…',
  '\r\n',
  '\n',
  '\r',
  '🚢',
  '𝒳',
  '🇰🇵',
  '👩🏽‍🚀',
  '👨‍👩‍👧',
  '\u200d',
  'שלום',
  'مرحبا',
  '\u202e',
  '中文',
  '\0',
  '\ufeff',
]
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom(...pieces), maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  // Few letters make overlapping repetitions likely.
  fc.string({ unit: fc.constantFrom('a', '🚢', '\u0301'), maxLength: 30 }),
)
const offset = fc.nat({ max: 80 })
const textAndPhrase = texts.chain((text) => {
  const characters = Array.from(text)
  const cut = fc
    .tuple(fc.nat({ max: characters.length }), fc.nat({ max: 4 }))
    .map(([start, length]) => characters.slice(start, start + length).join(''))
  return fc.tuple(fc.constant(text), fc.oneof(cut, fc.string({ unit: fc.constantFrom(...pieces), maxLength: 2 })))
})

function occurrencesOf(phrase: string, text: string): { start: number; end: number }[] {
  const [characters, wanted] = [Array.from(text), Array.from(phrase)]
  const found: { start: number; end: number }[] = []
  if (wanted.length === 0) return found
  for (let start = 0; start + wanted.length <= characters.length; start += 1)
    if (wanted.every((character, index) => characters[start + index] === character))
      found.push({ start, end: start + wanted.length })
  return found
}

test('offsets count code points where UTF-16 units, code points and UTF-8 bytes all differ', async (t) => {
  const before = 'é🚢 – '
  const text = `${before}9,000 containers`
  t.strictSame([before.length, Array.from(before).length, Buffer.byteLength(before)], [6, 5, 11])
  const codePoints = new CodePointText(text)
  t.equal(codePoints.length, 21)
  t.strictSame(codePoints.occurrences('9,000'), [{ start: 5, end: 10 }])
  t.strictSame(codePoints.span(5, 10), {
    start: 5,
    end: 10,
    exact: '9,000',
    prefix: before,
    suffix: ' containers',
  })
  t.equal(codePoints.slice(1, 2), '🚢')
})

test('a combining mark, each half of CRLF and each part of a joined emoji are code points of their own', async (t) => {
  for (const [text, count] of [
    ['', 0],
    ['é', 1],
    ['e\u0301', 2],
    ['\r\n', 2],
    ['👨‍👩‍👧', 5],
    ['🇰🇵', 2],
  ] as const) {
    t.equal(countCodePoints(text), count, JSON.stringify(text))
    t.equal(new CodePointText(text).length, count, JSON.stringify(text))
  }
  t.strictSame(new CodePointText('e\u0301e').occurrences('e'), [
    { start: 0, end: 1 },
    { start: 2, end: 3 },
  ])
})

test('a text has as many code points as JavaScript iterates over', async () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { length } = Array.from(text)
      return countCodePoints(text) === length && new CodePointText(text).length === length
    }),
    { numRuns: 2000 },
  )
})

test('a slice holds the code points from start up to end, and fewer where the text ends', async () => {
  fc.assert(
    fc.property(
      texts,
      offset,
      offset,
      (text, start, end) => new CodePointText(text).slice(start, end) === Array.from(text).slice(start, end).join(''),
    ),
    { numRuns: 5000 },
  )
})

test('adjacent slices put together are the text, wherever it is cut', async () => {
  fc.assert(
    fc.property(texts, offset, (text, cut) => {
      const codePoints = new CodePointText(text)
      return codePoints.slice(0, cut) + codePoints.slice(cut, Math.max(cut, codePoints.length)) === text
    }),
    { numRuns: 2000 },
  )
})

test('every occurrence of a phrase is found in order, overlapping ones included', async (t) => {
  fc.assert(
    fc.property(textAndPhrase, ([text, phrase]) => {
      const codePoints = new CodePointText(text)
      const found = codePoints.occurrences(phrase)
      assert.deepEqual(found, occurrencesOf(phrase, text))
      return found.every(({ start, end }) => codePoints.slice(start, end) === phrase)
    }),
    { numRuns: 5000 },
  )
  t.strictSame(
    new CodePointText('🚢🚢🚢').occurrences('🚢🚢').map(({ start }) => start),
    [0, 1],
    'overlapping by one code point of two units',
  )
})

test('an empty phrase stands nowhere', async (t) => {
  t.strictSame(new CodePointText('abc').occurrences(''), [])
  t.strictSame(new CodePointText('').occurrences(''), [])
})

test('a limit keeps the first occurrences and no more', async () => {
  fc.assert(
    fc.property(textAndPhrase, fc.nat({ max: 3 }), ([text, phrase], limit) => {
      assert.deepEqual(new CodePointText(text).occurrences(phrase, limit), occurrencesOf(phrase, text).slice(0, limit))
    }),
    { numRuns: 1000 },
  )
})

test('the context of a span is what stands right beside it, at most 16 code points, fewer only at an end of the text', async (t) => {
  t.equal(contextMaxCodePoints, 16)
  fc.assert(
    fc.property(texts, offset, offset, (text, one, other) => {
      const characters = Array.from(text)
      const start = Math.min(one, other, characters.length)
      const end = Math.min(Math.max(one, other), characters.length)
      const prefix = characters.slice(0, start).slice(-16).join('')
      const suffix = characters.slice(end).slice(0, 16).join('')
      const span = new CodePointText(text).span(start, end)
      assert.deepEqual(span, { start, end, exact: characters.slice(start, end).join(''), prefix, suffix })
      assert.ok(text.includes(span.prefix + span.exact + span.suffix))
    }),
    { numRuns: 3000 },
  )
})

test('words are runs of letters and digits, so that "U.S." counts as two', async (t) => {
  for (const [text, count] of [
    ['', 0],
    [' \r\n…–!', 0],
    ['🚢👨‍👩‍👧', 0],
    ['U.S.', 2],
    ['the U.S. State Department', 5],
    ['9,000', 2],
    ["Kim's", 2],
    ['short-range', 2],
    ['under_score', 2],
    ['155mm', 1],
    ['½', 1],
    ['Пхеньян שלום 中文', 3],
    ['𝒳𝒴', 1],
  ] as const)
    t.equal(countWords(text), count, JSON.stringify(text))
})

test('the number of words is the number of places where a letter or digit follows none, marks belonging to their letter', async () => {
  fc.assert(
    fc.property(texts, (text) => {
      let words = 0
      let inWord = false
      for (const character of text) {
        const isWord = /\p{L}|\p{N}/u.test(character)
        if (isWord && !inWord) words += 1
        inWord = isWord || (inWord && /\p{M}/u.test(character))
      }
      return countWords(text) === words
    }),
    { numRuns: 3000 },
  )
})

test('an excerpt has at most 11 words and at most 24 characters of scripts without spaces, whichever it is written in', async (t) => {
  const eleven = 'one two three four five six seven eight nine ten eleven'
  for (const text of [
    eleven,
    '字'.repeat(24),
    `${eleven.slice(0, -7)} ${'字'.repeat(24)}`,
    'ก'.repeat(24),
    '북한은 포탄 수천 발을 러시아에 보냈다고 그가 말했다',
    'ά'.repeat(200),
  ])
    t.equal(excerptFault(text), null, text)
  t.match(excerptFault(`${eleven} twelve`), /^12 words; an excerpt has at most 11$/)
  for (const character of ['字', 'ひ', 'カ', 'ｶ', 'ㄅ', 'ก', 'ກ', 'ក', 'က', 'ཀ', 'ꀀ', '𠀀', '々', 'ー'])
    t.match(excerptFault(character.repeat(25)), /^25 characters of scripts without spaces/, character)
  t.match(
    excerptFault('他们说，今年十月，朝鲜向俄罗斯交付了一百万发炮弹。'),
    /^25 characters/,
    'punctuation is counted',
  )
  t.match(excerptFault('北 韓 '.repeat(13)), /words|characters/, 'spaces between them do not help')
  t.match(excerptFault(`Pyongyang ${'字'.repeat(13)} and Moscow ${'字'.repeat(12)}`), /^25 characters/, 'mixed texts')
  t.match(excerptFault(`${eleven} ${'字'.repeat(3)}`), /^12 words/, 'mixed texts')
  t.match(excerptFault('ที่'.repeat(9)), /^27 characters/, 'marks are characters, as in offsets')
})
