/** Forms that change the address of a view, and links that remove its filters. */
import { html, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { edtfFromWords } from '../../facts/time-reading.ts'
import { changed, hrefOf } from './address.ts'
import { labelOf, valueInWords } from './labels.ts'

/**
 * A form that changes the address of a view. Empty fields are left out of it; the address overwrites the text that a
 * reader left in a field.
 */
export const queryForm = (path: string, content: TemplateResult, label: string): TemplateResult => html`
  <form class="filters" aria-label=${label} action=${path} method="get">${content}</form>`

/** A field for words, with its button. */
export const searchField = (query: URLSearchParams, label: string): TemplateResult => html`
  <label class="grow">${label}
    <input type="search" name="q" .value=${live(query.get('q') ?? '')} maxlength="200" autocomplete="off"></label>
  <button>Search</button>`

/** Hidden fields for the parameters of the address that a form has no field for. */
export const hiddenFields = (query: URLSearchParams, asked: readonly string[]): TemplateResult[] =>
  [...query]
    .filter(([name]) => name !== 'cursor' && !asked.includes(name))
    .map(([name, value]) => html`<input type="hidden" name=${name} .value=${value}>`)

/** A choice of one of a few values. '' is the default. */
export const choice = (
  query: URLSearchParams,
  name: string,
  label: string,
  options: Record<string, string>,
): TemplateResult => html`
  <label>${label}
    <select name=${name}>
      ${Object.entries(options).map(([value, text]) => html`<option value=${value} .selected=${live((query.get(name) ?? '') === value)}>${text}</option>`)}
    </select></label>`

/**
 * Filters of the address without a facet, each with a link that removes it.
 * @param nameOf the name of a record, for its id
 */
export const setFilters = (
  path: string,
  query: URLSearchParams,
  shownElsewhere: readonly string[],
  nameOf = (id: string): string => id,
): TemplateResult | string => {
  const hidden = [...query].filter(
    ([name]) => !['q', 'cursor', 'limit', 'show', 'sort', ...shownElsewhere].includes(name),
  )
  if (hidden.length === 0) return ''
  return html`<p class="tags">
    ${hidden.map(([name, value]) => html`<a class="tag" href=${hrefOf(path, changed(query, { [name]: '' }))} title="Remove this filter">${labelOf(name)}: ${valueInWords(name, value, nameOf)} ×</a>`)}
  </p>`
}

/** A line of text. */
export const textField = (query: URLSearchParams, name: string, label: string, example: string): TemplateResult => html`
  <label>${label}
    <input name=${name} .value=${live(query.get(name) ?? '')} placeholder=${example} size=${example.length + 1}></label>`

/** The last day of a year, a month or a day of an address, which `known_by` means; '' for another text. */
function lastDayOf(edtf: string): string {
  const [, year, month = '12', day] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?$/.exec(edtf) ?? []
  if (year === undefined || day !== undefined) return year === undefined ? '' : edtf
  return `${year}-${month}-${new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()}`
}

/** A day, to be picked. */
export const dayField = (query: URLSearchParams, name: string, label: string): TemplateResult => html`
  <label>${label}
    <input type="date" name=${name} .value=${live(lastDayOf(query.get(name) ?? ''))}></label>`

/** A time in words, as vague as a reader likes. The address has its EDTF. */
export const timeField = (query: URLSearchParams, name: string, label: string, example: string): TemplateResult => html`
  <label>${label}
    <input name=${name} data-reads="time" .value=${live(timeInField(query.get(name) ?? ''))} placeholder=${`such as ${example}`} size="24"></label>`

/** A time of an address in words; what cannot be read is shown as it was written. */
const timeInField = (edtf: string): string => (edtf === '' ? '' : valueInWords('during', edtf, (id) => id))

/** The value of a field for the address. */
export const fieldValue = ({ dataset, value }: HTMLInputElement | HTMLSelectElement): string =>
  (dataset.reads === 'time' ? edtfFromWords(value) : null) ?? value.trim()
