import { html, type TemplateResult } from 'lit-html'
import { quoted } from '../../facts/quotation.ts'
import { recordHref } from './address.ts'
import type { Included, Quote } from './api.ts'
import { copyCitation } from './citation.ts'
import { noClaimant } from './claim-words.ts'
import { evidenceList } from './evidence.ts'
import { clocksInWords, spoken } from './words.ts'

const speakersOf = ({ speakers, claimant_kind }: Quote, { names }: Included): string =>
  speakers.length > 0 ? names(speakers) : noClaimant[claimant_kind]

/** One statement: speaker, addressee, act, gist, hedges and the words it rests on. */
export const quoteCard = (quote: Quote, included: Included): TemplateResult => html`
  <article class="card" id=${quote.id}>
    <h3>
      <a href=${recordHref('quotes', quote.id)}>${speakersOf(quote, included)}</a>
      ${quote.addressees.length === 0 ? '' : html`<span class="quiet">to</span> ${included.names(quote.addressees)}`}
    </h3>
    <p class="tags">
      <span class="tag">${spoken(quote.act)}</span>
      <span class="tag">${quote.mode === 'direct' ? 'direct: in quotation marks' : quote.mode === 'mixed' ? 'mixed: partly in quotation marks' : 'indirect: no words in quotation marks'}</span>
      ${quote.cue === null ? '' : html`<span class="tag">cue ${quoted(quote.cue)}</span>`}
      ${quote.hedges.map(({ words, scope }) => html`<span class="tag hedge">hedge ${quoted(words)} (${spoken(scope)})</span>`)}
    </p>
    ${quote.verbatim === null ? '' : html`<blockquote class="verbatim">${quoted(quote.verbatim)}</blockquote>`}
    <p class="gist"><span class="quiet">In our words:</span> ${quote.gist}</p>
    <p class="quiet">
      ${clocksInWords(quote).join(' · ')}
      ${quote.relayed_by.length === 0 ? '' : `· relayed by ${included.names(quote.relayed_by)}`}
    </p>
    ${quote.about.length === 0 ? '' : html`<p class="quiet">About ${included.names(quote.about)}</p>`}
    ${evidenceList(quote.evidence, included)}
    <p class="actions">${copyCitation('quotes', quote.id)}</p>
  </article>`
