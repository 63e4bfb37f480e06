import { type Cell, csvGuardRule, csvHeader, csvRows } from '../../http/response/csv.ts'
import type { ComparedClaimRow } from './contract.ts'

/** The columns of a comparison as CSV, with their meaning: the keys of a compared claim, flat. */
const columns = {
  quantity: 'id of the quantity',
  unit: 'unit of low, high and best',
  claim: 'id of the claim',
  estimates: 'ids of its reports',
  sources: 'ids of their sources',
  claimants: 'ids of the claimants; empty: nobody is named',
  origins: 'ids of the origins; empty: not known',
  spread: 'true: a range that nobody claims the whole of',
  condition: 'what must be so for it to hold',
  modifiers: 'what the words do to the number',
  low: 'weakest lower bound of its reports; empty: none',
  low_inclusive: 'whether low itself is admitted',
  low_side: 'stated, unbounded, unstated or tolerance',
  high: 'weakest upper bound of its reports; empty: none',
  high_inclusive: 'whether high itself is admitted',
  high_side: 'stated, unbounded, unstated or tolerance',
  best: 'the single number named',
  as_of: 'up to when the claimant says it holds (EDTF)',
  said: 'when it was said (EDTF)',
  published: 'when it was reported (EDTF)',
  window_edtf: 'the window stated (EDTF)',
  window_earliest: 'first day compared; empty: unbounded',
  window_latest: 'last day compared; empty: unbounded',
  window_is_stated: 'whether both sides are stated',
  floor: 'used, none or excluded',
  ceiling: 'used, none or excluded',
}

export const csvDescription = `One row a claim, by id, under the same parameters as the JSON. Columns: ${Object.entries(
  columns,
)
  .map(([name, meaning]) => `\`${name}\` (${meaning})`)
  .join(', ')}. Several values are joined by |. ${csvGuardRule}`

/** Claims as a flat table, one row each. */
export function claimsAsCsv(quantity: string, unit: string, claims: ComparedClaimRow[]): string {
  const names = Object.keys(columns) as (keyof typeof columns)[]
  const rows = claims.map(({ window, ...claim }) => {
    const { edtf, earliest, latest, is_stated } = window
    const flat: Record<keyof typeof columns, Cell | string[]> = {
      ...{ quantity, unit, ...claim },
      ...{ window_edtf: edtf, window_earliest: earliest, window_latest: latest, window_is_stated: is_stated },
    }
    return names.map((name) => {
      const value = flat[name]
      return Array.isArray(value) ? value.join('|') : value
    })
  })
  return csvHeader(names) + csvRows(rows)
}
