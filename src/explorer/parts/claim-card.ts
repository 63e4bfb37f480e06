import { html, type TemplateResult } from 'lit-html'
import { quoted } from '../../facts/quotation.ts'
import { claimantOf, numbersInWords } from './claim-words.ts'
import type { Claim, Claims } from './claims.ts'
import { evidenceList } from './evidence.ts'
import { originInWords } from './origins.ts'
import { clocksInWords } from './words.ts'

/** Most reports of a claim in its card. */
const maxReports = 2

/** All data of a claim, in the order in which a reader weighs it. */
export function claimCard({ included, quantity: { unit } }: Claims, claim: Claim): TemplateResult {
  const { reports } = claim
  const more = reports.length - maxReports
  return html`
    <p><strong>${claimantOf(reports[0], included)}</strong>: ${numbersInWords(claim, unit)}.</p>
    ${reports.slice(0, maxReports).map(
      (report) => html`
        <p class="words">${quoted(report.as_stated, report.as_stated_exact)}${report.as_stated_exact ? '' : html` <span class="quiet">not word for word</span>`}</p>
        <p class="quiet">${[
          ...(report.spokesperson === null ? [] : [`through ${included.name(report.spokesperson)}`]),
          ...(report.relayed_by.length === 0 ? [] : [`relayed by ${included.names(report.relayed_by)}`]),
          ...report.hedges.map(({ words }) => `hedged ${quoted(words, report.as_stated_exact)}`),
          ...clocksInWords(report),
          `${report.origin === null ? '' : 'origin '}${originInWords(report.origin, included)}`,
          ...report.caveats,
        ].join(' · ')}</p>
        ${evidenceList(report.evidence.slice(0, 3), included)}`,
    )}
    ${more > 0 ? html`<p class="quiet">and ${more} more reports</p>` : ''}`
}
