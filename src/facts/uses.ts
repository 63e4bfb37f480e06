/** Which bounds of a claim hold for the window asked about, and why the others stay out. */
import type { boundUses, exclusionReasons, Term } from '../vocabulary.ts'
import type { Claim, ReadingOptions } from './claims.ts'
import type { VerdictRules } from './verdicts.ts'
import { type Coverage, surelyContains, surelySame } from './windows.ts'

export interface ComparisonOptions extends ReadingOptions, VerdictRules {
  /** The window asked about; null: the union of the windows compared. */
  window: Coverage | null
}

export type Side = 'floor' | 'ceiling'
export type Use = { use: Exclude<Term<typeof boundUses>, 'excluded'> } | ({ use: 'excluded' } & Why)

export interface Why {
  reason: Term<typeof exclusionReasons>
  why: string
}

/** The windows compared, each that is surely the same once. */
export function distinctCoverages(claims: Claim[]): Coverage[] {
  const coverages = claims.map(({ coverage }) => coverage)
  const sure = new Map(coverages.filter(({ key }) => key !== null).map((coverage) => [coverage.key, coverage]))
  return [...sure.values(), ...coverages.filter(({ key }) => key === null)]
}

/** What becomes of one bound of a claim. `compared`: the windows that make up the reference window where none is chosen. */
export function useOf(
  side: Side,
  claim: Claim,
  condition: string | null,
  compared: Coverage[],
  options: ComparisonOptions,
): Use {
  const exclude = (reason: Why['reason'], why: string): Use => ({ use: 'excluded', reason, why })
  const { coverage } = claim
  if (claim.spread && !options.spreadsAsInterval) return exclude('spread', 'Nobody claims the whole of a spread.')
  if (claim.condition !== condition)
    return exclude(
      'condition',
      condition === null
        ? 'The claims compared hold without its condition.'
        : 'The claims compared hold under another condition.',
    )
  const [bound, boundSide] = side === 'floor' ? [claim.low, claim.low_side] : [claim.high, claim.high_side]
  if (bound === null) return boundSide === 'unbounded' ? { use: 'none' } : exclude('undecided', claim.undecidedBecause)
  if (options.strict && !coverage.stated) return exclude('window', 'Its window is not fully stated, and strict is on.')
  const why =
    options.window === null ? movesToUnion(side, coverage, compared, options) : movesTo(side, coverage, options)
  return why === null ? { use: 'used' } : exclude('window', why)
}

/** Why a bound does not hold for the window asked about; null where it does. */
function movesTo(side: Side, coverage: Coverage, { window, additive }: ComparisonOptions): string | null {
  if (window === null || surelySame(coverage, window)) return null
  if (!additive) return 'Its window is not surely the one asked about, and nothing carries over.'
  if (side === 'floor')
    return surelyContains(window, coverage) ? null : 'Its window does not surely lie within the one asked about.'
  return surelyContains(coverage, window) ? null : 'Its window does not surely contain the one asked about.'
}

/**
 * Why a bound does not hold for the union of the windows compared; null where it does. The union contains each of its
 * members, so that every floor of an additive quantity holds for it.
 */
function movesToUnion(
  side: Side,
  coverage: Coverage,
  compared: Coverage[],
  { additive }: ComparisonOptions,
): string | null {
  if (side === 'floor' && additive) return null
  const everyOther = (holds: (other: Coverage) => boolean) =>
    compared.every((other) => other === coverage || holds(other))
  if (!additive)
    return everyOther((other) => surelySame(coverage, other))
      ? null
      : 'The windows compared are not surely the same, and nothing carries over from one to another.'
  return everyOther((other) => surelyContains(coverage, other))
    ? null
    : 'Its window does not surely contain every window compared.'
}
