import assert from 'node:assert/strict'
import t, { type Test } from 'tap'
import { conditionOf, type FilterQuery } from '../src/db/filters.ts'
import { estimates } from '../src/db/tables.ts'
import { boundsInOrder } from '../src/facts/bounds.ts'
import { estimateList } from '../src/records/estimates/list.ts'
import fc from './support/fast-check.ts'
import { looseRows } from './support/loose-rows.ts'
import { appFor, getJson, walk } from './support/support.ts'

interface Numbers {
  low: number | null
  high: number | null
  best: number | null
  low_inclusive: boolean | null
  high_inclusive: boolean | null
  low_side: 'stated' | 'unbounded' | 'unstated'
  high_side: 'stated' | 'unbounded' | 'unstated'
}

const number = fc.option(fc.integer({ min: 0, max: 6 }))
const openSide = fc.constantFrom('unbounded' as const, 'unstated' as const)
/** Any numbers an estimate can hold, those in the wrong order too. */
const numbers: fc.Arbitrary<Numbers> = fc
  .record({
    low: number,
    high: number,
    best: number,
    lowIn: fc.boolean(),
    highIn: fc.boolean(),
    under: openSide,
    over: openSide,
  })
  .map(({ low, high, best, lowIn, highIn, under, over }) => ({
    ...{ low, high, best },
    low_inclusive: low === null ? null : lowIn,
    high_inclusive: high === null ? null : highIn,
    low_side: low === null ? under : 'stated',
    high_side: high === null ? over : 'stated',
  }))

/** Every half from 0 to 8: bounds are whole, so that each stretch between two of them holds a point. */
const points = Array.from({ length: 17 }, (_, index) => index / 2)

/** Whether the words admit a number, one number at a time. */
function admits(one: Numbers, number: number, unstated: 'include' | 'exclude'): boolean {
  const admitsBelow = () => {
    if (one.low !== null) return number > one.low || (number === one.low && one.low_inclusive === true)
    if (one.low_side === 'unbounded' || unstated === 'include') return true
    const lastNamed = one.best ?? one.high
    return lastNamed !== null && number >= lastNamed
  }
  const admitsAbove = () => {
    if (one.high !== null) return number < one.high || (number === one.high && one.high_inclusive === true)
    if (one.high_side === 'unbounded' || unstated === 'include') return true
    const lastNamed = one.best ?? one.low
    return lastNamed !== null && number <= lastNamed
  }
  return admitsBelow() && admitsAbove()
}

async function openDatabase(t: Test) {
  const rows = await looseRows(t)
  const fixed = {
    source: 's',
    quantity: 'q',
    claim: 'c',
    claimant_kind: 'none',
    form: 'stated',
    modifier: 'vague',
    spread: false,
  } as const
  return {
    fill: (all: Numbers[]) =>
      rows.fill(new Map([[estimates, all.map((one, index) => ({ id: String(index), ...fixed, ...one }))]])),
    async find(query: FilterQuery): Promise<number[]> {
      const ids = await rows.idsWhere(estimates, conditionOf(estimateList.filters, query, rows.engine))
      return ids.map(Number).sort((one, other) => one - other)
    },
  }
}

const some = fc.array(numbers, { minLength: 1, maxLength: 8 })
const unstatedSides = fc.constantFrom('include' as const, 'exclude' as const)
const point = fc.constantFrom(...points)
const whichOf = (all: Numbers[], holds: (one: Numbers) => boolean) =>
  all.flatMap((one, index) => (holds(one) ? [index] : []))

t.test('could_be finds what admits the number, whatever the ends', async (t) => {
  const { fill, find } = await openDatabase(t)
  await fc.assert(
    fc.asyncProperty(some, point, unstatedSides, async (all, value, unstated) => {
      await fill(all)
      assert.deepEqual(
        await find({ could_be: value, unstated }),
        whichOf(all, (one) => admits(one, value, unstated)),
      )
      if (unstated === 'exclude')
        assert.deepEqual(await find({ could_be: value }), await find({ could_be: value, unstated }))
    }),
    { numRuns: 400 },
  )
})

t.test('overlaps finds what admits some number of the range, whatever the ends', async (t) => {
  const { fill, find } = await openDatabase(t)
  const end = fc.option(point)
  const range = fc.tuple(end, end).filter(([from, to]) => from === null || to === null || from <= to)
  await fc.assert(
    fc.asyncProperty(some, range, unstatedSides, async (all, [from, to], unstated) => {
      await fill(all)
      const asked = points.filter((value) => (from === null || value >= from) && (to === null || value <= to))
      assert.deepEqual(
        await find({ overlaps: { from, to }, unstated }),
        whichOf(all, (one) => asked.some((value) => admits(one, value, unstated))),
      )
    }),
    { numRuns: 400 },
  )
})

t.test(
  'surely_gte and surely_lte find what admits nothing on the other side, states so, and is in order',
  async (t) => {
    const { fill, find } = await openDatabase(t)
    await fc.assert(
      fc.asyncProperty(some, point, async (all, value) => {
        await fill(all)
        const nothingBeyond = (one: Numbers, beyond: (each: number) => boolean) =>
          !points.some((each) => beyond(each) && admits(one, each, 'include'))
        // Between the last whole number below a half and the half itself lies no point: ask for whole numbers.
        const asked = Math.floor(value)
        assert.deepEqual(
          await find({ surely_gte: asked }),
          whichOf(all, (one) => boundsInOrder(one) && one.low !== null && nothingBeyond(one, (each) => each < asked)),
        )
        assert.deepEqual(
          await find({ surely_lte: asked }),
          whichOf(all, (one) => boundsInOrder(one) && one.high !== null && nothingBeyond(one, (each) => each > asked)),
        )
      }),
      { numRuns: 400 },
    )
  },
)

t.test('nothing is sure of bounds that are out of order', async (t) => {
  const { fill, find } = await openDatabase(t)
  const bounds = (low: number | null, best: number | null, high: number | null, isInclusive = true): Numbers => ({
    ...{ low, best, high },
    low_inclusive: low === null ? null : isInclusive,
    high_inclusive: high === null ? null : isInclusive,
    low_side: low === null ? 'unbounded' : 'stated',
    high_side: high === null ? 'unbounded' : 'stated',
  })
  await fill([
    bounds(10, null, 5),
    bounds(10, 7, 5),
    bounds(7, null, 7, false),
    bounds(6, 5, null),
    bounds(6, 6, null, false),
    bounds(null, 8, 7),
    bounds(5, 12, 10),
    bounds(0, null, 0),
    bounds(5, 5, 5),
    bounds(5, 6, null),
    bounds(null, null, 5),
  ])
  t.strictSame(await find({ surely_gte: 5 }), [8, 9])
  t.strictSame(await find({ surely_lte: 7 }), [7, 8, 10])
  t.strictSame(await find({ surely_gte: 0 }), [7, 8, 9])
  t.strictSame(await find({ surely_gte: 0, surely_lte: 10 }), [7, 8])
})

t.test('open_ended tells apart whether some side is unbounded', async (t) => {
  const { fill, find } = await openDatabase(t)
  await fc.assert(
    fc.asyncProperty(some, async (all) => {
      await fill(all)
      const isOpen = (one: Numbers) => one.low_side === 'unbounded' || one.high_side === 'unbounded'
      assert.deepEqual(await find({ open_ended: true }), whichOf(all, isOpen))
      assert.deepEqual(
        await find({ open_ended: false }),
        whichOf(all, (one) => !isOpen(one)),
      )
    }),
  )
})

t.test('the figures of the seed, each judged by its words', async (t) => {
  const app = await appFor(t)
  const of = async (quantity: string, query: string) =>
    (await walk(app, `/v1/estimates?quantity=${quantity}&${query}`)).map(({ id }) => id.replace('estimate-', ''))
  const shells = 'shells-delivered-kp-ru'
  const containers = 'containers-delivered-kp-ru'
  const experts = 'fp-experts-2-million-shells'
  const spread = 'fp-spread-of-shells'
  const [k02, k05, k07, k13] = ['k02-nis-shells', 'k05-hur-shells', 'k07-skibitskyi-shells', 'k13-c4ads-shells']
  const [k20, k22, k27] = ['k20-zelenskyy-shells', 'k22-open-source-centre-shells', 'k27-skibitskyi-shells']
  t.strictSame(await of(shells, 'could_be=3000000'), [experts, spread, k02])
  t.strictSame(await of(shells, 'could_be=3000000&unstated=exclude'), [experts, spread, k02])
  t.strictSame(
    await of(shells, 'could_be=3000000&unstated=include'),
    [experts, spread, k02, k05, k07, k13, k20, k27],
    'only "between 4 million and 6 million" rules it out',
  )
  t.strictSame(await of(shells, 'could_be=6000000'), [experts, k02, k22], 'the spread ends at "almost 6 million"')
  t.strictSame(await of(shells, 'could_be=1000000'), [k05], '"around 1 million"; "more than 1 million" is not it')
  t.strictSame(await of(containers, 'could_be=0'), [], '"nearly 16,000" is not offered for 0')
  t.strictSame(await of(containers, 'could_be=16000&unstated=include'), [
    // Everything that leaves both sides unstated, and floors below; not "nearly 16,000" itself, not "more than 20,000".
    'fp-analysts-11000-containers',
    'fp-thousands-of-containers',
    'k01-nsc-containers',
    'k03-mnd-containers',
    'k06-state-department-containers',
    'k08-mnd-containers',
    'k10-mnd-containers',
    'k12-state-department-containers',
    'k14-dia-containers',
    'k18-mnd-containers',
    'k25-dia-containers',
  ])
  t.strictSame(await of(shells, 'surely_gte=2000000'), [experts, k22])
  t.strictSame(await of(shells, 'surely_lte=6000000'), [spread, k22])
  t.strictSame(await of(shells, 'surely_gte=2000000.5'), [k22])
  t.strictSame(await of(shells, 'overlaps=1000000..2500000'), [experts, spread, k02, k05, k07, k13])
  t.strictSame(await of(shells, 'overlaps=..1000000'), [k05])
  t.strictSame(await of(shells, 'overlaps=6000000..'), [experts, k02, k22, k27])
  t.strictSame(await of(shells, 'open_ended=true'), [experts, k02])
  t.strictSame(await of('rounds-delivered-kp-ru', 'open_ended=true'), ['k24-msmt-rounds-kbs'], '"as many as"')
})

t.test('numbers are read strictly', async (t) => {
  const app = await appFor(t)
  for (const number of ['-1', '1e6', '0x10', '1,5', ' 1', '.5', '1.', '1_000', '1.1234567', '1234567890123456', 'NaN'])
    for (const name of ['could_be', 'surely_gte', 'surely_lte', 'overlaps'])
      t.match(
        (await getJson(app, `/v1/estimates?${name}=${encodeURIComponent(number)}`, 400)).errors,
        [{ parameter: name, detail: /Allowed: / }],
        `${name}=${number}`,
      )
  for (const range of ['..', '5', '1..2..3', '1...2', '1-2', '..-1', '1,..2'])
    await getJson(app, `/v1/estimates?overlaps=${encodeURIComponent(range)}`, 400)
  t.match((await getJson(app, '/v1/estimates?overlaps=2..1', 400)).detail, /first number is greater/)
  t.equal((await getJson(app, '/v1/estimates?overlaps=1.5..2.5')).data.length > 0, true)
})
