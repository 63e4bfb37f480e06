/**
 * Intervals in rows over one axis of numbers or days, by Observable Plot. The end of a side shows its bound: a stroke
 * for one that may be reached, a ring for one that is not, a fade to the edge for an open side, and a short dotted
 * stub, whose length means nothing, for a side that is not stated.
 */
import { axisX, barX, dot, gridX, plot, rect, ruleX, text, tickX } from '@observablehq/plot'
import { measure } from './measure.ts'
import { definitions, type Look, paintOf, svg } from './paints.ts'
import { type Layout, layoutOf, type RowTexts, rowLabels } from './row-labels.ts'

/** A part of a row. `from` null: the left edge of the chart; `to` null: its right edge. A stub starts at a point. */
export interface Part {
  from: number | null
  to: number | null
  look: Look
}

export interface Row extends RowTexts {
  id: string
  href: string
  parts: Part[]
  ends: { at: number; isIncluded: boolean }[]
  points: number[]
  /** A custom property of the style sheet. */
  colour: string
  /** The whole row in words, for screen readers. */
  description: string
}

export interface Band {
  from: number
  to: number
  colour: string
  /** A short name for the chart, and a long one for the legend. */
  name: string
  label: string
}

export interface Drawing {
  rows: Row[]
  bands?: Band[]
  domain: [number, number]
  isTime?: boolean
  isLog?: boolean
  /** Title of the drawing. */
  label: string
  /** A number or a day in short, for the axis. */
  tick: (value: number) => string
}

const stubLength = 26
const margins = { top: 44, right: 24, bottom: 30, left: 8 }

/** Places on the axis, as values and as shares of its length. */
function placesIn({ domain: [left, right], isLog }: Drawing) {
  const shareOf = (value: number) =>
    isLog ? Math.log(Math.max(value, left) / left) / Math.log(right / left) : (value - left) / (right - left)
  const isShown = (value: number) => !isLog || value > 0
  /** Start and end of a row, as shares. */
  const extentOf = ({ parts, ends, points }: Row): [number, number] => {
    const values = [
      ...parts.flatMap(({ from, to }) => [from ?? left, to ?? right]),
      ...ends.map(({ at }) => at),
      ...points,
    ]
    const shares = values.filter(isShown).map(shareOf)
    return shares.length === 0 ? [0, 0] : [Math.min(...shares), Math.max(...shares)]
  }
  return { shareOf, isShown, extentOf }
}

type Places = ReturnType<typeof placesIn>

/** The background of the rows: bands with their names, the grid, and the axis above and below. */
function ground(drawing: Drawing, width: number, gutter: number, { shareOf }: Places) {
  const { domain, tick } = drawing
  /** A logarithmic scale has no place for 0. */
  const shown = (value: number) => Math.max(value, domain[0])
  const bands = (drawing.bands ?? []).map((band) => ({ ...band, from: shown(band.from), to: shown(band.to) }))
  const ticks = Math.max(2, Math.floor((width - gutter) / (gutter === 0 ? 80 : 110)))
  const edges = bands.flatMap(({ from, to, colour }) => [from, to].map((at) => ({ at, colour })))
  const paint = ({ colour }: { colour: string }) => `var(${colour})`
  /** True if the name has room between the start of the band and the edge. */
  const fits = ({ name, from }: Band) =>
    measure(name, 12, true) < (1 - shareOf(from)) * (width - gutter - margins.right)
  const label = { text: 'name', dy: -34, fill: paint, fontWeight: 600, fontSize: 12 }
  const axis = (anchor: 'top' | 'bottom') =>
    axisX({
      ...{ anchor, ticks, label: null, fontSize: 12, color: 'var(--quiet)', tickSize: 0 },
      tickFormat: (value: number | Date) => tick(Number(value)),
    })
  return [
    rect(bands, { x1: 'from', x2: 'to', fill: paint, fillOpacity: 0.13 }),
    gridX({ ticks, stroke: 'var(--line)', strokeOpacity: 1 }),
    ruleX(edges, { x: 'at', stroke: paint, strokeWidth: 1.5, strokeDasharray: '4 3' }),
    ...[axis('top'), axis('bottom')],
    text(bands.filter(fits), { ...label, x: 'from', frameAnchor: 'top', textAnchor: 'start', dx: 4 }),
    text(
      bands.filter((band) => !fits(band)),
      { ...label, frameAnchor: 'top-right' },
    ),
  ]
}

/** The bars with their ends, and the points. */
function bars(
  { rows, domain: [left, right] }: Drawing,
  { row, bar, barHeight }: Layout,
  colours: string[],
  { isShown }: Places,
) {
  const insets = (more: number) => ({ insetTop: bar - more, insetBottom: row - bar - barHeight - more })
  const parts = rows.flatMap(({ id, colour, parts }) =>
    parts.map(({ from, to, look }) => ({
      ...{ id, look, fill: paintOf(look, colour, colours.indexOf(colour)) },
      ...{ x1: from !== null && isShown(from) ? from : left, x2: to ?? right },
    })),
  )
  const drawn = (isDrawn: (look: Look) => boolean, more = {}) =>
    barX(
      parts.filter(({ look }) => isDrawn(look)),
      { x1: 'x1', x2: 'x2', y: 'id', fill: 'fill', ...insets(0), ...more },
    )
  const ends = rows.flatMap(({ id, ends, colour }) => ends.map((end) => ({ ...end, id, paint: `var(${colour})` })))
  const shownEnds = (isReached: boolean) => ends.filter(({ at, isIncluded }) => isIncluded === isReached && isShown(at))
  const points = rows.flatMap(({ id, points, colour }) => points.map((at) => ({ at, id, paint: `var(${colour})` })))
  const middle = { x: 'at', y: 'id', dy: bar + barHeight / 2 - row / 2 }
  return [
    drawn((look) => !look.startsWith('stub')),
    drawn((look) => look === 'stub-left', { insetLeft: -stubLength }),
    drawn((look) => look === 'stub-right', { insetRight: -stubLength }),
    tickX(shownEnds(true), { x: 'at', y: 'id', stroke: 'paint', strokeWidth: 3, ...insets(3) }),
    dot(shownEnds(false), { ...middle, stroke: 'paint', strokeWidth: 2, r: 5, fill: 'var(--paper)' }),
    dot(
      points.filter(({ at }) => isShown(at)),
      { ...middle, fill: 'paint', r: 6, symbol: 'diamond' },
    ),
  ]
}

/** The drawing, with a link over each row that can be pointed at and has the focus. */
export function draw(drawing: Drawing, width: number): SVGElement {
  const { rows, domain, isTime, isLog, label } = drawing
  const colours = [...new Set(rows.map(({ colour }) => colour))]
  const places = placesIn(drawing)
  const layout = layoutOf(rows, width, margins.right, places.extentOf)
  const figure = plot({
    ...{ width, height: rows.length * layout.row + margins.top + margins.bottom },
    ...{ marginTop: margins.top, marginBottom: margins.bottom, marginRight: margins.right },
    marginLeft: layout.gutter === 0 ? margins.left : layout.gutter,
    style: { background: 'none', color: 'var(--ink)', fontFamily: 'inherit', overflow: 'visible' },
    x: isTime
      ? { type: 'utc', domain: domain.map((day) => new Date(day)) }
      : { type: isLog ? 'log' : 'linear', domain },
    y: { type: 'band', domain: rows.map(({ id }) => id), padding: 0, axis: null },
    color: { type: 'identity' },
    marks: [
      () => definitions(colours),
      ...ground(drawing, width, layout.gutter, places),
      ...bars(drawing, layout, colours, places),
      () => rowLabels(rows, layout, margins.top),
    ],
  }) as unknown as SVGElement
  for (const child of figure.children) child.setAttribute('aria-hidden', 'true')
  figure.setAttribute('role', 'group')
  figure.setAttribute('aria-label', label)
  const links = rows.map(({ href, description }, index) => {
    const area = svg('rect', { x: 0, y: margins.top + index * layout.row, width, height: layout.row, rx: 4 })
    return svg('a', { href, class: 'row', 'aria-label': description, 'data-row': index }, area)
  })
  figure.append(...links)
  return figure
}
