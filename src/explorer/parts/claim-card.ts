import { html, type TemplateResult } from 'lit-html'
import { quoted } from '../../facts/quotation.ts'
import { listHref } from './address.ts'
import type { Estimate, Included } from './api.ts'
import { claimantOf, figureOf, numbersInWords } from './claim-words.ts'
import type { Claim, Claims } from './claims.ts'
import { evidenceList } from './evidence.ts'
import { originInWords } from './origins.ts'
import { people } from './people.ts'
import { clocksInWords, counted } from './words.ts'

/** Most reports of a claim in its card, and most pieces of evidence of each. */
const maxReports = 2
const maxPieces = 3

/** The claimants of a figure, each a link. */
export const claimantLinks = (report: Estimate, included: Included): TemplateResult | TemplateResult[] | string =>
  report.claimants.length === 0 ? claimantOf(report, included) : people(report.claimants, included)

/** The words of a report, what is noted about them, and the evidence. */
export const reportLines = (report: Estimate, included: Included, evidence = report.evidence): TemplateResult => html`
  <p class="words">${figureOf(report)}${report.condition === null ? '' : `, ${report.condition}`}${report.as_stated_exact ? '' : html` <span class="quiet">not word for word</span>`}</p>
  ${evidenceList(evidence, included)}
  <p class="quiet">${[
    ...(report.spokesperson === null ? [] : [html`through ${people([report.spokesperson], included)}`]),
    ...(report.relayed_by.length === 0 ? [] : [html`relayed by ${people(report.relayed_by, included)}`]),
    ...report.hedges.map(({ words }) => `hedged ${quoted(words, report.as_stated_exact)}`),
    ...clocksInWords(report),
    `${report.origin === null ? '' : 'origin '}${originInWords(report.origin, included)}`,
    ...report.caveats,
  ].map((note, index) => html`${index === 0 ? '' : ' · '}${note}`)}</p>`

/** The pieces of evidence up to the words of the figure, or the first ones where they reach as far. */
function piecesWithFigure({ evidence, as_stated }: Estimate): Estimate['evidence'] {
  const figure = evidence.findIndex(({ exact }) => as_stated !== null && exact?.includes(as_stated))
  return evidence.slice(0, Math.max(figure + 1, maxPieces)).slice(-maxPieces)
}

/** All data of a claim, in the order in which a reader weighs it. */
export function claimCard({ included, quantity: { unit } }: Claims, claim: Claim): TemplateResult {
  const { reports } = claim
  const more = reports.length - maxReports
  return html`
    <p><strong>${claimantLinks(reports[0], included)}</strong>: ${numbersInWords(claim, unit)}.</p>
    ${reports.slice(0, maxReports).map((report) => reportLines(report, included, piecesWithFigure(report)))}
    ${more > 0 ? html`<p><a href=${listHref('estimates', { claim: claim.id })}>${counted(more, 'more report')}</a></p>` : ''}`
}
