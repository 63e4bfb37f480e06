import { inArray, notInArray, type SQL, sql } from 'drizzle-orm'
import type { FacetCounts } from '../../db/facets.ts'
import type { Facts } from '../../db/open.ts'
import type { RecordType } from '../../db/record-kind.ts'
import { matchExpression, type SearchTerm } from '../../db/search.ts'
import { searchDocuments } from '../../db/tables.ts'

/** Ranking looks at no more records than this, so that a common word costs no more than a rare one. */
const maxRanked = 10_000

/** How much a word counts in title, words of the source, our own words, names of entities referred to. */
const weights = sql.raw('8.0, 4.0, 2.0, 1.0')

/** Whoever looks for a name looks for whom it names before those who mention them. BM25 is negative here. */
const typeWeight = sql`case ${searchDocuments.type} when 'entity' then 2.0 else 1.0 end`

/** Signs that no text holds (private use), to find in a snippet what matched. */
const [open, close] = ['\ue000', '\ue001']
/** Tokens of a snippet; under twelve, like every excerpt. */
const snippetTokens = 11

export interface SearchQuery {
  terms: SearchTerm[]
  types: RecordType[] | undefined
}

export interface HitRow {
  id: string
  type: RecordType
  title: string
  /** With what matched between two signs; `matchesIn` reads them. */
  marked: string
  score: number
  document: number
}

/** Evidence is found through its facts, and claims through their reports. */
const isSought = (types: RecordType[] | undefined): SQL | undefined =>
  types === undefined ? notInArray(searchDocuments.type, ['evidence', 'claim']) : inArray(searchDocuments.type, types)

const found = ({ terms, types }: SearchQuery): SQL =>
  sql`search join ${searchDocuments} on ${searchDocuments.document} = search.rowid
    where search match ${matchExpression(terms)} and ${isSought(types)}`

/**
 * The records found, the best first, then in the order of the dataset.
 * @param after score and document of the last record of the page before
 */
export function findHits(
  { db }: Facts,
  query: SearchQuery,
  page: { after: [score: number, document: number] | undefined; limit: number },
): HitRow[] {
  const beyond =
    page.after === undefined
      ? sql``
      : sql`where (score > ${page.after[0]} or (score = ${page.after[0]} and rowid > ${page.after[1]}))`
  const ranked = sql`select search.rowid as rowid, bm25(search, ${weights}) * ${typeWeight} as score from ${found(query)} limit ${maxRanked}`
  const paged = sql`select rowid, score from (${ranked}) ${beyond} order by score, rowid limit ${page.limit}`
  return db.all<HitRow>(sql`
    select ${searchDocuments.id} as id, ${searchDocuments.type} as type, ${searchDocuments.title} as title,
      ${searchDocuments.document} as document, paged.score as score,
      snippet(search, -1, ${open}, ${close}, '…', ${snippetTokens}) as marked
    from (${paged}) as paged
      join search on search.rowid = paged.rowid
      join ${searchDocuments} on ${searchDocuments.document} = paged.rowid
    where search match ${matchExpression(query.terms)}
    order by paged.score, paged.rowid`)
}

export const countHits = ({ db }: Facts, query: SearchQuery): number =>
  db.get<{ total: number }>(sql`select count(*) as total from ${found(query)}`)?.total ?? 0

/** How many of the records found were ranked. */
export const countRanked = ({ db }: Facts, query: SearchQuery): number =>
  db.get<{ total: number }>(sql`select count(*) as total from (select 1 from ${found(query)} limit ${maxRanked})`)
    ?.total ?? 0

/** All records found by type, whichever types were asked for. */
export function countTypes({ db }: Facts, { terms }: SearchQuery): FacetCounts {
  const buckets = db.all<{ value: string; count: number }>(sql`
    select ${searchDocuments.type} as value, count(*) as count from ${found({ terms, types: undefined })}
    group by 1 order by 2 desc, 1`)
  return { buckets: [...buckets, { value: null, count: 0 }], other_values: 0, other_count: 0 }
}

/** A snippet without its signs, and where in it, in code points, the words stand that matched. */
export function matchesIn(marked: string): { text: string; matches: { start: number; end: number }[] } {
  const matches: { start: number; end: number }[] = []
  let text = ''
  let length = 0
  for (const part of marked.split(/(\ue000[^\ue001]*\ue001)/)) {
    const isMatch = part.startsWith(open)
    const plain = isMatch ? part.slice(1, -1) : part
    const end = length + [...plain].length
    if (isMatch) matches.push({ start: length, end })
    text += plain
    length = end
  }
  return { text, matches }
}
