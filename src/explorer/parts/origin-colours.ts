/** The colour of each origin of knowledge, the same in every view. */
import { originColours, pageColours } from '../../charts/colours.ts'
import { facts } from './api.ts'

/** The custom property of a colour. */
const hues = pageColours.hues.map((hue) => hue.slice('var('.length, -1))

let known: Promise<Map<string, string>> | undefined

/** Custom properties by origin; an origin of few reports has none. Asked once, since it holds for the whole dataset. */
export function coloursByOrigin(): Promise<Map<string, string>> {
  known ??= facts
    .page('estimates', { facets: ['origin'], limit: 1 })
    .then(({ facets }) => originColours(facets?.origin?.buckets ?? [], { hues }))
  known.catch(() => {
    known = undefined
  })
  return known
}

/** The colour of an origin without one of its own, and of one that is not known. */
export const otherColour = '--hue-none'
