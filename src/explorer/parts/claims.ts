/** The claims about a quantity, each with its reports, and what may be said of all of them. */
import type { Schemas } from '../../client/index.ts'
import { apiQuery, chosen } from './address.ts'
import { answered, type Estimate, facts, Included } from './api.ts'

export type Comparison = Schemas['Comparison']
export type Quantity = Schemas['Quantity']

/** What a claim says of the number; where its reports differ, the weakest bound on each side, as the API compares it. */
export type Bounds = Pick<
  Schemas['ComparedClaim'],
  'low' | 'high' | 'best' | 'low_inclusive' | 'high_inclusive' | 'low_side' | 'high_side'
>

export interface Claim {
  id: string
  /** At least one. */
  reports: [Estimate, ...Estimate[]]
  bounds: Bounds
  spread: boolean
}

export interface Claims {
  quantity: Quantity
  claims: Claim[]
  /** How many claims, or where they are too many to be compared, reports are not among them. */
  more: number
  total: number
  included: Included
  /** null: there are too many reports to compare them here. */
  comparison: Comparison | null
  citation: string
}

/** So many claims are drawn where they have a page of their own. */
const maxDrawn = 500

/** With more reports than this a comparison takes long, and is nothing to look at. */
const maxCompared = 5000

/** Parameters of a comparison that the list of estimates takes as well. */
const ofEstimates = ['source', 'origin', 'known_by']

/** The part of a question about a quantity that its list of estimates takes. */
export const estimatesQuery = (quantity: string, query: URLSearchParams): Record<string, string> => ({
  quantity,
  ...Object.fromEntries(Object.entries(apiQuery(query)).filter(([name]) => ofEstimates.includes(name))),
})

export const comparisonOf = async (id: string, query: Record<string, string>): Promise<Comparison> =>
  (await answered(facts.http.GET('/v1/quantities/{id}/comparison', { params: { path: { id }, query } }))).data

/** @param limit of reports, those said last; there are no more claims than reports */
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

/** The order that an address asks for. */
export const orderOf = (query: URLSearchParams): Order => chosen(query, 'order', orders)

/** The day by which a report is put in order: up to when it holds, else when it was said, else published. */
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
