/** What can be counted over claims without adding their figures: how many, whose, the least and the most asserted. */
import type { independences, Term } from '../vocabulary.ts'
import { byText, type Claim, type Report } from './claims.ts'

export interface OriginTally {
  independent: string[]
  assumed: string[]
  dependent: string[]
  unknown: string[]
  /** Claims of which no report names an origin. */
  unnamed: string[]
}

/** The origins behind claims. A repeat of a claim adds none. */
export function tallyOrigins(claims: Claim[]): OriginTally {
  const origins = new Map(
    claims.flatMap(({ reports }) => reports.flatMap(({ origin }) => (origin === null ? [] : [[origin.id, origin]]))),
  )
  const which = (wanted: Term<typeof independences>) =>
    [...origins.values()]
      .filter(({ independence }) => independence === wanted)
      .map(({ id }) => id)
      .sort(byText)
  return {
    independent: which('independent'),
    assumed: which('assumed_independent'),
    dependent: which('builds_on'),
    unknown: which('unknown'),
    unnamed: claims.filter(({ reports }) => reports.every(({ origin }) => origin === null)).map(({ id }) => id),
  }
}

export interface Figure {
  value: number
  reports: Report[]
}

/** The least and the most of all numbers that claims name, whatever the words do to them. */
export function extremesOf(claims: Claim[]): { lowest: Figure | null; highest: Figure | null } {
  const reports = claims.flatMap((claim) => claim.reports)
  const numbersOf = ({ low, high, best }: Report) => [low, high, best].filter((one) => one !== null)
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const number of reports.flatMap(numbersOf)) {
    if (number < least) least = number
    if (number > most) most = number
  }
  if (least > most) return { lowest: null, highest: null }
  const at = (value: number): Figure => ({ value, reports: reports.filter((one) => numbersOf(one).includes(value)) })
  return { lowest: at(least), highest: at(most) }
}

export interface Newest {
  claimant: string
  /** More than one where the order is not clear. */
  reports: Report[]
  /** Those of the reports that have no date at all. */
  undated: Report[]
}

/** Per claimant the reports that may be the newest, by when they were said, else published. What has no date may be. */
export function newestByClaimant(claims: Claim[]): Newest[] {
  const byClaimant = new Map<string, Report[]>()
  for (const report of claims.flatMap(({ reports }) => reports))
    for (const claimant of new Set(report.claimants)) {
      const before = byClaimant.get(claimant)
      if (before === undefined) byClaimant.set(claimant, [report])
      else before.push(report)
    }
  return [...byClaimant]
    .sort(([one], [other]) => byText(one, other))
    .map(([claimant, reports]) => {
      // The newest is said no earlier than the latest of all first days.
      const latestStart = reports.reduce((latest, { said, published }) => {
        const start = (said ?? published)?.earliest ?? ''
        return start > latest ? start : latest
      }, '')
      const mayBeNewest = ({ said, published }: Report) => ((said ?? published)?.latest ?? '~') >= latestStart
      const newest = reports.filter(mayBeNewest).sort((one, other) => byText(one.id, other.id))
      return { claimant, reports: newest, undated: newest.filter(({ said, published }) => !said && !published) }
    })
}
