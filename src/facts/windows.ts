/**
 * The span of time that a figure covers, as far as it is sure. Both ends are runs of days on which the window may start
 * or end; one window contains another only where it does so on every such day.
 */
import type { Term, windowAssumptions } from '../vocabulary.ts'
import { type Days, parseEdtf } from './edtf.ts'
import type { Time, Window } from './time.ts'

/** Sorts before and after every day. */
const beginning = ''
const forever = '~'

/** The first and last day of a run. */
interface DayRange {
  earliest: string
  latest: string
}
const unknown: DayRange = { earliest: beginning, latest: forever }
const sinceBeginning: DayRange = { earliest: beginning, latest: beginning }

type WindowAssumption = Term<typeof windowAssumptions>

/** A window made ready to be compared. */
export interface Coverage {
  start: DayRange
  end: DayRange
  /** Two windows are surely the same where this is the same text; null: it cannot be said. */
  key: string | null
  /** False where a side had to be assumed, or is not known at all. */
  stated: boolean
  assumptions: WindowAssumption[]
  /** The widest days it covers, for people; a date that is approximate widens nothing. */
  widest: Days
}

export interface Timed {
  window: Window | null
  as_of: Time | null
  said: Time | null
  published: Time | null
}

const isQualified = (edtf: string): boolean => /[?~%]$/.test(edtf)
/** One meaning: no qualifier, no unspecified digit. */
const isDefinite = (edtf: string): boolean => !/[?~%X]/.test(edtf)

interface Side {
  range: DayRange
  key: string | null
  widest: string | null
  assumption?: WindowAssumption
}

function startOf({ window }: Timed, assume: boolean): Side {
  if (window === null || window.start_side === 'unknown')
    return assume
      ? { range: sinceBeginning, key: beginning, widest: null, assumption: 'start_of_flow' }
      : { range: unknown, key: null, widest: null }
  if (window.start_side === 'open') return { range: sinceBeginning, key: beginning, widest: null }
  const [text = ''] = window.edtf.split('/')
  const { start_earliest, start_latest, since_at_least } = window
  return {
    range: isQualified(text) ? unknown : { earliest: start_earliest ?? beginning, latest: start_latest ?? forever },
    key: isDefinite(text) && !since_at_least ? text : null,
    widest: start_earliest,
  }
}

/** An end said to be open goes on, but no figure covers what came after it was put forward: such an end is not stated. */
function endOf({ window, as_of, said, published }: Timed, assume: boolean): Side {
  if (window?.end_side === 'stated') {
    const text = window.edtf.split('/').at(-1) as string
    const { end_earliest, end_latest } = window
    return {
      range: isQualified(text) ? unknown : { earliest: end_earliest ?? beginning, latest: end_latest ?? forever },
      key: isDefinite(text) ? text : null,
      widest: end_latest,
    }
  }
  const time = as_of ?? said ?? published
  if (!assume || time === null) return { range: unknown, key: null, widest: null }
  const { earliest, latest, edtf } = time
  const range = isQualified(edtf) ? unknown : { earliest: earliest ?? beginning, latest: latest ?? forever }
  return {
    range,
    // Two figures said in one month need not have been said on one day.
    key: range.earliest === range.latest ? range.latest : null,
    widest: latest,
    assumption: as_of ? 'end_as_of' : said ? 'end_said' : 'end_published',
  }
}

/** The window of one report. `assume`: a side that is not stated is assumed, and the assumption named. */
export function coverageOf(report: Timed, assume: boolean): Coverage {
  const start = startOf(report, assume)
  const end = endOf(report, assume)
  const { window } = report
  return {
    start: start.range,
    end: end.range,
    key: start.key === null || end.key === null ? null : `${start.key}/${end.key}`,
    stated: window !== null && window.start_side !== 'unknown' && window.end_side === 'stated',
    assumptions: [start.assumption, end.assumption].filter((one) => one !== undefined),
    widest: { earliest: start.widest, latest: end.widest },
  }
}

/** A window that a reader chose: exactly the widest days of its EDTF text. */
export function chosenWindow(edtf: string): Coverage {
  const { days, startState, endState } = parseEdtf(edtf)
  const start = days.earliest ?? beginning
  const end = days.latest ?? forever
  const [startText = '', endText = startText] = edtf.split('/')
  const key = endState === 'stated' ? `${startState === 'stated' ? startText : beginning}/${endText}` : null
  return {
    start: { earliest: start, latest: start },
    end: { earliest: end, latest: end },
    key: isDefinite(edtf) ? key : null,
    stated: true,
    assumptions: [],
    widest: days,
  }
}

/** What several reports of one claim cover together: as unsure as all of them. */
export function mergeCoverages([first, ...others]: [Coverage, ...Coverage[]]): Coverage {
  const merge = (one: DayRange, other: DayRange): DayRange => ({
    earliest: least(one.earliest, other.earliest),
    latest: greatest(one.latest, other.latest),
  })
  return others.reduce(
    (merged, other) => ({
      start: merge(merged.start, other.start),
      end: merge(merged.end, other.end),
      key: merged.key === other.key ? merged.key : null,
      stated: merged.stated && other.stated,
      assumptions: [...new Set([...merged.assumptions, ...other.assumptions])],
      widest: widestOf([merged, other]),
    }),
    first,
  )
}

/** The widest days that windows cover together; null where one of them is not bounded. */
export function widestOf(coverages: Coverage[]): Days {
  const [first, ...others] = coverages.map(({ widest }) => widest)
  if (first === undefined) return { earliest: null, latest: null }
  return others.reduce(
    (one, other) => ({
      earliest: one.earliest === null || other.earliest === null ? null : least(one.earliest, other.earliest),
      latest: one.latest === null || other.latest === null ? null : greatest(one.latest, other.latest),
    }),
    first,
  )
}

const least = (one: string, other: string): string => (one < other ? one : other)
const greatest = (one: string, other: string): string => (one > other ? one : other)

export const surelySame = (one: Coverage, other: Coverage): boolean => one.key !== null && one.key === other.key

/** True whatever the days were. The same text is the same window, though the days of its ends are not known. */
export const surelyContains = (outer: Coverage, inner: Coverage): boolean =>
  surelySame(outer, inner) || (outer.start.latest <= inner.start.earliest && outer.end.earliest >= inner.end.latest)
