import { html, type TemplateResult } from 'lit-html'
import type { RecordCollection } from '../../client/index.ts'
import { claimsIn, waysOf } from '../charts/claim-ways.ts'
import { hrefOf, recordHref } from '../parts/address.ts'
import { bodyOf, facts } from '../parts/api.ts'
import { type Claims, claimsOf } from '../parts/claims.ts'
import { collections, titleOf } from '../parts/collections.ts'
import { failingPairs } from '../parts/failing.ts'
import { figures, summary } from '../parts/figures.ts'
import { queryForm, searchField } from '../parts/forms.ts'
import { levels } from '../parts/levels.ts'
import { quantityLines, reportCounts } from '../parts/quantity-lines.ts'
import { type Asked, requestBox } from '../parts/request-box.ts'
import { tabs, type View } from '../parts/view.ts'
import { numberOf } from '../parts/words.ts'

/** Most claims drawn here; the page of the quantity shows more. */
const maxFeatured = 25

const noFilters = new URLSearchParams()

/** @param query of the page: the way to show the claims */
const featuredSection = async (claims: Claims, query: URLSearchParams): Promise<TemplateResult> => html`
  <section aria-labelledby="featured">
    <h2 id="featured"><a href=${recordHref('quantities', claims.quantity.id)}>${claims.quantity.name}</a></h2>
    <p class="quiet">The most claims are about this. ${claims.quantity.definition}</p>
    ${summary(claims)} ${tabs('', query, waysOf(claims))} ${await claimsIn('', query, claims)} ${figures(claims)}
    <div class="beside">${failingPairs(claims, noFilters)} ${levels(claims)}</div>
  </section>`

const listRow = (collection: RecordCollection, count: number): TemplateResult => html`<tr>
  <th scope="row"><a href=${hrefOf(collection)}>${titleOf(collection)}</a></th>
  <td class="number">${numberOf(count)}</td>
  <td><a href=${`../v1/${collection}`}>JSON</a> <a href=${`../v1/${collection}.csv`} download>CSV</a></td>
</tr>`

const next: Asked[] = [
  { path: '/v1/quotes', query: { facets: 'speaker,addressee' }, hasCsv: true, about: 'Who says what to whom?' },
  {
    path: '/v1/estimates',
    query: { facets: 'quantity,claimant' },
    hasCsv: true,
    about: 'Who puts which figures forward?',
  },
  { path: '/v1/timeline', query: { clock: 'said' }, hasCsv: true, about: 'What was said when?' },
]

/** The claims about the quantity with the most reports, the other quantities, and every list. */
export async function overviewView(query: URLSearchParams): Promise<View> {
  const [{ name, description, counts }, reports] = await Promise.all([bodyOf(facts.http.GET('/')), reportCounts()])
  const [first, ...others] = reports.keys()
  const [claims, named] = await Promise.all([
    first === undefined ? undefined : claimsOf(first, noFilters, maxFeatured),
    others.length === 0
      ? undefined
      : facts.page('quantities', { id: others, fields: ['id', 'name', 'unit'], limit: 100 }),
  ])
  const byReports = named?.data.toSorted((one, other) => (reports.get(other.id) ?? 0) - (reports.get(one.id) ?? 0))
  const content = html`
    <h1 tabindex="-1">${name}</h1>
    <p class="lead">${description}</p>
    ${queryForm('search', searchField(noFilters, 'Search all facts'), 'All facts')}
    ${claims === undefined ? '' : await featuredSection(claims, query)}
    ${byReports === undefined ? '' : html`<section aria-labelledby="counted"><h2 id="counted">What else is counted</h2>${quantityLines(byReports, reports)}</section>`}
    <section aria-labelledby="lists">
      <h2 id="lists">Everything here</h2>
      <div class="scroll"><table>
        <thead><tr><th scope="col">List</th><th scope="col">Records</th><th scope="col">Take it along</th></tr></thead>
        <tbody>${collections.map((collection) => listRow(collection, counts[collection] ?? 0))}</tbody>
      </table></div>
    </section>
    ${requestBox(
      [
        { path: '/', about: 'Counts and links' },
        ...(first === undefined
          ? []
          : [{ path: `/v1/quantities/${first}/comparison`, hasCsv: true, about: 'The claims drawn above' }]),
      ],
      next,
    )}`
  return { title: name, content }
}
