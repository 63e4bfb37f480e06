/** The closed lists of disagreement, each term with its definition. */
import type { Term } from '../../vocabulary.ts'

/** Assumptions about windows and clocks, in the order in which the smallest set is chosen among equally small ones. */
export const assumptions = {
  start_of_flow: 'The start of the window is not stated: taken as the start of the flow.',
  end_as_of: 'The end of the window is not stated: taken as the day up to which the claimant says it holds.',
  end_said: 'The end of the window is not stated: taken as the day it was said.',
  end_published: 'The end of the window is not stated, nor when it was said: taken as the day it was published.',
  end_of_period:
    'The window ends in a month, season or year that had not passed: its rest is meant too. In pairs only.',
  approximate_as_written: 'An end or clock that is approximate, or only inferred, is taken as it is written.',
  same_end: 'Two ends that are taken from the same clock of the same source are the same day. In pairs only.',
  stated_start_is_start_of_flow:
    'Nothing is counted as moved before a start that is stated. In pairs and for ceilings.',
} as const
export type Assumption = Term<typeof assumptions>

/** How one claim stands to another of the same quantity. */
export const pairVerdicts = {
  contradicts: 'They cannot both be right: bounds that the words set exclude each other.',
  at_odds: 'They cannot both be right, unless a single number may be further off than `tolerance_needed`.',
  agrees: 'Their windows are the same, and both can be right; `relation` says how they lie to each other.',
  growth: 'Their windows differ, and both can be right of one total that grows.',
  undecided: 'Vague ends or missing numbers leave it open; `why` says which.',
  not_comparable: 'They are not about the same thing; `why` says what differs.',
} as const
export type PairVerdict = Term<typeof pairVerdicts>

/** Why a pair is undecided or not comparable. */
const pairReasons = {
  no_number: 'One of them states no number.',
  same_side: 'Neither sets a bound on a side on which the other could be tested.',
  vague_window: 'Whether their windows are the same, differ or contain each other is not sure.',
  window: 'Their windows differ, and nothing of this quantity carries over from one window to another.',
  condition: 'They hold under different conditions.',
  spread: 'One of them is a range over several unnamed estimators: nobody claims the whole of it.',
} as const
export type PairReason = Term<typeof pairReasons>

/** How the numbers of the first lie to those of the second. */
const relations = {
  equal: 'Both admit the same numbers.',
  inside: 'Every number that the first admits, the second admits too.',
  contains: 'Every number that the second admits, the first admits too.',
  overlaps: 'Some numbers satisfy both, and each admits others.',
} as const
export type Relation = Term<typeof relations>
