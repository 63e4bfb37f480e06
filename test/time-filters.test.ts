import assert from 'node:assert/strict'
import type { SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import t, { type Test, test } from 'tap'
import { knownByConditions, timeConditions } from '../src/db/filters.ts'
import { quotes, times } from '../src/db/tables.ts'
import { type Days, EdtfError, parseEdtf } from '../src/facts/edtf.ts'
import { isNeverSure, renderWindow } from '../src/facts/time.ts'
import fc from './support/fast-check.ts'
import { looseRows } from './support/loose-rows.ts'
import { appFor, getJson, seedCopy, walk } from './support/support.ts'

const millisecondsPerDay = 86_400_000
const isoDay = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10)

/** So far around every date below that a time which reaches its edge is one that nothing bounds. */
const horizon: string[] = []
for (let day = Date.UTC(2000, 0, 1); day <= Date.UTC(2045, 11, 31); day += millisecondsPerDay) horizon.push(isoDay(day))

interface FactTime {
  edtf: string
  sinceAtLeast: boolean
  basis: 'stated' | 'inferred'
}

const year = fc.integer({ min: 2020, max: 2027 }).map(String)
const twoDigits = (value: number): string => String(value).padStart(2, '0')
const month = fc.integer({ min: 1, max: 12 }).map(twoDigits)
const day = fc
  .integer({ min: Date.UTC(2020, 0, 1) / millisecondsPerDay, max: Date.UTC(2027, 11, 31) / millisecondsPerDay })
  .map((dayNumber) => isoDay(dayNumber * millisecondsPerDay))
/** First and last days of months and years, where a comparison is off by one if anywhere. */
const edgeDay = fc
  .tuple(fc.integer({ min: 2019, max: 2028 }), fc.constantFrom('01-01', '12-31', '03-01', '06-30', '07-01', '02-28'))
  .map(([y, monthDay]) => `${y}-${monthDay}`)

const date = fc
  .tuple(
    fc.oneof(
      day,
      edgeDay,
      year,
      fc.tuple(year, month).map(([y, m]) => `${y}-${m}`),
      fc.tuple(year, month).map(([y, m]) => `${y}-${m}-XX`),
      fc.tuple(year, fc.integer({ min: 21, max: 24 })).map(([y, season]) => `${y}-${season}`),
      year.map((y) => `${y}-XX-XX`),
      fc.constant('202X'),
      day.map((d) => `${d}T12:00:00Z`),
    ),
    fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom('?', '~', '%') }),
  )
  // A date-time takes no qualifier.
  .map(([text, mark]) => (text.includes('T') ? text : text + mark))
const side = fc.oneof({ weight: 3, arbitrary: date }, { weight: 1, arbitrary: fc.constantFrom('', '..') })
const interval = fc.tuple(side, side).map(([first, second]) => `${first}/${second}`)
const edtf = fc.oneof(date, interval).filter(isEdtf)

function isEdtf(text: string): boolean {
  try {
    parseEdtf(text)
    return true
  } catch (error) {
    if (error instanceof EdtfError) return false
    throw error
  }
}

const factTime: fc.Arbitrary<FactTime> = fc
  .tuple(edtf, fc.boolean(), fc.constantFrom('stated' as const, 'stated' as const, 'inferred' as const))
  // "Since at least" is said only of an interval with a stated start.
  .map(([text, flag, basis]) => ({ edtf: text, sinceAtLeast: flag && /^[^/.]+\//.test(text), basis }))
/** A few facts, each with or without a time; a time of another clock must never count. */
const facts = fc.array(
  fc.record({ said: fc.option(factTime, { nil: undefined }), published: fc.option(factTime, { nil: undefined }) }),
  { minLength: 1, maxLength: 6 },
)
type Fact = { said: FactTime | undefined; published: FactTime | undefined }

async function openEmptyFacts(t: Test) {
  const rows = await looseRows(t)
  const idOf = (index: number) => `fact-${index}`
  const timeOf = (fact: string, clock: 'said' | 'published', time: FactTime) => {
    const seed = { edtf: time.edtf, since_at_least: time.sinceAtLeast }
    const window = renderWindow({ ...seed, as_stated: 'then', basis: time.basis, anchor: null })
    const qualified = isNeverSure(window)
    return { ...window, id: `${fact}.${clock}`, fact, fact_type: 'quote', clock, qualified, body: '{}' }
  }
  return {
    fill(facts: Fact[]) {
      const quoteOf = { source: 's', act: 'assertion', mode: 'direct', claimant_kind: 'named' }
      const timesOf = (fact: Fact, index: number) =>
        (['said', 'published'] as const).flatMap((clock) => {
          const time = fact[clock]
          return time === undefined ? [] : [timeOf(idOf(index), clock, time)]
        })
      return rows.fill(
        new Map<SQLiteTable, object[]>([
          [quotes, facts.map((_, index) => ({ id: idOf(index), ...quoteOf }))],
          [times, facts.flatMap(timesOf)],
        ]),
      )
    },
    /** Positions of the facts that satisfy the condition. */
    async matching(condition: SQL): Promise<number[]> {
      const ids = await rows.idsWhere(quotes, condition)
      return ids.map((id) => Number(id.slice('fact-'.length))).sort((one, other) => one - other)
    },
  }
}

/** The days of the horizon that a time admits, found by looking at each of them. */
function admissibleDays({ edtf, sinceAtLeast }: FactTime): string[] {
  const { earliest, latest } = parseEdtf(edtf).days
  const from = sinceAtLeast ? null : earliest
  return horizon.filter((day) => (from === null || day >= from) && (latest === null || day <= latest))
}

const isSure = ({ edtf, basis }: FactTime): boolean => basis !== 'inferred' && !/[?~%]/.test(edtf)

function expected(facts: Fact[], holds: (day: string) => boolean): { possible: number[]; sure: number[] } {
  const possible: number[] = []
  const sure: number[] = []
  facts.forEach(({ said }, index) => {
    if (said === undefined) return
    const days = admissibleDays(said)
    if (days.some(holds)) possible.push(index)
    if (days.every(holds) && isSure(said)) sure.push(index)
  })
  return { possible, sure }
}

const isWithin =
  ({ earliest, latest }: Days) =>
  (day: string): boolean =>
    (earliest === null || day >= earliest) && (latest === null || day <= latest)

const said = timeConditions(quotes.id, 'said')
const runs = { numRuns: 300 }

test('"during" finds what may lie within a date or interval, and "surely" what lies there whatever the day was', async (t) => {
  const database = await openEmptyFacts(t)
  await fc.assert(
    fc.asyncProperty(facts, edtf, async (facts, query) => {
      const { days } = parseEdtf(query)
      await database.fill(facts)
      assert.deepEqual(
        {
          possible: await database.matching(said.during(days)),
          sure: await database.matching(said.duringSurely(days)),
        },
        expected(facts, isWithin(days)),
      )
    }),
    runs,
  )
})

test('"before" finds what may lie before a day, and "surely" what lies before it whatever the day was', async (t) => {
  const database = await openEmptyFacts(t)
  await fc.assert(
    fc.asyncProperty(facts, fc.oneof(day, edgeDay), async (facts, limit) => {
      await database.fill(facts)
      assert.deepEqual(
        {
          possible: await database.matching(said.before(limit)),
          sure: await database.matching(said.beforeSurely(limit)),
        },
        expected(facts, (day) => day < limit),
      )
    }),
    runs,
  )
})

test('"after" finds what may lie after a day, and "surely" what lies after it whatever the day was', async (t) => {
  const database = await openEmptyFacts(t)
  await fc.assert(
    fc.asyncProperty(facts, fc.oneof(day, edgeDay), async (facts, limit) => {
      await database.fill(facts)
      assert.deepEqual(
        {
          possible: await database.matching(said.after(limit)),
          sure: await database.matching(said.afterSurely(limit)),
        },
        expected(facts, (day) => day > limit),
      )
    }),
    runs,
  )
})

test('a bound taken from the time itself is matched to the day', async (t) => {
  const database = await openEmptyFacts(t)
  await fc.assert(
    fc.asyncProperty(factTime, fc.integer({ min: -1, max: 1 }), async (time, shift) => {
      const facts = [{ said: time, published: undefined }]
      await database.fill(facts)
      const { earliest, latest } = parseEdtf(time.edtf).days
      for (const edge of [earliest, latest]) {
        if (edge === null) continue
        const limit = isoDay(Date.parse(edge) + shift * millisecondsPerDay)
        const bothWays: [SQL, SQL, (day: string) => boolean][] = [
          [said.before(limit), said.beforeSurely(limit), (day) => day < limit],
          [said.after(limit), said.afterSurely(limit), (day) => day > limit],
          ...[
            { earliest: limit, latest: limit },
            { earliest: limit, latest: null },
            { earliest: null, latest: limit },
          ].map((days): [SQL, SQL, (day: string) => boolean] => [
            said.during(days),
            said.duringSurely(days),
            isWithin(days),
          ]),
        ]
        for (const [possible, sure, holds] of bothWays)
          assert.deepEqual(
            { possible: await database.matching(possible), sure: await database.matching(sure) },
            expected(facts, holds),
            `${time.edtf}, ${limit}`,
          )
      }
    }),
    runs,
  )
})

test('a fact without the time is found only by asking for what is missing, and by no other condition', async (t) => {
  const database = await openEmptyFacts(t)
  await fc.assert(
    fc.asyncProperty(facts, async (facts) => {
      await database.fill(facts)
      const has = facts.flatMap(({ said }, index) => (said === undefined ? [] : [index]))
      const lacks = facts.flatMap(({ said }, index) => (said === undefined ? [index] : []))
      assert.deepEqual(await database.matching(said.missing(true)), lacks)
      assert.deepEqual(await database.matching(said.missing(false)), has)
      // The widest question there is: whatever has the time, and nothing else.
      assert.deepEqual(await database.matching(said.during({ earliest: null, latest: null })), has)
    }),
    { numRuns: 100 },
  )
})

test('a side that nothing bounds is possible and never sure', async (t) => {
  const database = await openEmptyFacts(t)
  const time = (edtf: string, sinceAtLeast = false) => ({
    said: { edtf, sinceAtLeast, basis: 'stated' as const },
    published: undefined,
  })
  await database.fill([
    time('2024/..'),
    time('2024/'),
    time('../2024'),
    time('/2024'),
    time('2024/2024', true),
    time('2024'),
    time('2024~'),
  ])
  const year = { earliest: '2024-01-01', latest: '2024-12-31' }
  t.strictSame(await database.matching(said.during(year)), [0, 1, 2, 3, 4, 5, 6])
  t.strictSame(await database.matching(said.duringSurely(year)), [5])
  t.strictSame(await database.matching(said.after('2030-01-01')), [0, 1])
  t.strictSame(await database.matching(said.afterSurely('2030-01-01')), [])
  t.strictSame(await database.matching(said.before('2010-01-01')), [2, 3, 4])
  t.strictSame(await database.matching(said.beforeSurely('2010-01-01')), [])
  t.strictSame(await database.matching(said.afterSurely('2023-12-31')), [0, 1, 5])
  t.strictSame(await database.matching(said.beforeSurely('2025-01-01')), [2, 3, 4, 5])
})

test('known_by finds what was surely published by a day, else surely said, and counts what no day finds', async (t) => {
  const database = await openEmptyFacts(t)
  const { knownBy, undated } = knownByConditions(quotes.id)
  await fc.assert(
    fc.asyncProperty(facts, fc.oneof(day, edgeDay), async (facts, limit) => {
      await database.fill(facts)
      const places = (holds: (fact: Fact) => boolean) => facts.flatMap((fact, index) => (holds(fact) ? [index] : []))
      const lastSureDay = ({ published, said }: Fact) => {
        const report = published ?? said
        return report === undefined || !isSure(report) ? null : parseEdtf(report.edtf).days.latest
      }
      assert.deepEqual(
        await database.matching(knownBy(limit)),
        places((fact) => (lastSureDay(fact) ?? '9') <= limit),
      )
      assert.deepEqual(
        await database.matching(undated),
        places((fact) => lastSureDay(fact) === null),
      )
    }),
    runs,
  )
})

const clocks: Record<string, string[]> = {
  sources: ['published'],
  quotes: ['said', 'published'],
  estimates: ['said', 'as_of', 'window', 'published'],
  events: ['occurred'],
  relations: ['occurred'],
}
const questions = ['during_surely=0000/9999', 'before_surely=9999', 'after_surely=0000']

interface Time {
  edtf: string
  basis: string
  earliest: string | null
  latest: string | null
}
const isSureTime = (time: Time | null): time is Time =>
  time !== null && time.basis !== 'inferred' && !/[?~%]/.test(time.edtf)

t.test('a time that is only inferred or approximate is sure on no clock of no record', async (t) => {
  const { seed, edit } = seedCopy(t)
  const article = 'fp-2024-10-north-korean-shells'
  // The same days, stated and inferred, so that each clock has both.
  const stated = "basis: stated, as_stated: 'then'"
  edit(
    'kp-ru-public-record/estimates-containers.yaml',
    /said: \{ edtf: 2023-10-13, basis: \w+/,
    `said: { edtf: 2023-10-13, ${stated}`,
  )
  edit(
    'kp-ru-public-record/estimates-containers.yaml',
    /(k03-mnd-containers\n.*?)said: \{ edtf: 2023-12-29, basis: \w+/s,
    '$1as_of: { edtf: 2023-12, basis: inferred, anchor: its day }\n    said: { edtf: 2023-12-29, basis: inferred',
  )
  edit(
    `${article}/events.yaml`,
    /edtf: 2024-22\n {6}as_stated: this summer\n {6}basis: relative/,
    'edtf: 2024-22\n      basis: inferred',
  )
  const app = await appFor(t, seed)
  for (const [collection, names] of Object.entries(clocks)) {
    const all = await walk(app, `/v1/${collection}?limit=1000`)
    for (const clock of names)
      for (const question of questions) {
        const found = (await walk(app, `/v1/${collection}?limit=1000&${clock}_${question}`)).map(({ id }) => id)
        const isIn = (time: Time) =>
          (question.startsWith('before') || time.earliest !== null) &&
          (question.startsWith('after') || time.latest !== null)
        const sure = all.filter((record) => isSureTime(record[clock]) && isIn(record[clock])).map(({ id }) => id)
        t.strictSame(found, sure, `${collection} ${clock}_${question}`)
      }
  }
  for (const question of questions)
    for (const { time } of await walk(app, `/v1/timeline?limit=1000&${question}`)) t.ok(isSureTime(time), question)
  const found = async (query: string) => (await walk(app, `/v1/estimates?${query}`)).map(({ id }) => id)
  t.strictSame(await found('said_during_surely=2023-10'), ['estimate-k01-nsc-containers'])
  t.notOk((await found('said_during_surely=2023-12')).includes('estimate-k03-mnd-containers'))
  t.ok((await found('said_during=2023-12')).includes('estimate-k03-mnd-containers'), 'it may have been then')
  t.ok((await found('known_by=2024')).includes('estimate-k01-nsc-containers'))
  t.notOk((await found('known_by=2024')).includes('estimate-k03-mnd-containers'))
})

t.test('a source is known by a day only where its own date is sure', async (t) => {
  const knownBy = async (published: string) => {
    const { seed, edit } = seedCopy(t)
    edit(
      'fp-2024-10-north-korean-shells/source.yaml',
      /published:\n {6}edtf: 2024-10\n {6}basis: inferred\n {6}anchor: >-\n( {8}.*\n)+/,
      `published: { edtf: '${published}', basis: stated, as_stated: then }\n`,
    )
    const app = await appFor(t, seed)
    const { data, meta } = await getJson(app, '/v1/quotes?known_by=2024-10-31')
    return [data.length, meta.undated]
  }
  for (const edtf of ['2024-10', '2024-10-04', '2024-10-04T10:00:00Z', '2024-09/2024-10', '/2024-10'])
    t.strictSame(await knownBy(edtf), [9, 0], edtf)
  for (const edtf of ['2024-10~', '2024-10-04?', '2024-10-XX%', '2024-10/..', '2024-09~/2024-10'])
    t.strictSame(await knownBy(edtf), [0, 9], edtf)
  const app = await appFor(t)
  for (const day of ['2024~', '2024-10?', '2024-10-04%', '2023~/2024', '2024-22~'])
    for (const list of ['estimates', 'quotes', 'quantities/shells-delivered-kp-ru/comparison'])
      t.match(
        (await getJson(app, `/v1/${list}?known_by=${encodeURIComponent(day)}`, 400)).detail,
        /leave out \?, ~/,
        day,
      )
  for (const edtf of ['2024-11', '2024', '2024-23', '202X']) t.strictSame(await knownBy(edtf), [0, 0], edtf)
})
