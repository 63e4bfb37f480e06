/** The claims about a quantity as a chart: a legend of the shapes that occur, the chart, and the chart as a file. */
import { html, type TemplateResult } from 'lit-html'
import { quoted } from '../../facts/quotation.ts'
import type { Band } from '../drawing/plot.ts'
import { apiQuery, apiUrl, chosen, recordHref } from '../parts/address.ts'
import type { Included } from '../parts/api.ts'
import {
  claimantOf,
  claimRow,
  domainOf,
  maxColours,
  numbersInWords,
  originColours,
  otherColour,
} from '../parts/claim-rows.ts'
import { type Claim, type Claims, estimatesQuery, inOrder, orderOf } from '../parts/claims.ts'
import { evidenceList } from '../parts/evidence.ts'
import { originInWords } from '../parts/origins.ts'
import { clocksInWords, counted, numberOf, shortNumber } from '../parts/words.ts'
import { saveDrawing } from './download.ts'
import { type Legend, legend } from './legend.ts'

function bandsOf({ comparison, quantity: { unit } }: Claims): Band[] {
  const { common_ground: common, highest_floor: floor, lowest_ceiling: ceiling } = comparison ?? {}
  if (!common) return []
  const ground = { from: common.low, to: common.high, colour: '--common', name: 'common ground' }
  if (!common.is_empty || !floor || !ceiling)
    return [{ ...ground, label: 'common ground: what no claim compared rules out' }]
  const label = `conflict: the highest floor, ${numberOf(floor.value, unit)}, exceeds the lowest ceiling, ${numberOf(ceiling.value, unit)}`
  return [{ from: ceiling.value, to: floor.value, colour: '--conflict', name: 'conflict', label }]
}

/** All data of a claim, in the order in which a reader weighs it. */
function card({ comparison, included, quantity: { unit } }: Claims, claim: Claim): TemplateResult {
  const { id, reports } = claim
  const left = comparison?.excluded.filter(({ claim }) => claim === id) ?? []
  return html`
    <p><strong>${claimantOf(reports[0], included)}</strong>: ${numbersInWords(claim, unit)}.</p>
    ${reports.slice(0, 2).map(
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
    ${reports.length > 2 ? html`<p class="quiet">and ${reports.length - 2} more reports</p>` : ''}
    ${left.map(({ side, why }) => html`<p class="quiet">${side === 'both' ? 'Stays out of what is common' : `Its ${side} stays out`}: ${why}</p>`)}`
}

function legendOf(claims: Claim[], colours: Map<string, string>, bands: Band[], included: Included): Legend {
  const sides = new Set<string>(claims.flatMap(({ bounds: { low_side, high_side } }) => [low_side, high_side]))
  const reached = new Set(
    claims.flatMap(({ bounds: { low_inclusive, high_inclusive } }) => [low_inclusive, high_inclusive]),
  )
  const occurring: [boolean, look: string, text: string][] = [
    [reached.has(true), 'end', 'a bound that may be reached'],
    [reached.has(false), 'ring', 'a bound that is not reached'],
    [sides.has('unbounded'), 'fades', 'goes on: no bound is claimed on this side'],
    [sides.has('unstated'), 'stub', 'a bound is implied, but not which; the length means nothing'],
    [sides.has('tolerance'), 'pale', 'computed with the tolerance you chose; claimed by nobody'],
    [claims.some(({ bounds }) => bounds.best !== null), 'point', 'the single number named'],
    [isNoted(claims), 'noted', 'not in quotation marks: noted or translated, not word for word'],
    [claims.some(({ spread }) => spread), 'hatched', 'a spread over several estimators; nobody claims the whole of it'],
  ]
  const isOther = claims.some(({ reports: [{ origin }] }) => origin === null || !colours.has(origin))
  const other = {
    colour: otherColour,
    look: 'swatch',
    text: colours.size < maxColours ? 'origin not known' : 'other origins, or not known',
  }
  return {
    looks: [
      ...occurring.filter(([occurs]) => occurs).map(([, look, text]) => ({ look, text })),
      ...bands.map(({ label, colour }) => ({ look: 'band', colour, text: label })),
    ],
    colourTitle: 'Colours: origins of the knowledge',
    colours: [
      ...[...colours].map(([origin, colour]) => ({ colour, look: 'swatch', text: originInWords(origin, included) })),
      ...(isOther ? [other] : []),
    ],
  }
}

const isNoted = (claims: Claim[]): boolean =>
  claims.some(({ reports }) => reports.some(({ as_stated_exact }) => !as_stated_exact))

/** Meaning of the shapes in words, for files, which do not show them. */
const shapesInWords =
  'Stroke: a bound that may be reached. Ring: one that is not. Fading: no bound is claimed. Dots: not stated. Diamond: the number named. Hatched: a spread.'

export async function rangePlot(claims: Claims, query: URLSearchParams): Promise<TemplateResult> {
  const { quantity, included, comparison, more, total, citation } = claims
  if (claims.claims.length === 0) return html`<p role="status">No claim about it is recorded under these filters.</p>`
  const { chart } = await import('./chart.ts')
  const isLog = chosen(query, 'scale', ['linear', 'log']) === 'log'
  const ordered = inOrder(claims, orderOf(query))
  const colours = originColours(ordered)
  const colourOf = ({ reports: [{ origin }] }: Claim) =>
    (origin === null ? undefined : colours.get(origin)) ?? otherColour
  const rows = ordered.map((claim) => claimRow(claim, quantity.unit, included, colourOf(claim)))
  const bands = bandsOf(claims)
  const drawing = chart(
    {
      ...{ rows, bands, isLog, domain: domainOf(ordered, isLog) },
      label: `${quantity.name}: ${counted(rows.length, 'claim')}`,
      tick: (value) => shortNumber(value, quantity.unit),
    },
    (index) => card(claims, ordered[index] as Claim),
  )
  const reportsCsv = apiUrl('/v1/estimates.csv', estimatesQuery(quantity.id, query))
  const claimsCsv = apiUrl(`/v1/${recordHref('quantities', quantity.id)}/comparison.csv`, apiQuery(query))
  const key = legendOf(ordered, colours, bands, included)
  const caption = {
    title: quantity.name,
    key: key.colours,
    notes: [shapesInWords + (isNoted(ordered) ? ' Without quotation marks: not word for word.' : ''), citation],
    name: quantity.id,
  }
  const save = (kind: 'svg' | 'png') => () => saveDrawing(kind, drawing, caption)
  return html`
    ${legend(key)} ${drawing}
    ${more <= 0 ? '' : html`<p role="note">${counted(rows.length, 'claim')}, those said last, ${rows.length === 1 ? 'is' : 'are'} drawn. There ${more === 1 ? 'is' : 'are'} ${numberOf(more)} more${comparison === null ? ' reports' : ''}: <a href=${comparison === null ? reportsCsv : claimsCsv} download>all of them as CSV</a>.</p>`}
    ${comparison === null ? html`<p role="note">${counted(total, 'report')} are too many to compare here. Narrow them down by source, origin or day, or ask for the comparison below.</p>` : ''}
    <p class="actions">
      <button type="button" @click=${save('png')}>Save PNG</button>
      <button type="button" @click=${save('svg')}>Save SVG</button>
      <a href=${claimsCsv} download>CSV of the claims</a>
      <a href=${reportsCsv} download>CSV of the reports</a>
    </p>`
}
