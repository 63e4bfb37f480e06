/** Times of a row: from the columns of the export, or from a day alone. */
import { EdtfError, parseEdtf } from '../facts/edtf.ts'
import { renderWindow, type TimeSeed, timeSeed } from '../facts/time.ts'
import type { Fields, Row } from './row.ts'

/** Basis of a time of which the table has no more than the day. */
const notedAnchor = 'Noted in a table; the page is not at hand.'

/**
 * A time in the form of the seed. Days that follow from its EDTF text may stand beside it and must agree with it.
 * @returns undefined if there is none, or it has faults, which are recorded at the row
 */
export function timeOf(row: Row, field: string): Fields | undefined {
  const given = row.fields.estimate[field] as Fields | undefined
  if (given === undefined) return undefined
  const columns = [`${field}_edtf`, field]
  if (typeof given.edtf !== 'string') {
    row.refuse(
      [Object.keys(given).map((key) => `${field}_${key}`)[0] ?? field, ...columns],
      `Stands without ${field}_edtf. Allowed: a time in EDTF beside it.`,
    )
    return undefined
  }
  const parsed = parsedEdtf(row, columns, given.edtf)
  if (parsed === undefined) return undefined
  const { earliest, latest, start_side, start_earliest, start_latest, end_side, end_earliest, end_latest, ...own } =
    given
  const time: Fields = { ...own, ...narrowStart(given, parsed) }
  time.basis ??= time.as_stated === undefined ? 'noted' : 'stated'
  if (time.basis === 'noted') time.anchor ??= notedAnchor
  const result = timeSeed.safeParse(time)
  // The faults of the time itself are reported with those of the record.
  if (result.success) {
    const served: Fields = renderWindow(result.data as TimeSeed)
    for (const key of Object.keys({
      earliest,
      latest,
      start_side,
      start_earliest,
      start_latest,
      end_side,
      end_earliest,
      end_latest,
    }))
      if (given[key] !== undefined && given[key] !== served[key])
        row.refuse(
          `${field}_${key}`,
          `${JSON.stringify(given[key])} does not follow from the time ${given.edtf}: that is ${JSON.stringify(served[key])}. Correct one of them, or leave this cell empty.`,
        )
  }
  return time
}

/** Days of a start that is narrower than the EDTF text; of a start since at least then, only the last one is served. */
function narrowStart(given: Fields, { start, days }: ReturnType<typeof parseEdtf>): Fields {
  const first =
    given.start_earliest ??
    (given.since_at_least === true || given.start_latest !== undefined ? undefined : given.earliest)
  const last = given.start_latest
  const isNarrow =
    (first !== undefined && first !== start.earliest && first !== days.earliest) ||
    (last !== undefined && last !== start.latest)
  if (!isNarrow) return {}
  return { start_earliest: first ?? start.earliest, start_latest: last ?? start.latest }
}

function parsedEdtf(row: Row, columns: string[], edtf: string): ReturnType<typeof parseEdtf> | undefined {
  try {
    return parseEdtf(edtf)
  } catch (error) {
    if (!(error instanceof EdtfError)) throw error
    row.refuse(columns, `${error.message}${hintOf(edtf)}`)
    return undefined
  }
}

function hintOf(text: string): string {
  if (/^\d{5}(\.\d+)?$/.test(text)) return ' A spreadsheet may keep days as such numbers: format the cell as a date.'
  if (/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(text) || /^\d{4}-\d{2}-\d{2}T/.test(text))
    return ' Write a day as 2024-05-06.'
  return ''
}
