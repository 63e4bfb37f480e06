import assert from 'node:assert/strict'
import { test } from 'tap'
import { type Days, EdtfError, edtfHelp, edtfMaxLength, parseEdtf, type SideState } from '../src/facts/edtf.ts'
import { seedFault } from '../src/facts/seed-faults.ts'
import { renderTime, renderWindow, type TimeSeed, timeSeed } from '../src/facts/time.ts'
import fc from './support/fast-check.ts'

const millisecondsPerDay = 86_400_000
const firstDay = Date.parse('0000-01-01T00:00:00Z') / millisecondsPerDay
const lastDay = Date.parse('9999-12-31T00:00:00Z') / millisecondsPerDay
const isoDay = (dayNumber: number): string => new Date(dayNumber * millisecondsPerDay).toISOString().slice(0, 10)

const pad = (value: number, width: number): string => String(value).padStart(width, '0')
const only = (day: string): Days => ({ earliest: day, latest: day })
const span = (earliest: string | null, latest: string | null): Days => ({ earliest, latest })
const unbounded = span(null, null)

const day = fc.integer({ min: firstDay, max: lastDay }).map(isoDay)
const year = fc.integer({ min: 0, max: 9999 }).map((value) => pad(value, 4))
const month = fc.integer({ min: 1, max: 12 }).map((value) => pad(value, 2))
const season = fc.constantFrom('21', '22', '23', '24')
const qualifier = fc.constantFrom('?', '~', '%')

/** Any single date of level 0–1 that has no qualifier. */
const plainDate = fc.oneof(
  day,
  year,
  fc.tuple(year, month).map(([y, m]) => `${y}-${m}`),
  fc.tuple(year, month).map(([y, m]) => `${y}-${m}-XX`),
  year.map((y) => `${y}-XX`),
  year.map((y) => `${y}-XX-XX`),
  year.map((y) => `${y.slice(0, 3)}X`),
  year.map((y) => `${y.slice(0, 2)}XX`),
  // The winters of the first and the last year reach outside what can be written.
  fc.tuple(fc.integer({ min: 1, max: 9998 }), season).map(([y, s]) => `${pad(y, 4)}-${s}`),
)

const covers = (wide: Days, narrow: Days): boolean =>
  (wide.earliest === null || (narrow.earliest !== null && wide.earliest <= narrow.earliest)) &&
  (wide.latest === null || (narrow.latest !== null && wide.latest >= narrow.latest))

function refusalOf(text: string): unknown {
  try {
    parseEdtf(text)
    return undefined
  } catch (error) {
    return error
  }
}

test('a single date covers exactly its widest days', async (t) => {
  const table: [text: string, days: Days][] = [
    ['2024-10-04', only('2024-10-04')],
    ['0000-01-01', only('0000-01-01')],
    ['9999-12-31', only('9999-12-31')],
    ['2024-02-29', only('2024-02-29')],
    ['2000-02-29', only('2000-02-29')],
    ['2024-10', span('2024-10-01', '2024-10-31')],
    ['2024-04', span('2024-04-01', '2024-04-30')],
    ['2024-12', span('2024-12-01', '2024-12-31')],
    ['2023-02', span('2023-02-01', '2023-02-28')],
    ['2024-02', span('2024-02-01', '2024-02-29')],
    ['1900-02', span('1900-02-01', '1900-02-28')],
    ['2000-02', span('2000-02-01', '2000-02-29')],
    ['0000-02', span('0000-02-01', '0000-02-29')],
    ['2024', span('2024-01-01', '2024-12-31')],
    ['0000', span('0000-01-01', '0000-12-31')],
    ['9999', span('9999-01-01', '9999-12-31')],
    ['2024-10-04T00:00:00', only('2024-10-04')],
    ['2024-10-04T23:59:59Z', only('2024-10-04')],
    ['2016-12-31T23:59:60Z', only('2016-12-31')],
    // The day is the one written, wherever the clock stood.
    ['2024-10-04T01:30:00+09:00', only('2024-10-04')],
    ['2024-10-04T23:30:00-05', only('2024-10-04')],
    ['2024-21', span('2024-03-01', '2024-06-21')],
    ['2024-22', span('2024-06-01', '2024-09-23')],
    ['2024-23', span('2024-09-01', '2024-12-22')],
    ['2024-24', span('2023-12-01', '2025-03-21')],
    ['0001-24', span('0000-12-01', '0002-03-21')],
    ['9998-24', span('9997-12-01', '9999-03-21')],
    ['0000-21', span('0000-03-01', '0000-06-21')],
    ['9999-23', span('9999-09-01', '9999-12-22')],
    ['201X', span('2010-01-01', '2019-12-31')],
    ['20XX', span('2000-01-01', '2099-12-31')],
    ['000X', span('0000-01-01', '0009-12-31')],
    ['99XX', span('9900-01-01', '9999-12-31')],
    ['2024-XX', span('2024-01-01', '2024-12-31')],
    ['2024-XX-XX', span('2024-01-01', '2024-12-31')],
    ['2024-02-XX', span('2024-02-01', '2024-02-29')],
    ['2023-02-XX', span('2023-02-01', '2023-02-28')],
  ]
  for (const [text, days] of table)
    t.strictSame(
      parseEdtf(text),
      { days, start: days, end: days, startState: 'stated', endState: 'stated', isInterval: false, qualified: false },
      text,
    )
})

test('an uncertain or approximate date covers the days it would cover without the mark', async (t) => {
  const table: [text: string, days: Days][] = [
    ['2024?', span('2024-01-01', '2024-12-31')],
    ['2022-06~', span('2022-06-01', '2022-06-30')],
    ['2024-10-04%', only('2024-10-04')],
    ['2024-22~', span('2024-06-01', '2024-09-23')],
    ['201X?', span('2010-01-01', '2019-12-31')],
    ['2024-10-XX~', span('2024-10-01', '2024-10-31')],
  ]
  for (const [text, days] of table) {
    const parsed = parseEdtf(text)
    t.strictSame(parsed.days, days, text)
    t.equal(parsed.qualified, true, text)
  }
})

test('an interval runs from the start of its first side to the end of its last, and no side passes the other', async (t) => {
  const [stated, open, unknown] = ['stated', 'open', 'unknown'] as const
  const wholeYear = span('2024-01-01', '2024-12-31')
  const summer = span('2024-06-01', '2024-06-30')
  const table: [text: string, days: Days, start: Days, end: Days, SideState, SideState, qualified: boolean][] = [
    ['2024-10-04/2024-10-04', only('2024-10-04'), only('2024-10-04'), only('2024-10-04'), stated, stated, false],
    [
      '2024/2024-03',
      span('2024-01-01', '2024-03-31'),
      span('2024-01-01', '2024-03-31'),
      span('2024-03-01', '2024-03-31'),
      stated,
      stated,
      false,
    ],
    [
      '2024-06-15/2024-06',
      span('2024-06-15', '2024-06-30'),
      only('2024-06-15'),
      span('2024-06-15', '2024-06-30'),
      stated,
      stated,
      false,
    ],
    ['2024/2024', wholeYear, wholeYear, wholeYear, stated, stated, false],
    [
      '2023-09/2024-02',
      span('2023-09-01', '2024-02-29'),
      span('2023-09-01', '2023-09-30'),
      span('2024-02-01', '2024-02-29'),
      stated,
      stated,
      false,
    ],
    ['2024-06/..', span('2024-06-01', null), summer, unbounded, stated, open, false],
    ['2024-06/', span('2024-06-01', null), summer, unbounded, stated, unknown, false],
    ['../2024-06', span(null, '2024-06-30'), unbounded, summer, open, stated, false],
    ['/2024-06', span(null, '2024-06-30'), unbounded, summer, unknown, stated, false],
    ['2024-06~/..', span('2024-06-01', null), summer, unbounded, stated, open, true],
    ['/2024-06?', span(null, '2024-06-30'), unbounded, summer, unknown, stated, true],
    [
      '2023-24/2024-22%',
      span('2022-12-01', '2024-09-23'),
      span('2022-12-01', '2024-03-21'),
      span('2024-06-01', '2024-09-23'),
      stated,
      stated,
      true,
    ],
    [
      '201X/2024-10-XX',
      span('2010-01-01', '2024-10-31'),
      span('2010-01-01', '2019-12-31'),
      span('2024-10-01', '2024-10-31'),
      stated,
      stated,
      false,
    ],
  ]
  for (const [text, days, start, end, startState, endState, qualified] of table)
    t.strictSame(parseEdtf(text), { days, start, end, startState, endState, isInterval: true, qualified }, text)
})

test('what is not EDTF level 0–1 in the years 0000–9999 is refused, with the reason and what is allowed', async (t) => {
  const tooLong = /has 150000 characters, more than 64/
  const notEdtf = /is not an EDTF date/
  const levelTwo = /leaves digits open in a way that is level 2/
  const badYear = /has a year outside 0000–9999/
  const aSet = /is a set, which is level 2/
  const partly = /qualifies a part of a date, which is level 2/
  const monthOfX = /has a month in an unspecified year, which is level 2/
  const neither = /states neither side/
  const backwards = /ends before it starts/
  const table: [text: string, reason: RegExp][] = [
    ['2023-02-29', /has no day 29: 2023-02 has 28 days/],
    ['1900-02-29', /has no day 29: 1900-02 has 28 days/],
    ['2024-02-30', /has no day 30: 2024-02 has 29 days/],
    ['2024-04-31', /has no day 31: 2024-04 has 30 days/],
    ['2024-01-00', /has no day 00/],
    ['2024-02-30T10:00:00Z', /has no day 30/],
    ['2024-13', /has no month or season 13/],
    ['2024-00', /has no month or season 00/],
    ['2024-20', /has no month or season 20/],
    ...Array.from({ length: 17 }, (_, index): [string, RegExp] => [
      `2024-${25 + index}`,
      RegExp(`has season ${25 + index}, which is level 2`),
    ]),
    ['2024-21-01', /has a day in a season/],
    ['2024-22-XX', /has a day in a season/],
    ['0000-24', /reaches outside the years 0000–9999/],
    ['9999-24', /reaches outside the years 0000–9999/],
    ['1000000000', badYear],
    ['99999-01-01', badYear],
    ['Y170000002', badYear],
    ['Y-170000002', badYear],
    ['-0044', badYear],
    ['2024/99999', badYear],
    ['[2023,2024]', aSet],
    ['[..2024-12]', aSet],
    ['{2023,2024-12}', aSet],
    ['2004-06~-11', partly],
    ['2004?-06-11', partly],
    ['~2004', partly],
    ['2004-?06', partly],
    ['2024?~', partly],
    ['156X-12', monthOfX],
    ['156X-12-25', monthOfX],
    ['20XX-22', monthOfX],
    ['156X-XX', /leaves both year and month open, which is level 2/],
    ['2024-XX-25', /has a day in an unspecified month, which is level 2/],
    ['XXXX', levelTwo],
    ['1XXX', levelTwo],
    ['2X24', levelTwo],
    ['2024-1X', levelTwo],
    ['2024-10-0X', levelTwo],
    ['201x', notEdtf],
    ['2024/2023', backwards],
    ['2024-10-05/2024-10-04', backwards],
    ['2024-07/2024-06-30', backwards],
    ['2023/2024/2025', /has more than one slash/],
    ['//', /has more than one slash/],
    ['', /is empty/],
    ['/', neither],
    ['../..', neither],
    ['/..', neither],
    ['../', neither],
    ['..', notEdtf],
    ['2023..2024', notEdtf],
    ['2024/...', notEdtf],
    ['24', notEdtf],
    ['2024-1-1', notEdtf],
    ['2024-10-', notEdtf],
    ['2024.10.04', notEdtf],
    [' 2024', notEdtf],
    ['2024\n', notEdtf],
    ['2024\0', notEdtf],
    ['\0', notEdtf],
    ['２０２４', notEdtf],
    ['٢٠٢٤', notEdtf],
    ['2024‐10', notEdtf],
    ['2024-10-04T24:00:00Z', notEdtf],
    ['2024-10-04T10:60:00Z', notEdtf],
    ['2024-10-04T10:00', notEdtf],
    ['2024-10-04 10:00:00', notEdtf],
    ['2024-10T10:00:00Z', notEdtf],
    ['2024-10-04T10:00:00+15:00', notEdtf],
    ['2024-10-04T10:00:00Z~', notEdtf],
    ['2'.repeat(150_000), tooLong],
    ['/'.repeat(150_000), tooLong],
    ['２'.repeat(150_000), tooLong],
  ]
  for (const [text, reason] of table) {
    const name = JSON.stringify(text.slice(0, 40))
    const error = refusalOf(text)
    if (!(error instanceof EdtfError)) {
      t.fail(`${name} is accepted, or refused by something else`, { found: error })
      continue
    }
    t.match(error.message, reason, name)
    t.ok(error.message.endsWith(edtfHelp), `the refusal of ${name} says what is allowed`)
    t.ok(error.message.length < 600, `the refusal of ${name} stays short`)
  }
})

test('every day of the calendar covers itself alone', async () => {
  fc.assert(
    fc.property(day, (text) => {
      const { days, qualified, isInterval } = parseEdtf(text)
      return days.earliest === text && days.latest === text && !qualified && !isInterval
    }),
    { numRuns: 5000 },
  )
})

test('a year, month and day are accepted exactly where the calendar has that day', async () => {
  const number = fc.integer({ min: 0, max: 99 })
  const plausible = fc.integer({ min: 0, max: 32 })
  fc.assert(
    fc.property(year, fc.oneof(month.map(Number), number), fc.oneof(plausible, number), (y, m, d) => {
      const text = `${y}-${pad(m, 2)}-${pad(d, 2)}`
      const date = new Date(`${text}T00:00:00Z`)
      // JavaScript reads 2023-02-29 as the first of March.
      const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
      return (refusalOf(text) === undefined) === exists
    }),
    { numRuns: 5000 },
  )
})

test('a month covers exactly the days that the calendar gives it', async () => {
  fc.assert(
    fc.property(year, month, (y, m) => {
      const days: string[] = []
      const first = Date.parse(`${y}-${m}-01T00:00:00Z`) / millisecondsPerDay
      for (let n = first; isoDay(n).startsWith(`${y}-${m}`); n += 1) days.push(isoDay(n))
      const covered = parseEdtf(`${y}-${m}`).days
      return covered.earliest === days[0] && covered.latest === days.at(-1)
    }),
    { numRuns: 2000 },
  )
})

test('no date, however vague, ends before it begins', async () => {
  fc.assert(
    fc.property(plainDate, (text) => {
      const { earliest, latest } = parseEdtf(text).days
      return earliest !== null && latest !== null && earliest <= latest
    }),
    { numRuns: 5000 },
  )
})

test('saying less about a day, by leaving out or by X, never narrows what is covered', async (t) => {
  fc.assert(
    fc.property(day, (text) => {
      const [y = '', m] = text.split('-')
      const chain = [[text], [`${y}-${m}-XX`, `${y}-${m}`], [`${y}-XX-XX`, `${y}-XX`, y], [`${y.slice(0, 3)}X`]]
      const vaguest = parseEdtf(`${y.slice(0, 2)}XX`).days
      let narrower = parseEdtf(text).days
      for (const synonyms of chain) {
        const [first, ...others] = synonyms.map((synonym) => parseEdtf(synonym).days)
        if (first === undefined || !covers(first, narrower)) return false
        if (others.some((other) => !covers(other, first) || !covers(first, other))) return false
        narrower = first
      }
      return covers(vaguest, narrower)
    }),
    { numRuns: 3000 },
  )
  t.strictSame(parseEdtf('2024-10-XX'), parseEdtf('2024-10'))
})

test('a season covers its three months, and winter those of both ends of its year', async () => {
  const monthsOf = { 21: ['03', '04', '05'], 22: ['06', '07', '08'], 23: ['09', '10', '11'], 24: ['01', '02', '12'] }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9998 }), (number) => {
      const y = pad(number, 4)
      for (const [code, months] of Object.entries(monthsOf))
        for (const m of months) if (!covers(parseEdtf(`${y}-${code}`).days, parseEdtf(`${y}-${m}`).days)) return false
      const winter = parseEdtf(`${y}-24`).days
      return [`${pad(number - 1, 4)}-12`, `${pad(number + 1, 4)}-02`].every((m) => covers(winter, parseEdtf(m).days))
    }),
  )
})

test('an interval of any two dates covers what lies between their outer days, or is refused as backwards', async () => {
  fc.assert(
    fc.property(plainDate, plainDate, (first, second) => {
      const [start, end] = [parseEdtf(first).days, parseEdtf(second).days]
      const text = `${first}/${second}`
      const isBackwards = String(start.earliest) > String(end.latest)
      assert.equal(refusalOf(text) instanceof EdtfError, isBackwards)
      if (isBackwards) return
      assert.deepEqual(parseEdtf(text), {
        days: { earliest: start.earliest, latest: end.latest },
        start: { earliest: start.earliest, latest: [start.latest, end.latest].sort()[0] },
        end: { earliest: [start.earliest, end.earliest].sort()[1], latest: end.latest },
        startState: 'stated',
        endState: 'stated',
        isInterval: true,
        qualified: false,
      })
    }),
    { numRuns: 5000 },
  )
})

test('a side that is open or unknown bounds nothing, and the other side keeps its days', async () => {
  fc.assert(
    fc.property(plainDate, fc.constantFrom('', '..'), (date, side) => {
      const state = side === '' ? 'unknown' : 'open'
      const { days } = parseEdtf(date)
      const after = parseEdtf(`${date}/${side}`)
      const before = parseEdtf(`${side}/${date}`)
      return (
        after.days.earliest === days.earliest &&
        after.days.latest === null &&
        after.endState === state &&
        before.days.earliest === null &&
        before.days.latest === days.latest &&
        before.startState === state
      )
    }),
    { numRuns: 2000 },
  )
})

test('a qualifier changes no day and marks the whole as qualified, on whichever side it stands', async () => {
  const marks = fc.tuple(fc.option(qualifier, { nil: '' }), fc.option(qualifier, { nil: '' }))
  fc.assert(
    fc.property(plainDate, qualifier, (date, mark) => {
      const bare = parseEdtf(date)
      assert.equal(bare.qualified, false)
      assert.deepEqual(parseEdtf(date + mark), { ...bare, qualified: true })
    }),
  )
  fc.assert(
    fc.property(plainDate, plainDate, marks, (first, second, [mark, otherMark]) => {
      fc.pre(refusalOf(`${first}/${second}`) === undefined)
      const bare = parseEdtf(`${first}/${second}`)
      const marked = parseEdtf(`${first}${mark}/${second}${otherMark}`)
      assert.deepEqual(marked, { ...bare, qualified: mark + otherMark !== '' })
    }),
  )
})

test('no text, however broken, meets anything but an answer or an EdtfError', async () => {
  const alphabet = [...'0123456789X-/.?~%TZ:+ [],{}SYE', '..', '2024', '-10', '-XX', '-24', 'T10:00:00']
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 200 }),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const error = refusalOf(text)
      if (error === undefined) return text.length <= edtfMaxLength
      return error instanceof EdtfError && error.message.endsWith(edtfHelp)
    }),
    { numRuns: 20_000 },
  )
})

const seedOf = (edtf: string, rest: Partial<TimeSeed> = {}): TimeSeed => ({
  edtf,
  as_stated: 'then',
  basis: 'stated',
  anchor: null,
  since_at_least: false,
  ...rest,
})

test('a time is served with its days, and a window with the four days that bound its ends', async (t) => {
  const seed = seedOf('2023-09/2024-02~', {
    as_stated: 'through February',
    basis: 'relative',
    anchor: 'published 2024',
  })
  const time = { ...seed, earliest: '2023-09-01', latest: '2024-02-29' }
  t.strictSame(renderTime(seed), time)
  t.strictSame(renderWindow(seed), {
    ...time,
    start_side: 'stated',
    start_earliest: '2023-09-01',
    start_latest: '2023-09-30',
    end_side: 'stated',
    end_earliest: '2024-02-01',
    end_latest: '2024-02-29',
  })
})

test('a single date is its own window', async (t) => {
  t.match(renderWindow(seedOf('2024-10')), {
    start_side: 'stated',
    start_earliest: '2024-10-01',
    start_latest: '2024-10-31',
    end_side: 'stated',
    end_earliest: '2024-10-01',
    end_latest: '2024-10-31',
  })
})

test('"since at least" opens the past and keeps the last day on which the window may start', async (t) => {
  const seed = seedOf('2023-09/2024-02', { since_at_least: true })
  t.match(renderTime(seed), { earliest: null, latest: '2024-02-29', since_at_least: true })
  t.match(renderWindow(seed), {
    earliest: null,
    latest: '2024-02-29',
    start_side: 'stated',
    start_earliest: null,
    start_latest: '2023-09-30',
    end_earliest: '2024-02-01',
    end_latest: '2024-02-29',
  })
  t.match(renderWindow(seedOf('2022-06~/..', { since_at_least: true })), {
    earliest: null,
    latest: null,
    start_earliest: null,
    start_latest: '2022-06-30',
    end_side: 'open',
  })
})

test('a seed time needs only its EDTF, its basis and what the basis calls for', async (t) => {
  t.strictSame(timeSeed.parse({ edtf: '2024', as_stated: 'in 2024', basis: 'stated' }), {
    edtf: '2024',
    as_stated: 'in 2024',
    basis: 'stated',
    anchor: null,
    since_at_least: false,
  })
  const anchor = 'published 2024-10'
  for (const valid of [
    { edtf: '2024-09', as_stated: 'last month', basis: 'relative', anchor },
    { edtf: '2024-09~', basis: 'inferred', anchor },
    { edtf: '2023-09/..', as_stated: 'since', basis: 'stated', since_at_least: true },
    { edtf: '2023-09~/2024', as_stated: 'since', basis: 'stated', since_at_least: true },
    { edtf: '2023-09/', as_stated: 'since', basis: 'stated', since_at_least: true },
  ])
    t.equal(timeSeed.safeParse(valid).error, undefined, JSON.stringify(valid))
})

test('a seed time that lacks what its basis calls for is refused at the key that is wrong', async (t) => {
  const anchor = 'published 2024-10'
  const said = { as_stated: 'then', basis: 'stated' }
  const table: [seed: object, path: string, reason: RegExp][] = [
    [{ edtf: '2024', basis: 'stated' }, 'as_stated', /Time with basis stated needs its words/],
    [{ edtf: '2024', basis: 'relative', anchor }, 'as_stated', /Time with basis relative needs its words/],
    [
      { edtf: '2024', as_stated: 'then', basis: 'relative' },
      'anchor',
      /Time with basis relative needs what it rests on/,
    ],
    [{ edtf: '2024', basis: 'inferred' }, 'anchor', /Time with basis inferred needs what it rests on/],
    [{ ...said, edtf: '2024', as_stated: '' }, 'as_stated', /Must not be empty/],
    [{ ...said, edtf: '2024', as_stated: 'a\u0007b' }, 'as_stated', /control characters/],
    [{ ...said, edtf: '2024', basis: 'guessed' }, 'basis', /stated/],
    [{ ...said, edtf: '2024', since_at_least: true }, 'since_at_least', /interval with a stated start/],
    [{ ...said, edtf: '/2024', since_at_least: true }, 'since_at_least', /interval with a stated start/],
    [{ ...said, edtf: '../2024', since_at_least: true }, 'since_at_least', /interval with a stated start/],
    [{ ...said, edtf: '2024-13' }, 'edtf', /has no month or season 13.*Allowed: EDTF/],
    [{ ...said, edtf: '', since_at_least: true }, 'edtf', /is empty/],
    [{ ...said, edtf: 2024 }, 'edtf', /put a bare year in quotation marks/],
    [{ ...said, edtf: '2024', date: '2024' }, '', /Unknown key "date"\. Allowed: edtf, as_stated/],
  ]
  for (const [seed, path, reason] of table) {
    const issues = timeSeed.safeParse(seed, { error: seedFault }).error?.issues ?? []
    const found = issues.find((issue) => issue.path.join('.') === path)
    t.match(found?.message, reason, JSON.stringify(seed))
  }
})
