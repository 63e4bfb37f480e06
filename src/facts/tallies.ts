/** What can be counted over claims without adding their figures: how many, whose, the least and the most asserted. */
import { byText, type Claim, type Report } from './claims.ts'

export interface OriginTally {
  independent: string[]
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
  const which = (wanted: string) =>
    [...origins.values()]
      .filter(({ independence }) => independence === wanted)
      .map(({ id }) => id)
      .sort(byText)
  return {
    independent: which('independent'),
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
  const named = claims
    .flatMap(({ reports }) => reports)
    .flatMap((report) => [report.low, report.high, report.best].map((value) => ({ value, report })))
    .filter((one): one is { value: number; report: Report } => one.value !== null)
  const at = (value: number): Figure => ({
    value,
    reports: [...new Set(named.filter((one) => one.value === value).map(({ report }) => report))],
  })
  const [first, ...others] = named.map(({ value }) => value)
  if (first === undefined) return { lowest: null, highest: null }
  // Not Math.min(...others): the arguments of a call are limited.
  const lowest = others.reduce((least, value) => (value < least ? value : least), first)
  const highest = others.reduce((most, value) => (value > most ? value : most), first)
  return { lowest: at(lowest), highest: at(highest) }
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
    for (const claimant of new Set(report.claimants))
      byClaimant.set(claimant, [...(byClaimant.get(claimant) ?? []), report])
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
