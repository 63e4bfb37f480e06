/** An entity: what it says, with all its bodies, and what is said about it. */
import { html, type TemplateResult } from 'lit-html'
import type { RecordCollection, Schemas } from '../../client/index.ts'
import { listHref, recordHref } from '../parts/address.ts'
import { type Estimate, facts, Included, type Quote } from '../parts/api.ts'
import { conditionsFor } from '../parts/conditions.ts'
import { recordsNamedBy } from '../parts/fields.ts'
import { people } from '../parts/people.ts'
import { quoteCard } from '../parts/quote-card.ts'
import { figure } from '../parts/record-details.ts'
import { numberOf, spoken } from '../parts/words.ts'

type Entity = Schemas['Entity']

/** Most figures or statements that are shown in full, and most lines of a list. */
const maxCards = 4
const maxLines = 6

interface Found {
  collection: RecordCollection
  /** The filter that finds them. */
  by: string
  title: string
  total: number
  data: { id: string; display: string }[]
  included: Included
  /** The entity, and all that it stands for under this filter. */
  ids: readonly string[]
}

async function find(
  id: string,
  collection: RecordCollection,
  by: string,
  title: string,
  limit: number,
): Promise<Found> {
  const latestFirst = collection === 'estimates' || collection === 'quotes' ? { sort: '-said_latest' } : {}
  const query = { ...conditionsFor(collection), ...latestFirst, [by]: id, limit, total: true }
  const { data, meta } = await facts.page(collection, query as never)
  const included = limit === maxCards ? await recordsNamedBy(data) : new Included()
  const ids = meta.read_as?.flatMap(({ parameter, ids }) => (parameter === by ? ids : [])) ?? []
  return { ...{ collection, by, title, included, ids }, data: data as never, total: meta.total ?? data.length }
}

const all = (id: string, { collection, by, total, data }: Found): TemplateResult | string =>
  total <= data.length
    ? ''
    : html`<p><a class="button" href=${listHref(collection, { [by]: id })}>All ${numberOf(total)}</a></p>`

function cards(id: string, found: Found): TemplateResult | string {
  const { collection, data, included, title, total } = found
  if (data.length === 0) return ''
  const card = (record: unknown) =>
    collection === 'quotes' ? quoteCard(record as Quote, included) : figure(record as Estimate, included)
  return html`<h3>${title} <span class="count">${numberOf(total)}</span></h3><div class="cards">${data.map(card)}</div>${all(id, found)}`
}

function lines(id: string, found: Found): TemplateResult | string {
  const { collection, data, title, total } = found
  if (data.length === 0) return ''
  return html`<h3>${title} <span class="count">${numberOf(total)}</span></h3>
    <ul class="list">${data.map((record) => html`<li><a href=${recordHref(collection, record.id)}>${record.display}</a></li>`)}</ul>${all(id, found)}`
}

const partsTitle: Partial<Record<Entity['kind'], string>> = {
  country: 'With its bodies, and those who speak for them',
  organization: 'With its bodies, and those who speak for them',
  materiel: 'With its kinds',
}

/** The entity in a few lines. */
function about({ kind, aliases, part_of, roles, note }: Entity, parts: string[], names: Included): TemplateResult {
  const held = roles.map(
    ({ title, body }) => html`<li>${title}${body === null ? '' : html`, ${people([body], names)}`}</li>`,
  )
  return html`<p>${spoken(kind)}${part_of === null ? '' : html`, part of ${people([part_of], names)}`}${aliases.length === 0 ? '' : html`. Also written ${aliases.join(', ')}`}</p>
    ${held.length === 0 ? '' : html`<ul>${held}</ul>`}
    ${note === null ? '' : html`<p>${note}</p>`}
    ${parts.length === 0 ? '' : html`<p><span class="quiet">${partsTitle[kind] ?? 'With its parts'}:</span> ${people(parts, names)}</p>`}`
}

/** The sections of the page of an entity. */
export async function entitySections(entity: Entity): Promise<TemplateResult> {
  const { id, name } = entity
  const [says, sayings] = await Promise.all([
    Promise.all([
      find(id, 'estimates', 'claimant', 'Figures', maxCards),
      find(id, 'quotes', 'speaker', 'Statements', maxCards),
      find(id, 'events', 'by', 'On events', maxLines),
      find(id, 'relations', 'by', 'On relations', maxLines),
    ]),
    Promise.all([
      find(id, 'quotes', 'about', 'Statements about it', maxLines),
      find(id, 'quotes', 'addressee', 'Statements to it', maxLines),
      find(id, 'estimates', 'supplier', 'Figures of what it supplies', maxLines),
      find(id, 'estimates', 'recipient', 'Figures of what it receives', maxLines),
      find(id, 'events', 'participant', 'Events', maxLines),
      find(id, 'relations', 'subject', 'Relations to others', maxLines),
      find(id, 'relations', 'object', 'Relations of others to it', maxLines),
      find(id, 'mentions', 'entity', 'Names as written', maxLines),
    ]),
  ])
  const parts = [...new Set(says.flatMap(({ ids }) => ids))].filter((one) => one !== id)
  const names = await recordsNamedBy({ about: parts, roles: entity.roles, entity: entity.part_of })
  const isEmpty = (found: Found[]) => found.every(({ total }) => total === 0)
  const isKnownBy = conditionsFor('quotes').known_by !== undefined
  return html`
    ${about(entity, parts, names)}
    <section aria-labelledby="says"><h2 id="says">What ${name} says</h2>
      ${isEmpty(says) ? html`<p class="quiet">Nothing is recorded that ${name} says.</p>` : ''}
      ${says.slice(0, 2).map((found) => cards(id, found))} ${says.slice(2).map((found) => lines(id, found))}
    </section>
    <section aria-labelledby="about"><h2 id="about">What is said about ${name}</h2>
      ${isKnownBy ? html`<p class="quiet">Figures and statements as known by that day; events, relations and names whenever they were told.</p>` : ''}
      ${isEmpty(sayings) ? html`<p class="quiet">Nothing else is recorded about ${name}.</p>` : ''}
      ${sayings.map((found) => lines(id, found))}
      <p><a href=${listHref('timeline', { entity: id })}>On the timeline</a></p>
    </section>`
}
