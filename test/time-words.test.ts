/** Times as people are shown them. */

import t from 'tap'
import { EdtfError, parseEdtf } from '../src/facts/edtf.ts'
import { edtfFromWords } from '../src/facts/time-reading.ts'
import { edtfInWords, timeInWords } from '../src/facts/time-words.ts'
import { terms, timeBases } from '../src/vocabulary.ts'
import fc from './support/fast-check.ts'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'

t.test('a date of EDTF in words says as much as it does, and no more', async (t) => {
  const words = {
    '2024': '2024',
    '2024-10': 'October 2024',
    '2024-10-04': '4 October 2024',
    '2024-02-29': '29 February 2024',
    '2023-11-01~': 'about 1 November 2023',
    '2022-06?': 'possibly June 2022',
    '2022%': 'possibly about 2022',
    '2024-21': 'spring 2024',
    '2024-22~': 'about summer 2024',
    '2024-23': 'autumn 2024',
    '2024-24?': 'possibly winter 2024',
    '201X': 'some year in the 2010s',
    '201X~': 'about some year in the 2010s',
    '20XX': 'some year between 2000 and 2099',
    '000X': 'some year between 1 BC and AD 9',
    '2024-XX': 'some month of 2024',
    '2024-XX-XX': 'some day of 2024',
    '2024-10-XX': 'some day of October 2024',
    '0000': '1 BC',
    '0044-03-15': '15 March AD 44',
    '2024-10-04T12:30:00Z': '4 October 2024 at 12:30 UTC',
    '2024-10-04T23:59:60Z': '4 October 2024 at 23:59:60 UTC',
    '2024-10-04T12:30:00': '4 October 2024 at 12:30',
    '2024-10-04T12:30:00+09:00': '4 October 2024 at 12:30 UTC+9',
    '2024-10-04T12:30:00-05:30': '4 October 2024 at 12:30 UTC−5:30',
    '2024-10-04T00:00:00+10': '4 October 2024 at 00:00 UTC+10',
    '2024-10-04T00:00:00-00:00': '4 October 2024 at 00:00 UTC',
  }
  for (const [edtf, expected] of Object.entries(words)) {
    parseEdtf(edtf)
    t.equal(edtfInWords(edtf), expected, edtf)
  }
})

t.test('an interval in words tells an end that is not stated from one that is open', async (t) => {
  const words: [edtf: string, words: string, sinceAtLeast?: boolean][] = [
    ['2023-08/2024-01', 'from August 2023 to January 2024'],
    ['2023-09-07/2023-10-01', 'from 7 September 2023 to 1 October 2023'],
    ['2022-06~/2024-08', 'from about June 2022 to August 2024'],
    ['2024-22/2024-10', 'from summer 2024 to October 2024'],
    ['201X/2024-XX', 'from some year in the 2010s to some month of 2024'],
    ['2024-10-04T06:00:00Z/2024-10-05', 'from 4 October 2024 at 06:00 UTC to 5 October 2024'],
    ['2023-08/', 'from August 2023, end not stated'],
    ['2022~/..', 'from about 2022, with an open end'],
    ['/2023-12', 'up to December 2023, start not stated'],
    ['../2024-21', 'up to spring 2024, with an open start'],
    ['2022-06~/2024-10', 'since at least about June 2022, up to October 2024', true],
    ['2023-09/', 'since at least September 2023, end not stated', true],
    ['2023-09?/..', 'since at least possibly September 2023, with an open end', true],
  ]
  for (const [edtf, expected, sinceAtLeast] of words) {
    parseEdtf(edtf)
    t.equal(edtfInWords(edtf, sinceAtLeast), expected, edtf)
  }
})

t.test('any time that is read has words, in which no code is left', async () => {
  const part = fc.constantFrom(
    ...['2024', '1999-05', '0999-12-31', '199X', '12XX', '2024-XX', '2024-02-XX', '2024-XX-XX', '2024-21', '2023-24'],
    ...['2024-02-29T01:02:03Z', '2024-02-29T01:02:03-14:30', '', '..'],
  )
  const date = fc.tuple(part, fc.constantFrom('', '~', '?', '%')).map((pieces) => pieces.join(''))
  const any = fc.oneof(
    date,
    fc.tuple(date, date).map((sides) => sides.join('/')),
  )
  fc.assert(
    fc.property(any, (edtf) => {
      try {
        parseEdtf(edtf)
      } catch (error) {
        return error instanceof EdtfError
      }
      return !/[~?%X/]|\.\.|\d{4}-\d|undefined|NaN/.test(edtfInWords(edtf))
    }),
    { numRuns: 2000 },
  )
})

t.test('the words of the source stand beside ours, in quotation marks only where they are exact', async (t) => {
  const time = { edtf: '2024-22', as_stated: 'this summer', basis: 'relative' as const, since_at_least: false }
  t.equal(timeInWords(time), 'summer 2024 (“this summer”)')
  t.equal(timeInWords(time, false), 'summer 2024 (this summer)')
  t.equal(timeInWords({ ...time, basis: 'noted' }), 'summer 2024 (this summer)')
  t.equal(timeInWords({ ...time, as_stated: null }), 'summer 2024')
  t.equal(timeInWords({ ...time, as_stated: 'Summer 2024' }), 'summer 2024', 'the same words once')
  const window = { edtf: '2022-06~/2024-10', as_stated: 'since at least mid-2022', basis: 'stated' as const }
  t.equal(
    timeInWords({ ...window, since_at_least: true }),
    'since at least about June 2022, up to October 2024 (“since at least mid-2022”)',
  )
  t.strictSame(terms(timeBases), ['stated', 'relative', 'noted', 'inferred'])
})

const lists = ['sources', 'mentions', 'quotes', 'estimates', 'events', 'relations', 'timeline']

t.test('no line that stands for a fact holds a code of EDTF, and none quotes what is not exact', async (t) => {
  const app = await appFor(t)
  for (const list of lists)
    for (const { id, display } of await walk(app, `/v1/${list}?limit=1000`))
      t.notMatch(display, /(^|[\s(])\d{4}-\d|\d[~%]|\d{2}XX|\/\.\.|\.\.\//, `${list} ${id}`)
  const inexact = (await walk(app, '/v1/estimates?limit=1000')).filter(({ as_stated_exact }) => !as_stated_exact)
  t.equal(inexact.length, 32)
  for (const { id, display } of inexact) t.notMatch(display, /[“”"]/, id)
})

t.test('a hedge or date beside a figure that is not word for word is shown without quotation marks', async (t) => {
  const { seed, add } = seedCopy(t)
  const estimate = (id: string, isExact: boolean, said: string) => `
  - id: ${id}
    source: kp-ru-kyivindependent-2024-10
    quantity: north-korean-share-of-shells-used-by-russia
    claim: claim-${id}
    as_stated: half of the shells
    as_stated_exact: ${isExact}
    modifier: unmodified
    best: 0.5
    claimant_kind: none
    hedges: [{ words: reportedly, scope: attribution }]
    said: { ${said}, anchor: the page }
    evidence: [{ citation: true }]`
  const friday = 'edtf: 2024-10-04, as_stated: last Friday'
  const lines: Record<string, [isExact: boolean, said: string, line: string]> = {
    exact: [true, `${friday}, basis: relative`, 'hedged “reportedly”, said 4 October 2024 (“last Friday”)'],
    'noted-time': [true, `${friday}, basis: noted`, 'hedged “reportedly”, said 4 October 2024 (last Friday)'],
    noted: [false, `${friday}, basis: relative`, 'hedged reportedly, said 4 October 2024 (last Friday)'],
    'no-words': [false, 'edtf: 2024-10-XX, basis: noted', 'hedged reportedly, said some day of October 2024'],
    until: [false, 'edtf: 2022-06~/.., basis: inferred', 'said from about June 2022, with an open end'],
  }
  const written = Object.entries(lines).map(([id, [isExact, said]]) => estimate(id, isExact, said))
  add('words.yaml', `estimates:${written.join('')}\n`)
  const app = await appFor(t, seed)
  for (const [id, [, , line]] of Object.entries(lines))
    t.match((await getJson(app, `/v1/estimates/${id}`)).data.display, line, id)
})

t.test('a month that does not exist has no words', (t) => {
  for (const edtf of ['2024-13', '2024-00', '2024-25', '2024-13-01', '2023/2024-13'])
    t.throws(() => edtfInWords(edtf), edtf)
  t.end()
})

t.test('a time in words is read back as the EDTF that it was, and as people write it otherwise', (t) => {
  const said = ['2024', '2024-10', '2024-10-04', '2023-11-01~', '2022-06?', '2022%', '2024-21', '2024-22~', '2024-24?']
  const vague = ['201X', '2024-XX', '2024-XX-XX', '2024-10-XX']
  const spans = ['2023-09/2024-02', '2024-06-01/2024-08-31', '2022-06~/..', '2022-06~/', '/2024-06', '../2024-06?']
  for (const edtf of [...said, ...vague, ...spans]) t.equal(edtfFromWords(edtfInWords(edtf)), edtf, edtfInWords(edtf))
  const written = {
    'June 5, 2024': '2024-06-05',
    '5th of june 2024': '2024-06-05',
    ' Sept.  2023 ': '2023-09',
    'fall 2023': '2023-23',
    'Summer of 2024': '2024-22',
    'circa May 2024': '2024-05~',
    'June to August 2024': '2024-06/2024-08',
    'June–August 2024': '2024-06/2024-08',
    'between 2022 and 2023': '2022/2023',
    '2022 - 2023': '2022/2023',
    'since 2023': '2023/..',
    'until 31 March 2025': '../2025-03-31',
    'the 2010s': '201X',
    '2024-06/2024-08': '2024-06/2024-08',
  }
  for (const [words, edtf] of Object.entries(written)) {
    t.equal(edtfFromWords(words), edtf, words)
    t.ok(parseEdtf(edtf))
  }
  for (const words of [
    '',
    'soon',
    '24',
    'June',
    'about possibly 2024',
    'June to August',
    '5 June',
    'mid-2022',
    'to 2024',
  ])
    t.equal(edtfFromWords(words), null, words)
  t.end()
})
