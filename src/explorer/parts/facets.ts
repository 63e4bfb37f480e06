/** Counts by value beside a list. */
import { html, type TemplateResult } from 'lit-html'
import type { Schemas } from '../../client/index.ts'
import { changed, hrefOf } from './address.ts'
import { facts } from './api.ts'
import { numberOf, spoken } from './words.ts'

/** Most buckets of a facet that are shown. */
const shownBuckets = 8

/** Facets whose values are ids of entities. */
const ofEntities = ['speaker', 'addressee', 'about', 'claimant', 'supplier', 'recipient', 'publisher']

type Facets = Record<string, Schemas['Facet']> | undefined

/** Names of the entities that facets count. */
export async function namesIn(facets: Facets): Promise<Map<string, string>> {
  const ids = Object.entries(facets ?? {})
    .filter(([name]) => ofEntities.includes(name))
    .flatMap(([, { buckets }]) => buckets.slice(0, shownBuckets).map(({ value }) => value))
    .filter((value) => typeof value === 'string')
  const wanted = [...new Set(ids)].slice(0, 100)
  if (wanted.length === 0) return new Map()
  const { data } = await facts.page('entities', { id: wanted, fields: ['id', 'name'], limit: 100 })
  return new Map(data.map(({ id, name }) => [id, name]))
}

/** Counts by value, each a link that adds the value as a filter, or removes it. */
export const facetLists = (
  path: string,
  query: URLSearchParams,
  facets: Facets,
  names = new Map<string, string>(),
): TemplateResult => html`
  <div class="facets">
    ${Object.entries(facets ?? {}).map(([name, { buckets, other_values }]) => {
      const chosen = query.get(name)
      const values = buckets.filter(({ value, count }) => value !== null && count > 0)
      if (values.length === 0 || (values.length === 1 && chosen === null)) return ''
      const missing = buckets.find(({ value }) => value === null)
      const shown = values.slice(0, shownBuckets)
      const rest = values.length - shown.length + other_values
      return html`<div class="facet" role="group" aria-label=${`By ${spoken(name)}`}>
        <p class="name">${spoken(name)}</p>
        <ul>
          ${shown.map(({ value, count }) => {
            const text = String(value)
            const isChosen = chosen === text
            return html`<li>
              <a href=${hrefOf(path, changed(query, { [name]: isChosen ? '' : text }))} aria-current=${isChosen ? 'true' : 'false'}>
                ${names.get(text) ?? spoken(text)}</a>
              <span class="count">${isChosen ? 'chosen; click to remove' : numberOf(count)}</span>
            </li>`
          })}
          ${missing === undefined || missing.count === 0 ? '' : html`<li class="quiet">not stated <span class="count">${numberOf(missing.count)}</span></li>`}
        </ul>
        ${rest > 0 ? html`<p class="quiet">and ${numberOf(rest)} more</p>` : ''}
      </div>`
    })}
  </div>`
