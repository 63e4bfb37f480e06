/** The words of the records, for summaries. */
import type { Claim, Report } from '../../facts/comparison/claims.ts'
import { assumptionVerbs, listed } from '../../facts/comparison/disagreement-words.ts'
import type { Wording } from '../../facts/comparison/summary.ts'
import type { Made } from '../../facts/comparison/windows.ts'
import { quoted } from '../../facts/quotation.ts'
import { edtfInWords } from '../../facts/time-words.ts'
import type { Names } from '../../listing/names.ts'
import type { Quantity } from '../../records/quantities/contract.ts'

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 })
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })

/**
 * The words for claims, numbers and days.
 * @param names names of the claimants, by id
 */
export function wordingOf(claims: Claim[], { unit }: Pick<Quantity, 'unit'>, names: Names): Wording {
  const nameOf = ({ claimants, spread }: Pick<Claim, 'claimants' | 'spread'>): string =>
    claimants.length > 0
      ? listed(claimants.map((id) => names.get(id)?.name ?? id))
      : spread
        ? 'Several who are not named'
        : 'Somebody who is not named'
  const reportOf = new Map(claims.flatMap(({ reports }) => reports.map((report) => [report.id, report])))
  return {
    nameOf,
    figureOf: ({ reports }) =>
      [...new Set(reports.map(({ as_stated, as_stated_exact }) => quoted(as_stated, as_stated_exact)))].join(' or '),
    whenOf: ({ reports: [report] }) => (report === undefined ? null : whenInWords(report)),
    amountOf: (value) =>
      unit === 'share' ? percent.format(value) : `${number.format(value)} ${unit}${value === 1 ? '' : 's'}`,
    dayOf: (day) => edtfInWords(day),
    assumptionsOf: (made) => assumptionsInWords(made, reportOf, nameOf),
  }
}

const whenSaid = ({ said, published }: Report): string | null => {
  const time = said ?? published
  return time && edtfInWords(time.edtf, time.since_at_least)
}

/** The window, if its start is stated, and the day of the words: "from August 2023 to January 2024, said 22 June 2024". */
function whenInWords(report: Report): string | null {
  const { window, said } = report
  const day = whenSaid(report)
  const put = day === null ? [] : [`${said ? 'said' : 'published'} ${day}`]
  return (
    [...(window?.start_side === 'stated' ? [edtfInWords(window.edtf, window.since_at_least)] : []), ...put].join(
      ', ',
    ) || null
  )
}

/** The assumptions about each figure, each figure named once. */
function assumptionsInWords(
  made: Made[],
  reportOf: Map<string, Report>,
  nameOf: (claim: Pick<Claim, 'claimants' | 'spread'>) => string,
): string {
  const estimates = [...new Set(made.map(({ estimate }) => estimate))]
  const parts = estimates.flatMap((estimate) => {
    const report = reportOf.get(estimate)
    const start = report?.window?.edtf.split('/')[0]
    const own = made.filter((one) => one.estimate === estimate).map(({ assumption }) => assumption)
    const period = report?.window?.edtf.split('/').at(-1)
    const verbs = own.flatMap((assumption) =>
      assumption === 'end_of_period'
        ? `runs to the end of ${edtfInWords(period ?? '')}`
        : (assumptionVerbs[assumption] ?? []),
    )
    const when = report && whenSaid(report)
    const figure = report && `the figure of ${nameOf(report)}${when === null ? '' : ` (${when})`}`
    return [
      ...(verbs.length > 0 ? [`that ${figure ?? estimate} ${listed(verbs)}`] : []),
      ...(own.includes('stated_start_is_start_of_flow')
        ? [`that nothing moved before ${start ? edtfInWords(start) : 'the stated start'}`]
        : []),
    ]
  })
  return listed(parts)
}
