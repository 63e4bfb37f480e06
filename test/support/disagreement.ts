/** Reports for the tests of disagreement: drawn by hand, or read from the shipped seed. */
import { type Claim, combineReports, type ReadingOptions, type Report } from '../../src/facts/comparison/claims.ts'
import { renderTime, renderWindow } from '../../src/facts/time.ts'

type Basis = 'stated' | 'inferred'
const timeOf = (edtf: string, basis: Basis = 'stated', since_at_least = false) => ({
  ...{ edtf, basis, since_at_least, as_stated: edtf, anchor: null },
})

/** A report in few words: its numbers, its window and clocks as EDTF; a `!` before a time marks it as inferred. */
export interface Drawn {
  id?: string
  claim?: string
  source?: string
  origin?: string | null
  modifier?: Report['modifier']
  low?: number
  high?: number
  best?: number
  exclusive?: boolean
  window?: string
  sinceAtLeast?: boolean
  as_of?: string
  said?: string
  published?: string
  recorded?: string
  spread?: boolean
  condition?: string
  as_stated?: string
}

const unboundedAbove = ['at_least', 'more_than']
const unboundedBelow = ['at_most', 'less_than']

let drawnSoFar = 0
export function reportOf(drawn: Drawn): Report {
  drawnSoFar += 1
  const { id = `e${drawnSoFar}`, low = null, high = null, best = null, exclusive = false, origin = null } = drawn
  const { modifier = low !== null ? 'at_least' : high !== null ? 'at_most' : best !== null ? 'about' : 'vague' } = drawn
  const read = (edtf: string | undefined) =>
    edtf === undefined ? null : renderTime(timeOf(edtf.replace('!', ''), edtf.startsWith('!') ? 'inferred' : 'stated'))
  return {
    ...{ id, claim: drawn.claim ?? `claim-${id}`, source: drawn.source ?? `source-${id}`, claimants: [`by-${id}`] },
    origin: origin === null ? null : { id: origin, independence: 'unknown' },
    ...{
      spread: drawn.spread ?? false,
      modifier,
      condition: drawn.condition ?? null,
      as_stated: drawn.as_stated ?? '',
      as_stated_exact: true,
    },
    ...{ low, high, best },
    low_inclusive: low === null ? null : !(exclusive || modifier === 'more_than'),
    high_inclusive: high === null ? null : !(exclusive || modifier === 'less_than' || modifier === 'almost'),
    low_side: low !== null ? 'stated' : unboundedBelow.includes(modifier) ? 'unbounded' : 'unstated',
    high_side: high !== null ? 'stated' : unboundedAbove.includes(modifier) ? 'unbounded' : 'unstated',
    window:
      drawn.window === undefined
        ? null
        : renderWindow(
            timeOf(
              drawn.window.replace('!', ''),
              drawn.window.startsWith('!') ? 'inferred' : 'stated',
              drawn.sinceAtLeast,
            ),
          ),
    ...{ as_of: read(drawn.as_of), said: read(drawn.said), published: read(drawn.published) },
    recorded: drawn.recorded ?? null,
  }
}

export const growing = { growing: true, timeless: false }
export const byDefault: ReadingOptions = { strict: false, tolerance: null, spreads: 'apart' }
export const strictly: ReadingOptions = { ...byDefault, strict: true }

/** The claims of a growing total. */
export const claimsOf = (drawn: Drawn[], options: ReadingOptions = byDefault): Claim[] =>
  combineReports(drawn.map(reportOf), growing, options)
