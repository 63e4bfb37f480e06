/** Claims in words: who puts them forward, in which words, and their numbers. */
import { html, type TemplateResult } from 'lit-html'
import { codedFigure, quoted } from '../../facts/quotation.ts'
import { edtfInWords } from '../../facts/time-words.ts'
import { listHref, recordHref } from './address.ts'
import type { Estimate, Included } from './api.ts'
import type { Claim, Claims } from './claims.ts'
import { boundsInWords } from './words.ts'

/** Label of a claim without a named claimant. */
export const noClaimant: Record<Estimate['claimant_kind'], string> = {
  named: 'Somebody whose name is not recorded',
  group: 'A group',
  unnamed_class: 'A class of people',
  publisher: 'The publisher',
  none: 'Somebody who is not named',
}

/** The claimants of a report by name, else that none is named. */
export const claimantOf = ({ claimants, claimant_kind, spread }: Estimate, { names }: Included): string =>
  claimants.length > 0 ? names(claimants) : spread ? 'Several, not named' : noClaimant[claimant_kind]

/** The words of a report, in quotation marks where they are exact; the numbers of one that is coded. */
export const figureOf = (report: Estimate): string =>
  report.as_stated === null ? codedFigure(report) : quoted(report.as_stated, report.as_stated_exact)

/** The words of a figure, of each report that has others. */
export const statedIn = (reports: readonly Estimate[]): string => [...new Set(reports.map(figureOf))].join(' or ')

/** The address of a claim: its one report, or the list of them. */
export const claimHref = ({ id, reports: [first, ...others] }: Claim): string =>
  others.length === 0 ? recordHref('estimates', first.id) : listHref('estimates', { claim: id })

/** A claim as a link, with the time at which it was said or published. */
export function claimLink(id: string, { byId, included, comparison }: Claims): TemplateResult {
  const claim = byId.get(id)
  if (claim === undefined) return html`<a href=${listHref('estimates', { claim: id })}>a claim</a>`
  const [first] = claim.reports
  const time = first.said ?? first.published
  const parts = [
    statedIn(claim.reports),
    ...(first.condition === comparison.condition ? [] : [first.condition ?? 'without a condition']),
    ...(time === null ? [] : [edtfInWords(time.edtf, time.since_at_least)]),
  ]
  return html`<a href=${claimHref(claim)}>${claimantOf(first, included)}</a> (${parts.join(', ')})`
}

/** The numbers of a claim; where it has not all that its reports state, since they differ or are out of order, those of each. */
export function numbersInWords({ bounds, reports }: Claim, unit: string): string {
  const isLost = (side: 'low' | 'high' | 'best') =>
    bounds[side] === null && reports.some((report) => report[side] !== null)
  const shown = isLost('low') || isLost('high') || isLost('best') ? reports : [bounds]
  return [...new Set(shown.map((one) => boundsInWords(one, unit)))].join('; elsewhere ')
}
