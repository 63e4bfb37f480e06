import { html, type TemplateResult } from 'lit-html'
import type { RecordCollection } from '../../client/index.ts'
import { quoted } from '../../facts/quotation.ts'
import { apiQuery, recordHref } from '../parts/address.ts'
import { type Evidence, facts, Included } from '../parts/api.ts'
import type { Quantity } from '../parts/claims.ts'
import { facetsOf, titleOf } from '../parts/collections.ts'
import { outside } from '../parts/evidence.ts'
import { namesIn, narrowDown } from '../parts/facets.ts'
import { hiddenFields, queryForm, searchField, setFilters } from '../parts/forms.ts'
import { quantityLines, reportCounts } from '../parts/quantity-lines.ts'
import { requestBox } from '../parts/request-box.ts'
import { nextPage, type View } from '../parts/view.ts'
import { counted, numberOf, spoken } from '../parts/words.ts'

interface Lined {
  id: string
  display?: string
  name?: string
  exact?: string | null
  source?: string
  reports?: string[]
  quantity?: string
}

/** Any record in one line; ids are not for readers. */
export function lineOf({ display, name, exact, source, reports = [], quantity = '' }: Lined, names: Included): string {
  if (display !== undefined || name !== undefined) return display ?? name ?? ''
  if (exact) return quoted(exact)
  if (source !== undefined) return `Cited from ${names.name(source)}`
  const first = reports.find(names.has)
  return first === undefined ? `Claim about ${names.name(quantity)}` : names.name(first)
}

/** Lists whose lines need records that they refer to. */
const neededBy: Partial<Record<RecordCollection, string>> = {
  claims: 'reports',
  estimates: 'source',
  evidence: 'source',
}

/** The page outside of a figure or a piece of evidence whose text was not at hand. */
function pageOf(record: { source?: string; level?: string; evidence?: Evidence[] }, names: Included) {
  const isCited = (record.evidence ?? [record]).some(({ level }) => level === 'citation')
  return isCited && record.source !== undefined ? outside(names.get(record.source)) : ''
}

/** The kind of a record, if it adds to its type. */
const kindOf = (record: object): string =>
  'kind' in record ? String(record.kind) : 'independence' in record ? String(record.independence) : ''

/** The search form of a list. */
export const listForm = (collection: RecordCollection, query: URLSearchParams): TemplateResult =>
  queryForm(collection, html`${searchField(query, 'Words')}${hiddenFields(query, ['q'])}`, titleOf(collection))

/** A list without a view of its own: lines, filters and counts. */
export async function listView(collection: RecordCollection, query: URLSearchParams): Promise<View> {
  const facetNames = facetsOf(collection)
  const needed = neededBy[collection]
  const asked = {
    ...{ limit: '50', ...apiQuery(query), facets: facetNames.join(','), total: 'true' },
    ...(needed !== undefined && { include: needed }),
  }
  const { data, facets, next_cursor, meta, included } = await facts.page(collection, asked as never)
  const named = new Included(included)
  const names = await namesIn(facets, query)
  const title = titleOf(collection)
  const total = meta.total ?? data.length
  const content = html`
    <h1 tabindex="-1">${title}</h1>
    ${listForm(collection, query)}
    ${setFilters(collection, query, facetNames, names.name)}
    <p role="status">${total === 0 ? 'No record is under these filters.' : `${numberOf(data.length)} of ${counted(total, 'record')}.`}</p>
    <div class="columns">
      <aside aria-label="Narrow down">${narrowDown(collection, query, facets, names)}</aside>
      <div>
        ${
          collection === 'quantities'
            ? quantityLines(data as Quantity[], await reportCounts())
            : html`<ul class="list">${data.map((record) => html`<li><a href=${recordHref(collection, record.id)}>${lineOf(record as Lined, named)}</a> <span class="count">${spoken(kindOf(record))} ${pageOf(record as Lined, named)}</span></li>`)}</ul>`
        }
        ${nextPage(collection, query, next_cursor)}
      </div>
    </div>
    ${requestBox([{ path: `/v1/${collection}`, query: asked, hasCsv: true }])}`
  return { title, content }
}
