/** The views of the explorer as text, for readers without JavaScript and for those who make cards of links. */
import type { FastifyRequest } from 'fastify'
import type { RecordListing } from '../../listing/listing.ts'
import { countFacets, countRecords, findRecord, findRecords, keysOf } from '../../listing/queries.ts'
import { estimateList } from '../../records/estimates/list.ts'
import { timeline } from '../../records/timeline/list.ts'
import { recordTypes } from '../../records/types.ts'
import { recordPath } from './addresses.ts'
import { needsScript, type PageView } from './frame.ts'
import { type Html, html } from './html.ts'
import { claimsAbout, type SummariseQuantity } from './quantity.ts'
import { lineOf, recordView, titleOf } from './records.ts'

const listings = new Map<string, RecordListing>(recordTypes.map(({ list }) => [list.collection, list]))

/** Most records listed on a page. */
const maxLines = 100

const formats = (path: string, query: string, more: readonly string[] = ['csv']): Html =>
  html`<p>The same as data: <a href="../v1/${path}${query}">JSON</a> ${more.map((format) => html`<a href="../v1/${path}.${format}${query}">${format.toUpperCase()}</a>`)}</p>`

/** The view at an address. */
export async function viewAt(
  request: FastifyRequest,
  names: string[],
  summarise: SummariseQuantity,
): Promise<PageView> {
  const [name, id, ...more] = names
  if (name === undefined) return overview(request, summarise)
  const listing = listings.get(name)
  if (more.length > 0 || (listing === undefined && id !== undefined)) return nothing(names)
  if (listing !== undefined)
    return id === undefined ? listView(request, listing) : recordView(request, listing, id, summarise)
  if (name === 'search') return searchView(request)
  if (name === 'timeline') return timelineView(request)
  return nothing(names)
}

/** The picture and the summary are those of the quantity with the most reports, as the script shows it first. */
export async function overview(request: FastifyRequest, summarise: SummariseQuantity): Promise<PageView> {
  const { snapshot } = request
  const { title, description, citation } = snapshot.dataset
  const { quantity } = await countFacets(snapshot, estimateList, {}, ['quantity'])
  const featured = await findRecord(snapshot, String(quantity?.buckets[0]?.value))
  const claims = featured && (await claimsAbout(request, JSON.parse(featured.body), summarise))
  const counts = Object.entries(await countRecords(snapshot)).map(
    ([name, count]) => html`<tr><th scope="row">${name}</th><td>${count.toLocaleString('en')}</td>
<td><a href="${name}">Page</a> <a href="../v1/${name}">JSON</a> <a href="../v1/${name}.csv">CSV</a></td></tr>`,
  )
  const content = html`<h1>${title}</h1>
<p>${description}</p>
${claims?.content ?? ''}
${needsScript}
<table>
<thead><tr><th scope="col">List</th><th scope="col">Records</th><th scope="col">Read it</th></tr></thead>
<tbody>
${counts}
</tbody>
</table>
<p>${citation}</p>`
  return { title, description, path: '', picture: claims?.picture, content }
}

/** The query of a request, for the same question to the API. */
const queryOf = ({ url }: FastifyRequest): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '')

/** The first records of a list. Under conditions, which the script reads, the list leads to the data alone. */
async function listView(request: FastifyRequest, listing: RecordListing): Promise<PageView> {
  const { collection, description } = listing
  const title = titleOf(collection)
  const query = queryOf(request)
  const rows =
    query === ''
      ? await findRecords(request.snapshot, listing, {}, { keys: keysOf(listing, undefined), limit: maxLines })
      : []
  const lines = rows.map(
    ({ id, body }) => html`<li><a href="${recordPath(collection, id)}">${lineOf(JSON.parse(body))}</a></li>`,
  )
  const content = html`<h1>${title}</h1>
<p>${description}</p>
${formats(collection, query)}
${needsScript}
${lines.length === 0 ? '' : html`<ul class="list">${lines}</ul>`}
${lines.length === maxLines ? html`<p>These are the first ${maxLines}; the data has all.</p>` : ''}`
  return { title, description, path: collection + query, content }
}

function searchView(request: FastifyRequest): PageView {
  const query = queryOf(request)
  const description = 'Finds facts by the words in them.'
  const content = html`<h1>Search</h1>
<p>${description}</p>
${new URLSearchParams(query).get('q') ? formats('search', query, []) : ''}
${needsScript}`
  return { title: 'Search', description, path: `search${query}`, content }
}

function timelineView(request: FastifyRequest): PageView {
  const { description } = timeline
  const content = html`<h1>Timeline</h1>
<p>${description}</p>
${formats('timeline', queryOf(request))}
${needsScript}`
  return { title: 'Timeline', description, path: `timeline${queryOf(request)}`, content }
}

/** The view of an address that is none, which says what there is. */
function nothing(names: string[]): PageView {
  const description = `There is no view at "${names.join('/')}".`
  const views = [...listings.keys(), 'timeline', 'search']
  const content = html`<h1>Nothing is shown at this address</h1>
<p>${description} Allowed: ${views.map((view) => html`<a href="${view}">${view}</a>,`)} each of the lists with an id after it,
and <a href="../explore">the overview</a>.</p>`
  return { status: 404, title: 'Nothing here', description, path: '', content }
}
