/** What may be said of all claims about a quantity together, and why some stay out of it. */
import { html, type TemplateResult } from 'lit-html'
import type { Schemas } from '../client/index.ts'
import { recordHref } from './address.ts'
import { claimantOf } from './claim-rows.ts'
import type { Claims } from './claims.ts'
import { counted, edtfInWords, numberOf } from './words.ts'

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

/** The figures that matter, side by side. */
export function summary({ quantity: { unit }, comparison, total }: Claims): TemplateResult {
  const figure = (name: string, value: string, note: string) =>
    html`<div><dt>${name}</dt><dd>${value}</dd><dd class="quiet">${note}</dd></div>`
  if (comparison === null) return html`<dl class="figures">${figure('Reports', numberOf(total), '')}</dl>`
  const { counts, highest_floor: floor, lowest_ceiling: ceiling, common_ground: ground, reference_window } = comparison
  const { known, dependent } = counts.origins
  const bound = (value: Schemas['CommonBound'] | null, reached: string, exceeded: string) =>
    [
      value === null ? 'none' : numberOf(value.value, unit),
      value === null ? 'none holds for the window' : value.inclusive ? reached : exceeded,
    ] as const
  return html`<dl class="figures">
    ${figure('Claims', numberOf(counts.claims), `by ${counted(counts.claimants, 'claimant')}, from ${counted(known + dependent, 'known origin')}`)}
    ${figure('Figures named', figuresInWords(comparison, unit), [ratioInWords(comparison), 'whatever their windows'].filter((text) => text !== '').join(', '))}
    ${figure('Highest floor', ...bound(floor, 'or more', 'is exceeded'))}
    ${figure('Lowest ceiling', ...bound(ceiling, 'or less', 'is not reached'))}
    ${figure('Common ground', ground === null ? 'none' : groundInWords(ground, unit), windowInWords(reference_window))}
  </dl>`
}

/** So many of a kind are told here; the comparison has all. */
const maxTold = 50

/** Tensions, contradictions, what stays out, and what was assumed. */
export function notes({ comparison, claims, included, quantity: { unit } }: Claims): TemplateResult | string {
  if (comparison === null) return ''
  const { tensions, contradictions, more_contradictions, excluded, assumptions } = comparison
  const reports = new Map(claims.flatMap(({ reports }) => reports.map((report) => [report.id, report])))
  const who = ([id = '']: readonly string[]) => {
    const report = reports.get(id)
    return html`<a href=${recordHref('estimates', id)}>${report === undefined ? id : `${claimantOf(report, included)}, “${report.as_stated}”`}</a>`
  }
  const section = <T>(title: string, list: readonly T[], item: (one: T) => TemplateResult) =>
    list.length === 0
      ? ''
      : html`<section><h2>${title}</h2><ul>
          ${list.slice(0, maxTold).map((one) => html`<li>${item(one)}</li>`)}
          ${list.length > maxTold ? html`<li class="quiet">${numberOf(list.length - maxTold)} more are in the comparison.</li>` : ''}
        </ul></section>`
  const end = (value: number | null) => (value === null ? 'its end' : numberOf(value, unit))
  return html`
    ${section('Tensions', tensions, ({ estimates, low, high, part, why }) => html`${who(estimates)}: what lies from ${end(low)} to ${end(high)} is ${part === 'below_floor' ? 'below the highest floor' : 'above the lowest ceiling'}. <span class="quiet">${why}</span>`)}
    ${section(`Contradictions${more_contradictions ? ', the first thousand' : ''}`, contradictions, ({ first, second, why }) => html`${who(first.estimates)} and ${who(second.estimates)}. <span class="quiet">${why}</span>`)}
    ${section('Left out of what is common, and why', excluded, ({ estimates, side, why }) => html`${who(estimates)}${side === 'both' ? '' : html` <span class="tag">${side} only</span>`}: ${why}`)}
    ${section('Assumed of windows', assumptions, ({ description, estimates }) => html`${description} <span class="quiet">${counted(estimates.length, 'report')}</span>`)}`
}
