/** Counts by value beside a list. */
import { html, type TemplateResult } from 'lit-html'
import type { Schemas } from '../../client/index.ts'
import { changed, hrefOf } from './address.ts'
import { Included } from './api.ts'
import { recordsNamedBy } from './fields.ts'
import { labelOf, valueInWords } from './labels.ts'
import { counted, numberOf } from './words.ts'

/** Most buckets of a facet that are shown before a reader asks for more. */
const shownBuckets = 8

type Facets = Record<string, Schemas['Facet']> | undefined
type Bucket = Schemas['Bucket']

/** Records that facets count, and those that the filters of an address name. */
export async function namesIn(facets: Facets, query = new URLSearchParams()): Promise<Included> {
  const buckets = Object.entries(facets ?? {}).map(([name, { buckets }]) => [name, buckets.map(({ value }) => value)])
  const counted = Object.fromEntries(buckets)
  const asked = Object.fromEntries([...query].map(([name, value]) => [name, value.split(',')]))
  // A filter may also have a name that is no id.
  return recordsNamedBy({ counted, asked }).catch(() => recordsNamedBy({ counted }))
}

/** Facets beside a list; on a narrow screen they are folded, so that the list comes first. */
export const narrowDown = (...[path, query, facets, names]: Parameters<typeof facetLists>): TemplateResult => html`
  <details class="narrow" ?open=${matchMedia('(width >= 60rem)').matches}>
    <summary>Narrow down</summary>
    ${facetLists(path, query, facets, names)}
  </details>`

/** Counts by value, each a link that adds the value as a filter, or removes it. */
export const facetLists = (
  path: string,
  query: URLSearchParams,
  facets: Facets,
  names = new Included(),
): TemplateResult => html`
  <div class="facets">
    ${Object.entries(facets ?? {}).map(([name, { buckets, other_values }]) => {
      const chosen = query.get(name)
      const values = buckets.filter(({ value, count }) => value !== null && count > 0)
      if (values.length === 0 || (values.length === 1 && chosen === null)) return ''
      const missing = buckets.find(({ value }) => value === null)
      const rest = values.slice(shownBuckets)
      const item = ({ value, count }: Bucket) => {
        const text = String(value)
        const isChosen = chosen === text
        return html`<li>
          <a href=${hrefOf(path, changed(query, { [name]: isChosen ? '' : text }))} aria-current=${isChosen ? 'true' : 'false'}>
            ${valueInWords(name, text, names.name)}</a>
          <span class="count">${isChosen ? 'chosen; click to remove' : numberOf(count)}</span>
        </li>`
      }
      return html`<div class="facet" role="group" aria-label=${`By ${labelOf(name).toLowerCase()}`}>
        <p class="name">${labelOf(name)}</p>
        <ul>
          ${values.slice(0, shownBuckets).map(item)}
          ${missing === undefined || missing.count === 0 ? '' : html`<li class="quiet">not stated <span class="count">${numberOf(missing.count)}</span></li>`}
        </ul>
        ${
          rest.length === 0
            ? ''
            : html`<details ?open=${rest.some(({ value }) => String(value) === chosen)}><summary>${numberOf(rest.length)} more</summary>
          <ul>${rest.map(item)}</ul>
          ${other_values > 0 ? html`<p class="quiet">${counted(other_values, 'rarer value')} ${other_values === 1 ? 'is' : 'are'} not counted here; a search finds them.</p>` : ''}
        </details>`
        }
      </div>`
    })}
  </div>`
