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

const wordsOf = ({ reports }: Claim): string => {
  const [{ condition }] = reports
  return condition === null ? statedIn(reports) : `${statedIn(reports)}, ${condition}`
}

/** A whole claim in words, for screen readers. */
export function claimInWords(claim: Claim, unit: string, included: Included): string {
  const { reports, spread } = claim
  const [first] = reports
  return [
    `${claimantOf(first, included)}: ${wordsOf(claim)}`,
    ...(reports.every(({ as_stated_exact }) => as_stated_exact) ? [] : ['not word for word']),
    numbersInWords(claim, unit),
    ...(spread ? ['a spread over several estimators; nobody claims the whole of it'] : []),
    ...clocksInWords(first),
    originInWords(first.origin, included),
    `reported by ${included.names(reports.map(({ source }) => source))}`,
  ].join('. ')
}

/** The row of a chart for a claim. */
export function claimRow(claim: Claim, unit: string, included: Included, colour: string): Row {
  const { id, reports, bounds, spread } = claim
  const [first, ...others] = reports
  return {
    ...{ id, colour, title: claimantOf(first, included), words: wordsOf(claim) },
    href: claimHref(claim),
    note: [...(others.length === 0 ? [] : [`${reports.length} reports`]), ...clocksInShort(first).slice(0, 2)].join(
      ' · ',
    ),
    parts: partsOf(bounds, spread),
    ends: endsOf(bounds),
    points: bounds.best === null ? [] : [bounds.best],
    description: claimInWords(claim, unit, included),
  }
}

/**
 * The range that the numbers of claims need, with room for open sides. A linear scale starts at 0, and that of shares
 * ends at the whole.
 */
export function domainOf(claims: Claim[], isLog: boolean, unit: string): [number, number] {
  const numbers = claims
    .flatMap(({ bounds: { low, high, best } }) => [low, high, best])
    .filter((value) => value !== null && (value > 0 || !isLog)) as number[]
  const top = Math.max(0, ...numbers)
  if (unit === 'share' && top <= 1) return [isLog ? Math.min(1, ...numbers) / 2 : 0, 1]
  if (top === 0) return isLog ? [1, 10] : [0, 1]
  return isLog ? [Math.min(...numbers) / 2, top * 2] : [0, top * 1.12]
}
