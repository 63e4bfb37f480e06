/**
 * Intervals in rows over one axis of numbers or days, by Observable Plot. The end of a side shows its bound: a stroke
 * for one that may be reached, a ring for one that is not, a fade to the edge for an open side, and a short dotted
 * stub, whose length means nothing, for a side that is not stated.
 */
import { axisX, barX, dot, gridX, plot, rect, ruleX, text, tickX } from '@observablehq/plot'
import { definitions, type Look, paintOf, svg } from './paints.ts'

/** A part of a row. `from` null: the left edge of the chart; `to` null: its right edge. A stub starts at a point. */
export interface Part {
  from: number | null
  to: number | null
  look: Look
}

export interface Row {
  id: string
  href: string
  /** The claimant or clock of the row. */
  title: string
  note: string
  /** The words of the figure or time. */
  words: string
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

/** Pixels from the top of a row, except `gutter`: the width of titles to the left of the bars; 0: they are above. */
interface Layout {
  gutter: number
  row: number
  title: number
  note: number | null
  words: number
  bar: number
  barHeight: number
  wordsSize: number
}
const wide: Layout = { gutter: 380, row: 46, title: 17, note: 33, words: 13, bar: 24, barHeight: 10, wordsSize: 13 }
const beside: Layout = { ...wide, gutter: 290 }
const dense: Layout = { gutter: 290, row: 30, title: 15, note: null, words: 7, bar: 15, barHeight: 8, wordsSize: 11 }
const above: Layout = { gutter: 0, row: 86, title: 12, note: 66, words: 30, bar: 46, barHeight: 10, wordsSize: 12 }

/** Width in pixels from which titles are beside the bars. */
const minBesideWidth = 720
/** Width in pixels from which long names and their notes fit beside the bars. */
const minWideWidth = 1000
/** Number of rows from which they are closer together. */
const maxLooseRows = 60

const stubLength = 26
const margins = { top: 44, right: 24, bottom: 30, left: 8 }

/** Places on the axis, as values and as shares of its length. */
function placesIn({ domain: [left, right], isLog }: Drawing) {
  const shareOf = (value: number) =>
    isLog ? Math.log(Math.max(value, left) / left) / Math.log(right / left) : (value - left) / (right - left)
  const valueAt = (share: number) => (isLog ? left * (right / left) ** share : left + share * (right - left))
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
  return { shareOf, valueAt, isShown, extentOf }
}

type Places = ReturnType<typeof placesIn>

/** Titles, notes and words, cut if there is no room. */
function labels(
  rows: Row[],
  { gutter, row, title, note, words, wordsSize }: Layout,
  width: number,
  { valueAt, extentOf }: Places,
) {
  const line = (
    lines: Row[],
    channel: 'title' | 'note' | 'words',
    top: number,
    size: number,
    room: number,
    options: object,
  ) =>
    text(lines, {
      ...{ y: 'id', text: channel, textAnchor: 'start', textOverflow: 'ellipsis', fontSize: size, dy: top - row / 2 },
      // Letters are narrower than an em, more so in some fonts than in others.
      ...{ lineWidth: (room / size) * 0.88, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 4, ...options },
    } as never)
  const titleRoom = gutter === 0 ? width - 2 * margins.left : gutter - 24
  const atLeft = { frameAnchor: 'left', dx: gutter === 0 ? 0 : -gutter }
  const titles = [
    line(rows, 'title', title, gutter === 0 ? 12 : 13, titleRoom, { ...atLeft, fontWeight: 600 }),
    ...(note === null
      ? []
      : [line(rows, 'note', note, gutter === 0 ? 11 : 12, titleRoom, { ...atLeft, fill: 'var(--quiet)' })]),
  ]
  if (gutter === 0) return [...titles, line(rows, 'words', words, wordsSize, titleRoom, atLeft)]
  const room = width - gutter - margins.left - margins.right
  /** Words of the rows that start between two shares, placed at the start or the end of the bar. */
  const atBars = (first: number, last: number, share: number, side: 0 | 1) =>
    line(
      rows.filter((one) => extentOf(one)[0] >= first && extentOf(one)[0] < last),
      ...(['words', words, wordsSize, room * share] as const),
      { x: (one: Row) => valueAt(extentOf(one)[side]), textAnchor: side === 0 ? 'start' : 'end' },
    )
  return [...titles, atBars(-1, 0.3, 0.68, 0), atBars(0.3, 0.5, 0.5, 0), atBars(0.5, 2, 0.5, 1)]
}

/** The background of the rows: bands with their names, the grid, and the axis above and below. */
function ground(drawing: Drawing, width: number, gutter: number, { shareOf }: Places) {
  const { domain, tick } = drawing
  /** A logarithmic scale has no place for 0. */
  const shown = (value: number) => Math.max(value, domain[0])
  const bands = (drawing.bands ?? []).map((band) => ({ ...band, from: shown(band.from), to: shown(band.to) }))
  const ticks = Math.max(2, Math.floor((width - gutter) / (gutter === 0 ? 80 : 110)))
  const edges = bands.flatMap(({ from, to, colour }) => [from, to].map((at) => ({ at, colour })))
  const paint = ({ colour }: { colour: string }) => `var(${colour})`
  /** Whether the name has room between the start of the band and the edge. */
  const fits = ({ name, from }: Band) => name.length * 7.5 < (1 - shareOf(from)) * (width - gutter - margins.right)
  const name = { text: 'name', dy: -34, fill: paint, fontWeight: 600, fontSize: 12 }
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
    text(bands.filter(fits), { ...name, x: 'from', frameAnchor: 'top', textAnchor: 'start', dx: 4 }),
    text(
      bands.filter((band) => !fits(band)),
      { ...name, frameAnchor: 'top-right' },
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
  const loose = width < minWideWidth ? beside : wide
  const layout = width < minBesideWidth ? above : rows.length > maxLooseRows ? dense : loose
  const colours = [...new Set(rows.map(({ colour }) => colour))]
  const places = placesIn(drawing)
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
      ...labels(rows, layout, width, places),
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
