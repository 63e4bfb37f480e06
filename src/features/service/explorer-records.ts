/** Records as text, and ids that have none. */
import type { FastifyRequest } from 'fastify'
import type { Snapshot } from '../../db/open.ts'
import { quoted } from '../../facts/quotation.ts'
import { queryText } from '../../http/response/address.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { findRecord, findRetired } from '../../listing/queries.ts'
import { collections } from '../../vocabulary.ts'
import type { PageView } from './explorer-frame.ts'
import { html } from './html.ts'

/** What is claimed about a quantity, in words. */
interface ToldQuantity {
  summary: string
  /** The parameters of the request that say which claims are meant, and how they are read. */
  conditions: URLSearchParams
  /** The same for its picture; null: it has none. */
  picture: URLSearchParams | null
}

/** Tells of a quantity that exists, under the parameters of the request; `fault`: they are not valid. */
export type TellQuantity = (request: FastifyRequest, id: string) => Promise<ToldQuantity | { fault: string }>

const titles: Record<string, string> = {
  ...{ quantities: 'What is counted', claims: 'Claims', estimates: 'Figures', quotes: 'Who says what to whom' },
  ...{ events: 'Events', relations: 'Relations', entities: 'People, states, things', mentions: 'Names as written' },
  ...{ sources: 'Sources', origins: 'Origins of knowledge', evidence: 'Evidence' },
}
/** The title of a list, as the script has it. */
export const titleOf = (collection: string): string => titles[collection] ?? collection

interface Shown {
  id: string
  title?: string
  display?: string
  name?: string
  exact?: string | null
  definition?: string
  gist?: string
  note?: string | null
}

/** Any record in one line. */
export const lineOf = ({ title, display, name, exact, id }: Shown): string =>
  title ?? display ?? name ?? (exact ? quoted(exact) : id)

export const recordPath = (collection: string, id: string): string => `${collection}/${encodeURIComponent(id)}`

export const needsScript = html`<noscript><p class="quiet">Charts, filters and search need JavaScript. All facts can be read without it.</p></noscript>`

/** The view of one record, or of an id without one. */
export async function recordView(
  request: FastifyRequest,
  listing: RecordListing,
  id: string,
  tell: TellQuantity,
): Promise<PageView> {
  const { collection, type } = listing
  const found = await findRecord(request.snapshot, id)
  if (found?.type !== type) return missing(request.snapshot, listing, id, found && collections[found.type])
  const record = JSON.parse(found.body) as Shown
  if (type === 'quantity') return quantityView(request, record, tell)
  const title = lineOf(record)
  const texts = [record.display, record.gist, record.note].flatMap((text) => (text && text !== title ? [text] : []))
  const content = html`<p class="kind"><a href="${collection}">${titleOf(collection)}</a></p>
<h1>${title}</h1>
${texts.map((text) => html`<p>${text}</p>`)}
<p>The same as data: <a href="../v1/${recordPath(collection, id)}">JSON</a> <a href="../v1/${collection}.csv?id=${id}">CSV</a></p>
${needsScript}`
  return { title, description: texts[0] ?? listing.description, path: recordPath(collection, id), content }
}

async function quantityView(request: FastifyRequest, record: Shown, tell: TellQuantity): Promise<PageView> {
  const { id, name = id, definition = '' } = record
  const answer = await tell(request, id)
  // The script says what is wrong with the parameters.
  const told = 'fault' in answer ? undefined : answer
  const path = recordPath('quantities', id)
  const summary = told?.summary ?? ''
  const conditions = asQuery(told?.conditions)
  const alt = `${name}: what is claimed. ${summary}`
  const picture = told?.picture
  const content = html`<p class="kind"><a href="quantities">${titleOf('quantities')}</a></p>
<h1>${name}</h1>
<p class="lead">${definition}</p>
<p>${summary}</p>
${picture ? html`<noscript><p><img src="../v1/${path}/corridor.svg${asQuery(picture)}" alt="${alt}"></p></noscript>` : ''}
<p>The same as data: <a href="../v1/${path}/comparison${conditions}">JSON</a> <a href="../v1/${path}/comparison.csv${conditions}">CSV</a></p>
<p>Each figure as data: <a href="../v1/estimates?quantity=${id}">JSON</a> <a href="../v1/estimates.csv?quantity=${id}">CSV</a></p>
${needsScript}`
  return {
    title: name,
    description: summary || definition,
    path: path + conditions,
    picture: picture ? { path: `v1/${path}/corridor.png${asQuery(picture, { width: '1200' })}`, alt } : undefined,
    content,
  }
}

/** Parameters as the query of an address. */
export function asQuery(parameters = new URLSearchParams(), more: Record<string, string> = {}): string {
  const all = new URLSearchParams([...parameters, ...Object.entries(more)])
  return all.size === 0 ? '' : `?${queryText(all)}`
}

/** The view of an id without a record of the type: withdrawn (410), of another type, or never given (404). */
export async function missing(
  snapshot: Snapshot,
  { type, collection }: RecordListing,
  id: string,
  elsewhere: string | undefined,
): Promise<PageView> {
  const withdrawn = await findRetired(snapshot, id)
  const description =
    withdrawn === undefined
      ? `There is no ${type} with the id "${id}".`
      : `"${id}" was withdrawn in version ${withdrawn.version}: ${withdrawn.reason}`
  const { superseded_by, superseded_type } = withdrawn ?? {}
  const instead = superseded_by && superseded_type ? recordPath(collections[superseded_type], superseded_by) : null
  const title = withdrawn === undefined ? 'No such record' : 'The record was withdrawn'
  const content = html`<h1>${title}</h1>
<p>${description}</p>
${instead === null ? '' : html`<p><a href="${instead}">See the record that replaces it</a></p>`}
${elsewhere === undefined ? '' : html`<p>It is the id of a record <a href="${recordPath(elsewhere, id)}">among ${titleOf(elsewhere)}</a>.</p>`}
<p>Allowed: the ids of <a href="${collection}">the list</a>. There are also <a href="search">a search</a> and <a href="../explore">the overview</a>.</p>`
  return { status: withdrawn === undefined ? 404 : 410, title, description, path: '', content }
}
