import { html, type TemplateResult } from 'lit-html'
import { claimsIn, waysOf } from '../charts/claim-ways.ts'
import { apiQuery, changed, hrefOf, recordPath } from '../parts/address.ts'
import { claimCard } from '../parts/claim-card.ts'
import { claimHref } from '../parts/claim-words.ts'
import { type Claims, claimsOf } from '../parts/claims.ts'
import { embedding } from '../parts/embedding.ts'
import { namesIn } from '../parts/facets.ts'
import { failingPairs } from '../parts/failing.ts'
import { figures, summary } from '../parts/figures.ts'
import { choice, dayField, hiddenFields, queryForm, setFilters, timeField } from '../parts/forms.ts'
import { levels } from '../parts/levels.ts'
import { type Asked, requestBox } from '../parts/request-box.ts'
import { shown, tabs, type View } from '../parts/view.ts'
import { counted, numberOf, periodInWords, spoken } from '../parts/words.ts'

const readings = ['known_by', 'window', 'tolerance', 'spreads', 'strict']

/** Controls of the way to show the claims. */
const controlsOf: Record<string, string[]> = { time: ['scale'], range: ['order', 'scale'] }

/** Controls of the drawing and, folded until opened, of the reading of claims. */
export function controls(path: string, query: URLSearchParams, claims?: Claims): TemplateResult {
  const offered = (claims && controlsOf[shown(query, waysOf(claims))]) ?? []
  return queryForm(
    path,
    html`
      ${offered.includes('order') ? choice(query, 'order', 'Order', { '': 'by date', figure: 'by figure', claimant: 'by claimant' }) : ''}
      ${offered.includes('scale') ? choice(query, 'scale', 'Scale', { '': 'linear, from 0', log: 'logarithmic' }) : ''}
      <details ?open=${readings.some((name) => query.has(name))}>
        <summary>Read the claims otherwise</summary>
        <div class="filters">
          ${dayField(query, 'known_by', 'Known by')}
          ${timeField(query, 'window', 'Counted in the time', 'summer 2024')}
          ${choice(query, 'tolerance', 'A number alone may be off by', { '': 'nobody knows', '0.05': '5 %', '0.1': '10 %', '0.2': '20 %' })}
          ${choice(query, 'spreads', 'Spreads', { '': 'stay apart', as_interval: 'read as one claim' })}
          ${choice(query, 'strict', 'Windows not stated', { '': 'assumed, and listed', true: 'nothing assumed' })}
          <button>Apply</button>
        </div>
      </details>
      ${hiddenFields(query, [...offered, ...readings])}`,
    'How claims are drawn and read',
  )
}

/** The conditions of the claims, if there are several: one is compared at a time. */
function conditions(path: string, query: URLSearchParams, { comparison }: Claims): TemplateResult | string {
  if (comparison.conditions.length < 2) return ''
  const words = (condition: string | null) => condition ?? 'without a condition'
  return html`<nav class="tabs" aria-label="Condition">${comparison.conditions.map(
    ({ condition, claims }) =>
      html`<a href=${hrefOf(path, changed(query, { condition: condition ?? 'none' }))} aria-current=${condition === comparison.condition ? 'true' : 'false'}>${words(condition)} (${counted(claims, 'claim')})</a> `,
  )}</nav>`
}

/** Several claims: how they lie to each other. */
const disagreement = async (path: string, query: URLSearchParams, claims: Claims): Promise<TemplateResult> => html`
  ${conditions(path, query, claims)} ${summary(claims)}
  ${tabs(path, query, waysOf(claims))} ${controls(path, query, claims)}
  ${await claimsIn(path, query, claims)} ${figures(claims)}
  <div class="beside">${failingPairs(claims, query)} ${levels(claims)}</div>`

/** One claim, which nothing can be compared with, or none. */
const loneClaim = (path: string, query: URLSearchParams, claims: Claims): TemplateResult => html`
  ${query.size === 0 ? '' : controls(path, query, claims)}
  ${
    claims.claims.length === 0
      ? html`<p role="status">No claim about it is recorded${query.size === 0 ? '' : ' under these filters'}.</p>`
      : claims.claims.map(
          (claim) =>
            html`<div class="card">${claimCard(claims, claim)}<p><a href=${claimHref(claim)}>See its whole record</a></p></div>`,
        )
  }`

/** The view of a quantity. */
export async function quantityView(id: string, query: URLSearchParams): Promise<View> {
  const claims = await claimsOf(id, query)
  const { quantity, comparison } = claims
  const { name, definition, unit, per, measure, stage, includes, excludes } = quantity
  const path = recordPath('quantities', id)
  const figure = comparison.not_ruled_out.latest?.low ?? comparison.figures?.highest.value
  const about = [
    `counted in ${spoken(unit)}s${per === null ? '' : ` per ${periodInWords(per)}`}`,
    ...[spoken(measure), ...(stage === null ? [] : [spoken(stage)])],
    ...(includes.length === 0 ? [] : [`with ${includes.join(', ')}`]),
    ...(excludes.length === 0 ? [] : [`without ${excludes.join(', ')}`]),
  ]
  const next: Asked[] = [
    {
      path: '/v1/estimates',
      query: { quantity: id, facets: 'claimant,origin,modifier' },
      hasCsv: true,
      about: 'Who claims how often, and in which words?',
    },
    {
      path: `/v1/quantities/${id}/comparison`,
      query: { pairs: 'true' },
      hasCsv: true,
      about: 'How does each claim lie to each other one?',
    },
  ]
  if (figure !== undefined)
    next.unshift({
      path: '/v1/estimates',
      query: { quantity: id, could_be: String(figure) },
      hasCsv: true,
      about: `Which figures admit ${numberOf(figure, unit)}?`,
    })
  const content = html`
    <p class="kind"><a href="quantities">Numbers</a></p>
    <h1 tabindex="-1">${name}</h1>
    <p class="lead">${definition}</p>
    <p class="quiet">${about.join(' · ')}</p>
    ${setFilters(path, query, ['order', 'scale', 'column', 'condition', ...readings], (await namesIn(undefined, query)).name)}
    ${comparison.counts.claims > 1 ? await disagreement(path, query, claims) : loneClaim(path, query, claims)}
    ${comparison.counts.claims === 0 ? '' : embedding(id, name, query, comparison.growing)}
    ${requestBox(
      [
        { path: `/v1/quantities/${id}/comparison`, query: apiQuery(query), hasCsv: true },
        { path: '/v1/estimates', query: claims.listQuery, hasCsv: true },
      ],
      comparison.counts.claims > 1 ? next : [],
    )}`
  return { title: name, content }
}
