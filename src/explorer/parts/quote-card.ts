import { html, type TemplateResult } from 'lit-html'
import { quoted } from '../../facts/quotation.ts'
import { recordHref } from './address.ts'
import type { Included, Quote } from './api.ts'
import { copyCitation } from './citation.ts'
import { noClaimant } from './claim-words.ts'
import { evidenceList } from './evidence.ts'
import { people } from './people.ts'
import { clocksInWords, spoken } from './words.ts'

/** One statement: speaker, addressee, act, gist, hedges and the words it rests on. */
export const quoteCard = (quote: Quote, included: Included): TemplateResult => html`
  <article class="card" id=${quote.id}>
    <h3>
      ${quote.speakers.length === 0 ? noClaimant[quote.claimant_kind] : people(quote.speakers, included)}
      ${quote.addressees.length === 0 ? '' : html`<span class="quiet">to</span> ${people(quote.addressees, included)}`}
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
      ${quote.relayed_by.length === 0 ? '' : html`· relayed by ${people(quote.relayed_by, included)}`}
    </p>
    ${quote.about.length === 0 ? '' : html`<p class="quiet">About ${people(quote.about, included)}</p>`}
    ${evidenceList(quote.evidence, included)}
    <p class="actions"><a href=${recordHref('quotes', quote.id)}>See the statement</a> ${copyCitation('quotes', quote.id)}</p>
  </article>`
