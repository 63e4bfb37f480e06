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

/** Ways to show the same data, by value of `show`; the first is the default. */
export type Ways = Readonly<Record<string, string>>

export const plotOrTable: Ways = { plot: 'Plot', table: 'Table' }

/** The way that an address selects. */
export const shown = <T extends Ways>(query: URLSearchParams, ways: T) =>
  chosen(query, 'show', Object.keys(ways) as Extract<keyof T, string>[])

/** Links between the ways to show the same data. */
export const tabs = (path: string, query: URLSearchParams, ways: Ways): TemplateResult => {
  const current = shown(query, ways)
  const link = (way: string, text: string, index: number) =>
    html`<a href=${hrefOf(path, changed(query, { show: index === 0 ? '' : way }))} aria-current=${way === current ? 'page' : 'false'}>${text}</a> `
  return html`<nav class="tabs" aria-label=${Object.values(ways).join(' or ')}>${Object.entries(ways).map(([way, text], index) => link(way, text, index))}</nav>`
}
