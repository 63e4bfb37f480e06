/** The corridor: what claims rule out, its steps, and both readings where nothing is left. */
import type { Frame } from './corridor-frame.ts'
import { type ChartStep, type CorridorModel, readingsOf, ruledOutBy } from './corridor-model.ts'
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

/** Whether a bound rests on an assumption about one of the claims that set it. */
const isAssumed = ({ claims }: CorridorModel, { assumptions }: ChartStep, setBy: readonly string[]): boolean =>
  claims.some(
    ({ claim, estimates }) => setBy.includes(claim) && assumptions.some(({ estimate }) => estimates.includes(estimate)),
  )

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
    const ruledOut = ruledOutBy(readingsOf(step)).map((gap) =>
      make('rect', area('ruled-out', { ...across, fill: colours.quiet, 'fill-opacity': 0.16 }, gap)),
    )
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
  const bounds = spans.flatMap(({ step, start, end }, index) => {
    const before = spans[index - 1]?.step
    const line = (side: 'low' | 'high', number: number | null, previous: number | null | undefined) => {
      if (number === null) return []
      const y = heightOf(number, 0)
      const from = previous === null || previous === undefined ? '' : `M${start},${heightOf(previous, 0)}V${y}`
      const dash = isAssumed(model, step, step[`${side}_claims`]) ? { 'stroke-dasharray': '7 4' } : {}
      const path = { class: `bound ${side}`, d: `${from}M${start},${y}H${end}`, ...dash }
      return [make('path', { ...path, fill: 'none', stroke: colours.ink, 'stroke-opacity': 0.8, 'stroke-width': 1.75 })]
    }
    return [...line('low', step.low, before?.low), ...line('high', step.high, before?.high)]
  })
  const hatch = make(
    'pattern',
    { id: 'either', width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    make('rect', { width: 1.5, height: 8, fill: colours.ink, opacity: 0.35 }),
  )
  return make('g', { class: 'corridor' }, make('defs', {}, hatch), ...areas, ...bounds)
}
