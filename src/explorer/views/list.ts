import { html } from 'lit-html'
import type { RecordCollection } from '../../client/index.ts'
import { quoted } from '../../facts/quotation.ts'
import { apiQuery, recordHref } from '../parts/address.ts'
import { facts } from '../parts/api.ts'
import type { Quantity } from '../parts/claims.ts'
import { facetsOf, titleOf } from '../parts/collections.ts'
import { facetLists, namesIn } from '../parts/facets.ts'
import { hiddenFields, queryForm, searchField, setFilters } from '../parts/forms.ts'
import { quantityLines, reportCounts } from '../parts/quantity-lines.ts'
import { requestBox } from '../parts/request-box.ts'
import { nextPage, type View } from '../parts/view.ts'
import { counted, numberOf, spoken } from '../parts/words.ts'

/** Any record in one line. */
export const lineOf = (record: { id: string; display?: string; name?: string; exact?: string | null }): string =>
  record.display ?? record.name ?? (record.exact ? quoted(record.exact) : record.id)

/** The kind of a record, if it adds to its type. */
const kindOf = (record: object): string =>
  'kind' in record ? String(record.kind) : 'independence' in record ? String(record.independence) : ''

/** A list without a view of its own: lines, filters and counts. */
export async function listView(collection: RecordCollection, query: URLSearchParams): Promise<View> {
  const facetNames = facetsOf(collection)
  const asked = { limit: '50', ...apiQuery(query), facets: facetNames.join(','), total: 'true' }
  const { data, facets, next_cursor, meta } = await facts.page(collection, asked as never)
  const names = await namesIn(facets)
  const title = titleOf(collection)
  const total = meta.total ?? data.length
  const content = html`
    <h1 tabindex="-1">${title}</h1>
    ${queryForm(collection, html`${searchField(query, 'Words')}${hiddenFields(query, ['q'])}`, title)}
    ${setFilters(collection, query, facetNames)}
    <p role="status">${total === 0 ? 'No record is under these filters.' : `${numberOf(data.length)} of ${counted(total, 'record')}.`}</p>
    <div class="columns">
      <aside aria-label="Narrow down">${facetLists(collection, query, facets, names)}</aside>
      <div>
        ${
          collection === 'quantities'
            ? quantityLines(data as Quantity[], await reportCounts())
            : html`<ul class="list">${data.map((record) => html`<li><a href=${recordHref(collection, record.id)}>${lineOf(record)}</a> <span class="count">${spoken(kindOf(record))}</span></li>`)}</ul>`
        }
        ${nextPage(collection, query, next_cursor)}
      </div>
    </div>
    ${requestBox([{ path: `/v1/${collection}`, query: asked, hasCsv: true }])}`
  return { title, content }
}
