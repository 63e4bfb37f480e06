/** The claims about a quantity as a chart: a legend of the shapes that occur, the chart, and the chart as a file. */
import { html, type TemplateResult } from 'lit-html'
import { edtfInWords } from '../../facts/time-words.ts'
import type { Band } from '../drawing/plot.ts'
import { apiQuery, apiUrl, chosen, recordHref } from '../parts/address.ts'
import type { Included } from '../parts/api.ts'
import { claimCard } from '../parts/claim-card.ts'
import { claimRow, domainOf, maxColours, originColours, otherColour } from '../parts/claim-rows.ts'
import { type Claim, type Claims, inOrder, isComputed, orderOf } from '../parts/claims.ts'
import { originInWords } from '../parts/origins.ts'
import { counted, intervalInWords, numberOf, shortNumber } from '../parts/words.ts'
import { saveDrawing } from './download.ts'
import { type Legend, legend } from './legend.ts'

/** What is not ruled out on the last day with a ceiling, where both bounds stand and leave something. */
function bandsOf({ comparison, quantity: { unit } }: Claims): Band[] {
  const { condition } = comparison
  const bounds = comparison.not_ruled_out.last_bounded
  if (bounds === null || bounds.is_empty || bounds.low === null || bounds.high === null) return []
  const name = `not ruled out on ${edtfInWords(bounds.at ?? '')}`
  const label = [
    name,
    ...(condition === null ? [] : [condition]),
    intervalInWords(bounds, unit),
    ...(isComputed(comparison, bounds) ? ['computed with the tolerance you chose'] : []),
  ].join(', ')
  return [{ from: bounds.low, to: bounds.high, colour: '--possible', name, label }]
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
  const { quantity, included, more, citation } = claims
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
    (index) => claimCard(claims, ordered[index] as Claim),
  )
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
    ${more <= 0 ? '' : html`<p role="note">${counted(rows.length, 'claim')}, those said last, ${rows.length === 1 ? 'is' : 'are'} drawn. There ${more === 1 ? 'is' : 'are'} ${numberOf(more)} more: <a href=${claimsCsv} download>all of them as CSV</a>.</p>`}
    <p class="actions">
      <button type="button" @click=${save('png')}>Save PNG</button>
      <button type="button" @click=${save('svg')}>Save SVG</button>
      <a href=${claimsCsv} download>CSV of the claims</a>
      <a href=${apiUrl('/v1/estimates.csv', claims.listQuery)} download>CSV of the reports</a>
    </p>`
}
