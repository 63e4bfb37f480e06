import { html, type TemplateResult } from 'lit-html'
import { apiUrl, type Query } from './address.ts'
import { copyButton } from './copy-button.ts'

export interface Asked {
  path: string
  query?: Query
  /** Set if the same data is available as CSV, by a suffix of the path. */
  hasCsv?: boolean
  /** Content of the response, if it is not that of the view. */
  about?: string
}

const shell = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** One request, to be opened or pasted into a shell. */
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

/** The query without parameters of a page: CSV is the whole list, without facets or included records. */
const withoutPage = (query: Query): URLSearchParams => {
  const whole = new URLSearchParams(query)
  for (const name of ['limit', 'cursor', 'include', 'facets', 'total']) whole.delete(name)
  return whole
}

/** The requests behind a view, and suggested next ones, for those who program: folded until opened. */
export const requestBox = (behind: Asked[], next: Asked[] = []): TemplateResult => html`
  <details class="requests">
    <summary>${behind.length === 1 ? 'The request' : 'The requests'} behind this view</summary>
    <ul>${behind.map(request)}</ul>
    ${next.length === 0 ? '' : html`<h3>What to ask next</h3><ul>${next.map(request)}</ul>`}
  </details>`
