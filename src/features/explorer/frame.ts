/** The frame of every page of the explorer: head, header and footer. */
import { inContext } from './addresses.ts'
import { type Html, html } from './html.ts'

/** A view as it is read without JavaScript, and by programs that make a card of its address. */
export interface PageView {
  status?: 404 | 410
  title: string
  description: string
  /** Its address below `explore/`, with the parameters that change what it says. */
  path: string
  /** The address of its picture below the root. */
  picture?: { path: string; alt: string } | undefined
  content: Html
}

const siteName = 'Conflict Facts'

const named = (name: string, content: string): Html => html`<meta name="${name}" content="${content}">`
const property = (name: string, content: string): Html => html`<meta property="${name}" content="${content}">`

/**
 * Title, description and cards.
 * @param publicUrl address of the service; '' if it is not known, and addresses are then relative
 */
export function headOf({ status, title, description, path, picture }: PageView, publicUrl: string): Html {
  const fullTitle = title === siteName ? siteName : `${title} – ${siteName}`
  const tags = [
    html`<title>${fullTitle}</title>`,
    named('description', description),
    ...(status === undefined
      ? [
          html`<link rel="canonical" href="${inContext(path, publicUrl)}">`,
          property('og:url', `${publicUrl}/explore${path && `/${path}`}`),
        ]
      : [named('robots', 'noindex')]),
    property('og:type', 'website'),
    property('og:site_name', siteName),
    property('og:title', title),
    property('og:description', description),
    named('twitter:card', picture === undefined ? 'summary' : 'summary_large_image'),
    named('twitter:title', title),
    named('twitter:description', description),
  ]
  if (picture !== undefined) {
    const address = `${publicUrl}/${picture.path}`
    tags.push(
      property('og:image', address),
      property('og:image:type', 'image/png'),
      property('og:image:alt', picture.alt),
      named('twitter:image', address),
      named('twitter:image:alt', picture.alt),
    )
  }
  return html`${tags}`
}

/** Views that the header leads to, with their names for people. */
const menu = {
  quantities: 'Numbers',
  quotes: 'Who says what',
  timeline: 'Timeline',
  search: 'Search',
  sources: 'Sources',
}

/** A view between the header and the footer. */
export const frameOf = ({ content }: PageView): Html => html`<header>
<a class="home" href="../explore">${siteName}</a>
<nav aria-label="Views">${Object.entries(menu).map(([path, name]) => html`<a href="${path}">${name}</a>`)}</nav>
</header>
<main id="main">
${content}
</main>
<footer>
<a href="../docs/">Swagger UI</a> <a href="../v1/codebook">Codebook</a> <a href="../v1/export">Export</a> <a href="../openapi.yaml">OpenAPI</a>
<p class="quiet">Every number, word and date on these pages comes from the API. Nothing is averaged.</p>
</footer>`

export const needsScript = html`<noscript><p class="quiet">Charts, filters and search need JavaScript. All facts can be read without it.</p></noscript>`
