import { html, type TemplateResult } from 'lit-html'
import { quoted } from '../../facts/quotation.ts'
import { timeInWords } from '../../facts/time-words.ts'
import { recordHref } from './address.ts'
import type { Time } from './api.ts'
import { claimantOf } from './claim-words.ts'
import { type Claims, inOrder, type Order } from './claims.ts'
import { originInWords } from './origins.ts'
import { numberOf } from './words.ts'

const columns = [
  'Claimant',
  'Words',
  'Low',
  'High',
  'Number named',
  'As of',
  'Covers',
  'Said',
  'Published',
  'Origin',
  'Source',
]

/** The claims of a range plot as a table, one row per report. */
export function claimTable(claims: Claims, order: Order): TemplateResult {
  const { included, quantity } = claims
  const unknown = (text: string) => html`<span class="quiet">${text}</span>`
  const bound = (value: number | null, isIncluded: boolean | null, side: string) =>
    html`<td class="number">${value === null ? unknown(side) : numberOf(value, quantity.unit)}${isIncluded === false ? unknown(' excluded') : ''}</td>`
  const time = (value: Time | null, isExact: boolean) =>
    html`<td>${value === null ? '' : timeInWords(value, isExact)}</td>`
  const reports = inOrder(claims, order).flatMap(({ reports }) => reports)
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Reports of claims"><table>
    <thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${reports.map(
      (report) => html`<tr>
        <th scope="row">${claimantOf(report, included)}${report.spread ? html` <span class="tag">spread</span>` : ''}</th>
        <td><a href=${recordHref('estimates', report.id)}>${quoted(report.as_stated, report.as_stated_exact)}</a>${report.as_stated_exact ? '' : html` ${unknown('not word for word')}`}${report.condition === null ? '' : `, ${report.condition}`}</td>
        ${bound(report.low, report.low_inclusive, report.low_side)} ${bound(report.high, report.high_inclusive, report.high_side)}
        <td class="number">${report.best === null ? '' : numberOf(report.best, quantity.unit)}</td>
        ${[report.as_of, report.window, report.said, report.published].map((one) => time(one, report.as_stated_exact))}
        <td>${report.origin === null ? unknown('not known') : originInWords(report.origin, included)}</td>
        <td><a href=${recordHref('sources', report.source)}>${included.name(report.source)}</a></td>
      </tr>`,
    )}</tbody>
  </table></div>`
}
