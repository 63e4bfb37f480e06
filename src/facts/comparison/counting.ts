/** Counts and lists of pairs by their bounds, without looking at every pair. */
import type { Work } from './work.ts'

/** Sums over a prefix of ranks, each changed in logarithmic time. */
class PrefixCounts {
  private readonly counts: Int32Array
  constructor(size: number) {
    this.counts = new Int32Array(size + 2)
  }
  add(rank: number, by: number): void {
    for (let at = rank + 1; at < this.counts.length; at += at & -at) this.counts[at] = (this.counts[at] as number) + by
  }
  /** The count of all ranks up to and including this one. */
  upTo(rank: number): number {
    let sum = 0
    for (let at = rank + 1; at > 0; at -= at & -at) sum += this.counts[at] as number
    return sum
  }
}

/** The place of each item in the order of its key, from 0; items with the same key share one. */
export function rankOf<K extends number | string>(keys: Set<K>): (key: K) => number {
  const sorted = [...keys].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0))
  const ranks = new Map(sorted.map((key, rank) => [key, rank]))
  return (key) => ranks.get(key) as number
}

/**
 * A side of a claim. A lower one exceeds an upper one of a smaller level; its window lies within that of the upper one
 * where its `end` is at most, and its `start` at least, that of the upper one.
 */
export interface Mark {
  level: number
  end: number
  start: number
}

/** The number of lower marks that exceed each upper mark whose window they lie within: in n log² n steps, in parts. */
export function* countExceeding(lowers: Mark[], uppers: Mark[]): Work<number> {
  const marks = [...lowers, ...uppers]
  const isUpper = (index: number): boolean => index >= lowers.length
  // From the highest level; of the same one, uppers first, so that only higher lowers stand before them.
  const keys = Float64Array.from(
    marks,
    ({ level }, index) => (-2 * level - Number(isUpper(index))) * marks.length + index,
  )
  const order = Int32Array.from(keys.sort(), (key) => ((key % marks.length) + marks.length) % marks.length)
  yield
  const starts = Int32Array.from(marks, ({ start }) => start)
  const ends = Int32Array.from(marks, ({ end }) => end)
  const counts = new PrefixCounts(ends.reduce((most, end) => Math.max(most, end), 0))
  yield
  let total = 0
  let [from, to] = [order, new Int32Array(order.length)]
  // Runs of growing width, each sorted by start from the last, are merged in pairs: lowers of the left one count.
  for (let width = 1; width < order.length; width *= 2) {
    for (let left = 0; left < order.length; left += 2 * width) {
      const middle = Math.min(left + width, order.length)
      const right = Math.min(left + 2 * width, order.length)
      let [one, other] = [left, middle]
      for (let place = left; place < right; place += 1) {
        const isLeft =
          one < middle &&
          (other >= right || (starts[from[one] as number] as number) >= (starts[from[other] as number] as number))
        const mark = from[isLeft ? one : other] as number
        if (isLeft && !isUpper(mark)) counts.add(ends[mark] as number, 1)
        if (!isLeft && isUpper(mark)) total += counts.upTo(ends[mark] as number)
        if (isLeft) one += 1
        else other += 1
        to[place] = mark
      }
      for (let place = left; place < middle; place += 1) {
        const mark = from[place] as number
        if (!isUpper(mark)) counts.add(ends[mark] as number, -1)
      }
    }
    ;[from, to] = [to, from]
    yield
  }
  return total
}

/** Finds the lower marks that exceed an upper mark whose window they lie within. Steps grow with how many there are. */
export function exceedingFinder(lowers: Mark[]): (upper: Mark, visit: (index: number) => void) => void {
  const order = lowers.map((_, index) => index).sort((one, other) => levelAt(other) - levelAt(one))
  function levelAt(index: number): number {
    return (lowers[index] as Mark).level
  }
  let width = 1
  while (width < order.length) width *= 2
  const ends = new Int32Array(2 * width).fill(2 ** 31 - 1)
  const starts = new Int32Array(2 * width).fill(-1)
  for (const [place, index] of order.entries()) {
    ends[width + place] = (lowers[index] as Mark).end
    starts[width + place] = (lowers[index] as Mark).start
  }
  for (let node = width - 1; node > 0; node -= 1) {
    ends[node] = Math.min(ends[2 * node] as number, ends[2 * node + 1] as number)
    starts[node] = Math.max(starts[2 * node] as number, starts[2 * node + 1] as number)
  }
  return (upper, visit) => {
    let below = 0
    let above = order.length
    while (below < above) {
      const middle = (below + above) >> 1
      if (levelAt(order[middle] as number) > upper.level) below = middle + 1
      else above = middle
    }
    const search = (node: number, first: number, size: number): void => {
      if (first >= below || (ends[node] as number) > upper.end || (starts[node] as number) < upper.start) return
      if (size === 1) {
        visit(order[first] as number)
        return
      }
      search(2 * node, first, size / 2)
      search(2 * node + 1, first + size / 2, size / 2)
    }
    search(1, 0, width)
  }
}

/** Days as ranks; both ends are included. */
export interface Box {
  start: [earliest: number, latest: number]
  end: [earliest: number, latest: number]
}

/** The number of pairs of windows that may start on one day and may end on one day: in n log n steps. */
export function countOverlaps(boxes: Box[]): number {
  const size = boxes.reduce((most, { end }) => Math.max(most, end[1]), 0)
  const firsts = new PrefixCounts(size)
  const lasts = new PrefixCounts(size)
  const closing = [...boxes].sort((one, other) => one.start[1] - other.start[1])
  let closed = 0
  let total = 0
  for (const box of [...boxes].sort((one, other) => one.start[0] - other.start[0])) {
    for (let old = closing[closed] as Box; old.start[1] < box.start[0]; old = closing[closed] as Box) {
      firsts.add(old.end[0], -1)
      lasts.add(old.end[1], -1)
      closed += 1
    }
    // All but those that end before it, and those that end after it.
    total += firsts.upTo(box.end[1]) - (box.end[0] === 0 ? 0 : lasts.upTo(box.end[0] - 1))
    firsts.add(box.end[0], 1)
    lasts.add(box.end[1], 1)
  }
  return total
}
