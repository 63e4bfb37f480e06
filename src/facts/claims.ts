/** Reports of one claim become one claim: with the weakest bound on each side, because a repeat corroborates nothing. */

import type { claimSides, independences, modifiers, Term } from '../vocabulary.ts'
import type { Bounds } from './bounds.ts'
import { type Bound, compareHighs, compareLows, type Interval, isEmpty } from './intervals.ts'
import { type Coverage, coverageOf, mergeCoverages, type Timed } from './windows.ts'

type ClaimSide = Term<typeof claimSides>

/** One estimate, as far as it matters for comparing: a report of a claim in one source. */
export interface Report extends Timed, Bounds {
  id: string
  claim: string
  source: string
  claimants: string[]
  origin: { id: string; independence: Term<typeof independences> } | null
  spread: boolean
  modifier: Term<typeof modifiers>
  condition: string | null
}

/** How windows matter for the quantity. */
export interface WindowRules {
  /** A count that never falls as its window grows: bounds may move from one window to another. */
  additive: boolean
  /** A duration or distance: without a window it holds at any time. */
  timeless: boolean
}

export interface ReadingOptions {
  /** Nothing is assumed about windows. */
  strict: boolean
  /** How far a single number may be off, as a share of it; null: not known, so it bounds nothing. */
  tolerance: number | null
}

export interface Claim extends Interval {
  id: string
  /** By id. */
  reports: Report[]
  claimants: string[]
  spread: boolean
  condition: string | null
  low_side: ClaimSide
  high_side: ClaimSide
  /** The single number its reports name; null where they name none, or different ones. */
  best: number | null
  hasNumber: boolean
  coverage: Coverage
  /** Why it gives no bound on a side that its words do not leave open. */
  undecidedBecause: string
}

interface Reading extends Interval {
  low_side: ClaimSide
  high_side: ClaimSide
}

/** The bounds of one report. A tolerance turns a bare number, and the open side of "almost", into bounds. */
function readBounds(report: Report, tolerance: number | null): Reading {
  const { modifier, low, high, best, low_inclusive, high_inclusive, low_side, high_side } = report
  const stated: Reading = {
    low: low === null ? null : { value: low, inclusive: low_inclusive === true },
    high: high === null ? null : { value: high, inclusive: high_inclusive === true },
    ...{ low_side, high_side },
  }
  // Bounds in the wrong order are kept as published, and bound nothing.
  if (isEmpty(stated)) return { low: null, high: null, low_side: 'unstated', high_side: 'unstated' }
  if (tolerance === null) return stated
  const at = (number: number, share: number): Bound => ({
    value: Number((number * share).toPrecision(15)),
    inclusive: true,
  })
  if (modifier === 'almost' && high !== null && low_side === 'unstated')
    return { ...stated, low: at(high, 1 - tolerance), low_side: 'tolerance' }
  const isPoint = modifier === 'about' || modifier === 'unmodified'
  if (!isPoint || best === null || low !== null || high !== null) return stated
  return { low: at(best, 1 - tolerance), high: at(best, 1 + tolerance), low_side: 'tolerance', high_side: 'tolerance' }
}

/** The weakest bound on one side; none where one of the reports gives none. */
function weakest(
  bounds: { bound: Bound | null; side: ClaimSide }[],
  compare: (one: Bound | null, other: Bound | null) => number,
): { bound: Bound | null; side: ClaimSide } {
  const silent = bounds.filter(({ bound }) => bound === null)
  if (silent.length > 0) {
    // Where one report gives a bound and another gives none, nobody can tell what the claim said.
    const isOpen = silent.length === bounds.length && silent.every(({ side }) => side === 'unbounded')
    return { bound: null, side: isOpen ? 'unbounded' : 'unstated' }
  }
  return bounds.reduce((weak, one) => (compare(one.bound, weak.bound) < 0 ? one : weak))
}

function coverReport(report: Report, { additive, timeless }: WindowRules, strict: boolean): Coverage {
  const coverage = coverageOf(report, additive && !strict)
  return timeless && report.window === null ? { ...coverage, key: 'timeless', stated: true } : coverage
}

function combine(id: string, reports: [Report, ...Report[]], rules: WindowRules, options: ReadingOptions): Claim {
  const readings = reports.map((report) => readBounds(report, options.tolerance))
  const low = weakest(
    readings.map((one) => ({ bound: one.low, side: one.low_side })),
    compareLows,
  )
  const high = weakest(
    readings.map((one) => ({ bound: one.high, side: one.high_side })),
    (one, other) => compareHighs(other, one),
  )
  const [first, ...others] = reports
  const bests = new Set(reports.flatMap(({ best }) => (best === null ? [] : [best])))
  const conditions = new Set(reports.flatMap(({ condition }) => (condition === null ? [] : [condition])))
  const [best = null] = bests
  const hasNumber = reports.some((one) => one.low !== null || one.high !== null || one.best !== null)
  return {
    id,
    reports,
    claimants: [...new Set(reports.flatMap(({ claimants }) => claimants))].sort(),
    spread: reports.some(({ spread }) => spread),
    condition: conditions.size === 0 ? null : [...conditions].sort().join('; '),
    low: low.bound,
    high: high.bound,
    low_side: low.side,
    high_side: high.side,
    best: bests.size === 1 ? best : null,
    hasNumber,
    coverage: mergeCoverages([
      coverReport(first, rules, options.strict),
      ...others.map((one) => coverReport(one, rules, options.strict)),
    ]),
    undecidedBecause: reasonOf(reports, readings, hasNumber),
  }
}

function reasonOf(reports: Report[], readings: Reading[], hasNumber: boolean): string {
  if (!hasNumber) return 'No number is stated.'
  const isDiffering = new Set(readings.map((reading) => JSON.stringify(reading))).size > 1
  if (isDiffering) return 'Its reports differ, and one of them gives no bound here.'
  if (reports.some(({ low, high }) => low !== null && high !== null))
    return 'Its bounds are out of order in the source, so they bound nothing.'
  if (reports.some(({ modifier }) => modifier === 'almost')) return 'How nearly it is reached is not stated.'
  return 'A single number: how near it is, is not stated.'
}

/** The claims behind reports, by id. The order of the reports does not matter. */
export function combineReports(reports: Report[], rules: WindowRules, options: ReadingOptions): Claim[] {
  const byClaim = new Map<string, [Report, ...Report[]]>()
  for (const report of reports.toSorted((one, other) => byText(one.id, other.id))) {
    const before = byClaim.get(report.claim)
    if (before === undefined) byClaim.set(report.claim, [report])
    else before.push(report)
  }
  return [...byClaim].sort(([one], [other]) => byText(one, other)).map(([id, of]) => combine(id, of, rules, options))
}

/** Code unit order, as the database sorts ids. */
export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
