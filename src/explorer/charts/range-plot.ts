/** The claims about a quantity side by side, whatever their time. */
import type { TemplateResult } from 'lit-html'
import { edtfInWords } from '../../facts/time-words.ts'
import type { Band } from '../drawing/plot.ts'
import { chosen } from '../parts/address.ts'
import { claimCard } from '../parts/claim-card.ts'
import { claimRow, domainOf } from '../parts/claim-rows.ts'
import { type Claim, type Claims, inOrder, isComputed, orderOf } from '../parts/claims.ts'
import { counted, intervalInWords, shortNumber } from '../parts/words.ts'
import { claimChart } from './claim-chart.ts'
import { claimLegend, colourOf, isNoted } from './claim-legend.ts'

/** The interval that is not ruled out on the last day with a ceiling, where both bounds stand and leave something. */
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

const shapesInWords =
  'Stroke: a bound that may be reached. Ring: one that is not. Fading: no bound is claimed. Dots: not stated. Diamond: the number named. Hatched: a spread.'

/** The claims side by side, with the interval that they leave possible on the last day with a ceiling. */
export async function rangePlot(claims: Claims, query: URLSearchParams): Promise<TemplateResult> {
  const { quantity, included } = claims
  const { chart } = await import('./chart.ts')
  const isLog = chosen(query, 'scale', ['linear', 'log']) === 'log'
  const ordered = inOrder(claims, orderOf(query))
  const rows = ordered.map((claim) => claimRow(claim, quantity.unit, included, colourOf(claim, claims)))
  const bands = bandsOf(claims)
  const drawing = chart(
    {
      ...{ rows, bands, isLog, domain: domainOf(ordered, isLog, quantity.unit) },
      label: `${quantity.name}: ${counted(rows.length, 'claim')}`,
      tick: (value) => shortNumber(value, quantity.unit),
    },
    (index) => claimCard(claims, ordered[index] as Claim),
  )
  return claimChart(claims, query, {
    drawing,
    key: claimLegend(
      ordered,
      claims,
      bands.map(({ label, colour }) => ({ look: 'band', colour, text: label })),
    ),
    shapes: shapesInWords + (isNoted(ordered) ? ' Without quotation marks: not word for word.' : ''),
  })
}
