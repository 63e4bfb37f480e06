/** The corridor: what claims rule out, its steps, and both readings where nothing is left. */
import type { Frame } from './corridor-frame.ts'
import { type ChartStep, type CorridorModel, readingsOf, ruledOutBy } from './corridor-model.ts'
import type { Line } from './places.ts'
import type { SvgElement } from './svg.ts'

/** Start and end of each step in pixels. */
export function spansOf({ steps }: CorridorModel, { left, right, xOf }: Frame) {
  const inside = (x: number) => Math.max(left, Math.min(x, right))
  const startOf = ({ from }: ChartStep) => (from === null ? left : inside(xOf(from)))
  return steps.map((step, index) => {
    const next = steps[index + 1]
    return { step, start: startOf(step), end: next === undefined ? right : startOf(next) }
  })
}

/** True if a bound rests on an assumption about one of the claims that set it. */
const isAssumed = ({ claims }: CorridorModel, { assumptions }: ChartStep, setBy: readonly string[]): boolean =>
  claims.some(
    ({ claim, estimates }) => setBy.includes(claim) && assumptions.some(({ estimate }) => estimates.includes(estimate)),
  )

/** The tightest bound of a side on the days of a step that needs no assumption: a floor stays, a ceiling holds before. */
function sureBound(model: CorridorModel, step: ChartStep, side: 'low' | 'high'): number | null {
  const place = model.steps.indexOf(step)
  const holding = side === 'low' ? model.steps.slice(0, place + 1) : model.steps.slice(place)
  const sure = holding.flatMap((one) => (isAssumed(model, one, one[`${side}_claims`]) ? [] : (one[side] ?? [])))
  return sure.length === 0 ? null : side === 'low' ? Math.max(...sure) : Math.min(...sure)
}

/** The areas of a step that no reading leaves possible, and whether only an assumption rules them out. */
export const ruledOutIn = (model: CorridorModel, step: ChartStep) =>
  ruledOutBy(readingsOf(step)).flatMap((gap) => {
    const side = gap.low === null ? 'low' : gap.high === null ? 'high' : null
    const part = { ...gap, side, isAssumed: false }
    if (side === null || !isAssumed(model, step, step[`${side}_claims`])) return [part]
    const bound = sureBound(model, step, side)
    const assumed = { ...part, isAssumed: true, ...(bound !== null && { [side]: bound }) }
    const other = side === 'low' ? 'high' : 'low'
    return bound === null ? [assumed] : [{ ...part, [other]: bound }, assumed]
  })

/** The bounds of all steps, each with the place of the one before, from which it is a step. */
function boundsOf(model: CorridorModel, frame: Frame) {
  const { yOf } = frame
  const spans = spansOf(model, frame)
  return spans.flatMap(({ step, start, end }, index) =>
    (['low', 'high'] as const).flatMap((side) => {
      const [number, before] = [step[side], spans[index - 1]?.step[side] ?? null]
      if (number === null) return []
      return [{ step, side, start, end, y: yOf(number), yBefore: before === null ? null : yOf(before) }]
    }),
  )
}

/** The bounds as lines. */
export const boundLines = (model: CorridorModel, frame: Frame): Line[] =>
  boundsOf(model, frame).flatMap(({ start, end, y, yBefore }) => [
    { from: { x: start, y }, to: { x: end, y } },
    ...(yBefore === null ? [] : [{ from: { x: start, y: yBefore }, to: { x: start, y } }]),
  ])

export function drawGround(model: CorridorModel, frame: Frame): SvgElement {
  const { make, colours, top, bottom, yOf } = frame
  const heightOf = (number: number | null, otherwise: number) =>
    number === null ? otherwise : Math.max(top, Math.min(yOf(number), bottom))
  const spans = spansOf(model, frame)
  const area = (className: string, attributes: object, { low, high }: { low: number | null; high: number | null }) => {
    const upper = heightOf(high, top)
    return { class: className, y: upper, height: Math.max(0, heightOf(low, bottom) - upper), ...attributes }
  }
  const areas = spans.flatMap(({ step, start, end }) => {
    const across = { x: start, width: Math.max(0, end - start) }
    const ruledOut = ruledOutIn(model, step).map((gap) => {
      const paint = { fill: colours.quiet, 'fill-opacity': gap.isAssumed ? 0.07 : 0.18 }
      return make('rect', area('ruled-out', { ...across, ...paint }, gap))
    })
    const readings = readingsOf(step).map((reading) => {
      const data = {
        'data-from': step.from ?? '',
        'data-low': reading.low ?? '',
        'data-high': reading.high ?? '',
        fill: step.is_empty ? 'url(#either)' : 'none',
      }
      return make('rect', area('reading', { ...across, ...data }, reading))
    })
    return [...ruledOut, ...readings]
  })
  const bounds = boundsOf(model, frame).map(({ step, side, start, end, y, yBefore }) => {
    const dash = isAssumed(model, step, step[`${side}_claims`]) ? { 'stroke-dasharray': '7 4' } : {}
    const d = `${yBefore === null ? '' : `M${start},${yBefore}V${y}`}M${start},${y}H${end}`
    const stroke = { stroke: colours.ink, 'stroke-opacity': 0.8, 'stroke-width': 1.75 }
    return make('path', { class: `bound ${side}`, d, fill: 'none', ...stroke, ...dash })
  })
  const hatch = make(
    'pattern',
    { id: 'either', width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    make('rect', { width: 1.5, height: 8, fill: colours.ink, opacity: 0.35 }),
  )
  return make('g', { class: 'corridor' }, make('defs', {}, hatch), ...areas, ...bounds)
}
