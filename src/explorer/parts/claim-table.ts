/** The reports of claims as a table, sorted by any of its columns. */
import { html, type TemplateResult } from 'lit-html'
import { timeInWords } from '../../facts/time-words.ts'
import { changed, chosen, hrefOf, recordHref } from './address.ts'
import type { Estimate, Time } from './api.ts'
import { claimantOf, figureOf } from './claim-words.ts'
import { type Claims, inOrder } from './claims.ts'
import { originInWords } from './origins.ts'
import { people } from './people.ts'
import { numberOf } from './words.ts'

type Key = string | number | null

const dayOf = (time: Time | null): Key => time?.latest ?? time?.earliest ?? null

/** Value of `column` → [title, key to sort by]. Numbers that are not stated and unknown days come last. */
const columns: Record<string, [title: string, keyOf: (report: Estimate, claims: Claims) => Key]> = {
  claimant: ['Claimant', (report, { included }) => claimantOf(report, included)],
  words: ['Words', ({ as_stated }) => as_stated],
  low: ['Low', ({ low }) => low],
  high: ['High', ({ high }) => high],
  named: ['Number named', ({ best }) => best],
  as_of: ['As of', ({ as_of }) => dayOf(as_of)],
  covers: ['Covers', ({ window }) => dayOf(window)],
  said: ['Said', ({ said }) => dayOf(said)],
  published: ['Published', ({ published }) => dayOf(published)],
  origin: ['Origin', ({ origin }, { included }) => (origin === null ? null : originInWords(origin, included))],
  source: ['Source', ({ source }, { included }) => included.name(source)],
}

/** Columns of numbers, which stand at the right. */
const isNumber = new Set(['low', 'high', 'named'])

/** Values of `column`: a name, or a name after a minus for the reverse; the first leaves them by date. */
const orders = ['', ...Object.keys(columns).flatMap((name) => [name, `-${name}`])]

const compare = (one: Key, other: Key): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other), 'en')

function reportsIn(claims: Claims, column: string): Estimate[] {
  const reports = inOrder(claims, 'date').flatMap(({ reports }) => reports)
  const [, keyOf] = columns[column.replace('-', '')] ?? []
  if (keyOf === undefined) return reports
  const sign = column.startsWith('-') ? -1 : 1
  return reports.toSorted((first, second) => {
    const [one, other] = [keyOf(first, claims), keyOf(second, claims)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return sign * compare(one, other)
  })
}

/** The title of a column, as a link that sorts by it, and then in reverse. */
function heading(path: string, query: URLSearchParams, name: string, title: string): TemplateResult {
  const column = chosen(query, 'column', orders)
  const [isUp, isDown] = [column === name, column === `-${name}`]
  const href = hrefOf(path, changed(query, { column: isUp ? `-${name}` : name }))
  return html`<th scope="col" class=${isNumber.has(name) ? 'number' : ''} aria-sort=${isUp ? 'ascending' : isDown ? 'descending' : 'none'}><a href=${href}>${title}</a><span aria-hidden="true">${isUp ? ' ↑' : isDown ? ' ↓' : ''}</span></th>`
}

/** The claims as a table, one row per report. */
export function claimTable(path: string, query: URLSearchParams, claims: Claims): TemplateResult {
  const { included, quantity } = claims
  const unknown = (text: string) => html`<span class="quiet">${text}</span>`
  const bound = (value: number | null, isIncluded: boolean | null, side: string) =>
    html`<td class="number">${value === null ? unknown(side) : numberOf(value, quantity.unit)}${isIncluded === false ? unknown(' excluded') : ''}</td>`
  const time = (value: Time | null, isExact: boolean) =>
    html`<td>${value === null ? '' : timeInWords(value, isExact)}</td>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Reports of claims"><table>
    <thead><tr>${Object.entries(columns).map(([name, [title]]) => heading(path, query, name, title))}</tr></thead>
    <tbody>${reportsIn(claims, chosen(query, 'column', orders)).map(
      (report) => html`<tr>
        <th scope="row">${report.claimants.length > 0 ? people(report.claimants, included) : claimantOf(report, included)}${report.spread ? html` <span class="tag">spread</span>` : ''}</th>
        <td><a href=${recordHref('estimates', report.id)}>${figureOf(report)}</a>${report.as_stated_exact ? '' : html` ${unknown('not word for word')}`}${report.condition === null ? '' : `, ${report.condition}`}</td>
        ${bound(report.low, report.low_inclusive, report.low_side)} ${bound(report.high, report.high_inclusive, report.high_side)}
        <td class="number">${report.best === null ? '' : numberOf(report.best, quantity.unit)}</td>
        ${[report.as_of, report.window, report.said, report.published].map((one) => time(one, report.as_stated_exact))}
        <td>${report.origin === null ? unknown('not known') : originInWords(report.origin, included)}</td>
        <td><a href=${recordHref('sources', report.source)}>${included.name(report.source)}</a></td>
      </tr>`,
    )}</tbody>
  </table></div>`
}
