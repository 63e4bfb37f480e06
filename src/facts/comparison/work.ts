/**
 * Work in parts, for thousands of claims: each `yield` ends a part, after which a server may answer others. The pure
 * functions of this folder do all parts at once.
 */
export type Work<T> = Generator<void, T, void>

/** Claims or lines of one part: some milliseconds of work. */
const partSize = 500

/** Visits all items, in parts. */
export function* inParts<T>(items: Iterable<T>, visit: (item: T) => void): Work<void> {
  let done = 0
  for (const item of items) {
    visit(item)
    done += 1
    if (done % partSize === 0) yield
  }
}

/** Makes one thing of each item, in parts. */
export function* mapInParts<T, R>(items: Iterable<T>, make: (item: T) => R): Work<R[]> {
  const made: R[] = []
  yield* inParts(items, (item) => made.push(make(item)))
  return made
}

/** Does all parts at once. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
