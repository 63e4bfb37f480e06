import { html, type TemplateResult } from 'lit-html'
import { apiUrl, type Query } from './address.ts'
import { copyButton } from './copy-button.ts'

export interface Asked {
  path: string
  query?: Query
  /** Set where the same comes as CSV, by a suffix of the path. */
  hasCsv?: boolean
  /** What it answers, where it is not the view itself. */
  about?: string
}

const shell = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** One request as it can be pasted into a shell or opened. */
function request({ path, query = {}, hasCsv, about }: Asked): TemplateResult {
  const url = apiUrl(path, query)
  const curl = `curl ${shell(url)}`
  const csv = apiUrl(`${path}.csv`, withoutPage(query))
  return html`<li>
    ${about === undefined ? '' : html`<span>${about}</span>`}
    <code tabindex="0">${curl}</code>
    <span class="actions">
      ${copyButton('Copy curl', () => curl)} <a href=${url}>JSON</a>
      ${hasCsv ? html`<a href=${csv} download>CSV</a>` : ''}
    </span>
  </li>`
}

/** CSV is the whole list, and has no place for what stands beside a list. */
const withoutPage = (query: Query): URLSearchParams => {
  const whole = new URLSearchParams(query)
  for (const name of ['limit', 'cursor', 'include', 'facets', 'total']) whole.delete(name)
  return whole
}

/** The requests behind a view, and what to ask next. */
export const requestBox = (behind: Asked[], next: Asked[] = []): TemplateResult => html`
  <section class="requests" aria-labelledby="requests">
    <h2 id="requests">The request behind this view</h2>
    <ul>${behind.map(request)}</ul>
    ${next.length === 0 ? '' : html`<h3>What to ask next</h3><ul>${next.map(request)}</ul>`}
  </section>`
