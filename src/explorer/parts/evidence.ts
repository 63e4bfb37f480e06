import { html, type TemplateResult } from 'lit-html'
import { recordHref } from './address.ts'
import type { Evidence, Included } from './api.ts'

const span = ({ prefix, exact, suffix }: Evidence): TemplateResult =>
  html`<p><span class="quiet">…${prefix}</span><mark>${exact}</mark><span class="quiet">${suffix}…</span></p>`

/** A link to the page of a source outside. */
export function outside(source: { url?: string | null } | undefined): TemplateResult | string {
  const url = source?.url ?? null
  return url === null || !/^https?:/.test(url)
    ? ''
    : html`<a class="outside" href=${url} rel="noreferrer external">Read it at ${new URL(url).host.replace(/^www\./, '')} ↗</a>`
}

/** One occurrence of the words, or the source alone. Offsets are code points. */
function place(pieces: readonly Evidence[], included: Included): TemplateResult | string {
  const [first] = pieces
  if (first === undefined) return ''
  const source = html`<a href=${recordHref('sources', first.source)}>${included.name(first.source)}</a>`
  if (first.level === 'citation')
    return html`<p>${outside(included.get(first.source))}</p>
      <p class="quiet">Cited from ${source}${first.locator === null ? '' : `, ${first.locator}`}: the text was not at hand, so its words cannot be tested here.</p>`
  return html`<blockquote>${pieces.map(span)}</blockquote>
    <p class="quiet">${source}, characters ${pieces.map(({ start, end }) => `${start}–${end}`).join(', ')}</p>`
}

/** The words that a fact rests on: their first occurrence, and separately every repetition. */
export function evidenceList(evidence: readonly Evidence[], included: Included): TemplateResult {
  const places = Object.groupBy(evidence, ({ source, level, occurrence }) => `${source} ${level} ${occurrence}`)
  const [first = [], ...more] = Object.values(places).map((pieces) => pieces ?? [])
  return html`<div class="evidence">
    ${place(first, included)}
    ${more.length === 0 ? '' : html`<details><summary>${more.length === 1 ? 'One more place' : `${more.length} more places`}</summary>${more.map((pieces) => place(pieces, included))}</details>`}
  </div>`
}
