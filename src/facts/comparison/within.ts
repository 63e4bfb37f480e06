/** Bounds that claims leave for the amount in one window that is asked about. */
import { type Claim, compareLowers, compareUppers, type ReadingOptions, type Side, type WindowRules } from './claims.ts'
import { areApart, type CorridorBound, corridorBound } from './corridor.ts'
import { nestClaims } from './inequality.ts'
import { asBound, comparedUnder, setsBound } from './lines.ts'
import { joinMade } from './nesting.ts'
import { beginning, type Coverage, forever, type Made } from './windows.ts'

/** The days of a window, both included; null: it has no first, or no last one. */
export interface AskedWindow {
  earliest: string | null
  latest: string | null
}

export interface Within {
  low: CorridorBound | null
  low_claims: Claim[]
  high: CorridorBound | null
  high_claims: Claim[]
  is_empty: boolean
  /** Those on which the bounds rest. */
  assumptions: Made[]
  /** Number of claims compared. */
  of: number
}

/**
 * The bounds of one window: the highest floor of the claims that surely lie within it, and the lowest ceiling of those
 * that surely contain it. For a quantity that does not grow, both are of claims about surely the same window.
 */
export function boundsWithin(
  claims: Claim[],
  condition: string | null,
  window: AskedWindow,
  options: ReadingOptions & WindowRules,
): Within {
  const compared = comparedUnder(claims, condition, options)
  const asked = claimOf(window)
  const lows = tightest(compared, 'lower', options, (claim) => madeFor(claim, asked, options))
  const highs = tightest(compared, 'upper', options, (claim) => madeFor(asked, claim, options))
  return {
    ...{
      low: corridorBound(lows.side),
      low_claims: lows.claims,
      high: corridorBound(highs.side),
      high_claims: highs.claims,
    },
    is_empty: areApart(lows.side, highs.side),
    assumptions: joinMade(...lows.made, ...highs.made),
    of: compared.length,
  }
}

/** The window as a claim without numbers, so that it nests like one. */
function claimOf({ earliest, latest }: AskedWindow): Pick<Claim, 'numbered'> {
  const [start, end] = [earliest ?? beginning, latest ?? forever]
  const coverage: Coverage = {
    estimate: '',
    starts: [{ earliest: start, latest: start, made: [] }],
    ends: [{ earliest: end, latest: end, made: [] }],
    ...{ endOfPeriod: null, statedStart: null, endClock: null },
  }
  return { numbered: [{ coverage, lower: null, upper: null } as unknown as Claim['numbered'][number]] }
}

/** The assumptions under which the one surely lies within the other; null: it does not. */
function madeFor(
  inner: Pick<Claim, 'numbered'>,
  outer: Pick<Claim, 'numbered'>,
  options: ReadingOptions & WindowRules,
): Made[] | null {
  const { start, end } = nestClaims(inner, outer, options, options)
  return start === null || end === null ? null : joinMade(start, end)
}

function tightest(
  compared: Claim[],
  end: 'lower' | 'upper',
  options: ReadingOptions,
  madeOf: (claim: Claim) => Made[] | null,
) {
  const isTighter = (one: Side, other: Side) =>
    end === 'lower' ? compareLowers(one, other) > 0 : compareUppers(one, other) < 0
  let side: Side | null = null
  let claims: Claim[] = []
  let made: Made[][] = []
  for (const claim of compared) {
    if (!setsBound(claim, end, options)) continue
    const bound = asBound(claim[end] as Side)
    if (side !== null && isTighter(side, bound)) continue
    const assumed = madeOf(claim)
    if (assumed === null) continue
    if (side === null || isTighter(bound, side)) [side, claims, made] = [bound, [], []]
    claims.push(claim)
    made.push(assumed)
  }
  return { side, claims, made }
}
