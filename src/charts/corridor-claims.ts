/** The claims of a chart over time: bars, single numbers, windows, and the pairs that cannot both be right. */
import type { Frame } from './corridor-frame.ts'
import { type ChartClaim, type CorridorModel, drawnClaims, numberOfClaim, paleClaims } from './corridor-model.ts'
import { type Box, type Line, maxAllLabelled, type Point } from './places.ts'
import type { SvgElement } from './svg.ts'

/** A claim with its places in pixels. */
export interface Mark {
  claim: ChartClaim
  colour: string
  /** The end of its window at its number. */
  at: Point
  /** Its bar with the ends. */
  box: Box
  window: Line
  outside: 'below_floor' | 'above_ceiling' | null
  isPale: boolean
}

const barWidth = 7
/** Pixels over which a side without a bound fades out; the length means nothing. */
const fadeLength = 46
const windowFade = 64
const stubLength = 16
const reach = 7
const ringReach = 12
/** Most pairs with bold lines: the lines of more would hide the claims. */
const maxBoldPairs = 12

/** The marks of the claims with a number, by the days of their ends. */
export function marksOf(model: CorridorModel, frame: Frame): Mark[] {
  const { xOf, yOf, left, right, top, bottom, colours } = frame
  const outside = new Map(model.steps.flatMap((step) => step.outside.map(({ claim, part }) => [claim, part] as const)))
  const pale = paleClaims(model)
  const drawn = drawnClaims(model)
  const isCrowded = drawn.length > maxAllLabelled
  const marks = drawn.map((claim): Mark => {
    const { low, high, low_side, high_side, window } = claim
    const end = window.end_latest ?? window.end_earliest
    // A claim whose end nobody knows stands at the right edge.
    const x = end === null ? right : xOf(end)
    const y = yOf(numberOfClaim(claim) as number)
    const lengths = { unbounded: fadeLength, unstated: stubLength } as Record<string, number>
    const up = high === null ? Math.max(top, y - (lengths[high_side] ?? 0)) : yOf(high)
    const down = low === null ? Math.min(bottom, y + (lengths[low_side] ?? 0)) : yOf(low)
    const start = window.start_earliest ?? window.start_latest
    const part = outside.get(claim.claim) ?? null
    // Few claims stay where they are: among many, no label covers a ring.
    const around = part !== null && isCrowded ? ringReach : reach
    return {
      ...{ claim, at: { x, y } },
      colour: model.displays.get(claim.claim)?.colour ?? colours.otherOrigin,
      box: { x: x - around, y: up - around, width: 2 * around, height: down - up + 2 * around },
      window: { from: { x: start === null ? Math.max(left, x - windowFade) : xOf(start), y }, to: { x, y } },
      outside: part,
      isPale: pale.has(claim.claim),
    }
  })
  return marks.sort((one, other) => one.at.x - other.at.x || other.at.y - one.at.y)
}

/** The line between the two claims of each pair that cannot both be right. */
export const failingLines = ({ failing }: CorridorModel, marks: readonly Mark[]): Line[] =>
  failing.flatMap(({ first, second }) => {
    const [from, to] = [first, second].map(({ claim }) => marks.find((mark) => mark.claim.claim === claim)?.at)
    return from && to ? [{ from, to }] : []
  })

/** Fades, dots and hatches of a colour, under ids with its number. */
function paintsOf(colour: string, index: number, { make }: Frame): SvgElement[] {
  const stop = (offset: number, opacity: number) =>
    make('stop', { offset, 'stop-color': colour, 'stop-opacity': opacity })
  const fade = (id: string, ends: object, from: number, to: number) =>
    make('linearGradient', { id: `${id}-${index}`, ...ends }, stop(0, from), stop(1, to))
  const vertical = { x1: 0, y1: 0, x2: 0, y2: 1 }
  return [
    fade('fade-up', vertical, 0, 0.8),
    fade('fade-down', vertical, 0.8, 0),
    fade('fade-start', {}, 0, 0.9),
    make(
      'pattern',
      { id: `dots-${index}`, width: 10, height: 5, patternUnits: 'userSpaceOnUse' },
      make('rect', { y: 1, width: 10, height: 2, fill: colour }),
    ),
    make(
      'pattern',
      { id: `spread-${index}`, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      make('rect', { width: 2.5, height: 6, fill: colour }),
    ),
  ]
}

function drawWindow({ claim, colour, window: { from, to } }: Mark, index: number, { make, xOf }: Frame): SvgElement[] {
  const { start_earliest, start_latest, end_earliest } = claim.window
  const line = (x1: number, x2: number, more = {}) =>
    make('line', { x1, x2, y1: to.y, y2: to.y, stroke: colour, 'stroke-width': 1.5, ...more })
  const vague = { 'stroke-dasharray': '2 3' }
  const end = end_earliest === null ? to.x : Math.min(to.x, xOf(end_earliest))
  const start = start_latest === null ? from.x : Math.min(xOf(start_latest), end)
  // An open start fades; a box is drawn, since a line without height takes no gradient.
  if (start_earliest === null) {
    const solid = start_latest === null ? end : start
    const first = Math.max(0, solid - windowFade)
    const faded = { x: first, width: solid - first, y: to.y - 0.75, height: 1.5, fill: `url(#fade-start-${index})` }
    return [make('rect', faded), line(solid, end), line(end, to.x, vague)]
  }
  const tick = { x1: from.x, x2: from.x, y1: to.y - 3.5, y2: to.y + 3.5, stroke: colour, 'stroke-width': 1.5 }
  return [make('line', tick), line(from.x, start, vague), line(start, end), line(end, to.x, vague)]
}

function drawBar({ claim, colour, at: { x, y } }: Mark, index: number, { make, yOf, top, bottom, colours }: Frame) {
  const { low, high, best, low_inclusive, high_inclusive, low_side, high_side, spread } = claim
  const bar = (from: number, to: number, fill: string, opacity = 1) => {
    const [upper, lower] = [Math.max(top, from), Math.min(bottom, to)]
    const size = { x: x - barWidth / 2, y: upper, width: barWidth, height: Math.max(0, lower - upper) }
    return make('rect', { ...size, fill, 'fill-opacity': opacity })
  }
  const end = (number: number, isIncluded: boolean | null) => {
    const at = yOf(number)
    return isIncluded
      ? make('line', { x1: x - reach, x2: x + reach, y1: at, y2: at, stroke: colour, 'stroke-width': 3 })
      : make('circle', { cx: x, cy: at, r: 4.5, fill: colours.paper, stroke: colour, 'stroke-width': 2 })
  }
  const isComputed = low_side === 'tolerance' || high_side === 'tolerance'
  const parts: SvgElement[] = []
  if (low !== null && high !== null)
    parts.push(
      bar(yOf(high), yOf(low), spread ? `url(#spread-${index})` : colour, isComputed ? 0.42 : spread ? 1 : 0.75),
    )
  if (high === null && high_side === 'unbounded') parts.push(bar(y - fadeLength, y, `url(#fade-up-${index})`))
  if (low === null && low_side === 'unbounded') parts.push(bar(y, y + fadeLength, `url(#fade-down-${index})`))
  if (best === null && high === null && high_side === 'unstated')
    parts.push(bar(y - stubLength, y, `url(#dots-${index})`))
  if (best === null && low === null && low_side === 'unstated')
    parts.push(bar(y, y + stubLength, `url(#dots-${index})`))
  if (low !== null) parts.push(end(low, low_inclusive))
  if (high !== null) parts.push(end(high, high_inclusive))
  if (best !== null) {
    const r = 6.5
    parts.push(make('path', { class: 'single', d: `M${x},${y - r}l${r},${r}l${-r},${r}l${-r},${-r}z`, fill: colour }))
  }
  return parts
}

/** A ring round a number beyond a bound of its day; of a spread, a line along the part beyond it. */
function drawOutside({ claim, at: { x, y }, outside }: Mark, model: CorridorModel, { make, yOf, colours }: Frame) {
  if (outside === null) return []
  const stroke = { class: 'outside', fill: 'none', stroke: colours.conflict, 'stroke-width': 2 }
  if (!claim.spread) return [make('circle', { ...stroke, cx: x, cy: y, r: 11, 'stroke-dasharray': '3 2.5' })]
  const parts = model.steps.flatMap((step) => step.outside).filter((part) => part.claim === claim.claim)
  return parts.slice(0, 1).map(({ low, high }) => {
    const [from, to] = [yOf(high ?? low ?? 0), yOf(low ?? high ?? 0)]
    const box = { x: x - barWidth, width: 2 * barWidth, y: from, height: Math.max(2, to - from), rx: 3 }
    return make('rect', { ...stroke, ...box, 'stroke-dasharray': '3 2.5' })
  })
}

/** All claims, over the lines between pairs that cannot both be right. */
export function drawClaims(model: CorridorModel, marks: readonly Mark[], frame: Frame): SvgElement {
  const { make, colours } = frame
  const used = [...new Set(marks.map(({ colour }) => colour))]
  // Those that stand out lie above the others.
  const drawn = marks
    .toSorted((one, other) => Number(other.isPale) - Number(one.isPale))
    .map((mark) => {
      const index = used.indexOf(mark.colour)
      return make(
        'g',
        { class: 'claim', 'data-claim': mark.claim.claim, ...(mark.isPale && { opacity: 0.22 }) },
        ...drawWindow(mark, index, frame),
        ...drawBar(mark, index, frame),
        ...drawOutside(mark, model, frame),
      )
    })
  const isCrowded = model.failing.length > maxBoldPairs
  const pairs = failingLines(model, marks).map(({ from, to }) =>
    make('line', {
      ...{ class: 'failing', x1: from.x, y1: from.y, x2: to.x, y2: to.y },
      ...{ stroke: colours.conflict, 'stroke-width': isCrowded ? 1 : 2, 'stroke-opacity': isCrowded ? 0.3 : 1 },
    }),
  )
  const definitions = make('defs', {}, ...used.flatMap((colour, index) => paintsOf(colour, index, frame)))
  return make('g', { class: 'claims' }, definitions, ...pairs, ...drawn)
}
