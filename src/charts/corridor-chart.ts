/**
 * A growing total over time: days from left to right, numbers from bottom to top.
 *
 * Each claim is a bar from its low to its high at the end of its window, and its window a thin line back to its start. A
 * side without a claimed bound fades out, one that is not stated ends in dots, a single number is a diamond. The
 * corridor is the area that is not shaded. Claims outside it have a ring, and pairs that cannot both be right are joined.
 *
 * The function is pure and needs no browser: it takes the document in which it makes elements, and all colours. On a
 * server:
 *
 *     import { parseHTML } from 'linkedom'
 *     const { document } = parseHTML('<html><body></body></html>')
 *     const svg = drawCorridor(model, { document, width: 1200, colours: lightColours, fontFamily: 'Inter' })
 *     svg.toString()
 */
import { axisX, axisY, gridY, plot } from '@observablehq/plot'
import type { ChartColours } from './colours.ts'
import { drawClaims, marksOf } from './corridor-claims.ts'
import { type Frame, valuesOf } from './corridor-frame.ts'
import { drawGround } from './corridor-ground.ts'
import { drawLabels, labelOf, narrowWidth } from './corridor-labels.ts'
import { type CorridorModel, drawnClaims, paleClaims } from './corridor-model.ts'
import { type Measure, usualWidth } from './letters.ts'
import { maxAllLabelled } from './places.ts'
import { makerIn, type SvgDocument, type SvgElement } from './svg.ts'

export interface CorridorOptions {
  document: SvgDocument
  /** Pixels. */
  width: number
  /** Pixels; `corridorHeight` by default. */
  height?: number
  colours: ChartColours
  /** A font family of CSS; that of the page by default. */
  fontFamily?: string
  /** Widths of texts in that font; by default the greatest of usual sans-serif fonts. */
  measure?: Measure
  isLog?: boolean
}

/** Most labels that add to the height: more could not be read. */
const maxLabels = 40

const margins = { top: 26, bottom: 40, right: 16 }

/** A height at which the labels of the claims have room. */
export function corridorHeight(
  model: CorridorModel,
  { width, colours, measure = usualWidth }: Pick<CorridorOptions, 'width' | 'colours' | 'measure'>,
): number {
  const pale = paleClaims(model)
  const drawn = drawnClaims(model)
  const named = drawn.filter(({ claim }) => !pale.has(claim))
  const labels = named.slice(0, maxLabels).flatMap((claim) => labelOf(claim, model, { width, measure, colours }) ?? [])
  const area = labels.reduce((sum, label) => sum + (label.width + 12) * (label.height + 8), 0)
  const least = Math.max(400, Math.min(680, width * (drawn.length > maxAllLabelled ? 0.7 : 0.45)))
  return Math.round(Math.min(1600, Math.max(least, 120 + (area * 2.4) / (width - 60))))
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })
const compact = { notation: 'compact', maximumFractionDigits: 2 } as const
const short = new Intl.NumberFormat('en', compact)
const long = new Intl.NumberFormat('en', { ...compact, compactDisplay: 'long' })

/** Numbers of the axis: "15,000", "2.5 million", and where there is little room "15K", "2.5M". */
const tickIn = (top: number, isNarrow: boolean) => (value: number) =>
  (top < 10_000 ? whole : isNarrow ? short : top < 1_000_000 ? whole : long).format(value)

/**
 * The chart as an SVG element of the document, of that width and height. Each claim is a `g.claim` and each of its
 * labels a `g.label` with `data-claim`, each reading of a step a `rect.reading` with `data-from`.
 */
export function drawCorridor(model: CorridorModel, options: CorridorOptions): SvgElement {
  const { document, width, colours, fontFamily = 'inherit', measure = usualWidth, isLog = false } = options
  const height = options.height ?? corridorHeight(model, options)
  const isNarrow = width < narrowWidth
  const { days, numbers } = valuesOf(model, { isLog, isNarrow })
  const fontSize = isNarrow ? 11 : 12
  const axis = { color: colours.quiet, fontSize, tickSize: 0, label: null }
  const tickFormat = tickIn(numbers[1], isNarrow)
  const widest = Math.max(
    ...[0.3, 0.5, 0.9, 1].map((share) =>
      measure(tickFormat(Number((numbers[1] * share).toPrecision(2))), fontSize, false),
    ),
  )
  const marginLeft = Math.ceil(widest) + 14
  const yTicks = Math.max(3, Math.round(height / 90))
  const figure = plot({
    ...{ document: document as never, width, height, marginLeft },
    ...{ marginTop: margins.top, marginBottom: margins.bottom, marginRight: margins.right },
    style: { background: 'none', color: colours.ink, fontFamily, overflow: 'visible' },
    x: { type: 'utc', domain: days.map((day) => new Date(day)) },
    y: { type: isLog ? 'log' : 'linear', domain: numbers },
    marks: [
      gridY({ ticks: yTicks, stroke: colours.line, strokeOpacity: 1 }),
      axisX({ ...axis, ticks: Math.max(2, Math.floor((width - marginLeft) / (isNarrow ? 70 : 110))) }),
      axisY({ ...axis, ticks: yTicks, tickFormat }),
    ],
  })
  const [x, y] = [figure.scale('x'), figure.scale('y')]
  const frame: Frame = {
    ...{ colours, width, isNarrow, measure },
    make: makerIn(document),
    left: marginLeft,
    right: width - margins.right,
    top: margins.top,
    bottom: height - margins.bottom,
    xOf: (day) => x?.apply(new Date(day)),
    // A logarithmic scale has no place for 0.
    yOf: (number) => y?.apply(Math.max(number, numbers[0])),
  }
  const svg = figure as unknown as SvgElement
  svg.setAttribute('role', 'group')
  svg.setAttribute('aria-label', model.label)
  const { make } = frame
  const marks = marksOf(model, frame)
  const drawing = make(
    'g',
    { 'aria-hidden': 'true' },
    make('text', { x: 4, y: 14, 'font-size': fontSize, fill: colours.quiet, 'text-anchor': 'start' }, model.unit),
    drawGround(model, frame),
    drawClaims(model, marks, frame),
  )
  const { labels, links, count } = drawLabels(model, marks, frame)
  const labelled = `${count} of ${model.claims.length} claims are labelled.`
  drawing.append(labels)
  if (count < marks.length)
    drawing.append(
      make('text', { x: 8, y: height - 2, 'font-size': 11, fill: colours.quiet, 'text-anchor': 'start' }, labelled),
    )
  svg.append(drawing, links)
  return svg
}
