/** The claims about a quantity in the way that a reader chose: over time, side by side, or as a table. */
import type { TemplateResult } from 'lit-html'
import { drawnClaims } from '../../charts/corridor-model.ts'
import { claimTable } from '../parts/claim-table.ts'
import type { Claims } from '../parts/claims.ts'
import { shown, type Ways } from '../parts/view.ts'
import { timeChart } from './corridor-chart.ts'
import { rangePlot } from './range-plot.ts'

/** A total that grows is drawn over time first; other quantities have no bounds that carry over from day to day. */
export const waysOf = ({ comparison }: Claims): Ways => ({
  ...(comparison.growing && drawnClaims(comparison).length > 0 ? { time: 'Over time' } : {}),
  ...{ range: 'Side by side', table: 'Table' },
})

/** The claims in the way chosen. */
export async function claimsIn(path: string, query: URLSearchParams, claims: Claims): Promise<TemplateResult> {
  const way = shown(query, waysOf(claims))
  if (way === 'table') return claimTable(path, query, claims)
  return way === 'time' ? timeChart(claims, query) : rangePlot(claims, query)
}
