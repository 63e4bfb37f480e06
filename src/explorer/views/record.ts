import { html } from 'lit-html'
import type { RecordCollection } from '../../client/index.ts'
import { hrefOf, recordHref } from '../parts/address.ts'
import { type Evidence, facts, type Quote } from '../parts/api.ts'
import { type Cited, cited, copyCitation } from '../parts/citation.ts'
import { collectionOf, titleOf } from '../parts/collections.ts'
import { evidenceList } from '../parts/evidence.ts'
import { fields, recordsNamedBy } from '../parts/fields.ts'
import { quoteCard } from '../parts/quote-card.ts'
import { requestBox } from '../parts/request-box.ts'
import type { View } from '../parts/view.ts'
import { counted, numberOf } from '../parts/words.ts'
import { lineOf } from './list.ts'

/** The lists of records that refer to an entity or come from a source, with the filter that finds them. */
const referring: Partial<Record<RecordCollection, { by: string; lists: RecordCollection[] }>> = {
  entities: { by: 'entity', lists: ['quotes', 'estimates', 'events', 'relations', 'mentions'] },
  sources: { by: 'source', lists: ['quotes', 'estimates', 'events', 'relations', 'mentions'] },
  origins: { by: 'origin', lists: ['estimates'] },
}

export async function recordView(collection: RecordCollection, id: string): Promise<View> {
  const record = await facts.get(collection, id)
  const title = 'title' in record && typeof record.title === 'string' ? record.title : lineOf(record as never)
  const related = referring[collection]
  const [names, ...totals] = await Promise.all([
    recordsNamedBy(record),
    ...(related?.lists ?? []).map(async (list) => {
      const { meta } = await facts.page(list, { [related?.by ?? '']: [id], limit: 1, total: true } as never)
      return { list, total: meta.total ?? 0 }
    }),
  ])
  const evidence = 'evidence' in record ? (record.evidence as Evidence[]) : []
  const by = related?.by ?? ''
  const content = html`
    <p class="kind"><a href=${hrefOf(collection)}>${titleOf(collection)}</a></p>
    <h1 tabindex="-1" class=${title.length > 60 ? 'long' : ''}>${title}</h1>
    ${(cited as readonly string[]).includes(collection) ? html`<p class="actions">${copyCitation(collection as Cited, id)}</p>` : ''}
    ${
      totals.length === 0
        ? ''
        : html`<section aria-labelledby="related"><h2 id="related">${collection === 'entities' ? 'What refers to it' : 'What comes from it'}</h2>
      <ul class="list">${totals.map(({ list, total }) => html`<li>${total === 0 ? html`<span class="quiet">${titleOf(list)}</span>` : html`<a href=${hrefOf(list, { [by]: id })}>${titleOf(list)}</a>`} <span class="count">${numberOf(total)}</span></li>`)}
      ${collection === 'origins' ? '' : html`<li><a href=${hrefOf('timeline', { [by]: id })}>On the timeline</a></li>`}</ul></section>`
    }
    ${'fact' in record ? html`<p><a href=${recordHref(collectionOf(record.fact_type), record.fact)}>See what rests on it</a></p>` : ''}
    ${'quantity' in record && collection === 'estimates' ? html`<p><a href=${recordHref('quantities', String(record.quantity))}>See it among all claims: ${names.name(String(record.quantity))}</a></p>` : ''}
    ${collection === 'quotes' ? html`<h2>The statement</h2>${quoteCard(record as Quote, names)}` : ''}
    ${evidence.length === 0 || collection === 'quotes' ? '' : html`<section aria-labelledby="words"><h2 id="words">The words it rests on</h2>${evidenceList(evidence, names)}</section>`}
    <section aria-labelledby="fields"><h2 id="fields">The whole record</h2><p class="quiet">id ${id}${evidence.length > 0 ? ` · ${counted(evidence.length, 'piece')} of evidence` : ''}</p>${fields(record as never, names)}</section>
    ${requestBox(
      [{ path: `/v1/${collection}/${id}` }],
      totals
        .filter(({ total }) => total > 0)
        .map(({ list }) => ({ path: `/v1/${list}`, query: { [by]: id }, hasCsv: true, about: titleOf(list) })),
    )}`
  return { title, content }
}
