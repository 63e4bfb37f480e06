import { html, type TemplateResult } from 'lit-html'
import { rangePlot } from '../charts/range-plot.ts'
import { apiQuery, recordHref } from '../parts/address.ts'
import { claimTable } from '../parts/claim-table.ts'
import { claimsOf, estimatesQuery, orderOf } from '../parts/claims.ts'
import { notes, summary } from '../parts/compared.ts'
import { choice, hiddenFields, queryForm, textField } from '../parts/forms.ts'
import { type Asked, requestBox } from '../parts/request-box.ts'
import { plotOrTable, shown, type View } from '../parts/view.ts'
import { numberOf, spoken } from '../parts/words.ts'

const readings = ['known_by', 'window', 'tolerance', 'spreads', 'strict']

/** Controls of the drawing and, folded until opened, of the reading of claims. */
const controls = (path: string, query: URLSearchParams): TemplateResult =>
  queryForm(
    path,
    html`
      ${choice(query, 'order', 'Order', { '': 'by date', figure: 'by figure', claimant: 'by claimant' })}
      ${choice(query, 'scale', 'Scale', { '': 'linear, from 0', log: 'logarithmic' })}
      <details ?open=${readings.some((name) => query.has(name))}>
        <summary>Read the claims otherwise</summary>
        <div class="filters">
          ${textField(query, 'known_by', 'Known by', '2024-06-30')}
          ${textField(query, 'window', 'Window', '2023-09/2025-03')}
          ${choice(query, 'tolerance', 'A number alone may be off by', { '': 'nobody knows', '0.05': '5 %', '0.1': '10 %', '0.2': '20 %' })}
          ${choice(query, 'spreads', 'Spreads', { '': 'stay apart', as_interval: 'read as one claim' })}
          ${choice(query, 'strict', 'Windows not stated', { '': 'assumed, and listed', true: 'nothing assumed' })}
          <button>Apply</button>
        </div>
      </details>
      ${hiddenFields(query, ['order', 'scale', ...readings])}`,
    'How claims are drawn and read',
  )

export async function quantityView(id: string, query: URLSearchParams): Promise<View> {
  const claims = await claimsOf(id, query)
  const { quantity, comparison } = claims
  const { name, definition, unit, per, measure, stage, includes, excludes } = quantity
  const path = recordHref('quantities', id)
  const isTable = shown(query) === 'table'
  const figure = comparison?.highest_floor?.value ?? comparison?.highest_figure?.value
  const about = [
    `counted in ${spoken(unit)}s${per === null ? '' : ` per ${per}`}`,
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
    ${summary(claims)} ${plotOrTable(path, query)} ${controls(path, query)}
    ${isTable ? claimTable(claims, orderOf(query)) : await rangePlot(claims, query)}
    ${notes(claims)}
    ${requestBox(
      [
        { path: `/v1/quantities/${id}/comparison`, query: apiQuery(query), hasCsv: true },
        { path: '/v1/estimates', query: estimatesQuery(id, query), hasCsv: true },
      ],
      next,
    )}`
  return { title: name, content }
}
