/** Content of a chart of a growing total over time. Rows of the API fit as they are. */
import type { claimSides, outsideParts, Term } from '../vocabulary.ts'

interface Interval {
  low: number | null
  low_inclusive: boolean | null
  high: number | null
  high_inclusive: boolean | null
}

/** A claim, as `claims` of a comparison has it. */
export interface ChartClaim extends Interval {
  claim: string
  estimates: readonly string[]
  spread: boolean
  low_side: Term<typeof claimSides>
  high_side: Term<typeof claimSides>
  best: number | null
  /** Days, YYYY-MM-DD. */
  window: {
    start_earliest: string | null
    start_latest: string | null
    end_earliest: string | null
    end_latest: string | null
  }
}

/** A step of a corridor, as `steps` of a corridor has it. */
export interface ChartStep extends Interval {
  from: string | null
  low_claims: readonly string[]
  high_claims: readonly string[]
  is_empty: boolean
  either: { floors: Interval; ceilings: Interval } | null
  outside: readonly (Interval & { claim: string; part: Term<typeof outsideParts> })[]
  assumptions: readonly { estimate: string }[]
}

/** The words and the colour of a claim. */
export interface ClaimDisplay {
  /** The names of its claimants. */
  name: string
  /** The words of its figure, in quotation marks where they are exact. */
  words: string
  /** The colour of its origin, by `originColours`. */
  colour: string
  /** Address of its record and the whole claim in words: makes its mark a link that takes the focus. */
  link?: { href: string; description: string }
}

export interface CorridorModel {
  /** Title of the chart, for screen readers. */
  label: string
  /** The thing counted, in the plural: "containers". */
  unit: string
  /** The claims under the condition of the corridor. */
  claims: readonly ChartClaim[]
  /** All steps of the corridor, by their days. */
  steps: readonly ChartStep[]
  /** Pairs of claims that cannot both be right, as `failing` of a comparison has them. */
  failing: readonly { first: { claim: string }; second: { claim: string } }[]
  /** The words and colours of the claims, by id. */
  displays: ReadonlyMap<string, ClaimDisplay>
}

/** The number at which the window of a claim is drawn, and to which its label points; null: it names none. */
export const numberOfClaim = ({ best, low, high }: Pick<ChartClaim, 'best' | 'low' | 'high'>): number | null =>
  best ?? low ?? high

/** Claims that a chart over time has a place for: those with a number. */
export const drawnClaims = ({ claims }: Pick<CorridorModel, 'claims'>): ChartClaim[] =>
  claims.filter((claim) => numberOfClaim(claim) !== null)

/** Claims that a chart is about: those that set a bound, lie beyond one, or cannot be right with another. */
const claimsThatMatter = ({ steps, failing }: Pick<CorridorModel, 'steps' | 'failing'>): Set<string> =>
  new Set([
    ...failing.flatMap(({ first, second }) => [first.claim, second.claim]),
    ...steps.flatMap(({ outside }) => outside.map(({ claim }) => claim)),
    ...steps.flatMap(({ low_claims, high_claims }) => [...low_claims, ...high_claims]),
  ])

/** Most claims that all have a name, and stand out alike. */
const maxAlike = 40

/** Claims that are drawn pale and have no name: of many, those that the chart is not about. */
export function paleClaims(model: CorridorModel): Set<string> {
  const drawn = drawnClaims(model).map(({ claim }) => claim)
  const matter = claimsThatMatter(model)
  return new Set(drawn.length > maxAlike ? drawn.filter((claim) => !matter.has(claim)) : [])
}

/** The numbers that remain possible on the days of a step: one interval, or two where one reading excludes the other. */
export const readingsOf = ({ either, ...step }: ChartStep): Interval[] =>
  either === null ? [step] : [either.ceilings, either.floors]

/** The intervals that no reading leaves possible, from bottom to top; null: no end. */
export function ruledOutBy(readings: readonly Interval[]): { low: number | null; high: number | null }[] {
  const sorted = readings
    .map(({ low, high }) => ({ low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY }))
    .sort((one, other) => one.low - other.low)
  const gaps: { low: number | null; high: number | null }[] = []
  let reached: number | null = null
  for (const { low, high } of sorted) {
    if (low > (reached ?? Number.NEGATIVE_INFINITY)) gaps.push({ low: reached, high: low })
    reached = Math.max(reached ?? high, high)
  }
  if (reached !== null && reached !== Number.POSITIVE_INFINITY) gaps.push({ low: reached, high: null })
  return gaps
}
