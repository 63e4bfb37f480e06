/** The claims about a growing total over time, and the corridor that they leave. */
import { html, type TemplateResult } from 'lit-html'
import { pageColours } from '../../charts/colours.ts'
import { type ClaimDisplay, type CorridorModel, drawnClaims, paleClaims } from '../../charts/corridor-model.ts'
import { maxAllLabelled } from '../../charts/places.ts'
import { measure } from '../drawing/measure.ts'
import { chosen } from '../parts/address.ts'
import { claimCard } from '../parts/claim-card.ts'
import { claimInWords } from '../parts/claim-rows.ts'
import { claimantOf, claimHref, claimLink, statedIn } from '../parts/claim-words.ts'
import type { Claim, Claims } from '../parts/claims.ts'
import { counted } from '../parts/words.ts'
import { claimChart } from './claim-chart.ts'
import { claimLegend, colourOf, isNoted } from './claim-legend.ts'
import type { LegendItem } from './legend.ts'

function modelOf(claims: Claims): CorridorModel {
  const { quantity, comparison, included, steps } = claims
  const drawn = new Map(claims.claims.map((claim) => [claim.id, claim]))
  const compared = comparison.claims.filter(
    ({ claim, condition }) => drawn.has(claim) && condition === comparison.condition,
  )
  const displayOf = (claim: Claim): ClaimDisplay => ({
    name: claimantOf(claim.reports[0], included),
    words: statedIn(claim.reports),
    colour: `var(${colourOf(claim, claims)})`,
    link: { href: claimHref(claim), description: claimInWords(claim, quantity.unit, included) },
  })
  return {
    label: `${quantity.name} over time: ${counted(compared.length, 'claim')}`,
    unit: `${quantity.unit}s`,
    claims: compared,
    steps,
    failing: comparison.failing,
    displays: new Map([...drawn].map(([id, claim]) => [id, displayOf(claim)])),
  }
}

/** Shapes beside those of claims, as far as they occur. */
function looksOf({ steps, failing, claims }: CorridorModel): LegendItem[] {
  const bounded = steps.some(({ low, high }) => low !== null || high !== null)
  const occurring: [boolean, look: string, text: string][] = [
    [true, 'window', 'the days that a claim covers, up to its bar; it fades where the start is not stated'],
    [bounded, 'ruled-out', 'ruled out by claims that bound the total; lighter where it rests on an assumption'],
    [bounded, 'bound', 'the bound; dashed where it rests on an assumption'],
    [steps.some(({ is_empty }) => is_empty), 'either', 'nothing is left: either of two readings'],
    [steps.some(({ outside }) => outside.length > 0), 'outside', 'lies beyond the bounds of its day'],
    [failing.length > 0, 'failing', 'cannot both be right'],
    [claims.some(({ window }) => window.end_latest === null), 'noted', 'at the right edge: the end is not known'],
  ]
  return occurring.filter(([occurs]) => occurs).map(([, look, text]) => ({ look, text }))
}

const shapesInWords =
  'Bar: a claim, at the end of the days that it covers (thin line). Stroke: a bound that may be reached. Ring: one that is not. Fading: no bound is claimed. Diamond: the number named. Shaded: ruled out. Lighter, with a dashed bound: on an assumption. Red: beyond the bounds, or cannot both be right.'

/** The claims over time, with the numbers that they rule out. */
export async function timeChart(claims: Claims, query: URLSearchParams): Promise<TemplateResult> {
  const [{ chartOf }, { drawCorridor }] = await Promise.all([
    import('./chart.ts'),
    import('../../charts/corridor-chart.ts'),
  ])
  const isLog = chosen(query, 'scale', ['linear', 'log']) === 'log'
  const model = modelOf(claims)
  const ids = new Set(drawnClaims(model).map(({ claim }) => claim))
  const drawn = claims.claims.filter(({ id }) => ids.has(id))
  const without = model.claims.filter(({ claim }) => !ids.has(claim))
  const drawing = chartOf(
    (width) => drawCorridor(model, { document, width, colours: pageColours, measure, isLog }) as unknown as SVGElement,
    (id) => claimCard(claims, claims.byId.get(id) as Claim),
  )
  const pale = paleClaims(model).size
  const notes = [
    ...(drawn.length > maxAllLabelled
      ? [
          html`<p class="quiet">Names stand where they have room. Point at a mark, tap it or go to it by the Tab key for the claim.${pale === 0 ? '' : ` Pale and without a name: ${counted(pale, 'claim')} that set no bound and lie beyond none.`}</p>`,
        ]
      : []),
    ...(without.length === 0
      ? []
      : [
          html`<p class="quiet">No number that can be drawn: ${without.map(({ claim }, index) => [index === 0 ? '' : ', ', claimLink(claim, claims)])}.</p>`,
        ]),
  ]
  return claimChart(claims, query, {
    ...{ drawing, notes },
    key: claimLegend(drawn, claims, looksOf(model)),
    shapes: shapesInWords + (isNoted(drawn) ? ' Without quotation marks: not word for word.' : ''),
  })
}
