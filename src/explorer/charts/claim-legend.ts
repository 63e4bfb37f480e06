/** The legend of charts of claims: only shapes and colours that occur. */

import type { Claim, Claims } from '../parts/claims.ts'
import { otherColour } from '../parts/origin-colours.ts'
import { originInWords } from '../parts/origins.ts'
import type { Legend, LegendItem } from './legend.ts'

export const isNoted = (claims: Claim[]): boolean =>
  claims.some(({ reports }) => reports.some(({ as_stated_exact }) => !as_stated_exact))

/** The custom property with the colour of a claim. */
export const colourOf = ({ reports: [{ origin }] }: Claim, { colours }: Claims): string =>
  (origin === null ? undefined : colours.get(origin)) ?? otherColour

/**
 * @param drawn the claims that the chart shows
 * @param more shapes of the chart beside those of claims
 */
export function claimLegend(drawn: Claim[], claims: Claims, more: LegendItem[]): Legend {
  const sides = new Set<string>(drawn.flatMap(({ bounds: { low_side, high_side } }) => [low_side, high_side]))
  const reached = new Set(
    drawn.flatMap(({ bounds: { low_inclusive, high_inclusive } }) => [low_inclusive, high_inclusive]),
  )
  const occurring: [boolean, look: string, text: string][] = [
    [reached.has(true), 'end', 'a bound that may be reached'],
    [reached.has(false), 'ring', 'a bound that is not reached'],
    [sides.has('unbounded'), 'fades', 'goes on: no bound is claimed on this side'],
    [sides.has('unstated'), 'stub', 'a bound is implied, but not which; the length means nothing'],
    [sides.has('tolerance'), 'pale', 'computed with the tolerance you chose; claimed by nobody'],
    [drawn.some(({ bounds }) => bounds.best !== null), 'point', 'the single number named'],
    [isNoted(drawn), 'noted', 'not in quotation marks: noted or translated, not word for word'],
    [drawn.some(({ spread }) => spread), 'hatched', 'a spread over several estimators; nobody claims the whole of it'],
  ]
  const origins = [...new Set(drawn.map(({ reports: [{ origin }] }) => origin))]
  const withoutColour = origins.filter((origin) => origin === null || !claims.colours.has(origin))
  const swatch = (colour: string, text: string) => ({ colour, look: 'swatch', text })
  // In the order of the colours, which is the same everywhere.
  const coloured = [...claims.colours].filter(([origin]) => origins.includes(origin))
  return {
    looks: [...occurring.filter(([occurs]) => occurs).map(([, look, text]) => ({ look, text })), ...more],
    colourTitle: 'Colours: origins of the knowledge',
    colours: [
      ...coloured.map(([origin, colour]) => swatch(colour, originInWords(origin, claims.included))),
      ...(withoutColour.length === 0
        ? []
        : [
            swatch(
              otherColour,
              withoutColour.some((origin) => origin !== null) ? 'other origins, or not known' : 'origin not known',
            ),
          ]),
    ],
  }
}
