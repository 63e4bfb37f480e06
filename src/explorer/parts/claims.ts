/** The claims about a quantity, each with its reports, and their comparison. */
import type { Schemas } from '../../client/index.ts'
import { apiQuery, chosen } from './address.ts'
import { bodyOf, type Estimate, facts, Included } from './api.ts'
import { type Outside, outsideOf, type Step, stepsOf } from './corridor-steps.ts'
import { coloursByOrigin } from './origin-colours.ts'

export type Comparison = Schemas['Comparison']
export type Quantity = Schemas['Quantity']

/** The numbers of a claim; if its reports differ, the weakest bound on each side, as the API compares it. */
export type Bounds = Pick<
  Schemas['ComparedClaim'],
  'low' | 'high' | 'best' | 'low_inclusive' | 'high_inclusive' | 'low_side' | 'high_side'
>

export interface Claim {
  id: string
  /** Reports of the claim, at least one. */
  reports: [Estimate, ...Estimate[]]
  bounds: Bounds
  spread: boolean
}

export interface Claims {
  quantity: Quantity
  comparison: Comparison
  /** The corridor of a growing total. */
  steps: Step[]
  /** Single numbers and spreads beyond the bounds of their day. */
  outside: Outside[]
  /** Those that are drawn. */
  claims: Claim[]
  /** Number of claims that are not drawn. */
  more: number
  /** Those that are drawn or named, by id. */
  byId: Map<string, Claim>
  included: Included
  /** Custom properties with the colours of origins. */
  colours: Map<string, string>
  /** The parameters of the list of estimates that has the same reports. */
  listQuery: Record<string, string>
  citation: string
}

/** Most claims drawn on the page of their quantity. */
const maxDrawn = 500

/** Most pairs, levels of a side, and claims outside that are listed in words: they name at most 100 claims. */
export const maxListed = 20

/** The comparison of the claims about a quantity. */
export const comparisonOf = async (id: string, query: Record<string, string>): Promise<Comparison> =>
  (await bodyOf(facts.http.GET('/v1/quantities/{id}/comparison', { params: { path: { id }, query } }))).data

const findReports = (query: Record<string, string>, limit: number) =>
  facts.page('estimates', {
    ...(query as object),
    sort: ['-said_latest'],
    include: ['claimants', 'spokesperson', 'relayed_by', 'origin', 'source'],
    limit,
  })

/**
 * Loads the claims about a quantity.
 * @param limit most reports, the latest first; there are no more claims than reports
 */
export async function claimsOf(id: string, query: URLSearchParams, limit = maxDrawn): Promise<Claims> {
  const asked = apiQuery(query)
  const [quantity, comparison] = await Promise.all([
    facts.get('quantities', id),
    comparisonOf(id, { ...asked, limit: '1000' }),
  ])
  const filters = Object.fromEntries(Object.entries(asked).filter(([name]) => name in comparison.asked.filters))
  const listQuery = { quantity: id, ...filters }
  const [drawn, steps, colours] = await Promise.all([
    findReports(listQuery, limit),
    stepsOf(comparison, asked, filters),
    coloursByOrigin(),
  ])
  const outside = outsideOf(steps)
  const known = new Set(drawn.data.map(({ claim }) => claim))
  const missing = namedBy(comparison, outside).filter((claim) => !known.has(claim))
  const named = missing.length === 0 ? null : await findReports({ ...listQuery, claim: missing.join() }, 1000)
  const compared = new Map(comparison.claims.map((claim) => [claim.claim, claim]))
  const combine = (reports: Estimate[]): Claim[] =>
    [...(Map.groupBy(reports, ({ claim }) => claim) as Map<string, Claim['reports']>)].map(([id, reports]) => ({
      ...{ id, reports, bounds: compared.get(id) ?? reports[0], spread: reports[0].spread },
    }))
  const claims = combine(drawn.data)
  return {
    ...{ quantity, comparison, steps, outside, claims, listQuery, colours },
    more: comparison.counts.claims - claims.length,
    byId: new Map([...claims, ...combine(named?.data ?? [])].map((claim) => [claim.id, claim])),
    included: new Included(drawn.included, named?.included),
    citation: drawn.meta.citation,
  }
}

/** The levels that are listed, without those that unfold. */
function rungsOf({ ladder }: Comparison) {
  const of = (wanted: 'floor' | 'ceiling') => ladder.filter(({ side }) => side === wanted).slice(0, maxListed)
  return { floors: of('floor'), ceilings: of('ceiling') }
}

/** Claims that are named in words. */
function namedBy(comparison: Comparison, outside: Outside[]): string[] {
  const { floors, ceilings } = rungsOf(comparison)
  return [
    ...new Set([
      ...comparison.failing.slice(0, maxListed).flatMap(({ first, second }) => [first.claim, second.claim]),
      ...[...floors, ...ceilings].flatMap(({ claims_here }) => claims_here.slice(0, 1)),
      ...outside.slice(0, maxListed).map(({ claim }) => claim),
    ]),
  ]
}

/** True if a bound, of the claims that set it, is computed from a single number and a tolerance. */
export const isComputed = (
  { claims }: Comparison,
  { low_claims = [], high_claims = [] }: { low_claims?: string[]; high_claims?: string[] },
): boolean =>
  claims.some(
    ({ claim, low_side, high_side }) =>
      (low_side === 'tolerance' && low_claims.includes(claim)) ||
      (high_side === 'tolerance' && high_claims.includes(claim)),
  )

const orders = ['date', 'figure', 'claimant'] as const
export type Order = (typeof orders)[number]

/** The order that an address selects. */
export const orderOf = (query: URLSearchParams): Order => chosen(query, 'order', orders)

/** The day by which a report is sorted: the end of its validity, else when it was said, else published. */
const dayOf = ({ as_of, said, published, window }: Estimate): string =>
  as_of?.latest ?? said?.latest ?? published?.latest ?? window?.latest ?? '9999'

/** Claims in an order; spreads last, since nobody claims the whole of them. */
export function inOrder({ claims, included }: Claims, order: Order): Claim[] {
  const keyOf = ({ reports: [first], bounds: { best, low, high } }: Claim): string | number =>
    ({
      date: dayOf(first),
      figure: best ?? low ?? high ?? Number.POSITIVE_INFINITY,
      claimant: included.names(first.claimants),
    })[order]
  return claims.toSorted((one, other) => {
    if (one.spread !== other.spread) return one.spread ? 1 : -1
    const [first, second] = [keyOf(one), keyOf(other)]
    return first < second ? -1 : first > second ? 1 : 0
  })
}
