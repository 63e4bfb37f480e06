/** Disagreement in words, for summaries and the explorer alike. */
import type { Term, windowAssumptions } from '../vocabulary.ts'

const digits = { roundingMode: 'floor', useGrouping: false } as const
const whole = new Intl.NumberFormat('en', { ...digits, maximumFractionDigits: 0 } as Intl.NumberFormatOptions)
const small = new Intl.NumberFormat('en', { ...digits, maximumSignificantDigits: 2 } as Intl.NumberFormatOptions)

/**
 * How far off a single number is: "more than 49 % off". It is rounded down, so that "more than" stays true.
 * @param needed as a share of the number
 * @param isReached true if exactly so much is enough
 */
export function offInWords(needed: number, isReached: boolean): string {
  // 0.29 × 100 is a little less than 29.
  const share = Number((needed * 100).toPrecision(12))
  const text = (share < 10 ? small : whole).format(share)
  return `${isReached && Number(text) === share ? '' : 'more than '}${text}\u00a0% off`
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
