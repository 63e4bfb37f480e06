/** Forms whose answers become the address of a view, and what an address asks beside them. */
import { html, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import { edtfInWords } from '../../facts/time-words.ts'
import { changed, hrefOf } from './address.ts'
import { spoken } from './words.ts'

/**
 * A form whose answers become the address of a view. Fields without an answer leave it; what a reader left in a field is
 * overwritten by what the address says.
 */
export const queryForm = (path: string, content: TemplateResult, label: string): TemplateResult => html`
  <form class="filters" aria-label=${label} action=${path} method="get">${content}</form>`

export const searchField = (query: URLSearchParams, label: string): TemplateResult => html`
  <label class="grow">${label}
    <input type="search" name="q" .value=${live(query.get('q') ?? '')} maxlength="200" autocomplete="off"></label>
  <button>Search</button>`

/** Carries what a form does not ask into its answer. */
export const kept = (query: URLSearchParams, asked: readonly string[]): TemplateResult[] =>
  [...query]
    .filter(([name]) => name !== 'cursor' && !asked.includes(name))
    .map(([name, value]) => html`<input type="hidden" name=${name} .value=${value}>`)

/** One of a few answers. '' is what holds without an answer. */
export const choice = (
  query: URLSearchParams,
  name: string,
  label: string,
  answers: Record<string, string>,
): TemplateResult => html`
  <label>${label}
    <select name=${name}>
      ${Object.entries(answers).map(([value, text]) => html`<option value=${value} .selected=${live((query.get(name) ?? '') === value)}>${text}</option>`)}
    </select></label>`

/** Filters whose value is a time in EDTF. */
const isOfTime = /(^|_)(during|before|after)(_surely)?$|^(known_by|window)$/

/** Filters that no facet offers but the address sets, each with a link that removes it. */
export const setFilters = (
  path: string,
  query: URLSearchParams,
  shownElsewhere: readonly string[],
): TemplateResult | string => {
  const hidden = [...query].filter(
    ([name]) => !['q', 'cursor', 'limit', 'show', 'sort', ...shownElsewhere].includes(name),
  )
  if (hidden.length === 0) return ''
  return html`<p class="tags">
    ${hidden.map(([name, value]) => html`<a class="tag" href=${hrefOf(path, changed(query, { [name]: '' }))} title="Remove this filter">${spoken(name)}: ${isOfTime.test(name) ? edtfInWords(value) : value} ×</a>`)}
  </p>`
}

/** A line of text. */
export const textField = (query: URLSearchParams, name: string, label: string, example: string): TemplateResult => html`
  <label>${label}
    <input name=${name} .value=${live(query.get(name) ?? '')} placeholder=${example} size=${example.length + 1}></label>`
