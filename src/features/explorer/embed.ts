/** A picture of a quantity with its summary, licence and origin, for frames on pages of other sites. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findRecord } from '../../listing/queries.ts'
import type { Quantity } from '../../records/quantities/contract.ts'
import { quantityList } from '../../records/quantities/list.ts'
import { recordPath } from './addresses.ts'
import { type Html, html } from './html.ts'
import { sendRefusal } from './page.ts'
import { asQuery, paragraphs, type SummariseQuantity } from './quantity.ts'
import { missing } from './records.ts'

const style = `:root{color-scheme:light dark;font:100%/1.45 system-ui,sans-serif}
body{margin:0;padding:.75rem;background:light-dark(#fdfdfb,#14171b);color:light-dark(#1b1f24,#e6e8ea)}
figure{margin:0}img{display:block;width:100%;height:auto}p{margin:.5rem 0}
a{color:light-dark(#1f5687,#8fc1ee)}.quiet{color:light-dark(#59616b,#a3abb5);font-size:.9rem}`

const page = (title: string, content: Html): string => `<!doctype html>
${
  html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${content}
</body>
</html>`.text
}
`

/** Widths at which the picture is drawn, each for frames up to it. */
const widths = [360, 480, 720, 960]

/** The picture in the theme of the reader, drawn for the width of the frame. */
function pictureOf(root: string, path: string, query: URLSearchParams, alt: string): Html {
  const address = (more: Record<string, string>) => `${root}/v1/${path}/corridor.svg${asQuery(query, more)}`
  const sources = ['dark', 'light'].flatMap((theme) =>
    widths.map((width) => {
      const widest = width === widths.at(-1) ? '' : ` and (width <= ${width}px)`
      return html`<source media="(prefers-color-scheme: ${theme})${widest}" srcset="${address({ theme, width: String(width) })}">`
    }),
  )
  return html`<picture>
${sources}
<img src="${address({})}" alt="${alt}">
</picture>`
}

/**
 * Sends what may be framed: `quantities/{id}`.
 * @param names the path below `embed/`
 */
export async function sendEmbedded(
  request: FastifyRequest,
  reply: FastifyReply,
  names: string[],
  summarise: SummariseQuantity,
): Promise<FastifyReply> {
  const { snapshot, address } = request
  const [collection, id = '', ...more] = names
  if (collection !== 'quantities' || id === '' || more.length > 0)
    return refuse(
      reply,
      404,
      'Nothing can be embedded from this address. Allowed: embed/quantities/ and the id of a quantity.',
    )
  const found = await findRecord(snapshot, id)
  if (found?.type !== 'quantity') {
    const { status = 404, description } = await missing(snapshot, quantityList, id, undefined)
    return refuse(reply, status, description)
  }
  const claims = await summarise(request, id)
  if ('fault' in claims) return refuse(reply, 400, claims.fault)
  // Relative, so that the page works under any path that a proxy puts before it.
  const root = address.path.split('/').slice(2).fill('..').join('/')
  const { name } = JSON.parse(found.body) as Quantity
  const { citation, license_id, license_url } = snapshot.dataset
  const path = recordPath('quantities', id)
  const content = html`<figure>
${claims.picture === null ? html`<h1>${name}</h1>` : pictureOf(root, path, claims.picture, `${name}: what is claimed, day by day.`)}
<figcaption>
${paragraphs(claims.summary)}
<p class="quiet"><a href="${root}/explore/${path}${asQuery(claims.conditions)}" target="_blank" rel="noopener">${name}: all claims, with their words and sources</a></p>
<p class="quiet">${citation} Licence: <a href="${license_url}" target="_blank" rel="noopener license">${license_id}</a>.</p>
</figcaption>
</figure>`
  return reply.respond({ 'text/html': () => page(name, content) })
}

const refuse = (reply: FastifyReply, status: number, sentence: string): Promise<FastifyReply> =>
  sendRefusal(reply, status, page('Nothing to embed', html`<p>${sentence}</p>`))
