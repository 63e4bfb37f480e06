/** The failing pairs of claims, counted and found from their bounds. */
import { type Box, countExceeding, exceedingFinder, type Mark } from './counting.ts'
import type { Marked } from './marks.ts'
import type { Work } from './work.ts'

const isMark = (mark: Mark | null): mark is Mark => mark !== null
const lowersOf = (all: Marked[]): Mark[] => all.map(({ lower }) => lower).filter(isMark)
const uppersOf = (all: Marked[]): Mark[] => all.map(({ upper }) => upper).filter(isMark)

/** Claims by a text of theirs; those without one stay out. */
export function groupBy(all: Marked[], key: 'window' | 'clock'): Map<string, Marked[]> {
  const groups = new Map<string, Marked[]>()
  for (const one of all) {
    const text = one[key]
    if (text === null) continue
    const group = groups.get(text)
    if (group === undefined) groups.set(text, [one])
    else group.push(one)
  }
  return groups
}

const withoutEnd = ({ level, start }: Mark): Mark => ({ level, end: 0, start })
/** The same mark as if all claims counted one window: only its number is left to exceed others. */
const withoutDay = ({ level }: Mark): Mark => ({ level, end: 0, start: 0 })

/** The same claims as if all counted one window. */
export const withoutDays = (claims: Marked[]): Marked[] =>
  claims.map((claim) => ({
    ...claim,
    lower: claim.lower && withoutDay(claim.lower),
    upper: claim.upper && withoutDay(claim.upper),
    clock: null,
  }))

/** Number of pairs in which a lower side exceeds an upper side, whatever their windows. */
export const countAnywhere = (inner: Marked[], outer: Marked[]): Work<number> =>
  countExceeding(lowersOf(inner).map(withoutDay), uppersOf(outer).map(withoutDay))

/** Number of inner claims that exceed outer ones, by their days, or as ends taken from the same clock of the same source. */
export function* countFailing(inner: Marked[], outer: Marked[]): Work<number> {
  let count = yield* countExceeding(lowersOf(inner), uppersOf(outer))
  const outerOf = groupBy(outer, 'clock')
  yield
  for (const [clock, same] of groupBy(inner, 'clock')) {
    const [lowers, uppers] = [lowersOf(same), uppersOf(outerOf.get(clock) ?? [])]
    count += yield* countExceeding(lowers.map(withoutEnd), uppers.map(withoutEnd))
    count -= yield* countExceeding(lowers, uppers)
  }
  return count
}

/** The same of claims whose windows are surely the same. */
export function* countFailingInSame(inner: Marked[], outer: Marked[]): Work<number> {
  let count = 0
  const outerOf = groupBy(outer, 'window')
  yield
  for (const [window, same] of groupBy(inner, 'window')) count += yield* countAnywhere(same, outerOf.get(window) ?? [])
  return count
}

/** Visits every pair that {@link countFailing} counts once, in parts. */
export function* visitFailing(claims: Marked[], visit: (inner: Marked, outer: Marked) => void): Work<void> {
  const inners = claims.filter(({ lower }) => lower !== null)
  const find = exceedingFinder(lowersOf(inners))
  yield
  for (const outer of claims) {
    if (outer.upper) find(outer.upper, (index) => visit(inners[index] as Marked, outer))
    yield
  }
  for (const same of groupBy(claims, 'clock').values()) {
    yield
    const ones = same.filter(({ lower }) => lower !== null)
    const findSame = exceedingFinder(lowersOf(ones).map(withoutEnd))
    for (const outer of same) {
      const { upper } = outer
      if (upper === null) continue
      findSame(withoutEnd(upper), (index) => {
        const inner = ones[index] as Marked
        if ((inner.lower as Mark).end > upper.end) visit(inner, outer)
      })
    }
  }
}

const isApart = (one: [number, number], other: [number, number]): boolean => one[1] < other[0] || other[1] < one[0]
const overlap = (one: Box, other: Box): boolean => !isApart(one.start, other.start) && !isApart(one.end, other.end)

/** Number of failing pairs whose windows neither are surely the same nor surely differ. */
export function* countVagueFailing(claims: Marked[]): Work<number> {
  let count = 0
  yield* visitFailing(claims, (inner, outer) => {
    const isSame = inner.window !== null && inner.window === outer.window
    if (!isSame && overlap(inner.box, outer.box)) count += 1
  })
  return count
}
