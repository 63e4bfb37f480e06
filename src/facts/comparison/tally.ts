/** Number of pairs of each verdict, among claims that may be compared. */
import { countOverlaps } from './counting.ts'
import { countAnywhere, countFailing, countFailingInSame, countVagueFailing, groupBy } from './failing.ts'
import type { Marked } from './marks.ts'
import type { Work } from './work.ts'

export interface Tally {
  pairs: number
  /** Pairs of which nothing can be tested: a number is missing, or both bound the same side. */
  untested: number
  failing: number
  contradicting: number
  agreeing: number
  /** Pairs in which a lower side exceeds an upper side, whatever their windows. */
  exceeding: number
  /** Pairs that can be tested and do not fail, whose windows neither are surely the same nor surely differ. */
  countVague: () => Work<number>
}

const choose2 = (number: number): number => (number * (number - 1)) / 2

/** Tallies the pairs of one group. `growing`: bounds carry over from one window to another. */
export function* tallyPairs(group: Marked[], growing: boolean): Work<Tally> {
  const sided = group.filter(({ lower, upper }) => lower !== null || upper !== null)
  const floors = sided.filter(({ upper }) => upper === null)
  const ceilings = sided.filter(({ lower }) => lower === null)
  // Floors test nothing among themselves, nor do ceilings.
  function* ofTested(count: (claims: Marked[]) => number): Work<number> {
    const all = count(sided)
    yield
    const onFloors = count(floors)
    yield
    return all - onFloors - count(ceilings)
  }
  yield
  const tested = yield* ofTested(({ length }) => choose2(length))
  const same = yield* ofTested((claims) => {
    const groups = [...groupBy(claims, 'window').values()]
    return groups.reduce((sum, { length }) => sum + choose2(length), 0)
  })
  const count = growing ? countFailing : countFailingInSame
  yield
  const failing = yield* count(sided, sided)
  const firm = yield* count(
    sided.filter(({ hasFirmLower }) => hasFirmLower),
    sided.filter(({ hasFirmUpper, isZero }) => hasFirmUpper || isZero),
  )
  const againstZero = yield* count(
    sided.filter(({ hasFirmLower }) => !hasFirmLower),
    sided.filter(({ isZero }) => isZero),
  )
  const agreeing = same - (yield* countFailingInSame(sided, sided))
  const exceeding = yield* countAnywhere(sided, sided)
  return {
    ...{ pairs: choose2(group.length), untested: choose2(group.length) - tested, failing },
    ...{ contradicting: firm + againstZero, agreeing, exceeding },
    *countVague() {
      const overlapping = yield* ofTested((claims) => countOverlaps(claims.map(({ box }) => box)))
      return overlapping - same - (growing ? yield* countVagueFailing(sided) : 0)
    },
  }
}
