/**
 * The days on which the window of a report may start and end, as far as its words make them sure, and as far as listed
 * assumptions make them. A month, season or year that is stated without qualifier means the whole of it, as far as it
 * had passed when the figure was said, else published: nothing counts what is yet to come.
 */
import type { Term, windowAssumptions } from '../../vocabulary.ts'
import type { Time, Window } from '../time.ts'

/** A day that sorts before every other: the start of the flow, or no known first day. */
export const beginning = ''
/** A day that sorts after every other: no known last day. */
export const forever = '~'

/** Days are `YYYY-MM-DD`, {@link beginning} or {@link forever}. */
export interface DayRange {
  earliest: string
  latest: string
}

type Assumption = Term<typeof windowAssumptions>

/** An assumption, and the estimate it is made for. */
export interface Made {
  assumption: Assumption
  estimate: string
}

/** The days of one end of a window, and the assumptions they rest on. */
export interface Reading extends DayRange {
  made: Made[]
}

export interface Clocks {
  id: string
  source: string
  window: Window | null
  as_of: Time | null
  said: Time | null
  published: Time | null
  /** The day on which we recorded the figure; null or absent where it is not known. */
  recorded?: string | null
}

/** The window of one report. */
export interface Coverage {
  estimate: string
  /** Readings of the start. The first one assumes nothing. */
  starts: Reading[]
  /** Readings of the end, without those made in pairs only. The first one assumes nothing. */
  ends: Reading[]
  /** The whole of the stated period in which the window ends, where it had not all passed: made in pairs only. */
  endOfPeriod: Reading | null
  /** The day of a stated start, on which `stated_start_is_start_of_flow` turns; null where none is stated. */
  statedStart: string | null
  /** The clock and source from which a vague end is taken: two ends with the same one may be the same day. */
  endClock: string | null
}

/** The earlier of two days. */
export const least = (one: string, other: string): string => (one < other ? one : other)
const unknown: DayRange = { earliest: beginning, latest: forever }
const atBeginning: DayRange = { earliest: beginning, latest: beginning }

/** Sureness of a side of a time. `?` and `%` are never taken as written. */
type Sureness = 'sure' | 'as_written' | 'vague'
function surenessOf(text: string, basis: Time['basis']): Sureness {
  if (text.includes('?') || text.includes('%')) return 'vague'
  return text.includes('~') || basis === 'inferred' ? 'as_written' : 'sure'
}

interface Clock extends DayRange {
  name: 'as_of' | 'said' | 'published'
  sureness: Sureness
  edtf: string
}

function clocksOf(report: Clocks): Clock[] {
  const clocks: Clock[] = []
  for (const name of ['as_of', 'said', 'published'] as const) {
    const time = report[name]
    if (time === null) continue
    const { edtf, basis, earliest, latest } = time
    const sureness = surenessOf(edtf, basis)
    clocks.push({ name, edtf, sureness, earliest: earliest ?? beginning, latest: latest ?? forever })
  }
  return clocks
}

/** Reads the window of a report. */
export function coverageOf(report: Clocks): Coverage {
  const { id, window } = report
  const clocks = clocksOf(report)
  const put = clocks.filter(({ name }) => name !== 'as_of')
  // No figure counts what came after it was put forward: said, else published, else recorded, by what is sure.
  const cap = put.find(({ sureness }) => sureness === 'sure')?.latest ?? report.recorded ?? forever
  const opens = window?.start_side === 'stated' ? (window.start_earliest ?? beginning) : beginning
  const isWithin = (clock: Clock | undefined): clock is Clock => clock !== undefined && clock.latest >= opens
  const coverage = {
    estimate: id,
    ...startsOf(report),
    ...(window?.end_side === 'stated'
      ? statedEnds(report, window, { put: put[0], cap, isWithin })
      : openEnds(report, clocks, { cap, isWithin })),
  }
  if (opens <= cap) return coverage
  // A window that starts after the figure was put forward is a forecast, and bounds nothing that has moved.
  const nothing = { ...unknown, made: [] }
  return { estimate: id, starts: [nothing], ends: [nothing], endOfPeriod: null, statedStart: null, endClock: null }
}

const made = (estimate: string, ...assumptions: (Assumption | false)[]): Made[] =>
  assumptions.flatMap((assumption) => (assumption === false ? [] : [{ assumption, estimate }]))

function startsOf({ id, window }: Clocks): Pick<Coverage, 'starts' | 'statedStart'> {
  if (window === null || window.start_side === 'unknown') {
    const starts = [
      { ...unknown, made: [] },
      { ...atBeginning, made: made(id, 'start_of_flow') },
    ]
    return { starts, statedStart: null }
  }
  if (window.start_side === 'open') return { starts: [{ ...atBeginning, made: [] }], statedStart: null }
  const [text = ''] = window.edtf.split('/')
  const first = window.start_earliest ?? beginning
  const isRange = window.since_at_least || isVague(text)
  const written: DayRange = { earliest: first, latest: isRange ? (window.start_latest ?? forever) : first }
  const statedStart = window.start_earliest ?? window.start_latest
  const sureness = surenessOf(text, window.basis)
  if (sureness === 'sure') return { starts: [{ ...written, made: [] }], statedStart }
  const starts: Reading[] = [{ ...unknown, made: [] }]
  if (sureness === 'as_written') starts.push({ ...written, made: made(id, 'approximate_as_written') })
  return { starts, statedStart }
}

/** Digits are left open, or it is a winter, which may be the one that ends or the one that begins in its year. */
const isVague = (text: string): boolean => text.includes('X') || (text.length < 9 && text.startsWith('-24', 4))

type Ends = Pick<Coverage, 'ends' | 'endOfPeriod' | 'endClock'>

interface Limits {
  /** The last day that the figure can count. */
  cap: string
  /** False of a clock before the window starts as written: such a day is not its end, whatever is assumed. */
  isWithin: (clock: Clock | undefined) => clock is Clock
}

function statedEnds(
  { id, source }: Clocks,
  window: Window,
  { put, cap, isWithin }: Limits & { put: Clock | undefined },
): Ends {
  const text = window.edtf.split('/').at(-1) as string
  const last = window.end_latest ?? forever
  const first = isVague(text) ? (window.end_earliest ?? beginning) : last
  const sureness = surenessOf(text, window.basis)
  const isPutSurely = put === undefined ? false : put.sureness === 'sure'
  const passed = (clock: DayRange | undefined): DayRange => ({
    earliest: least(first, least(clock?.earliest ?? beginning, cap)),
    latest: least(last, least(clock?.latest ?? cap, cap)),
  })
  const sureEnd = { ...(isPutSurely ? passed(put) : { earliest: beginning, latest: least(last, cap) }), made: [] }
  const ends: Reading[] = [sureness === 'sure' ? sureEnd : { earliest: beginning, latest: cap, made: [] }]
  const isAsWritten = sureness === 'as_written' || (sureness === 'sure' && !isPutSurely)
  if (isAsWritten && isWithin(put) && put.sureness !== 'vague')
    ends.push({ ...passed(put), made: made(id, 'approximate_as_written') })
  const hadPassed = ends.at(-1)?.earliest === last
  const endOfPeriod =
    sureness === 'vague' || hadPassed || first !== last
      ? null
      : {
          earliest: first,
          latest: last,
          made: made(id, 'end_of_period', sureness !== 'sure' && 'approximate_as_written'),
        }
  const isTakenFromPut = isWithin(put) && put.earliest < put.latest && put.latest <= least(first, cap)
  return { ends, endOfPeriod, endClock: isTakenFromPut ? clockKey(source, put) : null }
}

const clockKey = (source: string, { name, edtf }: Clock): string => `${source} ${name} ${edtf}`

/** An end said to be open goes on, but nothing counts what is yet to come: such an end is not stated. */
function openEnds({ id, source }: Clocks, clocks: Clock[], { cap, isWithin }: Limits): Ends {
  const ends: Reading[] = [{ earliest: beginning, latest: cap, made: [] }]
  const clock = clocks.find(({ sureness }) => sureness !== 'vague')
  if (!isWithin(clock)) return { ends, endOfPeriod: null, endClock: null }
  const { name, sureness } = clock
  const earliest = least(clock.earliest, cap)
  const latest = least(clock.latest, cap)
  ends.push({ earliest, latest, made: made(id, `end_${name}`, sureness !== 'sure' && 'approximate_as_written') })
  return { ends, endOfPeriod: null, endClock: earliest === latest ? null : clockKey(source, clock) }
}

/** The days of one end with nothing assumed, or with all that the answer assumes by default. */
export const readingOf = (readings: Reading[], strict: boolean): Reading =>
  (strict ? readings[0] : readings.at(-1)) as Reading
