import { webUrl } from '../facts/text.ts'
import { timeSeed } from '../facts/time.ts'
import { fitTo } from './columns.ts'
import { hashedId } from './ids.ts'
import { reconcile, resolveFields, type Surroundings } from './references.ts'
import type { Row } from './row.ts'
import { timeOf } from './times.ts'

/** A new source of which the table says no more. `und` is the language that is not determined (ISO 639-2). */
const unsaid = { kind: 'other', language: 'und', rights: 'Not stated in the table; only figures are noted here.' }

/** The id of the source of a row: by id, address or title one of the dataset or of a row before, else a new one. */
export function sourceOf(row: Row, surroundings: Surroundings): string | undefined {
  const { known } = surroundings
  const given = row.fields.source
  for (const key of ['url', 'title'])
    if (row.names[`source_${key}`] !== undefined) given[key] = row.names[`source_${key}`]
  const text = (row.fields.estimate.source ?? given.url ?? given.title) as string | undefined
  if (text === undefined) {
    row.refuse(['source_url', 'source'], 'Missing. Allowed: source_url, or the id or title of a source in `source`.')
    return undefined
  }
  if (given.url !== undefined && !webUrl.safeParse(given.url).success) {
    row.refuse('source_url', `${JSON.stringify(given.url)} is no address. Allowed: an http or https address.`)
    return undefined
  }
  const published = timeOf(row, 'published')
  if (published !== undefined) given.published = published
  resolveFields('source', row, surroundings)
  const found = known.resolve('source', text)
  if ('fault' in found) {
    row.refuse(['source', 'source_title'], found.fault)
    return undefined
  }
  if (found.id !== undefined) {
    // A basis that we assume is no difference.
    const stated = fitTo(timeSeed, row.fields.estimate.published)
    const compared = { ...given, ...(published !== undefined && { published: stated }) }
    reconcile({ of: 'source', id: found.id, given: compared }, row, surroundings)
    return found.id
  }
  return newSource(text, row, surroundings)
}

/** The id of the source that a text names and nothing has yet; undefined: the row does not say when it was published. */
function newSource(text: string, row: Row, { known, report }: Surroundings): string | undefined {
  const given = row.fields.source
  const url = given.url ?? (webUrl.safeParse(text).success ? text : undefined)
  if (given.published === undefined && row.fields.estimate.said === undefined) {
    row.refuse(
      ['said', 'published'],
      'Neither `said` nor `published`. Allowed: the day of the statement, or of the publication, such as 2024-05-06 or 2024-05.',
    )
    return undefined
  }
  const host = typeof url === 'string' ? new URL(url).hostname.replace(/^www\./, '') : undefined
  const title = given.title ?? (host === undefined ? text : `[Page at ${host}]`)
  const id = hashedId([host ?? String(title)], [url ?? null, url === undefined ? title : null])
  const assumed = Object.keys(unsaid).filter((key) => given[key] === undefined)
  const note = `a new source${assumed.length === 0 ? '' : `, with our ${assumed.join(', ')}`}`
  report.flag(row.text('source_url') === undefined ? 'source' : 'source_url', note, row.number)
  known.make(
    'source',
    String(url ?? title),
    { ...unsaid, ...given, title, ...(url !== undefined && { url }) },
    { row: row.number, column: 'source', id },
  )
  return id
}
