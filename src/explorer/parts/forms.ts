/** Forms that change the address of a view, and links that remove its filters. */
import { html, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { edtfInWords } from '../../facts/time-words.ts'
import { changed, hrefOf } from './address.ts'
import { spoken } from './words.ts'

/**
 * A form that changes the address of a view. Empty fields are left out of it; the address overwrites the text that a
 * reader left in a field.
 */
export const queryForm = (path: string, content: TemplateResult, label: string): TemplateResult => html`
  <form class="filters" aria-label=${label} action=${path} method="get">${content}</form>`

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

/** Filters whose value is a time in EDTF. */
const isOfTime = /(^|_)(during|before|after)(_surely)?$|^(known_by|window)$/

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
    ${hidden.map(([name, value]) => html`<a class="tag" href=${hrefOf(path, changed(query, { [name]: '' }))} title="Remove this filter">${spoken(name)}: ${isOfTime.test(name) ? edtfInWords(value) : value.split(',').map(nameOf).join(', ')} ×</a>`)}
  </p>`
}

/** A line of text. */
export const textField = (query: URLSearchParams, name: string, label: string, example: string): TemplateResult => html`
  <label>${label}
    <input name=${name} .value=${live(query.get(name) ?? '')} placeholder=${example} size=${example.length + 1}></label>`
