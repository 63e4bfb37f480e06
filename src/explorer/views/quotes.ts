import { html, type TemplateResult } from 'lit-html'
import { flow } from '../charts/flow.ts'
import { apiQuery } from '../parts/address.ts'
import { facts, Included } from '../parts/api.ts'
import { titleOf } from '../parts/collections.ts'
import { namesIn, narrowDown } from '../parts/facets.ts'
import { hiddenFields, queryForm, searchField, setFilters } from '../parts/forms.ts'
import { quoteCard } from '../parts/quote-card.ts'
import { requestBox } from '../parts/request-box.ts'
import { nextPage, type View } from '../parts/view.ts'
import { counted, numberOf } from '../parts/words.ts'

const facetNames = ['speaker', 'addressee', 'about', 'act', 'mode', 'claimant_kind']

/** The form above the statements. */
export const quotesForm = (query: URLSearchParams): TemplateResult =>
  queryForm('quotes', html`${searchField(query, 'Words in statements')}${hiddenFields(query, ['q'])}`, 'Statements')

/** The view of statements: who says what of whom. */
export async function quotesView(query: URLSearchParams): Promise<View> {
  const asked = {
    ...{ limit: '20', ...apiQuery(query), include: 'speakers,addressees,relayed_by,about,source' },
    ...{ facets: facetNames.join(','), total: 'true' },
  }
  const page = await facts.page('quotes', asked as never)
  const { data, facets, next_cursor, meta } = page
  const included = new Included(page.included)
  const names = await namesIn(facets, query)
  const total = meta.total ?? data.length
  const most = facets?.about?.buckets.map(({ value }) => value).find((value) => typeof value === 'string')
  const content = html`
    <h1 tabindex="-1">${titleOf('quotes')}</h1>
    <p class="lead">Statements with their speaker, those spoken to, how they are worded and hedged, and the words they rest on.</p>
    ${quotesForm(query)}
    ${setFilters('quotes', query, facetNames, names.name)}
    <p role="status">${data.length === 0 ? 'No statement is recorded under these filters.' : `${numberOf(data.length)} of ${counted(total, 'statement')}.`}</p>
    ${
      data.length === 0
        ? ''
        : html`
      <section aria-labelledby="flow">
        <h2 id="flow">From speaker to addressee to subject</h2>
        <p class="quiet">Each line is a statement below: <span class="act assertion">assertion</span>, <span class="act denial">denial</span>, <span class="act question">question</span>, <span class="act demand">demand</span>. Point at a name to follow its lines; choose it to see its statements alone.</p>
        ${flow(data, included)}
      </section>`
    }
    <div class="columns">
      <aside aria-label="Narrow down">${narrowDown('quotes', query, facets, names)}</aside>
      <section class="cards" aria-labelledby="statements"><h2 id="statements">Statements</h2>${data.map((quote) => quoteCard(quote, included))}${nextPage('quotes', query, next_cursor)}</section>
    </div>
    ${requestBox(
      [{ path: '/v1/quotes', query: asked, hasCsv: true }],
      [
        ...(most === undefined
          ? []
          : [
              {
                path: '/v1/quotes',
                query: { about: most },
                hasCsv: true,
                about: `Who says what about ${names.name(most)}?`,
              },
            ]),
        { path: '/v1/quotes', query: { act: 'denial' }, hasCsv: true, about: 'Who denies what?' },
        {
          path: '/v1/quotes',
          query: { said_during: '2024-05' },
          hasCsv: true,
          about: 'What may have been said in May 2024?',
        },
      ],
    )}`
  return { title: titleOf('quotes'), content }
}
