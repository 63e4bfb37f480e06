/** Records as text, and ids that have none. */
import type { FastifyRequest } from 'fastify'
import type { Snapshot } from '../../db/open.ts'
import { listTitles } from '../../facts/list-titles.ts'
import { quoted } from '../../facts/quotation.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { findRecord, findRetired } from '../../listing/queries.ts'
import { collections } from '../../vocabulary.ts'
import { recordPath } from './addresses.ts'
import { needsScript, type PageView } from './frame.ts'
import { html } from './html.ts'
import { quantityView, type SummariseQuantity } from './quantity.ts'

/** The title of a list, for people. */
export const titleOf = (collection: string): string =>
  collection in listTitles ? listTitles[collection as keyof typeof listTitles] : collection

export interface Shown {
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

/** The view of one record, or of an id without one. */
export async function recordView(
  request: FastifyRequest,
  listing: RecordListing,
  id: string,
  summarise: SummariseQuantity,
): Promise<PageView> {
  const { collection, type } = listing
  const found = await findRecord(request.snapshot, id)
  if (found?.type !== type) return missing(request.snapshot, listing, id, found && collections[found.type])
  const record = JSON.parse(found.body) as Shown
  if (type === 'quantity') return quantityView(request, JSON.parse(found.body), summarise)
  const title = lineOf(record)
  const texts = [record.display, record.gist, record.note].flatMap((text) => (text && text !== title ? [text] : []))
  const content = html`<p class="kind"><a href="${collection}">${titleOf(collection)}</a></p>
<h1>${title}</h1>
${texts.map((text) => html`<p>${text}</p>`)}
<p>The same as data: <a href="../v1/${recordPath(collection, id)}">JSON</a> <a href="../v1/${collection}.csv?id=${id}">CSV</a></p>
${needsScript}`
  return { title, description: texts[0] ?? listing.description, path: recordPath(collection, id), content }
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
