/** A corridor as a picture that can stand alone: the chart, and its title, date, sources, licence and address. */
import type { Caption } from '../../charts/captioned.ts'
import { type ChartColours, lightColours, originColours } from '../../charts/colours.ts'
import { type ClaimDisplay, type CorridorModel, paleClaims } from '../../charts/corridor-model.ts'
import { darkColours } from '../../charts/dark-colours.ts'
import type { Snapshot } from '../../db/open.ts'
import { buildingCorridor } from '../../facts/comparison/corridor.ts'
import { isFailing } from '../../facts/comparison/pairs.ts'
import { surveyPairs } from '../../facts/comparison/search.ts'
import { countFacets } from '../../listing/queries.ts'
import type { Picture } from '../../pictures/picture.ts'
import { estimateList } from '../../records/estimates/list.ts'
import { findSource } from '../../records/sources/queries.ts'
import { maxFailing } from './contract.ts'
import { describing } from './corridor.ts'
import type { themes } from './picture-contract.ts'
import { findClaimantNames } from './queries.ts'
import type { Asked, Compared } from './reading.ts'
import { renderClaim, renderPair } from './render.ts'
import { inTurns } from './turns.ts'
import { wordingOf } from './wording.ts'

const colours: Record<keyof typeof themes, ChartColours> = { light: lightColours, dark: darkColours }

interface Look extends CaptionTexts, Pick<Picture, 'width' | 'format'> {
  theme: keyof typeof themes
}

/** The texts of a caption that come from the request. */
interface CaptionTexts {
  /** Address of the quantity for people. */
  address: string
  /** Filters and readings, as they were given. */
  conditions: [name: string, value: string][]
}

/** The picture of claims under one condition. */
export async function pictureOf(
  snapshot: Snapshot,
  asked: Asked,
  compared: Compared,
  { theme, width, format, ...texts }: Look,
): Promise<Picture> {
  const chosen = colours[theme]
  const model = await modelOf(snapshot, asked, compared, chosen)
  return { model, caption: await captionOf(snapshot, asked, compared, model, texts), colours: chosen, width, format }
}

async function modelOf(
  snapshot: Snapshot,
  { quantity }: Asked,
  { claims, condition, options }: Compared,
  chosen: ChartColours,
): Promise<CorridorModel> {
  const corridor = await inTurns(buildingCorridor(claims, condition, options))
  const steps = await inTurns(describing(corridor, corridor.runs))
  const { list } = await inTurns(surveyPairs(claims, options))
  const failing = (await inTurns(list({ verdicts: ['contradicts', 'at_odds'], limit: maxFailing }))) ?? []
  const names = await findClaimantNames(snapshot, claims)
  const words = wordingOf(claims, quantity, names)
  const { origin } = await countFacets(snapshot, estimateList, {}, ['origin'])
  const colourOf = originColours(origin?.buckets ?? [], chosen)
  const displays = claims.map((claim): [string, ClaimDisplay] => {
    const colour = colourOf.get(claim.origins[0] ?? '') ?? chosen.otherOrigin
    return [claim.id, { name: words.nameOf(claim), words: words.figureOf(claim), colour }]
  })
  return {
    label: quantity.name,
    unit: quantity.unit === 'share' ? 'share' : `${quantity.unit}s`,
    claims: claims.map((claim) => renderClaim(claim, options)),
    steps,
    failing: failing.filter(({ verdict }) => isFailing(verdict)).map(renderPair),
    displays: new Map(displays),
  }
}

/** The meaning of the shapes that occur. */
function legendOf(model: CorridorModel): string {
  const { claims, steps, failing } = model
  const pale = paleClaims(model).size
  const isImplied = ({ best, low_side, high_side }: CorridorModel['claims'][number]) =>
    best === null && [low_side, high_side].includes('unstated')
  const shapes: [boolean, meaning: string][] = [
    [
      true,
      'A bar runs from the lowest to the highest number of a claim at the end of its window, which is the thin line; a side that nobody bounds fades. A diamond is a single number, which bounds nothing.',
    ],
    [claims.some(isImplied), 'Short strokes like “=” stand for a bound that is implied, but not which.'],
    [
      claims.some(({ spread }) => spread),
      'A hatched bar is a spread over several estimators; nobody claims all of it.',
    ],
    [steps.some(({ is_empty }) => is_empty), 'Hatched ground: nothing is left, and it is either of two readings.'],
    [steps.some(({ outside }) => outside.length > 0), 'A dashed ring is beyond a bound.'],
    [failing.length > 0, 'Claims joined by a line cannot both be right.'],
    [
      pale > 0,
      `Pale and without a name: ${pale} more claims, which set no bound and lie beyond none; the address below lists all.`,
    ],
  ]
  return shapes.flatMap(([occurs, meaning]) => (occurs ? meaning : [])).join(' ')
}

/** Most sources named in a picture. */
const maxSources = 20

async function captionOf(
  snapshot: Snapshot,
  { quantity }: Asked,
  { claims, condition }: Compared,
  model: CorridorModel,
  { address, conditions }: CaptionTexts,
): Promise<Caption> {
  const { version, date, title, license_id, license_url } = snapshot.dataset
  const ids = [...new Set(claims.flatMap(({ reports }) => reports.map(({ source }) => source)))].sort()
  const named: string[] = []
  for (const id of ids.slice(0, maxSources)) {
    const { publisher_name = null, url = null, title = id } = (await findSource(snapshot, id)) ?? {}
    named.push(publisher_name ?? (url === null ? title : new URL(url).hostname))
  }
  const sources = [...new Set(named)].join(', ')
  const more = ids.length > maxSources ? ` and ${ids.length - maxSources} more` : ''
  const given = conditions.map(([name, value]) => `${name} ${value}`.replaceAll('_', ' ')).join('; ')
  return {
    title: quantity.name,
    subtitle: [
      `What ${claims.length} claim${claims.length === 1 ? '' : 's'} leave possible, day by day. What they rule out is shaded, and lighter where it rests on an assumption.`,
      ...(condition === null ? [] : [`Under the condition: ${condition}.`]),
      ...(given === '' ? [] : [`Conditions: ${given}.`]),
    ],
    notes: [
      legendOf(model),
      `Sources: ${sources}${more}.`,
      `${title}, version ${version} of ${date}. Licence of the data: ${license_id} (${license_url}).`,
      address,
    ],
  }
}
