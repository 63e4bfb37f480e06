/** Claims by claimant, country, origin or source, side by side. */
import type { Snapshot } from '../../db/open.ts'
import { type Claim, combiningReports, type Report } from '../../facts/comparison/claims.ts'
import { type Pair, type PairOptions, pairOf, turnPair } from '../../facts/comparison/pairs.ts'
import { comparePairs } from '../../facts/comparison/search.ts'
import type { Work } from '../../facts/comparison/work.ts'
import { invalidParameters } from '../../http/contract/problems.ts'
import type { groupings, Term } from '../../vocabulary.ts'
import { findCountries } from './queries.ts'
import { inTurns } from './turns.ts'

type Grouping = Term<typeof groupings>

export interface Group {
  /** null: claims of which none is named. */
  group: string | null
  reports: Report[]
  claims: Claim[]
}

/** Groups of reports, by id; those of which none is named come last. A report may stand in several. */
export async function groupReports(
  snapshot: Snapshot,
  { quantity, reports, grouping }: { quantity: string; reports: Report[]; grouping: Grouping },
  options: PairOptions,
): Promise<Group[]> {
  const countries = grouping === 'country' ? await findCountries(snapshot, quantity) : new Map<string, string[]>()
  const groupsOf: Record<Grouping, (report: Report) => string[]> = {
    claimant: ({ claimants }) => claimants,
    country: ({ id }) => countries.get(id) ?? [],
    origin: ({ origin }) => (origin === null ? [] : [origin.id]),
    source: ({ source }) => [source],
  }
  const groups = new Map<string | null, Report[]>()
  for (const report of reports) {
    const ids = groupsOf[grouping](report)
    for (const id of ids.length === 0 ? [null] : ids) {
      const before = groups.get(id)
      if (before === undefined) groups.set(id, [report])
      else before.push(report)
    }
  }
  const found: Group[] = []
  for (const [group, some] of [...groups].sort(([one], [other]) => ((one ?? '~') < (other ?? '~') ? -1 : 1)))
    found.push({ group, reports: some, claims: await inTurns(combiningReports(some, options, options)) })
  return found
}

export interface Between {
  first: string | null
  second: string | null
  pair: Pair
}

const maxLooked = 100_000

/**
 * The worst pair of each two groups, the worst first. A claim is not held against itself.
 * @throws Problem 400 where there are too many pairs to look at
 */
export function* worstBetween(groups: Group[], options: PairOptions): Work<Between[]> {
  const sizes = groups.map(({ claims }) => claims.length)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const within = sizes.reduce((sum, size) => sum + size * size, 0)
  if ((total * total - within) / 2 > maxLooked)
    throw invalidParameters([
      {
        parameter: 'group_by',
        in: 'query',
        detail: `The groups have more than ${maxLooked} pairs of claims. Narrow them down with filters, such as claimant, source, origin or said_after.`,
      },
    ])
  const found: Between[] = []
  for (const [index, one] of groups.entries())
    for (const other of groups.slice(index + 1)) {
      const pair = yield* worstOf(one.claims, other.claims, options)
      if (pair !== null) found.push({ first: one.group, second: other.group, pair })
    }
  return found.sort((one, other) => comparePairs(one.pair, other.pair))
}

/** The worst pair of a claim of the first group and one of the second, read from the first; null: there is no pair. */
function* worstOf(ones: Claim[], others: Claim[], options: PairOptions): Work<Pair | null> {
  let worst: Pair | null = null
  let first: Claim | null = null
  for (const one of ones)
    for (const other of others) {
      if (one.id === other.id) continue
      const pair = pairOf(one, other, options)
      if (worst === null || comparePairs(pair, worst) < 0) [worst, first] = [pair, one]
      yield
    }
  return worst === null || worst.first === first ? worst : turnPair(worst)
}
