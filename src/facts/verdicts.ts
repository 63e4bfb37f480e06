/** What two claims of one quantity say of each other. */
import type { exclusionReasons, Term, verdicts } from '../vocabulary.ts'
import { byText, type Claim, type WindowRules } from './claims.ts'
import { excludeEachOther, relationOf } from './intervals.ts'
import { surelyContains, surelySame } from './windows.ts'

export interface VerdictRules extends WindowRules {
  /** A range over several estimators is compared like a claim. */
  spreadsAsInterval: boolean
}

export interface Verdict {
  verdict: Term<typeof verdicts>
  /** Set where the verdict is incomparable. */
  reason: Term<typeof exclusionReasons> | null
  why: string
}

export interface Pair extends Verdict {
  first: Claim
  second: Claim
}

/** How the first claim lies to the second. Only windows that are surely the same give more than a contradiction. */
export function verdictOf(first: Claim, second: Claim, { additive, spreadsAsInterval }: VerdictRules): Verdict {
  const incomparable = (reason: Verdict['reason'], why: string): Verdict => ({ verdict: 'incomparable', reason, why })
  if ((first.spread || second.spread) && !spreadsAsInterval)
    return incomparable('spread', 'A spread stands beside claims, not against them: nobody claims the whole of it.')
  if (first.condition !== second.condition) return incomparable('condition', 'They hold under different conditions.')
  if (surelySame(first.coverage, second.coverage)) return verdictOverSameWindow(first, second)
  if (!additive)
    return incomparable(
      'window',
      'Their windows are not surely the same, and nothing of this quantity carries over from one window to another.',
    )
  if (exceeds(first, second) || exceeds(second, first))
    return {
      verdict: 'contradicts',
      reason: null,
      why: 'The floor of one, for a window surely within that of the other, exceeds the ceiling of the other.',
    }
  return incomparable(
    'window',
    'Their windows are not surely the same, and no floor exceeds a ceiling over a window that surely contains its own.',
  )
}

/** A count never falls as its window grows: the floor within a window is a floor for the whole of it. */
const exceeds = (inner: Claim, outer: Claim): boolean =>
  excludeEachOther(inner.low, outer.high) && surelyContains(outer.coverage, inner.coverage)

function verdictOverSameWindow(first: Claim, second: Claim): Verdict {
  const relation = relationOf(first, second)
  if (relation === 'contradicts')
    return { verdict: relation, reason: null, why: 'The windows are the same, and no number satisfies both.' }
  const isOpenToGuess = [first, second].some((one) => one.low_side === 'unstated' || one.high_side === 'unstated')
  if (isOpenToGuess)
    return {
      verdict: 'undecided',
      reason: null,
      why: 'The windows are the same, but one of them leaves a side unstated, so nothing follows without a tolerance.',
    }
  return { verdict: relation, reason: null, why: `The windows are the same; ${relationsInWords[relation]}.` }
}

const relationsInWords = {
  contains: 'every number the second admits, the first admits too',
  inside: 'every number the first admits, the second admits too',
  overlaps: 'some numbers satisfy both, and each admits others',
  equal: 'both admit the same numbers',
}

/** Pairs of claims in the order of their ids, each pair once, after the pair of ids given. At most `limit`. */
export function findPairs(
  claims: Claim[],
  rules: VerdictRules,
  { after, limit }: { after?: [first: string, second: string] | undefined; limit: number },
): Pair[] {
  const pairs: Pair[] = []
  for (const [index, first] of claims.entries()) {
    if (after !== undefined && byText(first.id, after[0]) < 0) continue
    for (let next = index + 1; next < claims.length; next += 1) {
      const second = claims[next] as Claim
      if (after !== undefined && first.id === after[0] && byText(second.id, after[1]) <= 0) continue
      if (pairs.length === limit) return pairs
      pairs.push({ first, second, ...verdictOf(first, second, rules) })
    }
  }
  return pairs
}

/** Among thousands of claims millions of pairs may contradict each other. */
const maxContradictions = 1000

/** The pairs that are proven to contradict each other, in the order of the claims; at most 1,000, and whether there are more. */
export function findContradictions(claims: Claim[], rules: VerdictRules): { pairs: Pair[]; more: boolean } {
  const pairs: Pair[] = []
  for (const [index, first] of claims.entries())
    for (let next = index + 1; next < claims.length; next += 1) {
      const second = claims[next] as Claim
      // Cheap, and true of every pair that contradicts.
      if (!excludeEachOther(first.low, second.high) && !excludeEachOther(second.low, first.high)) continue
      const verdict = verdictOf(first, second, rules)
      if (verdict.verdict !== 'contradicts') continue
      if (pairs.length === maxContradictions) return { pairs, more: true }
      pairs.push({ first, second, ...verdict })
    }
  return { pairs, more: false }
}
