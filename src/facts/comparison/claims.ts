/** Reports of one claim become one claim, which bounds only what all its reports with a number bound, by the loosest. */
import type { independences, modifiers, Term } from '../../vocabulary.ts'
import type { Bounds } from '../bounds.ts'
import { type Span, spanOf } from './nesting.ts'
import { type Clocks, type Coverage, coverageOf } from './windows.ts'
import { finish, inParts, mapInParts, type Work } from './work.ts'

/** One estimate, as far as it matters for comparing: a report of a claim in one source. */
export interface Report extends Clocks, Bounds {
  claim: string
  claimants: string[]
  origin: { id: string; independence: Term<typeof independences> } | null
  spread: boolean
  modifier: Term<typeof modifiers>
  condition: string | null
  as_stated: string
  as_stated_exact: boolean
}

/** Rules for windows that follow from the quantity. */
export interface WindowRules {
  /** A total or capacity that never falls as its window grows: bounds carry over from one window to another. */
  growing: boolean
  /** A duration or distance: without a window it holds at any time. */
  timeless: boolean
}

export interface ReadingOptions {
  /** Nothing is assumed about windows. */
  strict: boolean
  /** Distance by which a single number may be off, as a share of it (0 to 1); null: not known, so it bounds nothing. */
  tolerance: number | null
  /** The reading of spreads: a range over several unnamed estimators stays apart, or counts like a claim. */
  spreads: 'apart' | 'as_interval'
}

/** One side of a figure. */
export interface Side {
  /** The number that holds at the tolerance chosen; the number said where none is. */
  value: number
  /** The number said. */
  said: number
  inclusive: boolean
  /** It is a single number, which is near and not a bound. */
  isPoint: boolean
}

/** A report that states a number. */
export interface Numbered {
  report: Report
  coverage: Coverage
  lower: Side | null
  upper: Side | null
}

export interface Claim {
  id: string
  /** By id. */
  reports: Report[]
  numbered: Numbered[]
  /** By id, each once. */
  claimants: string[]
  origins: string[]
  spread: boolean
  condition: string | null
  /** The loosest of its reports with a number; null where one of them sets none. Single numbers are taken as said. */
  lower: Side | null
  upper: Side | null
  /** The window with nothing assumed, and with the assumptions made by default. */
  strictSpan: Span
  span: Span
}

/** Words that make a number of a bound a single number: "up to approximately 3 million". */
const approximating = /\b(about|approximately|approx|around|roughly|some|circa|estimated|or so)\b/i

/** The two sides of a report, at a tolerance. Bounds in the wrong order are kept as published, and bound nothing. */
export function sidesOf(report: Report, tolerance: number | null): { lower: Side | null; upper: Side | null } {
  const { modifier, low, high, best, low_inclusive, high_inclusive, as_stated, spread } = report
  const share = tolerance ?? 0
  const isHedged = !spread && approximating.test(as_stated)
  // A stated zero is exact.
  const side = (number: number, inclusive: boolean, isNear: boolean, by: number): Side => {
    const isPoint = isNear && number !== 0
    return { value: isPoint ? Number((number * by).toPrecision(15)) : number, said: number, inclusive, isPoint }
  }
  const point = (openSide: Bounds['low_side'], by: number) =>
    best === null || openSide === 'unbounded' ? null : side(best, true, true, by)
  const almost = modifier === 'almost' && high !== null ? side(high, true, true, 1 - share) : null
  const lower =
    low === null
      ? (almost ?? point(report.low_side, 1 - share))
      : side(low, low_inclusive === true, isHedged, 1 - share)
  const upper =
    high === null ? point(report.high_side, 1 + share) : side(high, high_inclusive === true, isHedged, 1 + share)
  const isOutOfOrder = low !== null && exceeds(lower, upper)
  return isOutOfOrder ? { lower: null, upper: null } : { lower, upper }
}

/** The claims behind the reports of one quantity, by id. The order of the reports does not matter. */
export const combineReports = (reports: Report[], rules: WindowRules, options: ReadingOptions): Claim[] =>
  finish(combiningReports(reports, rules, options))

/** The same, in parts. */
export function* combiningReports(reports: Report[], rules: WindowRules, options: ReadingOptions): Work<Claim[]> {
  const byClaim = new Map<string, Report[]>()
  const byId = reports.toSorted((one, other) => byText(one.id, other.id))
  yield* inParts(byId, (report) => {
    const before = byClaim.get(report.claim)
    if (before === undefined) byClaim.set(report.claim, [report])
    else before.push(report)
  })
  const inOrder = [...byClaim].sort(([one], [other]) => byText(one, other))
  return yield* mapInParts(inOrder, ([id, of]) => combine(id, of, rules, options))
}

function combine(id: string, reports: Report[], rules: WindowRules, { tolerance }: ReadingOptions): Claim {
  const withNumber = reports.filter(hasNumber)
  const numbered = withNumber.map((report) => {
    const { lower, upper } = sidesOf(report, tolerance)
    return { report, coverage: coverOf(report, rules), lower, upper }
  })
  const coverages =
    numbered.length > 0 ? numbered.map(({ coverage }) => coverage) : reports.map((report) => coverOf(report, rules))
  return {
    id,
    reports,
    numbered,
    claimants: gather(reports, ({ claimants }) => claimants),
    origins: gather(reports, ({ origin }) => (origin === null ? none : [origin.id])),
    spread: reports.some(({ spread }) => spread),
    condition: gather(reports, ({ condition }) => (condition === null ? none : [condition])).join('; ') || null,
    lower: loosest(numbered, 'lower', compareLowers),
    upper: loosest(numbered, 'upper', (one, other) => compareUppers(other, one)),
    strictSpan: spanOf(coverages, true),
    span: spanOf(coverages, false),
  }
}

/** A duration or distance without a window holds at any time, so that all of them hold for the same. */
function coverOf(report: Report, { timeless }: WindowRules): Coverage {
  if (!timeless || report.window !== null) return coverageOf(report)
  const always = { earliest: '', latest: '', made: [] }
  return { ...coverageOf(report), starts: [always], ends: [always], endOfPeriod: null }
}

const hasNumber = ({ low, high, best }: Report): boolean => low !== null || high !== null || best !== null
const none: string[] = []

/** Texts of all reports, in order, each once. */
function gather(reports: Report[], textsOf: (report: Report) => string[]): string[] {
  const texts = reports.length === 1 ? textsOf(reports[0] as Report) : reports.flatMap(textsOf)
  return texts.length < 2 ? texts : [...new Set(texts)].sort(byText)
}

/** The side that admits most; none where one of them is open. */
function loosest(
  numbered: Numbered[],
  side: 'lower' | 'upper',
  compare: (one: Side, other: Side) => number,
): Side | null {
  let weakest: Side | null = null
  for (const { [side]: one } of numbered) {
    if (one === null) return null
    if (weakest === null || compare(one, weakest) < 0) weakest = one
  }
  return weakest
}

/**
 * True if a lower side exceeds an upper side, so that no number satisfies both. Equal numbers exclude each other only as
 * bounds: a single number that must be off by more than nothing may be.
 */
export function exceeds(lower: Side | null, upper: Side | null): boolean {
  if (lower === null || upper === null || lower.value < upper.value) return false
  if (lower.value > upper.value) return true
  return !(lower.inclusive && upper.inclusive) && !lower.isPoint && !upper.isPoint
}

/** By how much a lower side exceeds an upper side; null where it does not. */
export function excess(lower: Side | null, upper: Side | null): { amount: number; inclusive: boolean } | null {
  if (lower === null || upper === null || !exceeds(lower, upper)) return null
  return {
    amount: Number((lower.value - upper.value).toPrecision(15)),
    inclusive: lower.inclusive && upper.inclusive,
  }
}

/** Orders lower sides from the weakest: a number that is admitted itself, or is only near, admits more. */
export const compareLowers = (one: Side, other: Side): number =>
  one.value - other.value ||
  Number(other.inclusive) - Number(one.inclusive) ||
  Number(other.isPoint) - Number(one.isPoint)

/** Orders upper sides from the tightest. */
export const compareUppers = (one: Side, other: Side): number =>
  one.value - other.value ||
  Number(one.inclusive) - Number(other.inclusive) ||
  Number(one.isPoint) - Number(other.isPoint)

/** Code unit order, as the database sorts ids. */
export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
