import { html, type TemplateResult } from 'lit-html'
import type { Schemas } from '../../client/index.ts'
import { apiQuery, changed, hrefOf, recordHref } from '../parts/address.ts'
import { bodyOf, facts } from '../parts/api.ts'
import { collectionOf } from '../parts/collections.ts'
import { narrowDown } from '../parts/facets.ts'
import { hiddenFields, queryForm, searchField, setFilters } from '../parts/forms.ts'
import { requestBox } from '../parts/request-box.ts'
import { nextPage, type View } from '../parts/view.ts'
import { counted, spoken } from '../parts/words.ts'

/** The line of a record with its matches marked, if there are any; else the line, and the text around the matches. */
function hit({ display, snippet }: Schemas['SearchHit']): {
  line: TemplateResult[] | string
  around: TemplateResult[] | string
} {
  const { text, matches } = snippet
  const before = text.startsWith('…') ? 1 : 0
  const cut = [...text].slice(before, text.endsWith('…') ? -1 : undefined).join('')
  const at = display.indexOf(cut)
  if (at < 0) return { line: display, around: marked(snippet) }
  const shift = [...display.slice(0, at)].length - before
  const shifted = matches.map(({ start, end }) => ({ start: start + shift, end: end + shift }))
  return { line: marked({ text: display, matches: shifted }), around: '' }
}

/** Text with its matches marked. Offsets are code points, while JavaScript counts UTF-16 units. */
function marked({ text, matches }: Schemas['Snippet']): TemplateResult[] {
  const points = [...text]
  const part = (from: number, to?: number) => points.slice(from, to).join('')
  const pieces = matches.map(
    ({ start, end }, index) => html`${part(matches[index - 1]?.end ?? 0, start)}<mark>${part(start, end)}</mark>`,
  )
  return [...pieces, html`${part(matches.at(-1)?.end ?? 0)}`]
}

/** The form of a search in all lists. */
export const searchForm = (query: URLSearchParams): TemplateResult =>
  queryForm('search', html`${searchField(query, 'Search all facts')}${hiddenFields(query, ['q'])}`, 'All facts')

/** Searches that find something, each as a link. */
function suggested(suggestions: Schemas['Suggestion'][], query: URLSearchParams): TemplateResult {
  const links = suggestions.map(({ kind, q, total }) => {
    const asked = changed(query, { q, ...(kind === 'any_type' && { type: '' }) })
    const more = kind === 'any_type' ? ' among all records' : ''
    return html`<li><a href=${hrefOf('search', asked)}>${q}</a>${more} <span class="quiet">(${counted(total, 'record')})</span></li>`
  })
  return html`<p>Did you mean:</p><ul class="suggestions" aria-label="Other searches">${links}</ul>`
}

/** The view of a search. */
export async function searchView(query: URLSearchParams): Promise<View> {
  const words = query.get('q') ?? ''
  const head = html`<h1 tabindex="-1">Search</h1>${searchForm(query)}
    <p class="quiet">All words must stand in a record, in whatever form; a number in whatever writing. <kbd>"direct threat"</kbd> is a phrase,
    <kbd>ship*</kbd> a beginning, <kbd>-drones</kbd> leaves out, <kbd>OR</kbd> stands between alternatives.</p>`
  if (words.trim() === '') return { title: 'Search', content: head }
  const asked = { limit: '20', ...apiQuery(query), facets: 'type', total: 'true' }
  const {
    data,
    suggestions = [],
    facets,
    next_cursor,
    meta,
  } = await bodyOf(facts.http.GET('/v1/search', { params: { query: asked as never } }))
  const total = meta.total ?? data.length
  const content = html`${head}
    ${setFilters('search', query, ['type'])}
    <p role="status">${total === 0 ? 'No record holds all these words.' : `${counted(total, 'record')}, the best first.`}</p>
    ${suggestions.length === 0 ? '' : suggested(suggestions, query)}
    <div class="columns">
      <aside aria-label="Narrow down">${narrowDown('search', query, facets)}</aside>
      <ol class="results" aria-label="Records found">${data.map((found) => {
        const { line, around } = hit(found)
        return html`<li>
          <p class="kind">${spoken(found.type)}</p>
          <h2><a href=${recordHref(collectionOf(found.type), found.id)}>${line}</a></h2>
          ${around === '' ? '' : html`<p>${around}</p>`}
        </li>`
      })}</ol>
    </div>
    ${nextPage('search', query, next_cursor)}
    ${requestBox(
      [{ path: '/v1/search', query: asked }],
      [
        {
          path: '/v1/estimates',
          query: { q: words },
          hasCsv: true,
          about: 'The same words in figures alone, as a table',
        },
        { path: '/v1/quotes', query: { q: words }, hasCsv: true, about: 'The same words in statements alone' },
      ],
    )}`
  return { title: `Search: ${words}`, content }
}
