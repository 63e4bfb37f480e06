import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { agreementWithWords, type WordedFigure } from '../src/facts/stated/agreement.ts'
import { type Figure, readFigures } from '../src/facts/stated/read-figures.ts'
import type { Reading } from '../src/facts/stated/readings.ts'
import { describeWordCounts } from '../src/load/check-words.ts'
import { checkSeed } from '../src/load/load.ts'
import { inPackage } from '../src/package.ts'
import fc from './support/fast-check.ts'
import { appFor, folderFor, getJson, seedCopy, walk } from './support/support.ts'

/** "between [1600000..6000000)", "about 29000": square brackets admit their number, round ones do not. */
function shownReading({ modifier, low, high, best, low_inclusive, high_inclusive }: Reading): string {
  const floor = low === null ? '' : `${low_inclusive ? '[' : '('}${low}`
  const ceiling = high === null ? '' : `${high}${high_inclusive ? ']' : ')'}`
  return [modifier, best, floor + ceiling && `${floor}..${ceiling}`]
    .filter((part) => part !== null && part !== '')
    .join(' ')
}

const shown = (figure: Figure): string =>
  [
    [figure, ...figure.or].map(shownReading).join(' or '),
    figure.share && 'of 1',
    figure.unit && `{${figure.unit}}`,
    figure.per && `<${figure.per}>`,
  ]
    .filter(Boolean)
    .join(' ')

t.test('words are read as the figures they state', (t) => {
  const rows = readFileSync(inPackage('test/fixtures/stated-figures.txt'), 'utf8').trim().split('\n')
  for (const row of rows) {
    const [words = '', expected] = row.split(' | ')
    t.equal(readFigures(words).map(shown).join('; ') || '-', expected, words)
  }
  t.end()
})

t.test('the place of a figure counts code points and holds its modifier and its unit', (t) => {
  const text = 'In 2021 🚢🚢 from 3.4 million to nearly 7 million crates; a clerk counted at least 9 million a year.'
  const places = readFigures(text).map(({ start, end }) => [...text].slice(start, end).join(''))
  t.same(places, ['from 3.4 million to nearly 7 million crates', 'at least 9 million a year'])
  t.end()
})

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** A number below a billion in English words. */
function inWords(number: number, and: string): string {
  if (number < 20) return ones[number] as string
  if (number < 100) return `${tens[Math.floor(number / 10)]}${number % 10 ? `-${ones[number % 10]}` : ''}`
  const [size, name] = number < 1000 ? [100, 'hundred'] : number < 1e6 ? [1000, 'thousand'] : [1e6, 'million']
  const rest = number % size
  const head = `${inWords(Math.floor(number / size), and)} ${name}`
  return rest === 0 ? head : `${head}${rest < 100 ? and : ' '}${inWords(rest, and)}`
}

const grouped = (number: number, separator: string) => String(number).replace(/\B(?=(\d{3})+$)/g, separator)
const scaled = (number: number, scale: number, word: string) => `${number / scale}${word}`

const spellings: ((number: number) => string)[] = [
  (number) => grouped(number, ','),
  (number) => grouped(number, ' '),
  (number) => grouped(number, '\u202f'),
  (number) => grouped(number, '’'),
  (number) => scaled(number, 1e6, ' million'),
  (number) => scaled(number, 1e6, 'm'),
  (number) => scaled(number, 1e6, ' mn'),
  (number) => scaled(number, 1e3, ' thousand'),
  (number) => scaled(number, 1e3, 'k'),
  (number) => scaled(number, 1e9, ' billion'),
  (number) => inWords(number, ' and '),
  (number) => inWords(number, ' '),
]
const phrases: [before: string, after: string, modifier: string][] = [
  ['', '', 'unmodified'],
  ['at least ', '', 'at_least'],
  ['no fewer than ', '', 'at_least'],
  ['', ' or more', 'at_least'],
  ['more than ', '', 'more_than'],
  ['well over ', '', 'more_than'],
  ['up to an estimated ', '', 'at_most'],
  ['as many as ', '', 'at_most'],
  ['fewer than ', '', 'less_than'],
  ['nearly ', '', 'almost'],
  ['some ', '', 'about'],
  ['', ' or so', 'about'],
]
/** Thousands, so that no spelling needs more digits than a source would write; from 3000, as 1900 to 2099 may be years. */
const number = fc.integer({ min: 3, max: 999_999 }).map((value) => value * 1000)

t.test('a number is read from whatever spelling, under whatever modifier', (t) => {
  fc.assert(
    fc.property(number, fc.constantFrom(...spellings), fc.constantFrom(...phrases), (value, spell, phrase) => {
      const [before, after, modifier] = phrase
      const words = `Seoul says ${before}${spell(value)}${after} 152-mm shells were sent in 2024`
      const [figure, ...others] = readFigures(words)
      const stated = figure?.best ?? figure?.low ?? figure?.high
      return others.length === 0 && stated === value && figure?.modifier === modifier && figure.unit === '152-mm shells'
    }),
    { numRuns: 3000 },
  )
  t.end()
})

t.test('a range is read from whatever spelling of its ends', (t) => {
  const frames: ((low: string, high: string) => string)[] = [
    (low, high) => `between ${low} and ${high} shells`,
    (low, high) => `from ${low} to ${high} shells`,
    (low, high) => `${low} to ${high} shells`,
    (low, high) => `${low} – ${high} shells`,
    (low, high) => `between ${low} shells and ${high} shells`,
    (low, high) => `at least ${low} but no more than ${high} shells`,
  ]
  // "and" also joins the words of one number.
  const ends = fc.constantFrom(...spellings.filter((spell) => !/ and /.test(spell(1_101_000))))
  fc.assert(
    fc.property(number, number, ends, ends, fc.constantFrom(...frames), (one, other, spellLow, spellHigh, frame) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      if (low === high) return true
      const figures = readFigures(frame(spellLow(low), spellHigh(high)))
      return (
        figures.length === 1 && figures[0]?.modifier === 'between' && figures[0].low === low && figures[0].high === high
      )
    }),
    { numRuns: 3000 },
  )
  t.end()
})

t.test('no text makes the reader fail, and places lie in order within it', (t) => {
  const piece = fc.constantFrom(
    ...'a an the half third quarter and of to from between million 1.6 10,000 5 - – % per cent shells 152 mm 2024 May 23 , . ( + no not one two hundred thousand dozen several more than or at least up $ ½ 2/3 week year 🚢'.split(
      ' ',
    ),
  )
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 9, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 3 })), {
        maxLength: 30,
      }),
      (pieces) => {
        const text = pieces.join(' ').toWellFormed?.() ?? pieces.join(' ')
        let last = 0
        return readFigures(text).every(({ start, end }) => {
          const inOrder = start >= last && end > start && end <= [...text].length
          last = end
          return inOrder
        })
      },
    ),
    { numRuns: 5000 },
  )
  t.end()
})

t.test('a long text is read in time that grows with its length', (t) => {
  for (const unit of [
    'a hundred and ',
    'from 5 to ',
    '1,',
    'half a ',
    'about, ',
    'at least ',
    '5 ',
    'no more than ',
    'not to be ',
    'rose by 5 to ',
  ]) {
    const before = process.cpuUsage()
    readFigures(unit.repeat(Math.ceil(50_000 / unit.length)))
    t.ok(process.cpuUsage(before).user < 4e6, unit)
  }
  t.end()
})

const total = { measure: 'total', unit: 'shell', per: null }
const share = { measure: 'share', unit: 'share', per: null }
const record = (as_stated: string, written: Partial<WordedFigure>): WordedFigure => ({
  ...{ as_stated, as_stated_exact: true, hedges: [], modifier: 'unmodified', low: null, high: null, best: null },
  ...written,
})

/** Words, what a record makes of them, what is counted, and what becomes of it. */
const cases: [
  words: string,
  written: Partial<WordedFigure>,
  outcome: string,
  quantity?: typeof total,
  language?: string,
][] = [
  ['about 29,000 containers', { modifier: 'about', best: 29000 }, 'agrees'],
  ['about 29,000 containers', { modifier: 'about', best: 2900 }, 'disagrees'],
  ['about 29,000 containers', { modifier: 'unmodified', best: 29000 }, 'disagrees'],
  ['about 29,000 containers', { modifier: 'vague' }, 'disagrees'],
  ['at least 11,000', { modifier: 'more_than', low: 11000 }, 'disagrees'],
  ['at least 11,000', { modifier: 'at_least', low: 11000, low_inclusive: false }, 'disagrees'],
  ['almost 6 million', { modifier: 'almost', high: 6e6, high_inclusive: true }, 'disagrees'],
  ['almost 6 million', { modifier: 'about', best: 6e6 }, 'disagrees'],
  ['close to 6 million', { modifier: 'about', best: 6e6 }, 'agrees'],
  ['just under 6 million', { modifier: 'less_than', high: 6e6 }, 'agrees'],
  ['400,000+', { modifier: 'at_least', low: 400000 }, 'agrees'],
  ['400,000+', { modifier: 'more_than', low: 400000 }, 'agrees'],
  ['400,000+', { modifier: 'unmodified', best: 400000 }, 'disagrees'],
  ['from 1.6 million to almost 6 million', { modifier: 'between', low: 1.6e6, high: 6e6 }, 'disagrees'],
  [
    'from 1.6 million to almost 6 million',
    { modifier: 'between', low: 1.6e6, high: 6e6, high_inclusive: false },
    'agrees',
  ],
  ['4 to 6 million', { modifier: 'between', low: 4e6, high: 6e6, best: 5e6 }, 'disagrees'],
  ['4 to 6 million, most likely 5 million', { modifier: 'between', low: 4e6, high: 6e6, best: 5e6 }, 'agrees'],
  ['4 million, possibly as many as 5 million', { modifier: 'between', low: 4e6, high: 5e6 }, 'agrees'],
  ['cannot be more than 5,000', { modifier: 'at_most', high: 5000 }, 'agrees'],
  ['cannot be more than 5,000', { modifier: 'more_than', low: 5000 }, 'disagrees'],
  ['not 5,000 but 6,000', { best: 5000 }, 'disagrees'],
  ['not 5,000 but 6,000', { best: 6000 }, 'agrees'],
  ['far from 5,000', { best: 5000 }, 'without_number'],
  ['rose by 2 million to 6 million', { modifier: 'between', low: 2e6, high: 6e6 }, 'disagrees'],
  ['rose by 2 million to 6 million', { best: 6e6 }, 'agrees'],
  ['3 to 4 in 10', { modifier: 'between', low: 0.3, high: 0.4 }, 'agrees', share],
  ['5,000 ± 500', { modifier: 'about', low: 4500, best: 5000, high: 5500 }, 'agrees'],
  ['dozens of ships', { modifier: 'unmodified', best: 12 }, 'disagrees'],
  ['dozens of ships', { modifier: 'vague' }, 'agrees'],
  ['thousands', { modifier: 'at_least', low: 1000 }, 'disagrees'],
  ['several hundred shells', { modifier: 'about', best: 300 }, 'disagrees'],
  ['ten, twenty thousand shells', { modifier: 'vague' }, 'agrees'],
  ['ten, twenty thousand shells', { modifier: 'between', low: 10_000, high: 20_000 }, 'agrees'],
  ['ten, twenty thousand shells', { best: 10 }, 'disagrees'],
  ['ten, twenty thousand shells', { best: 20_000 }, 'disagrees'],
  ['a ship or two', { modifier: 'vague' }, 'without_number'],
  ['a ship or two', { modifier: 'between', low: 1, high: 2 }, 'without_number'],
  ['a week or two', { best: 1 }, 'without_number', { measure: 'duration', unit: 'week', per: null }],
  ['many of the 20,000 containers', { modifier: 'vague' }, 'without_number'],
  ['some 20,000 containers', { modifier: 'vague' }, 'disagrees'],
  ['no shells were received', { best: 0 }, 'agrees'],
  ['no shells were received', { modifier: 'between', low: 0, high: 0 }, 'disagrees'],
  ['no shells were received', { best: 0, low: 0, high: 0 }, 'agrees'],
  ['no shells were received', { best: 5 }, 'disagrees'],
  ['half do not function', { best: 0.5 }, 'agrees', share],
  ['half do not function', { best: 50 }, 'disagrees', share],
  ['40 percent', { best: 0.4 }, 'agrees', share],
  ['40 percent', { best: 40 }, 'disagrees', share],
  ['two-thirds of the shells', { best: 0.67 }, 'agrees', share],
  ['two-thirds of the shells', { best: 0.6667 }, 'agrees', share],
  ['two-thirds of the shells', { best: 0.6 }, 'disagrees', share],
  ['none of the shells', { best: 0 }, 'agrees', share],
  ['many of 3 million shells', { modifier: 'vague' }, 'without_number', share],
  ['3 of 10 shells', { best: 0.3 }, 'without_number', share],
  ['half of the 3 million shells', { best: 3e6 }, 'agrees'],
  ['often unreliable', { modifier: 'vague' }, 'without_number'],
  ['the 152-mm shells of 2024', { best: 3e6 }, 'without_number'],
  ['more than 20,000 containers, or 9 million shells', { best: 9e6 }, 'agrees'],
  ['rose from 1 million to 3 million', { best: 3e6 }, 'agrees'],
  ['200,000 a month', { best: 2.4e6 }, 'without_number', { measure: 'rate', unit: 'shell', per: 'P1Y' as never }],
  ['14 days', { best: 2 }, 'without_number', { measure: 'duration', unit: 'week', per: null }],
  ['about two weeks', { modifier: 'about', best: 2 }, 'agrees', { measure: 'duration', unit: 'week', per: null }],
  ['$2 billion', { best: 3e6 }, 'without_number'],
  ['10.000 Container', { best: 10000 }, 'without_number'],
  ['plus de 10 000 conteneurs', { modifier: 'more_than', low: 10000 }, 'other_language'],
  ['Mindestens 10.000 Container', { modifier: 'at_least', low: 10000 }, 'other_language'],
  ['понад 10 тисяч контейнерів', { modifier: 'more_than', low: 10000 }, 'other_language'],
  ['컨테이너 1만여 개', { modifier: 'about', best: 10000 }, 'other_language'],
  ['unos 10 mil contenedores', { modifier: 'about', best: 10000 }, 'other_language'],
  ['10 000 granat', { modifier: 'more_than', low: 10000 }, 'other_language', total, 'pl'],
  ['more than 10,000', { modifier: 'more_than', low: 1000, as_stated_exact: false }, 'disagrees', total, 'ko'],
  ['more than 10,000', { modifier: 'more_than', low: 10000, as_stated_exact: false }, 'agrees', total, 'ko'],
  [
    '28,000 containers',
    { modifier: 'about', best: 28000, hedges: [{ words: 'an estimated', scope: 'value' }] },
    'agrees',
  ],
  [
    '28,000 containers',
    { modifier: 'about', best: 28000, hedges: [{ words: 'an estimated', scope: 'content' }] },
    'disagrees',
  ],
]

t.test('a record is held against its words', (t) => {
  for (const [words, written, expected, quantity = total, language = 'en'] of cases) {
    const { outcome, message } = agreementWithWords(record(words, written), quantity, language)
    t.equal(outcome, expected, `${words}: ${message}`)
    t.equal(message !== null, outcome === 'disagrees')
  }
  t.end()
})

t.test('every figure of the shipped seed that has a number is held against its words, and agrees', (t) => {
  const { words } = checkSeed(inPackage('seed'), join(folderFor(t), 'none.sqlite'))
  t.same(words, { agrees: 38, disagrees: 0, explained: 0, without_number: 2, other_language: 0, coded: 0 })
  t.equal(describeWordCounts(words), '38 of 40 figures were compared with their words: 2 without numbers to compare.')
  t.end()
})

const containers = 'kp-ru-public-record/estimates-containers.yaml'

t.test('load refuses numbers that are not those of the words, and says what both say', (t) => {
  const { seed, edit } = seedCopy(t)
  edit(containers, 'best: 28000', 'best: 2800')
  const file = join(folderFor(t), 'none.sqlite')
  t.throws(
    () => checkSeed(seed, file),
    /estimates-containers\.yaml:\d+: estimates\[10\]\.as_stated: "an estimated 28,000 containers" says about, best 28000; the record says about, best 2800\. Correct the record, or say in `words_note` why they differ\./,
  )
  t.end()
})

t.test('words_note lets a record differ from its words, and is served', async (t) => {
  const { seed, edit } = seedCopy(t)
  edit(containers, 'best: 28000', 'best: 2800\n    words_note: The source corrected the figure later.')
  t.equal(checkSeed(seed, join(folderFor(t), 'none.sqlite')).words.explained, 1)
  const app = await appFor(t, seed)
  const { data } = await getJson(app, '/v1/estimates/estimate-k25-dia-containers')
  t.same([data.words_note, data.best], ['The source corrected the figure later.', 2800])
  const others = await walk(app, '/v1/estimates')
  t.equal(others.filter((one) => one.words_note === null).length, 39)
})
