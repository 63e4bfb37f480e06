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
  /** The area in which it may be, if not the whole. */
  within?: Box
}

/** Least distance in pixels between the places that are tried; a large area has fewer. */
const minGridStep = 5
/** Distance in pixels between a mark and its label, and between labels. */
const gap = 8
const clearance = 5

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

/** True if a line passes through a box, by clipping it at each of the four sides. */
function crosses({ from, to }: Line, { x, y, width, height }: Box): boolean {
  if (Math.max(from.x, to.x) < x || Math.min(from.x, to.x) > x + width) return false
  if (Math.max(from.y, to.y) < y || Math.min(from.y, to.y) > y + height) return false
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  let [first, last] = [0, 1]
  for (const [step, room] of [
    [-dx, from.x - x],
    [dx, x + width - from.x],
    [-dy, from.y - y],
    [dy, y + height - from.y],
  ] as const) {
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

const awayCost = 1.6
/** Most marks that all have a label, however bad its place; of more, only those have one whose place is clear. */
export const maxAllLabelled = 12
/** Most pixels between one of many marks and its label. */
const farthestInCrowd = 200

/** The places for a label within a box, the nearest to its mark first, with their distances. */
function placesIn({ x, y, width, height }: Box, label: LabelToPlace, step: number, farthest: number) {
  const { at } = label
  const [right, bottom] = [x + width - label.width, y + height - label.height]
  if (right < x || bottom < y) return []
  const boxAt = (left: number, top: number) => {
    const box = { x: left, y: top, width: label.width, height: label.height }
    return { box, away: Math.max(0, distance(nearestIn(box, at), at) - gap) }
  }
  const places = [boxAt(between(at.x + gap, x, right), between(at.y - label.height / 2, y, bottom))]
  for (let left = x; left <= right; left += step)
    for (let top = y; top <= bottom; top += step) places.push(boxAt(left, top))
  return places.filter(({ away }) => away < farthest).sort((one, other) => one.away - other.away)
}

/** The part of a box in another. */
function common(one: Box, other: Box): Box {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)]
  const right = Math.min(one.x + one.width, other.x + other.width)
  const bottom = Math.min(one.y + one.height, other.y + other.height)
  return { x, y, width: right - x, height: bottom - y }
}

/**
 * Boxes for labels, in the order in which they choose; undefined for one that has no room. No two of them overlap, and
 * none leaves the area.
 * @param marks boxes that no label covers
 * @param lines lines that labels cover only where they must, and of many labels none
 */
export function placeLabels(labels: readonly LabelToPlace[], area: Box, marks: readonly Box[], lines: readonly Line[]) {
  const isCrowded = marks.length > maxAllLabelled
  const step = Math.max(minGridStep, Math.sqrt(area.width * area.height) / (isCrowded ? 70 : 100))
  const farthest = isCrowded ? farthestInCrowd : Number.POSITIVE_INFINITY
  /** The cost of a fault. Among many marks a label with one has no place. */
  const fault = (cost: number) => (isCrowded ? Number.POSITIVE_INFINITY : cost)
  const placed: Box[] = []
  const leaders: Line[] = []
  const isFree = (box: Box) =>
    !placed.some((one) => overlaps(one, box, clearance)) && !marks.some((one) => overlaps(one, box))
  /** The cost of a place; only as much of it as is needed to see that it is not below a limit. */
  const costOf = (box: Box, at: Point, away: number, limit: number): number => {
    const nearest = nearestIn(box, at)
    const leader = { from: at, to: nearest }
    const free = { from: pastMark(at, nearest), to: nearest }
    // A label beside its mark is read more easily than one above it, and one to the right most easily.
    const beside = Math.abs(box.y + box.height / 2 - at.y) / 6 + (nearest.x < at.x ? 4 : 0)
    let cost = away * awayCost + (away > gap ? 10 : 0) + beside
    const add = <T>(each: number, ones: readonly T[], isMet: (one: T) => boolean) => {
      for (const one of ones) {
        if (cost >= limit) return
        if (isMet(one)) cost += each
      }
    }
    add(fault(120), leaders, (one) => crosses(one, box))
    add(fault(36), lines, (line) => crosses(line, box))
    if (away === 0) return cost
    add(fault(400), placed, (one) => crosses(leader, one))
    add(fault(80), leaders, (one) => meet(leader, one))
    add(25, marks, (one) => crosses(free, one))
    return cost
  }
  return labels.map((label) => {
    const { at, within = area } = label
    let best: Box | undefined
    let leastCost = farthest * awayCost
    for (const { box, away } of placesIn(common(within, area), label, step, farthest)) {
      // All others are farther away, which alone makes them worse.
      if (away * awayCost >= leastCost) break
      if (!isFree(box)) continue
      const cost = costOf(box, at, away, leastCost)
      if (cost < leastCost) [best, leastCost] = [box, cost]
    }
    if (best === undefined) return undefined
    placed.push(best)
    const leader = leaderTo(best, at)
    if (leader !== undefined) leaders.push(leader)
    return best
  })
}
