/** Disagreement in words, for summaries and the explorer alike. */
import type { Term, windowAssumptions } from '../../vocabulary.ts'
import { edtfInWords } from '../time-words.ts'
import { dayAfter } from './excesses.ts'

const digits = { roundingMode: 'floor', useGrouping: false } as const
const whole = new Intl.NumberFormat('en', { ...digits, maximumFractionDigits: 0 } as Intl.NumberFormatOptions)
const small = new Intl.NumberFormat('en', { ...digits, maximumSignificantDigits: 2 } as Intl.NumberFormatOptions)

/**
 * The least by which a number must be off: "more than 49 % off". It is rounded down, so that the words stay true.
 * @param needed as a share of the number
 * @param isReached true if exactly so much is enough
 */
export function offInWords(needed: number, isReached: boolean): string {
  // 0.29 × 100 is a little less than 29.
  const share = Number((needed * 100).toPrecision(12))
  const text = (share < 10 ? small : whole).format(share)
  return `${isReached && Number(text) === share ? 'at least' : 'more than'} ${text}\u00a0% off`
}

interface Made {
  assumption: Term<typeof windowAssumptions>
  estimate: string
}

interface Run<M extends Made> {
  from: string | null
  to: string | null
  empty_if: M[] | null
}

/** A pair of claims of which the lower side of one exceeds the upper side of the other. */
interface PairApart<M extends Made> {
  tolerance_needed: number | null
  tolerance_reached: boolean | null
  unless: { at_least: number; inclusive: boolean; before: Run<M> | null; after: Run<M> | null } | null
  assumptions: readonly M[]
}

interface Wording<M extends Made> {
  /** A number with its unit: "16,000 containers". */
  amountOf: (value: number) => string
  assumptionsOf: (made: M[]) => string
}

function runInWords({ from, to }: Pick<Run<Made>, 'from' | 'to'>): string {
  if (from === null) return to === null ? 'at any time' : `before ${edtfInWords(dayAfter(to))}`
  if (from === to) return `on ${edtfInWords(from)}`
  return to === null ? `from ${edtfInWords(from)} on` : edtfInWords(`${from}/${to}`)
}

/**
 * The amount that must have moved if both claims are right, and when, on the days that are left where an unstated start
 * is the start of the flow; null: nothing must.
 * @param verb "moved", "must have moved"
 */
export function movedInWords<M extends Made>(
  { unless, assumptions }: Pick<PairApart<M>, 'unless' | 'assumptions'>,
  { amountOf, assumptionsOf }: Wording<M>,
  verb: string,
): string | null {
  if (unless === null) return null
  const runs = [unless.before, unless.after].filter((run) => run !== null)
  const fromStart = (run: Run<M>) => (run.empty_if ?? []).filter(({ assumption }) => assumption === 'start_of_flow')
  const left = runs.filter((run) => fromStart(run).length === 0)
  if (left.length === 0) return null
  const isTold = (made: Made) =>
    assumptions.some(({ assumption, estimate }) => assumption === made.assumption && estimate === made.estimate)
  const untold = runs.flatMap(fromStart).filter((made) => !isTold(made))
  const amount = `${unless.inclusive ? 'at least' : 'more than'} ${amountOf(unless.at_least)}`
  const days = left.map(runInWords).join(' or ')
  return `${amount} ${verb} ${days} (computed${untold.length > 0 ? `, assuming ${assumptionsOf(untold)}` : ''})`
}

/**
 * The sentence after "A and B cannot both be right": the only conditions on which they can. Empty: there are none. Of
 * two single numbers, one alone may be off, so that at least one of them is off by the tolerance that both would need.
 */
export function conditionsInWords<M extends Made>(pair: PairApart<M>, wording: Wording<M>): string {
  const { tolerance_needed: needed, tolerance_reached, assumptions } = pair
  const moved = movedInWords(pair, wording, 'moved')
  const conditions = [
    ...(needed === null ? [] : [`one of the two figures is ${offInWords(needed, tolerance_reached === true)}`]),
    // The amount moved is what an assumption excludes.
    ...(moved === null ? [] : [assumptions.length === 0 ? moved : `${moved}, against what is assumed`]),
  ]
  return conditions.length === 0 ? '' : ` They fit together only if ${conditions.join(', or if ')}.`
}

/** Assumptions about a figure, as verbs. The assumption that is missing here is about the flow. */
export const assumptionVerbs: Partial<Record<Term<typeof windowAssumptions>, string>> = {
  start_of_flow: 'counts from the start of the flow',
  end_as_of: 'counts up to the day that it is given for',
  end_said: 'counts up to the day on which it was said',
  end_published: 'counts up to the day on which it was published',
  end_of_period: 'runs to the end of the period in which it was said',
  approximate_as_written: 'has its approximate dates as written',
  same_end: 'ends on the same day as the other',
}

/** Phrases as one: "a, b and c". */
export const listed = (phrases: readonly string[]): string =>
  phrases.length < 2 ? phrases.join('') : `${phrases.slice(0, -1).join(', ')} and ${phrases.at(-1)}`
