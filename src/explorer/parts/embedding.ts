import { html, type TemplateResult } from 'lit-html'
import { apiQuery, apiUrl, hrefOf, recordHref } from './address.ts'
import { copyButton } from './copy-button.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/**
 * The chart for other sites: a frame to copy, and pictures.
 * @param hasPicture whether the quantity has a corridor, which the pictures show
 */
export function embedding(id: string, name: string, query: URLSearchParams, hasPicture: boolean): TemplateResult {
  const { window: _, ...conditions } = apiQuery(query)
  const address = new URL(hrefOf(`embed/${recordHref('quantities', id)}`, conditions), document.baseURI).href
  const snippet = `<iframe src="${escaped(address)}" title="${escaped(name)}" style="border:0;width:100%;height:${hasPicture ? 900 : 320}px" loading="lazy"></iframe>`
  const picture = (kind: 'svg' | 'png') =>
    apiUrl(`/v1/quantities/${encodeURIComponent(id)}/corridor.${kind}`, conditions)
  return html`<details class="embed">
    <summary>Embed</summary>
    <p>This line shows the chart, its summary and where it comes from on a page of yours:</p>
    <p><code tabindex="0">${snippet}</code></p>
    <p class="actions">
      ${copyButton('Copy the line', () => snippet)}
      ${hasPicture ? html`<a href=${picture('svg')}>Picture as SVG</a> <a href=${picture('png')}>Picture as PNG</a>` : ''}
    </p>
  </details>`
}
