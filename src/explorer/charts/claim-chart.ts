/** A chart of claims with what belongs to it: its legend, and the chart and its data as files. */
import { html, type TemplateResult } from 'lit-html'
import { apiQuery, apiUrl, recordHref } from '../parts/address.ts'
import type { Claims } from '../parts/claims.ts'
import { counted, numberOf } from '../parts/words.ts'
import { saveDrawing } from './download.ts'
import { type Legend, legend } from './legend.ts'

interface ClaimChart {
  drawing: HTMLElement
  key: Legend
  /** Meaning of the shapes in words, for files, which do not show them. */
  shapes: string
  /** Words below the drawing. */
  notes?: TemplateResult[]
}

/** The chart with its legend, its notes and its files. */
export function claimChart(claims: Claims, query: URLSearchParams, { drawing, key, shapes, notes = [] }: ClaimChart) {
  const { quantity, comparison, more, citation } = claims
  const count = claims.claims.length
  const claimsCsv = apiUrl(`/v1/${recordHref('quantities', quantity.id)}/comparison.csv`, apiQuery(query))
  const caption = {
    title: comparison.condition === null ? quantity.name : `${quantity.name}, ${comparison.condition}`,
    key: key.colours,
    notes: [shapes, citation],
    name: quantity.id,
  }
  const save = (kind: 'svg' | 'png') => () => saveDrawing(kind, drawing, caption)
  return html`
    ${drawing} ${notes}
    ${more <= 0 ? '' : html`<p role="note">${counted(count, 'claim')}, those said last, ${count === 1 ? 'is' : 'are'} drawn. There ${more === 1 ? 'is' : 'are'} ${numberOf(more)} more: <a href=${claimsCsv} download>all of them as CSV</a>.</p>`}
    ${legend(key)}
    <p class="actions">
      <button type="button" @click=${save('png')}>Save PNG</button>
      <button type="button" @click=${save('svg')}>Save SVG</button>
      <a href=${claimsCsv} download>CSV of the claims</a>
      <a href=${apiUrl('/v1/estimates.csv', claims.listQuery)} download>CSV of the reports</a>
    </p>`
}
