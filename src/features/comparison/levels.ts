/** The corridor and ladder of the claims under one condition, if the quantity has them. */
import type { Claim } from '../../facts/comparison/claims.ts'
import { buildingCorridor, type Corridor } from '../../facts/comparison/corridor.ts'
import { buildingLadder, type NotRuledOut, notRuledOut, type Rung } from '../../facts/comparison/ladder.ts'
import type { PairOptions } from '../../facts/comparison/pairs.ts'
import { type AskedWindow, boundsWithin } from '../../facts/comparison/within.ts'
import { idsOf, renderBounds } from './render.ts'
import { inTurns } from './turns.ts'

export interface Levels {
  corridor: Corridor
  ladder: Rung[]
}

/** null: the quantity does not grow. */
export async function levelsOf(
  claims: Claim[],
  condition: string | null,
  options: PairOptions,
): Promise<Levels | null> {
  if (!options.growing) return null
  const corridor = await inTurns(buildingCorridor(claims, condition, options))
  return { corridor, ladder: await inTurns(buildingLadder(corridor)) }
}

/** The bounds in the end, on the last day with a ceiling, and in the window asked about. */
export function renderNotRuledOut(
  levels: Levels | null,
  { claims, condition }: { claims: Claim[]; condition: string | null },
  window: AskedWindow | undefined,
  options: PairOptions,
) {
  const { latest = null, last_bounded = null } = levels === null ? {} : notRuledOut(levels.corridor)
  const render = (found: NotRuledOut | null) => found && { at: found.at, ...renderBounds(found.step), of: found.of }
  return {
    latest: render(latest),
    last_bounded: render(last_bounded),
    asked: window === undefined ? null : renderWithin(claims, condition, window, options),
  }
}

function renderWithin(claims: Claim[], condition: string | null, window: AskedWindow, options: PairOptions) {
  const { low, low_claims, high, high_claims, is_empty, assumptions, of } = boundsWithin(
    claims,
    condition,
    window,
    options,
  )
  return {
    at: null,
    ...{
      low: low?.value ?? null,
      low_inclusive: low?.inclusive ?? null,
      low_claims: idsOf(low_claims),
      next_low: null,
    },
    ...{ high: high?.value ?? null, high_inclusive: high?.inclusive ?? null },
    ...{ high_claims: idsOf(high_claims), next_high: null, is_empty },
    assumptions: assumptions.map((made) => ({ ...made, spoken_against_by: [], spoken_against_by_count: 0 })),
    of,
  }
}
