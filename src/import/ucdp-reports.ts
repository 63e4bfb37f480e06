/** The reports that a row of UCDP GED names. */
import type { UcdpRow } from './ucdp-row.ts'

export interface ReportNamed {
  office: string | null
  date: { edtf: string; basis: 'noted'; anchor: string } | null
  headline: string | null
}

/** One report in `source_article`: office, day and headline, each of which may be missing. */
const article = /^(.*?),\s*(\d{4}-\d\d-\d\d|)\s*,(.*)$/s

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toJSON()?.startsWith(text) === true

function report(office: string, date: string, headline: string): ReportNamed {
  const written = (text: string) => (text.trim() === '' ? null : text.trim())
  const day = date.trim()
  return {
    office: written(office),
    date: isDay(day) ? { edtf: day, basis: 'noted', anchor: 'the column source_date' } : null,
    headline: written(headline),
  }
}

/**
 * The reports of a row, from `source_article`, which puts each in quotation marks, or from the columns beside it, which
 * join theirs by semicolons.
 */
export function reportsOf(row: UcdpRow): ReportNamed[] {
  const columns = ['source_office', 'source_date', 'source_headline']
  const texts = columns.map((name) => row.text(name))
  const together = row.text('source_article')
  const articles = together?.match(/^".*"$/s) ? together.slice(1, -1).split(/"\s*;\s*"/) : []
  const parts = articles.map((one) => article.exec(one))
  if (parts.length > 0 && parts.every((one) => one !== null)) {
    const reports = parts.map(([, office = '', date = '', headline = '']) => report(office, date, headline))
    const joined = [
      reports.map(({ office }) => office ?? ''),
      parts.map(([, , date = '']) => date),
      reports.map(({ headline }) => headline ?? ''),
    ]
    for (const [at, name] of columns.entries()) {
      const [text, kept] = [texts[at] ?? null, (joined[at] as string[]).join(';')]
      if (text !== null && !isSame(text, kept)) row.lose(name, 'says something else than source_article, which is kept')
      else if (text !== null && text !== kept) row.flag(name, spacesLeft)
    }
    if (parts.some((one) => [one?.[1], one?.[3]].some((text) => text !== text?.trim())))
      row.flag('source_article', spacesLeft)
    return reports
  }
  const lists = texts.map((text) => text?.split(';') ?? [])
  const count = lists[0]?.length ?? 0
  const isEven = count > 0 && lists.every(({ length }) => length === count)
  const losing = (names: string[], note: string) => {
    for (const name of names) if (row.text(name) !== null) row.lose(name, note)
  }
  losing(['source_article'], 'is not a list of reports in quotation marks, each with office, day and headline')
  if (!isEven) {
    losing(columns, 'how many reports it joins is not the same in each of these columns')
    return []
  }
  const [offices = [], dates = [], headlines = []] = lists
  if (!dates.every((day) => isDay(day.trim()))) losing(['source_date'], 'holds something that is no day')
  return offices.map((office, at) => report(office, dates[at] ?? '', headlines[at] ?? ''))
}

const spacesLeft = 'spaces round offices and headlines were left out'

/** The same text, spaces aside. */
const isSame = (one: string, other: string): boolean => one.replace(/\s+/g, '') === other.replace(/\s+/g, '')
