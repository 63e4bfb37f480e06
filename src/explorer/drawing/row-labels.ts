/** The texts of rows, in as many lines as they need, and the height of rows that have room for them. */
import { inLines } from '../../charts/letters.ts'
import { measure } from './measure.ts'
import { svg } from './paints.ts'

/** The texts of a row. */
export interface RowTexts {
  /** The claimant or clock of the row. */
  title: string
  note: string
  /** The words of the figure or time. */
  words: string
}

/** Pixels; `gutter` is the width of titles to the left of the bars, 0: they are above. */
export interface Layout {
  gutter: number
  row: number
  /** From the top of a row. */
  bar: number
  barHeight: number
  /** Texts over each other, with the middle of their first line from the top of the row. */
  texts: (row: RowTexts) => Text[]
}

interface Text {
  x: number
  y: number
  anchor: 'start' | 'end'
  lines: string[]
  size: number
  fill: string
  weight?: number
}

/** Width in pixels from which titles are beside the bars. */
const minBesideWidth = 720
/** Width in pixels from which long names and their notes fit beside the bars. */
const minWideWidth = 1000
/** Number of rows from which they are closer together. */
const maxLooseRows = 60
const edge = 8
const barHeight = 10
const [ink, quiet] = ['var(--ink)', 'var(--quiet)']

const lineHeight = (size: number) => size * 1.25
const heightOf = (lines: string[], size: number) => lines.length * lineHeight(size)
const greatest = (heights: number[]) => heights.reduce((one, other) => Math.max(one, other), 0)

/**
 * The layout of rows in a chart of some width.
 * @param right margin of the axis
 * @param extentOf start and end of a row as shares of the axis
 */
export function layoutOf<R extends RowTexts>(
  rows: R[],
  width: number,
  right: number,
  extentOf: (row: R) => [number, number],
): Layout {
  return width < minBesideWidth ? above(rows, width) : beside(rows, width, right, extentOf)
}

/** Titles and words above the bars, notes below. */
function above(rows: RowTexts[], width: number): Layout {
  const room = width - 2 * edge
  const wrapped = rows.map(({ title, words, note }) => ({
    title: inLines(title, { width: room, size: 13, isBold: true, measure }),
    words: inLines(words, { width: room, size: 12, measure }),
    note: inLines(note, { width: room, size: 11, measure }),
  }))
  const bar = 8 + greatest(wrapped.map(({ title, words }) => heightOf(title, 13) + heightOf(words, 12))) + 4
  const row = bar + barHeight + 4 + greatest(wrapped.map(({ note }) => heightOf(note, 11))) + 8
  const of = new Map<RowTexts, (typeof wrapped)[number] | undefined>(rows.map((one, index) => [one, wrapped[index]]))
  const at = { x: edge, anchor: 'start' } as const
  return {
    ...{ gutter: 0, row, bar, barHeight },
    texts: (one) => {
      const { title = [], words = [], note = [] } = of.get(one) ?? {}
      const wordsTop = bar - 4 - heightOf(words, 12)
      return [
        { ...at, y: wordsTop - heightOf(title, 13), lines: title, size: 13, fill: ink, weight: 600 },
        { ...at, y: wordsTop, lines: words, size: 12, fill: ink },
        { ...at, y: bar + barHeight + 4, lines: note, size: 11, fill: quiet },
      ]
    },
  }
}

/** Titles and notes to the left of the bars, words above the bars. */
function beside<R extends RowTexts>(
  rows: R[],
  width: number,
  right: number,
  extentOf: (row: R) => [number, number],
): Layout {
  const isDense = rows.length > maxLooseRows
  const gutter = width < minWideWidth || isDense ? 290 : Math.min(520, Math.max(380, width * 0.3))
  const wordsSize = isDense ? 11 : 13
  const axis = width - gutter - right
  const wrapped = rows.map((one) => {
    const [first, last] = extentOf(one)
    const isAtStart = first < 0.5
    const share = isAtStart ? 1 - first : last
    return {
      title: inLines(one.title, { width: gutter - 24, size: 13, isBold: true, measure }),
      note: isDense ? [] : inLines(one.note, { width: gutter - 24, size: 12, measure }),
      words: inLines(one.words, { width: Math.max(160, axis * share), size: wordsSize, measure }),
      anchor: isAtStart ? ('start' as const) : ('end' as const),
      x: gutter + axis * (isAtStart ? first : last),
    }
  })
  const bar = 5 + greatest(wrapped.map(({ words }) => heightOf(words, wordsSize))) + 2
  const titles = greatest(wrapped.map(({ title, note }) => heightOf(title, 13) + heightOf(note, 12)))
  const row = Math.max(titles + 12, bar + barHeight + (isDense ? 7 : 12))
  const of = new Map<RowTexts, (typeof wrapped)[number] | undefined>(rows.map((one, index) => [one, wrapped[index]]))
  return {
    ...{ gutter, row, bar, barHeight },
    texts: (one) => {
      const { title = [], note = [], words = [], anchor = 'start', x = gutter } = of.get(one) ?? {}
      return [
        { x: 0, y: 6, anchor: 'start', lines: title, size: 13, fill: ink, weight: 600 },
        { x: 0, y: 6 + heightOf(title, 13), anchor: 'start', lines: note, size: 12, fill: quiet },
        { x, y: bar - 2 - heightOf(words, wordsSize), anchor, lines: words, size: wordsSize, fill: ink },
      ]
    },
  }
}

/** The texts of all rows. */
export function rowLabels(rows: RowTexts[], { row, texts }: Layout, top: number): SVGElement {
  const halo = { stroke: 'var(--paper)', 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
  const labels = rows.flatMap((one, index) =>
    texts(one).map(({ x, y, anchor, lines, size, fill, weight }) => {
      const font = { 'font-size': size, ...(weight === undefined ? {} : { 'font-weight': weight }) }
      const spans = lines.map((line, number) => {
        const span = svg('tspan', { x, y: top + index * row + y + lineHeight(size) * (number + 0.78) })
        // The space keeps words apart for those who copy or search the text.
        span.textContent = number < lines.length - 1 ? `${line} ` : line
        return span
      })
      return svg('text', { 'text-anchor': anchor, ...font, fill, ...halo }, ...spans)
    }),
  )
  return svg('g', { class: 'row-labels' }, ...labels)
}
