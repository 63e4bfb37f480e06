/** The newest figures of claimants, and the extreme numbers of claims. */
import { byText, type Claim, type Report } from './claims.ts'
import { type PairOptions, sameWindow } from './pairs.ts'

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
      const newest = newestOf(reports)
      return { claimant, reports: newest, undated: newest.filter(({ said, published }) => !said && !published) }
    })
}

/** The reports of a list that may be its newest, by id. */
export function newestOf(reports: Report[]): Report[] {
  // The newest is said no earlier than the latest of all first days.
  const latestStart = reports.reduce((latest, { said, published }) => {
    const start = (said ?? published)?.earliest ?? ''
    return start > latest ? start : latest
  }, '')
  const mayBeNewest = ({ said, published }: Report) => ((said ?? published)?.latest ?? '~') >= latestStart
  return reports.filter(mayBeNewest).sort((one, other) => byText(one.id, other.id))
}

interface Figure {
  value: number
  claims: Claim[]
}

/** The least and the most of the numbers that claims name; a ratio only where both have surely the same window. */
export interface Extremes {
  lowest: Figure
  highest: Figure
  ratio: number | null
}

/** The extreme numbers of all claims that nobody doubts to be claimed: spreads stay out. Null: none names a number. */
export function extremesOf(claims: Claim[], options: PairOptions): Extremes | null {
  const lowest: Figure = { value: Number.POSITIVE_INFINITY, claims: [] }
  const highest: Figure = { value: Number.NEGATIVE_INFINITY, claims: [] }
  const add = (figure: Figure, claim: Claim, value: number, isBeyond: boolean): void => {
    if (isBeyond) Object.assign(figure, { value, claims: [claim] })
    else if (value === figure.value && figure.claims.at(-1) !== claim) figure.claims.push(claim)
  }
  for (const claim of claims.filter(({ spread }) => !spread))
    for (const { low, high, best } of claim.reports)
      for (const value of [low, high, best])
        if (value !== null) {
          add(lowest, claim, value, value < lowest.value)
          add(highest, claim, value, value > highest.value)
        }
  if (lowest.claims.length === 0) return null
  const [first, ...others] = new Set([...lowest.claims, ...highest.claims])
  const isOneWindow = others.every((other) => sameWindow(first as Claim, other, options))
  return { lowest, highest, ratio: isOneWindow && lowest.value > 0 ? highest.value / lowest.value : null }
}
