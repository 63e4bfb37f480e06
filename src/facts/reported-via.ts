/** The reports that a source names for what it records, in the order in which it names them. */
import { z } from 'zod'
import { seedObject, sourceWords } from './text.ts'
import { renderTime, timeContract, timeSeed } from './time.ts'

const reportSeed = seedObject({
  office: sourceWords.nullable().default(null),
  date: timeSeed.nullable().default(null),
  headline: sourceWords.nullable().default(null),
})
export const reportedViaSeed = z.array(reportSeed).default([])

export const reportedViaContract = z
  .array(
    z
      .object({
        office: z.string().nullable().meta({ description: 'Who published the report, such as an agency.' }),
        date: timeContract.nullable().meta({ description: 'When it was published.' }),
        headline: z.string().nullable().meta({ description: 'Its title, as the source gives it.' }),
      })
      .meta({ id: 'ReportNamed', description: 'A report that the source names; its text is not at hand.' }),
  )
  .meta({ description: 'The reports that the source names for it, which it read and we did not; empty: none.' })

/** The reports as they are served, from those of an editor. */
export const renderReportedVia = (reports: z.output<typeof reportedViaSeed>): z.output<typeof reportedViaContract> =>
  reports.map(({ date, ...report }) => ({ ...report, date: date && renderTime(date) }))
