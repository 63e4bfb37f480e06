/** Claims as rows of a chart: each an interval with the ends that its words give it. */
import type { Part, Row } from '../drawing/plot.ts'
import type { Included } from './api.ts'
import { claimantOf, claimHref, numbersInWords, statedIn } from './claim-words.ts'
import type { Bounds, Claim } from './claims.ts'
import { originInWords } from './origins.ts'
import { clocksInShort, clocksInWords } from './words.ts'

/** The parts of a bar. A side without a bound fades out to the edge; a stub marks one that is not stated. */
function partsOf({ low, high, best, low_side, high_side }: Bounds, spread: boolean): Part[] {
  const parts: Part[] = []
  if (low !== null && high !== null) {
    const isComputed = low_side === 'tolerance' || high_side === 'tolerance'
    parts.push({ from: low, to: high, look: spread ? 'hatched' : isComputed ? 'pale' : 'solid' })
  }
  const left = best ?? high
  if (low === null && left !== null)
    parts.push(
      low_side === 'unbounded'
        ? { from: null, to: left, look: 'fades-left' }
        : { from: left, to: left, look: 'stub-left' },
    )
  const right = best ?? low
  if (high === null && right !== null)
    parts.push(
      high_side === 'unbounded'
        ? { from: right, to: null, look: 'fades-right' }
        : { from: right, to: right, look: 'stub-right' },
    )
  return parts
}

const endsOf = ({ low, high, low_inclusive, high_inclusive }: Bounds): Row['ends'] => [
  ...(low === null ? [] : [{ at: low, isIncluded: low_inclusive === true }]),
  ...(high === null ? [] : [{ at: high, isIncluded: high_inclusive === true }]),
]

export function claimRow(claim: Claim, unit: string, included: Included, colour: string): Row {
  const { id, reports, bounds, spread } = claim
  const [first, ...others] = reports
  const title = claimantOf(first, included)
  const stated = statedIn(reports)
  const words = first.condition === null ? stated : `${stated}, ${first.condition}`
  return {
    ...{ id, title, words, colour },
    href: claimHref(claim),
    note: [...(others.length === 0 ? [] : [`${reports.length} reports`]), ...clocksInShort(first).slice(0, 2)].join(
      ' · ',
    ),
    parts: partsOf(bounds, spread),
    ends: endsOf(bounds),
    points: bounds.best === null ? [] : [bounds.best],
    description: [
      `${title}: ${words}`,
      ...(reports.every(({ as_stated_exact }) => as_stated_exact) ? [] : ['not word for word']),
      numbersInWords(claim, unit),
      ...(spread ? ['a spread over several estimators; nobody claims the whole of it'] : []),
      ...clocksInWords(first),
      originInWords(first.origin, included),
      `reported by ${included.names(reports.map(({ source }) => source))}`,
    ].join('. '),
  }
}

/** Most origins with a colour of their own. */
export const maxColours = 8

/** Origins with a colour of their own: those with the most claims. */
export function originColours(claims: Claim[]): Map<string, string> {
  const counts = new Map<string, number>()
  for (const {
    reports: [{ origin }],
  } of claims)
    if (origin !== null) counts.set(origin, (counts.get(origin) ?? 0) + 1)
  const ranked = [...counts].sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1))
  return new Map(ranked.slice(0, maxColours).map(([origin], index) => [origin, `--hue-${index + 1}`]))
}
export const otherColour = '--hue-none'

/** The range that the numbers of claims need, with room for open sides; on a linear scale it starts at 0. */
export function domainOf(claims: Claim[], isLog: boolean): [number, number] {
  const numbers = claims
    .flatMap(({ bounds: { low, high, best } }) => [low, high, best])
    .filter((value) => value !== null && (value > 0 || !isLog)) as number[]
  const top = Math.max(0, ...numbers)
  if (top === 0) return isLog ? [1, 10] : [0, 1]
  return isLog ? [Math.min(...numbers) / 2, top * 2] : [0, top * 1.12]
}
