import type { Claim, Report } from '../../facts/claims.ts'
import type { CommonBound, ComparedClaim, Comparison } from '../../facts/comparison.ts'
import type { Interval } from '../../facts/intervals.ts'
import type { Figure } from '../../facts/tallies.ts'
import type { Pair } from '../../facts/verdicts.ts'
import { windowAssumptions } from '../../vocabulary.ts'
import type { ComparedClaimRow, ComparisonAnswer } from './contract.ts'

const unique = <T>(values: T[]): T[] => [...new Set(values)]
const idsOf = (reports: Report[]): string[] => unique(reports.map(({ id }) => id)).sort()
const reportsOf = (claims: Claim[]): string[] => idsOf(claims.flatMap(({ reports }) => reports))
const named = (claims: Claim[]) => ({ claims: claims.map(({ id }) => id), estimates: reportsOf(claims) })

const renderInterval = ({ low, high }: Interval) => ({
  low: low?.value ?? null,
  low_inclusive: low?.inclusive ?? null,
  high: high?.value ?? null,
  high_inclusive: high?.inclusive ?? null,
})

const renderBound = (bound: CommonBound | null) =>
  bound && { value: bound.value, inclusive: bound.inclusive, ...named(bound.claims) }

const renderFigure = (figure: Figure | null) =>
  figure && {
    value: figure.value,
    claims: unique(figure.reports.map(({ claim }) => claim)).sort(),
    estimates: idsOf(figure.reports),
  }

export function renderPair({ first, second, verdict, reason, why }: Pair) {
  const side = (claim: Claim) => ({ claim: claim.id, estimates: reportsOf([claim]), claimants: claim.claimants })
  return { first: side(first), second: side(second), verdict, reason, why }
}

/** One claim as it was compared: the same for JSON and, flat, for CSV. */
export function renderClaim({ claim, floor, ceiling }: ComparedClaim): ComparedClaimRow {
  const { id, reports, claimants, spread, condition, low_side, high_side, best, coverage } = claim
  const { low, low_inclusive, high, high_inclusive } = renderInterval(claim)
  const clock = (name: 'as_of' | 'said' | 'published' | 'window') =>
    unique(reports.flatMap((report) => report[name]?.edtf ?? []))
  return {
    claim: id,
    estimates: idsOf(reports),
    sources: unique(reports.map(({ source }) => source)).sort(),
    claimants,
    origins: unique(reports.flatMap(({ origin }) => origin?.id ?? [])).sort(),
    ...{ spread, condition, modifiers: unique(reports.map(({ modifier }) => modifier)).sort() },
    ...{ low, low_inclusive, low_side, high, high_inclusive, high_side, best },
    ...{ as_of: clock('as_of'), said: clock('said'), published: clock('published') },
    window: { edtf: clock('window'), ...coverage.widest, is_stated: coverage.stated },
    ...{ floor: floor.use, ceiling: ceiling.use },
  }
}

type About = Pick<ComparisonAnswer, 'quantity' | 'unit' | 'measure' | 'additive' | 'asked'>

/** The answer without pairs. Every number carries the ids it comes from. */
export function renderComparison(comparison: Comparison, about: About): ComparisonAnswer {
  const { claims, origins, floor, ceiling } = comparison
  const { independent, assumed, dependent, unknown, unnamed } = origins
  const reports = claims.flatMap(({ claim }) => claim.reports)
  const setBy = [...new Set([floor, ceiling].flatMap((bound) => bound?.claims ?? []))]
  return {
    ...about,
    reference_window: { basis: about.asked.window === null ? 'union' : 'asked', ...comparison.reference },
    condition: comparison.condition,
    counts: {
      reports: reports.length,
      claims: claims.length,
      claimants: new Set(reports.flatMap(({ claimants }) => claimants)).size,
      origins: {
        known: independent.length,
        assumed: assumed.length,
        dependent: dependent.length,
        unknown: unknown.length + unnamed.length,
        known_ids: independent,
        assumed_ids: assumed,
        dependent_ids: dependent,
        unknown_ids: unknown,
        unnamed_claims: unnamed,
      },
    },
    lowest_figure: renderFigure(comparison.lowest),
    highest_figure: renderFigure(comparison.highest),
    ratio: comparison.ratio,
    highest_floor: renderBound(floor),
    lowest_ceiling: renderBound(ceiling),
    common_ground:
      floor === null && ceiling === null
        ? null
        : {
            ...renderInterval({ low: floor, high: ceiling }),
            is_empty: comparison.isContradicted,
            ...named(setBy),
          },
    contradictions: comparison.contradictions.map(renderPair),
    more_contradictions: comparison.moreContradictions,
    tensions: comparison.tensions.map(({ spread, part, against, why, ...interval }) => ({
      claim: spread.id,
      estimates: reportsOf([spread]),
      part,
      ...renderInterval(interval),
      against_claims: against.map(({ id }) => id),
      against_estimates: reportsOf(against),
      why,
    })),
    newest: comparison.newest.map(({ claimant, reports, undated }) => ({
      claimant,
      estimates: idsOf(reports),
      undated: idsOf(undated),
    })),
    excluded: comparison.excluded.map(({ claim, side, reason, why }) => ({
      claim: claim.id,
      estimates: reportsOf([claim]),
      ...{ side, reason, why },
    })),
    assumptions: comparison.assumptions.map(({ assumption, reports }) => ({
      assumption,
      description: windowAssumptions[assumption],
      estimates: idsOf(reports),
    })),
    claims: claims.map(renderClaim),
  }
}
