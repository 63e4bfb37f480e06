/**
 * A model to hold disagreement against, which shares no code with it: one total that grows day by day, and truthful
 * claims about it, of which the real windows are known.
 */
import fc from 'fast-check'
import type { Report } from '../../src/facts/comparison/claims.ts'
import type { Made } from '../../src/facts/comparison/windows.ts'
import { type Drawn, reportOf } from './disagreement.ts'

const firstDay = Date.parse('2024-01-01')
const dayLength = 86_400_000
const days = 151
/** The day of an index: 0 is 2024-01-01, 150 is 2024-05-30. */
export const dayOf = (index: number): string => new Date(firstDay + index * dayLength).toISOString().slice(0, 10)
const indexOf = (day: string): number => Math.round((Date.parse(day) - firstDay) / dayLength)
const monthOf = (index: number): string => dayOf(index).slice(0, 7)
const firstOfMonth = (index: number): number => indexOf(`${monthOf(index)}-01`)
const lastOfMonth = (index: number): number => {
  const [year, month] = monthOf(index).split('-').map(Number) as [number, number]
  return Math.round((Date.UTC(year, month, 1) - firstDay) / dayLength) - 1
}

/** The amount moved on each day. */
export type Flow = number[]
/** The amount moved from the one day to the other, both included. */
export function moved(flow: Flow, from: number, to: number): number {
  let sum = 0
  for (let day = Math.max(0, from); day <= Math.min(days - 1, to); day += 1) sum += flow[day] as number
  return sum
}
export const movedBetween = (flow: Flow, from: string | null, to: string | null): number =>
  moved(flow, from === null ? 0 : indexOf(from), to === null ? days : indexOf(to))

const anyFlow: fc.Arbitrary<Flow> = fc
  .record({
    start: fc.integer({ min: 0, max: 70 }),
    amounts: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 })), { minLength: days, maxLength: days }),
  })
  .map(({ start, amounts }) => amounts.map((amount, day) => (day < start ? 0 : amount)))

/** A truthful claim: its real window and number, and how it is worded. */
export interface Truth {
  from: number
  to: number
  said: number
  total: number
  report: Report
  /** How far its single number is from the truth, as a share of it. */
  error: number
  /** The true days of its stated times, where they are approximate or only inferred. */
  isStartAsWritten: boolean
  isEndAsWritten: boolean
  statedStart: number | null
  periodEnd: number | null
}

const draft = fc.record({
  from: fc.integer({ min: 0, max: 120 }),
  isFromFlow: fc.boolean(),
  length: fc.integer({ min: 0, max: 90 }),
  lag: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })),
  reportLag: fc.integer({ min: 0, max: 20 }),
  start: fc.constantFrom('day', 'day', 'month', 'month~', 'unstated', 'unstated', 'open', 'since', 'inferred'),
  end: fc.constantFrom('day', 'day', 'month', 'month', 'month~', 'unstated', 'unstated', 'open'),
  clock: fc.constantFrom('day', 'day', 'month', 'day~', 'inferred', 'none'),
  published: fc.constantFrom('day', 'month', 'none'),
  as_of: fc.constantFrom('none', 'none', 'day', 'month', 'wrong'),
  modifier: fc.constantFrom(
    'at_least',
    'more_than',
    'at_most',
    'less_than',
    'between',
    'about',
    'exact',
    'almost',
    'vague',
  ),
  off: fc.integer({ min: -30, max: 30 }),
  source: fc.integer({ min: 0, max: 3 }),
  origin: fc.integer({ min: 0, max: 3 }),
})
type Draft = typeof draft extends fc.Arbitrary<infer D> ? D : never

/** A wording that is true of the flow. Points are exact where asked for. */
function truthOf(flow: Flow, drawn: Draft, index: number, isExact: boolean): Truth {
  let from = drawn.isFromFlow ? 0 : drawn.from
  if (drawn.start === 'month') from = firstOfMonth(from)
  if (drawn.start === 'open') from = 0
  let to = Math.min(days - 1, from + drawn.length)
  let said = Math.min(days - 1, to + drawn.lag)
  if (drawn.end === 'month') {
    // A month means the whole of it, as far as it had passed when the figure was said.
    to = Math.min(lastOfMonth(to), said)
    if (drawn.clock === 'none') to = lastOfMonth(to)
    said = Math.max(said, to)
  }
  const published = said + drawn.reportLag
  const isPublishedMonth = drawn.published === 'month'
  // Without a day on which it was said, the figure counts as said when it was published.
  if (drawn.end === 'month' && drawn.clock === 'none' && drawn.published !== 'none')
    to = Math.min(lastOfMonth(to), published)
  // The clock that is recorded: a month is read as far as it had passed by then.
  const put = drawn.clock !== 'none' ? said : drawn.published === 'none' ? days : published
  const total = moved(flow, from, to)
  const starts: Record<string, string> = {
    ...{ day: dayOf(from), month: monthOf(from), 'month~': `${monthOf(from)}~`, inferred: dayOf(from) },
    ...{ unstated: '', open: '..', since: monthOf(Math.min(to, from + (drawn.off > 0 ? 20 : 0))) },
  }
  const ends: Record<string, string> = {
    day: dayOf(to),
    month: monthOf(to),
    'month~': `${monthOf(to)}~`,
    unstated: '',
    open: '..',
  }
  const [start, end] = [starts[drawn.start] as string, ends[drawn.end] as string]
  const isStated = start.length > 2 || end.length > 2
  const isSince = drawn.start === 'since'
  const isInferred = drawn.start === 'inferred'
  // The dates that are only inferred may be wrong.
  const window = !isStated ? undefined : `${isInferred ? '!' : ''}${start}/${end}`
  const clocks: Record<string, string | undefined> = {
    ...{
      day: dayOf(said),
      month: monthOf(said),
      'day~': `${dayOf(said)}~`,
      inferred: `!${dayOf(said)}`,
      none: undefined,
    },
  }
  const asOfs: Record<string, string | undefined> = {
    none: undefined,
    day: dayOf(to),
    month: monthOf(to),
    wrong: dayOf(Math.max(from, to - 15)),
  }
  const words: Drawn = {
    ...{
      id: `e${index}`,
      claim: `c${index}`,
      source: `s${drawn.source}`,
      origin: drawn.origin === 0 ? null : `o${drawn.origin}`,
    },
    ...(window === undefined ? {} : { window, sinceAtLeast: isSince }),
    ...(clocks[drawn.clock] === undefined ? {} : { said: clocks[drawn.clock] as string }),
    ...(drawn.published === 'none' ? {} : { published: isPublishedMonth ? monthOf(published) : dayOf(published) }),
    ...(asOfs[drawn.as_of] === undefined ? {} : { as_of: asOfs[drawn.as_of] as string }),
    recorded: '2024-12-31',
    ...numbersOf(total, drawn, isExact),
  }
  const report = reportOf(words)
  const near = report.best ?? (report.modifier === 'almost' ? report.high : null)
  return {
    ...{ from, to, said, total, report },
    error: near === null || near === 0 ? 0 : Math.abs(total - near) / near,
    isStartAsWritten: drawn.start === 'month~' ? from === firstOfMonth(from) : true,
    isEndAsWritten: drawn.end === 'month~' ? to === Math.min(lastOfMonth(to), put) : true,
    statedStart: ['day', 'month', 'month~', 'inferred'].includes(drawn.start) ? from : null,
    periodEnd: drawn.end.startsWith('month') ? lastOfMonth(to) : null,
  }
}

function numbersOf(total: number, { modifier, off }: Draft, isExact: boolean): Drawn {
  const by = Math.round((Math.abs(off) / 100) * total)
  const near = isExact ? total : Math.max(total === 0 ? 0 : 1, Math.round(total * (1 + off / 100)))
  const drawn: Record<string, Drawn> = {
    ...{ at_least: { low: Math.max(0, total - by) }, at_most: { high: total + by } },
    more_than:
      total === 0 ? { low: 0, modifier: 'at_least' } : { low: Math.max(0, total - 1 - by), modifier: 'more_than' },
    less_than: { high: total + 1 + by, modifier: 'less_than' },
    between: { low: Math.max(0, total - by), high: total + by, modifier: 'between' },
    ...{ about: { best: near, modifier: 'about' }, exact: { best: total, modifier: 'unmodified' } },
    almost: isExact || total === 0 ? { best: total, modifier: 'about' } : { high: total + 1 + by, modifier: 'almost' },
    vague: { modifier: 'vague' },
  }
  return drawn[modifier] as Drawn
}

export interface World {
  flow: Flow
  truths: Truth[]
}

/** A flow and truthful claims about it. `isExact`: single numbers are exact. `isSure`: nothing in a window is vague. */
export const anyWorld = (isExact: boolean, { min = 2, max = 7, isSure = false } = {}): fc.Arbitrary<World> =>
  fc.tuple(anyFlow, fc.array(draft, { minLength: min, maxLength: max })).map(([flow, drafts]) => ({
    flow,
    truths: drafts.map((drawn, index) =>
      truthOf(flow, isSure ? { ...drawn, start: 'day', end: 'day', clock: 'day' } : drawn, index, isExact),
    ),
  }))

const within = (day: number, edtf: string): boolean => dayOf(day).startsWith(edtf.replace('~', ''))

/** Whether every assumption is true in the world. */
export function allTrue(world: World, made: Made[]): boolean {
  const ends = new Set<number>()
  return made.every(({ assumption, estimate }) => {
    const truth = world.truths.find(({ report }) => report.id === estimate) as Truth
    const { report, from, to, said } = truth
    if (assumption === 'start_of_flow') return moved(world.flow, 0, from - 1) === 0
    if (assumption === 'stated_start_is_start_of_flow') return moved(world.flow, 0, from - 1) === 0
    if (assumption === 'end_as_of') return within(to, report.as_of?.edtf as string)
    if (assumption === 'end_said') return within(to, report.said?.edtf as string)
    if (assumption === 'end_published') return within(to, report.published?.edtf as string)
    if (assumption === 'end_of_period') return to === truth.periodEnd
    if (assumption === 'same_end') {
      ends.add(to)
      return ends.size === 1
    }
    return truth.isStartAsWritten && truth.isEndAsWritten && (report.said === null || within(said, report.said.edtf))
  })
}
