/** Parameters of other services, and everyday words, each with the parameters that do the same here. */
const synonyms: [written: string, here: string[]][] = [
  ['page offset start skip after_id next', ['cursor']],
  ['per_page page_size pagesize size count rows top max first results', ['limit']],
  ['order order_by orderby ordering sort_by sortby sort_order', ['sort']],
  ['search query text term terms keyword keywords contains find filter', ['q']],
  ['select columns only properties', ['fields']],
  ['expand embed with populate', ['include']],
  ['facet group group_by aggregate', ['facets']],
  ['country nation state actor', ['entity', 'claimant', 'speaker', 'supplier', 'recipient', 'country']],
  ['who said_by author by person name', ['speaker', 'claimant', 'entity', 'q']],
  ['from_country sender exporter origin_country', ['supplier']],
  ['to_country receiver importer destination', ['recipient']],
  ['type category class', ['kind', 'fact_type', 'act', 'claimant_kind']],
  ['lang', ['language']],
  ['topic subject', ['about', 'q']],
  ['date time day year month when', ['during', 'said_during', 'occurred_during', 'published_during', 'window_during']],
  ['since from start_date date_from min_date', ['after', 'said_after', 'occurred_after', 'published_after']],
  ['until to end_date date_to max_date', ['before', 'said_before', 'occurred_before', 'published_before']],
  ['min minimum', ['low_gte', 'best_gte']],
  ['max_value maximum', ['high_lte', 'best_lte']],
  ['value amount', ['could_be', 'best_gte']],
]
const meant = new Map(synonyms.flatMap(([written, here]) => written.split(' ').map((one) => [one, here] as const)))

/** The parameters that a word of another service means, where the address has them. */
export const parametersMeant = (written: string): readonly string[] =>
  meant.get(written.toLowerCase().replace(/^\$/, '').replaceAll('-', '_')) ?? []

const ofNewest = /^-?(?:newest|latest|recent|most_recent|newest_first|date_desc|desc)$/i
const ofTime =
  /^-?(?:oldest|earliest|first|date|time|chronological|published|created|updated|oldest_first|date_asc|asc)$/i

/** The sort keys that a word of another service means: those by date, descending for "newest". */
export function sortsMeant(written: string, keys: readonly string[]): string[] {
  const isNewest = ofNewest.test(written)
  if (!isNewest && !ofTime.test(written)) return []
  const dates = keys.filter((key) => /(?:_earliest|_latest|^recorded|^date)$/.test(key) && !key.startsWith('-'))
  const isDescending = isNewest || (written.startsWith('-') && !/oldest|earliest/i.test(written))
  const wanted = dates.filter((key) => key.endsWith(isDescending ? '_latest' : '_earliest'))
  return wanted.map((key) => (isDescending ? `-${key}` : key))
}

/** Advice on a parameter by which other services are asked for a format or a page. */
export function howToAsk(parameter: string): string | undefined {
  if (/^(?:format|output|type|accept|f)$/i.test(parameter))
    return 'A format is asked for by a suffix of the path, such as .csv, or by the header `Accept`.'
  if (/^(?:page|offset|start|skip)$/i.test(parameter))
    return 'The next page is at the address `next`; its `cursor` is `next_cursor`.'
  return undefined
}
