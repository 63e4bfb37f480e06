/** A chart with its title above and what is to be known of it below, as one picture that can stand alone. */
import type { ChartColours } from './colours.ts'
import { inLines } from './letters.ts'
import type { SvgDocument, SvgElement } from './svg.ts'
import { makerIn } from './svg.ts'

export interface Caption {
  title: string
  /** The content of the chart, and its conditions. */
  subtitle: readonly string[]
  /** Legend, sources, licence, address. */
  notes: readonly string[]
}

interface CaptionOptions {
  document: SvgDocument
  /** Pixels of the picture. */
  width: number
  /** Pixels of the chart, which is `chartWidth` wide. */
  chartHeight: number
  /** Width of the picture as it is shown: it is enlarged where this is more than `width`. */
  shownWidth: number
  colours: ChartColours
  fontFamily: string
}

const margin = 16
/** Space left and right of a chart. */
const chartMargin = 8
const lineHeight = 1.35

/** Texts one below the other, from a place on. */
function paragraphs(
  texts: readonly string[],
  { size, colour, isBold = false, top }: { size: number; colour: string; isBold?: boolean; top: number },
  { document, width }: CaptionOptions,
): { elements: SvgElement[]; bottom: number } {
  const make = makerIn(document)
  const weight = isBold ? { 'font-weight': 700 } : {}
  let y = top
  const elements = texts.flatMap((text) =>
    inLines(text, { width: width - 2 * margin, size, isBold }).map((line) => {
      y += size * lineHeight
      return make('text', { x: margin, y: y - size * 0.3, 'font-size': size, fill: colour, ...weight }, line)
    }),
  )
  return { elements, bottom: y }
}

/** The width of the chart in a picture. */
export const chartWidth = (width: number): number => width - 2 * chartMargin

/** @param chart an SVG element of its width and height */
export function captioned(chart: SvgElement, { title, subtitle, notes }: Caption, options: CaptionOptions): SvgElement {
  const { document, width, chartHeight, shownWidth, colours, fontFamily } = options
  const make = makerIn(document)
  const head = paragraphs([title], { size: width < 560 ? 17 : 20, colour: colours.ink, isBold: true, top: 12 }, options)
  const below = paragraphs(subtitle, { size: 12.5, colour: colours.quiet, top: head.bottom + 2 }, options)
  const chartTop = Math.ceil(below.bottom + 10)
  const foot = paragraphs(notes, { size: 11, colour: colours.quiet, top: chartTop + chartHeight + 8 }, options)
  const height = Math.ceil(foot.bottom + 12)
  // The style sheet of a chart is for one that stands in a page: in a picture it would lose its height.
  chart.setAttribute('class', 'chart')
  chart.setAttribute('x', String(chartMargin))
  chart.setAttribute('y', String(chartTop))
  return make(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: shownWidth,
      height: Math.round((height * shownWidth) / width),
      viewBox: `0 0 ${width} ${height}`,
      'font-family': fontFamily,
      role: 'img',
      'aria-label': title,
    },
    make('title', {}, title),
    make('rect', { width, height, fill: colours.paper }),
    ...head.elements,
    ...below.elements,
    chart,
    ...foot.elements,
  )
}
