/** The claims about a quantity, each with its reports, and their comparison. */
import type { Schemas } from '../../client/index.ts'
import { apiQuery, chosen } from './address.ts'
import { bodyOf, type Estimate, facts, Included } from './api.ts'

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
  claims: Claim[]
  /** Number of claims that are not drawn, or of reports if there are too many to be compared. */
  more: number
  total: number
  included: Included
  /** null if there are too many reports to compare them here. */
  comparison: Comparison | null
  citation: string
}

/** Most claims drawn on the page of their quantity. */
const maxDrawn = 500

/** Most reports compared: with more, a comparison takes long and cannot be read. */
const maxCompared = 5000

/** Parameters of a comparison that the list of estimates takes as well. */
const ofEstimates = ['source', 'origin', 'known_by']

/** The parameters of a view of a quantity that its list of estimates accepts. */
export const estimatesQuery = (quantity: string, query: URLSearchParams): Record<string, string> => ({
  quantity,
  ...Object.fromEntries(Object.entries(apiQuery(query)).filter(([name]) => ofEstimates.includes(name))),
})

export const comparisonOf = async (id: string, query: Record<string, string>): Promise<Comparison> =>
  (await bodyOf(facts.http.GET('/v1/quantities/{id}/comparison', { params: { path: { id }, query } }))).data

/**
 * Loads the claims about a quantity.
 * @param limit most reports, the latest first; there are no more claims than reports
 */
export async function claimsOf(id: string, query: URLSearchParams, limit = maxDrawn): Promise<Claims> {
  const [quantity, { data, included, meta }] = await Promise.all([
    facts.get('quantities', id),
    facts.page('estimates', {
      ...(estimatesQuery(id, query) as object),
      sort: ['-said_latest'],
      include: ['claimants', 'spokesperson', 'relayed_by', 'origin', 'source'],
      limit,
      total: true,
    }),
  ])
  const total = meta.total ?? data.length
  const comparison = total > maxCompared ? null : await comparisonOf(id, apiQuery(query))
  const compared = new Map(comparison?.claims.map((claim) => [claim.claim, claim]))
  const reports = Map.groupBy(data, ({ claim }) => claim) as Map<string, Claim['reports']>
  const claims = [...reports].map(([claim, reports]) => ({
    ...{ id: claim, reports, bounds: compared.get(claim) ?? reports[0], spread: reports[0].spread },
  }))
  const more = comparison === null ? total - data.length : comparison.counts.claims - claims.length
  return { quantity, claims, more, total, included: new Included(included), comparison, citation: meta.citation }
}

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
