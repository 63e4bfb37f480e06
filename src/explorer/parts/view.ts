/** The parts of every view, and the links that several have. */
import { html, type TemplateResult } from 'lit-html'
import { changed, chosen, hrefOf } from './address.ts'

export interface View {
  title: string
  content: TemplateResult
}

/** The link to the next page of a list. */
export const nextPage = (path: string, query: URLSearchParams, cursor: string | null): TemplateResult | string =>
  cursor === null ? '' : html`<p><a class="button" href=${hrefOf(path, changed(query, { cursor }))}>Next page</a></p>`

/** `plot` or `table`: whether a view shows its chart or the same data as a table. */
export const shown = (query: URLSearchParams) => chosen(query, 'show', ['plot', 'table'])

/** A link from a chart to the same data as a table, and back. */
export const plotOrTable = (path: string, query: URLSearchParams): TemplateResult => {
  const link = (text: string, show: string) =>
    html`<a href=${hrefOf(path, changed(query, { show }))} aria-current=${shown(query) === (show || 'plot') ? 'page' : 'false'}>${text}</a>`
  return html`<nav class="tabs" aria-label="Plot or table">${link('Plot', '')} ${link('Table', 'table')}</nav>`
}
