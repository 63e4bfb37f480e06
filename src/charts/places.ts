/** Places for labels, near their marks and clear of each other. */

export interface Point {
  x: number
  y: number
}

export interface Box extends Point {
  width: number
  height: number
}

export interface Line {
  from: Point
  to: Point
}

export interface LabelToPlace {
  width: number
  height: number
  /** The mark that it names. */
  at: Point
  /** Where it may be, if not in the whole area. */
  within?: Box
}

/** Least distance in pixels between the places that are tried; a large area has some 100 in each direction. */
const minGridStep = 5
/** Distance in pixels between a mark and its label, and between labels. */
const gap = 8
const clearance = 3

const overlaps = (one: Box, other: Box, margin = 0): boolean =>
  one.x < other.x + other.width + margin &&
  other.x < one.x + one.width + margin &&
  one.y < other.y + other.height + margin &&
  other.y < one.y + one.height + margin

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))

/** The point of a box that is nearest to another point. */
const nearestIn = ({ x, y, width, height }: Box, point: Point): Point => ({
  x: between(point.x, x, x + width),
  y: between(point.y, y, y + height),
})

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y)

/** Whether a line passes through a box, by clipping it at each of the four sides. */
function crosses({ from, to }: Line, { x, y, width, height }: Box): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  let [first, last] = [0, 1]
  for (const [step, room] of [
    [-dx, from.x - x],
    [dx, x + width - from.x],
    [-dy, from.y - y],
    [dy, y + height - from.y],
  ] as const) {
    if (step === 0 && room < 0) return false
    if (step < 0) first = Math.max(first, room / step)
    if (step > 0) last = Math.min(last, room / step)
  }
  return first <= last
}

/** The line from a mark to a label that is not beside it. */
export function leaderTo(label: Box, at: Point): Line | undefined {
  const to = nearestIn(label, at)
  return distance(to, at) > gap * 2 ? { from: at, to } : undefined
}

function meet(one: Line, other: Line): boolean {
  const side = ({ from, to }: Line, { x, y }: Point) => (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)
  return side(one, other.from) * side(one, other.to) < 0 && side(other, one.from) * side(other, one.to) < 0
}

/** A point a little away from a mark on the way to its label: the mark itself is no obstacle. */
function pastMark(at: Point, to: Point): Point {
  const share = Math.min(1, gap / Math.max(1, distance(at, to)))
  return { x: at.x + (to.x - at.x) * share, y: at.y + (to.y - at.y) * share }
}

/**
 * Boxes for labels, in the order in which they choose; undefined for one that has no room. No two of them overlap, and
 * none leaves the area.
 * @param marks boxes that no label covers
 * @param lines lines that labels cover only where they must
 */
export function placeLabels(labels: readonly LabelToPlace[], area: Box, marks: readonly Box[], lines: readonly Line[]) {
  const gridStep = Math.max(minGridStep, Math.sqrt(area.width * area.height) / 100)
  const placed: Box[] = []
  const leaders: Line[] = []
  const costOf = (box: Box, { at }: LabelToPlace): number => {
    const nearest = nearestIn(box, at)
    const leader = { from: at, to: nearest }
    const away = Math.max(0, distance(nearest, at) - gap)
    // A label beside its mark is read more easily than one above it, and one to the right most easily.
    const beside = Math.abs(box.y + box.height / 2 - at.y) / 6 + (nearest.x < at.x ? 4 : 0)
    const covered = lines.filter((line) => crosses(line, box)).length * 22
    const crossed =
      away === 0
        ? 0
        : placed.filter((one) => crosses(leader, one)).length * 400 +
          marks.filter((one) => crosses({ from: nearest, to: pastMark(at, nearest) }, one)).length * 25 +
          leaders.filter((one) => meet(leader, one)).length * 80
    const hidden = leaders.filter((one) => crosses(one, box)).length * 120
    return away * 1.6 + (away > gap ? 10 : 0) + beside + covered + crossed + hidden
  }
  return labels.map((label) => {
    const { width, height, at, within = area } = label
    const [left, right] = [within.x, within.x + within.width - width]
    const [top, bottom] = [within.y, within.y + within.height - height]
    let best: Box | undefined
    let leastCost = Number.POSITIVE_INFINITY
    const tried = (x: number, y: number) => {
      const box = { x, y, width, height }
      // What is farther than the best place is no better, whatever is there.
      if (distance(nearestIn(box, at), at) - gap > leastCost) return
      if (placed.some((one) => overlaps(one, box, clearance)) || marks.some((one) => overlaps(one, box))) return
      const cost = costOf(box, label)
      if (cost < leastCost) [best, leastCost] = [box, cost]
    }
    if (left > right || top > bottom) return undefined
    tried(between(at.x + gap, left, right), between(at.y - height / 2, top, bottom))
    for (let x = left; x <= right; x += gridStep) for (let y = top; y <= bottom; y += gridStep) tried(x, y)
    if (best === undefined) return undefined
    placed.push(best)
    const leader = leaderTo(best, at)
    if (leader !== undefined) leaders.push(leader)
    return best
  })
}
