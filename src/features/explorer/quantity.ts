/** A quantity as text and picture: the summary of the claims about it, and where its data are. */
import type { FastifyRequest } from 'fastify'
import { listTitles } from '../../facts/list-titles.ts'
import { queryText } from '../../http/response/address.ts'
import type { Quantity } from '../../records/quantities/contract.ts'
import { recordPath } from './addresses.ts'
import { needsScript, type PageView } from './frame.ts'
import { type Html, html } from './html.ts'

/** The claims about a quantity in words. */
interface QuantitySummary {
  summary: string
  /** The parameters of the request that say which claims are meant, and how they are read. */
  conditions: URLSearchParams
  /** The same for its picture; null: it has none. */
  picture: URLSearchParams | null
}

/** Summarises the claims about a quantity, under the parameters of the request; `fault`: they are not valid. */
export type SummariseQuantity = (request: FastifyRequest, id: string) => Promise<QuantitySummary | { fault: string }>

/** The claims about a quantity under the conditions of the request, which are empty where they are not valid. */
export async function claimsAbout(request: FastifyRequest, { id, name }: Quantity, summarise: SummariseQuantity) {
  const claims = await summarise(request, id)
  // The script says what is wrong with the parameters.
  const { summary = '', conditions, picture = null } = 'fault' in claims ? {} : claims
  const path = recordPath('quantities', id)
  const inOneLine = summary.replaceAll('\n', ' ')
  const alt = `${name}: what is claimed. ${inOneLine}`
  const content = html`${paragraphs(summary)}
${picture ? html`<noscript><p><img src="../v1/${path}/corridor.svg${asQuery(picture)}" alt="${alt}"></p></noscript>` : ''}`
  return {
    ...{ description: inOneLine, conditions: asQuery(conditions), content },
    picture: picture ? { path: `v1/${path}/corridor.png${asQuery(picture, { width: '1200' })}`, alt } : undefined,
  }
}

/** The view of a quantity. */
export async function quantityView(
  request: FastifyRequest,
  quantity: Quantity,
  summarise: SummariseQuantity,
): Promise<PageView> {
  const { id, name, definition } = quantity
  const claims = await claimsAbout(request, quantity, summarise)
  const { conditions } = claims
  const path = recordPath('quantities', id)
  const content = html`<p class="kind"><a href="quantities">${listTitles.quantities}</a></p>
<h1>${name}</h1>
<p class="lead">${definition}</p>
${claims.content}
<p>The same as data: <a href="../v1/${path}/comparison${conditions}">JSON</a> <a href="../v1/${path}/comparison.csv${conditions}">CSV</a></p>
<p>Each figure as data: <a href="../v1/estimates?quantity=${id}">JSON</a> <a href="../v1/estimates.csv?quantity=${id}">CSV</a></p>
${needsScript}`
  const { picture, description } = claims
  return { title: name, description: description || definition, path: path + conditions, picture, content }
}

/** A text of one statement a line, as paragraphs. */
export const paragraphs = (text: string): Html[] => text.split('\n').map((line) => html`<p>${line}</p>`)

/** Parameters as the query of an address. */
export function asQuery(parameters = new URLSearchParams(), more: Record<string, string> = {}): string {
  const all = new URLSearchParams([...parameters, ...Object.entries(more)])
  return all.size === 0 ? '' : `?${queryText(all)}`
}
