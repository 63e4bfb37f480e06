/** The comparison of all claims about a quantity, and the reasons why some are left out. */
import { html, type TemplateResult } from 'lit-html'
import type { Schemas } from '../../client/index.ts'
import { quoted } from '../../facts/quotation.ts'
import { edtfInWords } from '../../facts/time-words.ts'
import { recordHref } from './address.ts'
import { claimantOf } from './claim-rows.ts'
import type { Claims } from './claims.ts'
import { originInWords, originsInWords } from './origins.ts'
import { counted, numberOf } from './words.ts'

export const figuresInWords = (
  { lowest_figure: lowest, highest_figure: highest }: Schemas['Comparison'],
  unit: string,
): string => {
  if (!lowest || !highest) return 'none'
  return lowest.value === highest.value
    ? numberOf(lowest.value, unit)
    : `${numberOf(lowest.value, unit)} … ${numberOf(highest.value, unit)}`
}

export const ratioInWords = ({ ratio }: Schemas['Comparison']): string =>
  ratio === null || ratio === 1 ? '' : `a factor of ${numberOf(Number(ratio.toPrecision(3)))} apart`

function groundInWords(
  { low, high, low_inclusive, high_inclusive, is_empty }: Schemas['CommonGround'],
  unit: string,
): string {
  if (is_empty) return 'conflict'
  if (low !== null && high !== null) return `${numberOf(low, unit)} … ${numberOf(high, unit)}`
  if (low !== null) return low_inclusive ? `${numberOf(low, unit)} or more` : `more than ${numberOf(low, unit)}`
  if (high !== null) return high_inclusive ? `${numberOf(high, unit)} or less` : `less than ${numberOf(high, unit)}`
  return 'anything'
}

function windowInWords({ earliest, latest }: Schemas['ReferenceWindow']): string {
  const from = earliest === null ? 'from the start of the flow' : `from ${edtfInWords(earliest)}`
  return latest === null ? `${from} on` : `${from} to ${edtfInWords(latest)}`
}

/** Most origins of one bound that are named. */
const maxSetBy = 3

/** The main figures, side by side. */
export function summary({ quantity: { unit }, comparison, included, total }: Claims): TemplateResult {
  const figure = (name: string, value: string, note: string) =>
    html`<div><dt>${name}</dt><dd>${value}</dd><dd class="quiet">${note}</dd></div>`
  if (comparison === null) return html`<dl class="figures">${figure('Reports', numberOf(total), '')}</dl>`
  /** The origins of a bound, which may build on others. */
  const setBy = ({ claims }: Schemas['CommonBound']): string => {
    const ids = comparison.claims.flatMap(({ claim, origins }) => (claims.includes(claim) ? origins : []))
    const names = [...new Set(ids)].map((id) => originInWords(id, included))
    const shown = names.slice(0, maxSetBy).join(', ')
    if (names.length === 0) return 'set by a claim without an origin'
    return `set by ${shown}${names.length > maxSetBy ? ` and ${numberOf(names.length - maxSetBy)} more origins` : ''}`
  }
  const { counts, highest_floor: floor, lowest_ceiling: ceiling, common_ground: ground, reference_window } = comparison
  const origins = originsInWords(counts.origins)
  const bound = (name: string, value: Schemas['CommonBound'] | null, [reached, exceeded]: [string, string]) =>
    value === null
      ? figure(name, 'none', 'none holds for the window')
      : figure(name, numberOf(value.value, unit), `${value.inclusive ? reached : exceeded}; ${setBy(value)}`)
  return html`<dl class="figures">
    ${figure('Claims', numberOf(counts.claims), `by ${counted(counts.claimants, 'claimant')}`)}
    ${figure('Origins', origins.named === 0 ? 'none' : numberOf(origins.named), origins.note)}
    ${figure('Figures named', figuresInWords(comparison, unit), [ratioInWords(comparison), 'whatever their windows'].filter((text) => text !== '').join(', '))}
    ${bound('Highest floor', floor, ['or more', 'is exceeded'])}
    ${bound('Lowest ceiling', ceiling, ['or less', 'is not reached'])}
    ${figure('Common ground', ground === null ? 'none' : groundInWords(ground, unit), windowInWords(reference_window))}
  </dl>`
}

/** Most entries of a kind that are listed; the comparison has all. */
const maxListed = 50

/** Tensions, contradictions, exclusions and assumptions. */
export function notes({ comparison, claims, included, quantity: { unit } }: Claims): TemplateResult | string {
  if (comparison === null) return ''
  const { tensions, contradictions, more_contradictions, excluded, assumptions } = comparison
  const reports = new Map(claims.flatMap(({ reports }) => reports.map((report) => [report.id, report])))
  const who = ([id = '']: readonly string[]) => {
    const report = reports.get(id)
    return html`<a href=${recordHref('estimates', id)}>${report === undefined ? id : `${claimantOf(report, included)}, ${quoted(report.as_stated, report.as_stated_exact)}`}</a>`
  }
  const section = <T>(title: string, list: readonly T[], item: (one: T) => TemplateResult) =>
    list.length === 0
      ? ''
      : html`<section><h2>${title}</h2><ul>
          ${list.slice(0, maxListed).map((one) => html`<li>${item(one)}</li>`)}
          ${list.length > maxListed ? html`<li class="quiet">${numberOf(list.length - maxListed)} more are in the comparison.</li>` : ''}
        </ul></section>`
  const end = (value: number | null) => (value === null ? 'its end' : numberOf(value, unit))
  return html`
    ${section('Tensions', tensions, ({ estimates, low, high, part, why }) => html`${who(estimates)}: what lies from ${end(low)} to ${end(high)} is ${part === 'below_floor' ? 'below the highest floor' : 'above the lowest ceiling'}. <span class="quiet">${why}</span>`)}
    ${section(`Contradictions${more_contradictions ? ', the first thousand' : ''}`, contradictions, ({ first, second, why }) => html`${who(first.estimates)} and ${who(second.estimates)}. <span class="quiet">${why}</span>`)}
    ${section('Left out of what is common, and why', excluded, ({ estimates, side, why }) => html`${who(estimates)}${side === 'both' ? '' : html` <span class="tag">${side} only</span>`}: ${why}`)}
    ${section('Assumed of windows', assumptions, ({ description, estimates }) => html`${description} <span class="quiet">${counted(estimates.length, 'report')}</span>`)}`
}
