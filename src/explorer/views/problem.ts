/** An error: the form that the reader filled in, what is wrong with it, and what to write. */
import { html, type TemplateResult } from 'lit-html'
import type { Problem } from '../../client/index.ts'
import { type Address, changed, hrefOf, recordPath } from '../parts/address.ts'
import { FactsError } from '../parts/api.ts'
import { collectionOf, isCollection, titleOf } from '../parts/collections.ts'
import { namesIn } from '../parts/facets.ts'
import { setFilters } from '../parts/forms.ts'
import { isOfTime, labelOf, valueInWords } from '../parts/labels.ts'
import type { View } from '../parts/view.ts'
import { listForm } from './list.ts'
import { controls } from './quantity.ts'
import { quotesForm } from './quotes.ts'
import { searchForm } from './search.ts'
import { timelineForm } from './timeline.ts'

type Fault = NonNullable<Problem['errors']>[number]

/** Most values that are offered in place of a wrong one. */
const maxOffered = 12

const howTimesAreWritten =
  'Write a day (5 June 2024), a month (June 2024), a season (summer 2024), a year (2024), or from one to another (June to August 2024).'

/** The form of a view, with what the address says filled in. */
function formOf({ path: [name = '', id], query }: Address): TemplateResult {
  if (name === 'timeline') return timelineForm(query)
  if (name === 'quotes' && id === undefined) return quotesForm(query)
  if (name === 'quantities' && id !== undefined) return controls(recordPath(name, id), query)
  if (isCollection(name) && id === undefined) return listForm(name, query)
  return searchForm(name === 'search' ? query : new URLSearchParams())
}

/** A message of the API without its addresses and names of fields. */
function inPlainWords(parameter: string, detail: string): TemplateResult | string {
  if (parameter === 'cursor') return 'This is no page of this list.'
  const type = /^There is no (\w+) with the id/.exec(detail)?.[1]
  if (type === undefined) return detail
  const collection = collectionOf(type)
  return html`Nothing here is called that. Look through <a href=${collection}>${titleOf(collection).toLowerCase()}</a>.`
}

/** The fault of one parameter, and the values that may stand in its place. */
function faultLine(
  { parameter, detail, allowed = [], nearest = [] }: Fault,
  path: string,
  query: URLSearchParams,
  nameOf: (id: string) => string,
) {
  const link = (text: string, value: string) =>
    html`<a href=${hrefOf(path, changed(query, { [parameter]: value }))}>${text}</a>`
  const isUnknown = detail.startsWith('There is no such parameter')
  const label = html`<strong>${isUnknown ? parameter : labelOf(parameter)}</strong>`
  if (isUnknown) return html`<li>${label} is no condition that this view knows. ${link('Leave it out', '')}</li>`
  const isGuess = nearest.length > 0 && allowed.length === 0
  const offered = [...new Set([...nearest, ...allowed])].slice(0, maxOffered)
  const choices = offered.map(
    (value, index) => html`${index === 0 ? '' : ', '}${link(valueInWords(parameter, value, nameOf), value)}`,
  )
  const given = query.get(parameter) ?? ''
  const shown = isOfTime(parameter) ? valueInWords(parameter, given, nameOf) : given
  const said = isOfTime(parameter)
    ? `${shown === given ? 'This time cannot be read' : 'Such a time cannot stand here'}. ${howTimesAreWritten}`
    : offered.length === 0
      ? inPlainWords(parameter, detail)
      : html`Nothing here is called that. ${isGuess ? 'Did you mean' : 'Choose one of these:'} ${choices}${isGuess ? '?' : '.'}`
  return html`<li>${label}: <kbd>${shown}</kbd>. ${said} ${link('Leave it out', '')}</li>`
}

const helped: Record<number, string> = {
  404: 'No record with this name is here. Search for it, or go through the lists.',
  409: 'The facts were loaded anew meanwhile, so that this page is no longer the next one.',
  410: 'This record was withdrawn.',
}

async function apiProblem(problem: Problem, address: Address): Promise<View> {
  const { title, status, detail, restart, errors = [] } = problem
  const { path, query } = address
  const [name = '', id] = path
  const view = id === undefined ? name : recordPath(name, id)
  const faults = errors.filter(({ in: place }) => place === 'query')
  const ids = new URLSearchParams(faults.map(({ parameter, nearest = [] }) => [parameter, nearest.join()]))
  const names = await namesIn(undefined, ids).catch(() => undefined)
  const nameOf = names?.name ?? ((one: string) => one)
  const content = html`
    <h1 tabindex="-1">${faults.length > 0 ? 'This was not understood' : title}</h1>
    <div role="alert">
      ${faults.length > 0 ? html`<ul class="faults">${faults.map((fault) => faultLine(fault, view, query, nameOf))}</ul>` : html`<p>${helped[status] ?? detail}</p>`}
    </div>
    ${formOf(address)}
    ${setFilters(view, query, [])}
    ${isCollection(name) ? html`<p><a href=${name}>All ${titleOf(name).toLowerCase()}</a></p>` : ''}
    ${query.size === 0 ? '' : html`<p><a href=${view}>${restart === undefined ? 'The same without conditions' : 'Start again'}</a></p>`}
    <details class="whole"><summary>In the words of the API</summary><p>${detail}</p><p class="quiet">${title} · status ${status}</p></details>`
  return { title, content }
}

/** The view of an error at an address. */
export async function problemView(error: unknown, address: Address): Promise<View> {
  if (error instanceof FactsError) return apiProblem(error.problem, address)
  const content = html`<h1 tabindex="-1">This view could not be made</h1>
    <p role="alert">${error instanceof TypeError ? 'The service did not answer, or not as expected. Is it running?' : (error as Error).message}</p>`
  return { title: 'Failed', content }
}
