import type { boundSides, modifiers, Term } from '../vocabulary.ts'

type Side = Term<typeof boundSides>
type Modifier = Term<typeof modifiers>

interface Rule {
  /** The numbers that the words must state. */
  needs: ('low' | 'high' | 'best')[]
  /** State of a side without a number in the words. */
  low_side: Side
  high_side: Side
  low_inclusive: boolean
  high_inclusive: boolean
}

const rule = (needs: Rule['needs'], low_side: Side, high_side: Side, inclusive = true): Rule => ({
  needs,
  low_side,
  high_side,
  low_inclusive: inclusive,
  high_inclusive: inclusive,
})

/** The meaning of each modifier for the two sides, unless an editor states otherwise. */
const modifierRules: Record<Modifier, Rule> = {
  unmodified: rule(['best'], 'unstated', 'unstated'),
  at_least: rule(['low'], 'unstated', 'unbounded'),
  more_than: rule(['low'], 'unstated', 'unbounded', false),
  at_most: rule(['high'], 'unbounded', 'unstated'),
  less_than: rule(['high'], 'unbounded', 'unstated', false),
  almost: rule(['high'], 'unstated', 'unstated', false),
  about: rule(['best'], 'unstated', 'unstated'),
  between: rule(['low', 'high'], 'unstated', 'unstated'),
  vague: rule([], 'unstated', 'unstated'),
}

/** The numbers that words with a modifier state. */
export const numbersOf = (modifier: Modifier): Rule['needs'] => modifierRules[modifier].needs

export interface Bounds {
  low: number | null
  high: number | null
  best: number | null
  low_inclusive: boolean | null
  high_inclusive: boolean | null
  low_side: Side
  high_side: Side
}

export interface WrittenBounds {
  modifier: Modifier
  low: number | null
  high: number | null
  best: number | null
  low_inclusive?: boolean | undefined
  high_inclusive?: boolean | undefined
  low_side?: Side | undefined
  high_side?: Side | undefined
}

/**
 * Both sides in full, from the text of the editor and the meaning of the modifier. No number is computed. A zero that
 * nothing modifies is exact, and bounds both sides.
 */
export function completeBounds(written: WrittenBounds): Bounds {
  const { modifier, best } = written
  const isZero = modifier === 'unmodified' && best === 0
  const low = isZero && written.low_side === undefined ? (written.low ?? 0) : written.low
  const high = isZero && written.high_side === undefined ? (written.high ?? 0) : written.high
  const rule = modifierRules[modifier]
  return {
    ...{ low, high, best },
    low_inclusive: low === null ? null : (written.low_inclusive ?? rule.low_inclusive),
    high_inclusive: high === null ? null : (written.high_inclusive ?? rule.high_inclusive),
    low_side: low === null ? (written.low_side ?? rule.low_side) : 'stated',
    high_side: high === null ? (written.high_side ?? rule.high_side) : 'stated',
  }
}

/** Faults of bounds as written: path and message. The order of numbers is not judged here. */
export function boundFaults(written: WrittenBounds): [path: string, message: string][] {
  const { modifier, low, high, best } = written
  const faults: [string, string][] = []
  for (const key of modifierRules[modifier].needs)
    if (written[key] === null) faults.push([key, `The modifier ${modifier} needs \`${key}\`.`])
  if (modifier === 'vague' && [low, high, best].some((number) => number !== null))
    faults.push(['modifier', 'A vague figure has no number: give another modifier, or no number.'])
  for (const side of ['low', 'high'] as const) {
    if (written[side] === null && written[`${side}_inclusive`] !== undefined)
      faults.push([`${side}_inclusive`, `States whether \`${side}\` is admitted, but there is no \`${side}\`.`])
    if ((written[side] !== null) !== (written[`${side}_side`] === 'stated') && written[`${side}_side`] !== undefined)
      faults.push([
        `${side}_side`,
        `Is \`stated\` where \`${side}\` has a number, unbounded or unstated where it is null.`,
      ])
  }
  return faults
}

/** True if the stated numbers are in the order low ≤ best ≤ high, and an exclusive bound is not its own opposite. */
export function boundsInOrder({ low, best, high, low_inclusive, high_inclusive }: Bounds): boolean {
  if (low !== null && high !== null && (low > high || (low === high && !(low_inclusive && high_inclusive))))
    return false
  if (best === null) return true
  const aboveLow = low === null || best > low || (best === low && low_inclusive === true)
  const belowHigh = high === null || best < high || (best === high && high_inclusive === true)
  return aboveLow && belowHigh
}
