/** Parts of a response beside the rows, found out by asking: a rate is worth what is returned for it. */
import type { Recorded } from './bare-server.ts'
import type { Running } from './processes.ts'
import { headerOf, recordAnswer } from './record.ts'
import type { PeerName } from './trials.ts'

/** Feature → what was seen. */
export type Features = Record<string, string>

const pages: Record<PeerName | 'ours', string> = {
  ours: '/v1/estimates?limit=25',
  platformatic: '/estimates/?limit=25',
  'json-server': '/estimates?_limit=25&_page=1',
  soul: '/api/tables/estimates/rows?_limit=25',
}

/** The request for the number of all rows, where it does not come by itself. */
const totals: Partial<Record<PeerName | 'ours', string>> = { ours: 'total=true', platformatic: 'totalCount=true' }

const unknownFilters: Record<PeerName | 'ours', string> = {
  ours: '/v1/estimates?quantitty=x',
  platformatic: '/estimates/?where.quantitty.eq=x',
  'json-server': '/estimates?quantitty=x',
  soul: '/api/tables/estimates/rows?_filters=quantitty:x',
}

/** Looks at real answers of a server. */
export async function findFeatures(server: Running, name: PeerName | 'ours'): Promise<Features> {
  const path = pages[name]
  const page = await recordAnswer(server.port, path, {})
  const body = JSON.parse(page.body.toString())
  const rows = Array.isArray(body) ? body : body.data
  const etag = headerOf(page, 'etag')
  const again = etag === undefined ? undefined : await recordAnswer(server.port, path, { 'if-none-match': etag })
  const csv = await recordAnswer(server.port, path, { accept: 'text/csv' })
  const mistyped = await recordAnswer(server.port, unknownFilters[name], {})
  const counted = await recordAnswer(server.port, `${path}&${totals[name] ?? ''}`, {})
  const gzip = await recordAnswer(server.port, path, { 'accept-encoding': 'gzip' })
  const evidence = rows[0]?.evidence
  return {
    'rows of the page': String(rows.length),
    'evidence with each row': Array.isArray(evidence)
      ? 'as JSON'
      : /evidence/.test(rows[0]?.body)
        ? 'in a text, as it was stored'
        : 'no',
    'strong ETag': etag === undefined ? 'no ETag' : etag.startsWith('W/') ? 'weak' : 'yes',
    'answers 304': again?.status === 304 ? 'yes' : 'no',
    'address of the next page': body.next || /rel="?next/.test(headerOf(page, 'link') ?? '') ? 'yes' : 'no',
    'number of all rows': hasTotal(page) ? 'with every page' : hasTotal(counted) ? 'if asked' : 'no',
    'which version of the data': headerOf(page, 'dataset-version') === undefined ? 'no' : 'yes',
    'CSV by Accept': /csv/.test(headerOf(csv, 'content-type') ?? '') ? 'yes' : 'no',
    gzip: headerOf(gzip, 'content-encoding') === 'gzip' ? 'yes' : 'no',
    'a mistyped filter': mistyped.status >= 400 ? `refused (${mistyped.status})` : 'ignored',
  }
}

const hasTotal = (answer: Recorded): boolean => {
  const body = JSON.parse(answer.body.toString())
  return (headerOf(answer, 'x-total-count') ?? body.total ?? body.meta?.total) !== undefined
}
