/** The names of claimants beside their marks, and the links over both. */

import { failingLines, type Mark } from './corridor-claims.ts'
import type { Frame } from './corridor-frame.ts'
import { boundLines, ruledOutIn, spansOf } from './corridor-ground.ts'
import { type ChartClaim, type CorridorModel, readingsOf } from './corridor-model.ts'
import { inLines, type Measure } from './letters.ts'
import { type Box, type Line, leaderTo, maxAllLabelled, type Point, placeLabels } from './places.ts'
import type { SvgElement } from './svg.ts'

interface Paragraph {
  text: string
  size: number
  isBold: boolean
  colour: string
}

interface Label {
  paragraphs: (Paragraph & { lines: string[] })[]
  width: number
  height: number
}

const lineHeight = (size: number) => size * 1.2
/** Pixels; below it letters are smaller and numbers shorter. */
export const narrowWidth = 560

const ofPart = { below_floor: 'below the floor', above_ceiling: 'above the ceiling' }

function labelIn(texts: Paragraph[], room: number, measure: Measure): Label {
  const paragraphs = texts.map((text) => ({ ...text, lines: inLines(text.text, { ...text, width: room, measure }) }))
  const widths = paragraphs.flatMap(({ lines, size, isBold }) => lines.map((line) => measure(line, size, isBold)))
  return {
    paragraphs,
    width: widths.reduce((one, other) => Math.max(one, other), 0),
    height: paragraphs.reduce((sum, { lines, size }) => sum + lines.length * lineHeight(size), 0),
  }
}

/** The label of a claim, in lines; undefined for one without a name. */
export function labelOf(
  { claim }: ChartClaim,
  { displays }: CorridorModel,
  { width, measure, colours }: Pick<Frame, 'width' | 'measure' | 'colours'>,
  outside: Mark['outside'] = null,
): Label | undefined {
  const display = displays.get(claim)
  if (display === undefined) return undefined
  const isNarrow = width < narrowWidth
  const [size, wordsSize] = isNarrow ? [11, 10.5] : [12.5, 12]
  const texts = [
    { text: display.name, size, isBold: true, colour: display.colour },
    { text: display.words, size: wordsSize, isBold: false, colour: colours.ink },
    ...(outside === null ? [] : [{ text: ofPart[outside], size: wordsSize, isBold: false, colour: colours.conflict }]),
  ]
  return labelIn(texts, Math.max(108, Math.min(250, width * 0.2)), measure)
}

/**
 * Claims in the order in which they choose a place: of few, those that fail or lie outside are first; of many, of which
 * not each has one, those that set a bound, then the newest.
 */
function inOrder(model: CorridorModel, marks: readonly Mark[]): Mark[] {
  const setting = new Set(model.steps.flatMap(({ low_claims, high_claims }) => [...low_claims, ...high_claims]))
  const failing = new Set(model.failing.flatMap(({ first, second }) => [first.claim, second.claim]))
  const isCrowded = marks.length > maxAllLabelled
  const rank = ({ claim: { claim }, outside }: Mark) =>
    !isCrowded && (failing.has(claim) || outside !== null) ? 0 : setting.has(claim) ? 1 : 2
  const named = marks.filter(({ isPale }) => !isPale)
  return named.sort((one, other) => rank(one) - rank(other) || (isCrowded ? other.at.x - one.at.x : 0))
}

/** Names of the areas: in each the widest rectangle, where they have room. */
function areaNames(model: CorridorModel, frame: Frame): { text: string; colour: string; within: Box }[] {
  const { top, bottom, yOf, colours } = frame
  const boxes = spansOf(model, frame).flatMap(({ step, start, end }) => {
    const box = ({ low, high }: { low: number | null; high: number | null }): Box => {
      const upper = high === null ? top : Math.max(top, yOf(high))
      return { x: start, width: end - start, y: upper, height: (low === null ? bottom : yOf(low)) - upper }
    }
    return [
      ...ruledOutIn(model, step).map((gap) => ({
        text: `${gap.side === 'low' ? 'too few: ' : gap.side === 'high' ? 'too many: ' : ''}ruled out${gap.isAssumed ? ' if what is assumed holds' : ''}`,
        colour: colours.quiet,
        within: box(gap),
      })),
      ...readingsOf(step).map((reading, index) => ({
        text:
          step.either === null
            ? 'not ruled out'
            : index === 0
              ? 'left if the ceilings hold'
              : 'left if the floors hold',
        colour: colours.ink,
        within: box(reading),
      })),
    ]
  })
  const widest = new Map<string, (typeof boxes)[number]>()
  for (const one of boxes) if (one.within.width > (widest.get(one.text)?.within.width ?? 0)) widest.set(one.text, one)
  return [...widest.values()]
}

const inset = ({ x, y, width, height }: Box, by: number): Box => ({
  ...{ x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by },
})

const middleOf = ({ from, to }: Line): Point => ({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })

/** Most pairs with words of their own: more would hide the claims. */
const maxPairNotes = 3

interface Note {
  label: Label
  at: Point
  within?: Box
  mark?: Mark
}

/** All labels in the order in which they choose a place. */
function notesOf(model: CorridorModel, marks: readonly Mark[], frame: Frame): Note[] {
  const { colours, measure } = frame
  const size = frame.isNarrow ? 11 : 12.5
  const short = (text: string, colour: string) => labelIn([{ text, size, isBold: true, colour }], 400, measure)
  const pairs = failingLines(model, marks).slice(0, maxPairNotes)
  return [
    ...inOrder(model, marks).flatMap((mark) => {
      const label = labelOf(mark.claim, model, frame, mark.outside)
      return label === undefined ? [] : [{ label, at: mark.at, mark }]
    }),
    ...pairs.map((line) => {
      const [label, at] = [short('cannot both be right', colours.conflict), middleOf(line)]
      const [width, height] = [2 * label.width + 60, 80]
      return { label, at, within: { x: at.x - width / 2, y: at.y - height / 2, width, height } }
    }),
    ...areaNames(model, frame).map(({ text, colour, within: { x, y, width, height } }) => ({
      label: short(text, colour),
      at: { x: x + width / 2, y: y + height / 2 },
      within: inset({ x, y, width, height }, 6),
    })),
  ]
}

function drawLabel({ label, at, mark }: Note, box: Box, { make, colours }: Frame): SvgElement[] {
  let y = box.y
  const texts = label.paragraphs.map(({ lines, size, isBold, colour }) => {
    const font = { 'font-size': size, fill: colour, 'text-anchor': 'start', ...(isBold ? { 'font-weight': 600 } : {}) }
    const halo = { stroke: colours.paper, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
    const spans = lines.map((line, index) => {
      y += lineHeight(size)
      // The space keeps words apart for those who copy or search the text.
      return make('tspan', { x: box.x, y: y - size * 0.26 }, index < lines.length - 1 ? `${line} ` : line)
    })
    return make('text', { ...font, ...halo }, ...spans)
  })
  if (mark === undefined) return [make('g', { class: 'note' }, ...texts)]
  const group = make('g', { class: 'label', 'data-claim': mark.claim.claim }, ...texts)
  const leader = leaderTo(box, at)
  if (leader === undefined) return [group]
  const ends = { x1: leader.from.x, y1: leader.from.y, x2: leader.to.x, y2: leader.to.y }
  return [make('line', { class: 'leader', ...ends, stroke: mark.colour, 'stroke-opacity': 0.65 }), group]
}

/** Share of the measured width that the widest font of a reader may take, DejaVu Sans. */
const wideFont = 1.12

/** Labels of claims, pairs and areas, and a link for each claim over its mark and its label. */
export function drawLabels(model: CorridorModel, marks: readonly Mark[], frame: Frame) {
  const { make, left, right, bottom } = frame
  const notes = notesOf(model, marks, frame)
  const slack = marks.length > maxAllLabelled ? wideFont : 1
  const places = placeLabels(
    notes.map(({ label, ...note }) => ({ ...note, width: label.width * slack, height: label.height })),
    { x: left + 4, y: 2, width: right - left + 4, height: bottom - 6 },
    marks.map(({ box }) => box),
    [...failingLines(model, marks), ...boundLines(model, frame), ...marks.map(({ window }) => window)],
  )
  const boxOf = new Map(notes.map(({ mark }, index) => [mark, places[index]]))
  const count = marks.filter((mark) => boxOf.get(mark) !== undefined).length
  const labels = notes.flatMap((note, index) => {
    const box = places[index]
    return box === undefined ? [] : drawLabel(note, box, frame)
  })
  const links = marks.flatMap((mark) => {
    const { claim } = mark.claim
    const link = model.displays.get(claim)?.link
    if (link === undefined) return []
    const boxes = [mark.box, boxOf.get(mark)].flatMap((box) =>
      box === undefined ? [] : [make('rect', { ...box, rx: 3 })],
    )
    return [make('a', { href: link.href, class: 'row', 'aria-label': link.description, 'data-row': claim }, ...boxes)]
  })
  const group = make('g', { class: 'labels', 'aria-hidden': 'true' }, ...labels)
  return { labels: group, links: make('g', {}, ...links), count }
}
