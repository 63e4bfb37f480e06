import { html } from 'lit-html'
import type { RecordCollection } from '../../client/index.ts'
import { hrefOf, listHref, recordHref, recordPath } from '../parts/address.ts'
import { type Estimate, type Evidence, facts } from '../parts/api.ts'
import { type Cited, cited, copyCitation } from '../parts/citation.ts'
import { collectionOf, titleOf } from '../parts/collections.ts'
import { conditionsFor } from '../parts/conditions.ts'
import { namesIn } from '../parts/facets.ts'
import { fields, recordsNamedBy } from '../parts/fields.ts'
import { setFilters } from '../parts/forms.ts'
import { figure, recordDetails } from '../parts/record-details.ts'
import { requestBox } from '../parts/request-box.ts'
import type { View } from '../parts/view.ts'
import { counted, numberOf } from '../parts/words.ts'
import { entitySections } from './entity.ts'
import { lineOf } from './list.ts'

/** The lists of records that come from a source or an origin, with the filter that finds them. */
const coming: Partial<Record<RecordCollection, { by: string; lists: RecordCollection[] }>> = {
  sources: { by: 'source', lists: ['quotes', 'estimates', 'events', 'relations', 'mentions'] },
  origins: { by: 'origin', lists: ['estimates'] },
}

/** The reports of a claim, in full. */
async function reportsOf(claim: string): Promise<View['content']> {
  const { data } = await facts.page('estimates', { claim: [claim], limit: 100 })
  const names = await recordsNamedBy(data)
  return html`<div class="cards">${data.map((report: Estimate) => figure(report, names))}</div>`
}

export async function recordView(collection: RecordCollection, id: string, query: URLSearchParams): Promise<View> {
  const record = await facts.get(collection, id)
  const related = coming[collection]
  const by = related?.by ?? ''
  const conditions = new URLSearchParams(
    ['entities', 'sources', 'origins'].includes(collection) ? conditionsFor(`${collection}/`, query) : {},
  )
  const [names, ...totals] = await Promise.all([
    recordsNamedBy(record),
    ...(related?.lists ?? []).map(async (list) => {
      const { meta } = await facts.page(list, { ...conditionsFor(list), [by]: id, limit: 1, total: true } as never)
      return { list, total: meta.total ?? 0 }
    }),
  ])
  const title = 'title' in record && typeof record.title === 'string' ? record.title : lineOf(record as never, names)
  const evidence = 'evidence' in record ? (record.evidence as Evidence[]) : []
  const content = html`
    <p class="kind"><a href=${listHref(collection)}>${titleOf(collection)}</a></p>
    <h1 tabindex="-1" class=${title.length > 60 ? 'long' : ''}>${title}</h1>
    ${setFilters(recordPath(collection, id), conditions, [], (await namesIn(undefined, conditions)).name)}
    ${recordDetails(collection, record, names)}
    ${collection === 'entities' ? await entitySections(record as never) : ''}
    ${collection === 'claims' ? await reportsOf(id) : ''}
    ${'fact' in record ? html`<p><a href=${recordHref(collectionOf(record.fact_type), record.fact)}>See what rests on it</a></p>` : ''}
    ${'quantity' in record ? html`<p><a href=${recordHref('quantities', String(record.quantity))}>See it among all claims: ${names.name(String(record.quantity))}</a></p>` : ''}
    ${(cited as readonly string[]).includes(collection) && collection !== 'quotes' ? html`<p class="actions">${copyCitation(collection as Cited, id)}</p>` : ''}
    ${
      totals.length === 0
        ? ''
        : html`<section aria-labelledby="related"><h2 id="related">What comes from it</h2>
      <ul class="list">${totals.map(({ list, total }) => html`<li>${total === 0 ? html`<span class="quiet">${titleOf(list)}</span>` : html`<a href=${listHref(list, { [by]: id })}>${titleOf(list)}</a>`} <span class="count">${numberOf(total)}</span></li>`)}
      ${collection === 'origins' ? '' : html`<li><a href=${hrefOf('timeline', { [by]: id })}>On the timeline</a></li>`}</ul></section>`
    }
    <details class="whole"><summary>The whole record, field by field</summary><p class="quiet">id ${id}${evidence.length > 0 ? ` · ${counted(evidence.length, 'piece')} of evidence` : ''}</p>${fields(record as never, names)}</details>
    ${requestBox(
      [{ path: `/v1/${collection}/${id}` }],
      totals
        .filter(({ total }) => total > 0)
        .map(({ list }) => ({ path: `/v1/${list}`, query: { [by]: id }, hasCsv: true, about: titleOf(list) })),
    )}`
  return { title, content }
}
