import { type SQL, sql } from 'drizzle-orm'
import type { FacetCounts } from '../../db/facets.ts'
import type { Facts } from '../../db/open.ts'
import type { RecordType } from '../../db/record-kind.ts'
import { areCommon, isOfTypes, matchExpression, type SearchTerm, typeAt, typeOfDocument } from '../../db/search.ts'
import { searchDocuments } from '../../db/tables.ts'
import { recordTypes, terms } from '../../vocabulary.ts'

/** How much a word counts in title, words of the source, our own words, names of entities referred to. */
const weights = sql.raw('8.0, 4.0, 2.0, 1.0')

/** Whoever looks for a name looks for whom it names before those who mention them. BM25 is negative here. */
const typeWeight = sql`case ${searchDocuments.type} when 'entity' then 2.0 else 1.0 end`

/** Signs that no text holds (private use), to find in a snippet what matched. */
const [open, close] = ['\ue000', '\ue001']
/** Tokens of a snippet; under twelve, like every excerpt. */
const snippetTokens = 11
const marked = sql`snippet(search, -1, ${open}, ${close}, '…', ${snippetTokens})`

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

/** Score and document of the last record of the page before; greater scores come first. */
export type HitPlace = [score: number, document: number]

/** Evidence is found through its facts, and claims through their reports. */
const soughtTypes = terms(recordTypes).filter((type) => type !== 'evidence' && type !== 'claim')

const hits = sql`search join ${searchDocuments} on ${searchDocuments.document} = search.rowid`

const isFound = ({ terms, types }: SearchQuery): SQL =>
  sql`search match ${matchExpression(terms)} and ${isOfTypes(types ?? soughtTypes)}`

/** How the records found are put in order: all of them by BM25 or, where a word is very common, by fields. */
export const rankingOf = (facts: Facts, { terms }: SearchQuery): 'bm25' | 'fields' =>
  areCommon(facts, terms) ? 'fields' : 'bm25'

/** The records found, the best first, then in the order of the index. */
export function findHits(
  facts: Facts,
  query: SearchQuery,
  page: { after: HitPlace | undefined; limit: number },
): HitRow[] {
  return rankingOf(facts, query) === 'bm25' ? byBm25(facts, query, page) : byFields(facts, query, page)
}

function byBm25(facts: Facts, query: SearchQuery, page: { after: HitPlace | undefined; limit: number }): HitRow[] {
  const beyond =
    page.after === undefined
      ? sql``
      : sql` where (score < ${page.after[0]} or (score = ${page.after[0]} and rowid > ${page.after[1]}))`
  const ranked = sql`select search.rowid as rowid, -bm25(search, ${weights}) * ${typeWeight} as score from ${hits} where ${isFound(query)}`
  const paged = sql`select rowid, score from (${ranked})${beyond} order by score desc, rowid limit ${page.limit}`
  return facts.all<HitRow>(sql`
    select ${searchDocuments.id} as id, ${searchDocuments.type} as type, ${searchDocuments.title} as title,
      ${searchDocuments.document} as document, paged.score as score, ${marked} as marked
    from (${paged}) as paged
      join search on search.rowid = paged.rowid
      join ${searchDocuments} on ${searchDocuments.document} = paged.rowid
    where search match ${matchExpression(query.terms)}
    order by paged.score desc, paged.rowid`)
}

/** Fields in which all words must stand, from those that count most to all; the fewer, the greater the score. */
const fieldSets = [['title'], ['title', 'words'], ['title', 'words', 'notes'], ['title', 'words', 'notes', 'entities']]

/**
 * Those first whose title holds all words, then those whose title and words of the source do, and so on; among them in
 * the order of the index. It is read in that order, so that it does not matter how many there are.
 */
function byFields(
  facts: Facts,
  { terms, types }: SearchQuery,
  { after, limit }: { after: HitPlace | undefined; limit: number },
): HitRow[] {
  const [afterScore = Number.POSITIVE_INFINITY, afterDocument = -1] = after ?? []
  const found: HitRow[] = []
  for (const [index, fields] of fieldSets.entries()) {
    const score = fieldSets.length - index
    if (score > afterScore || found.length >= limit) continue
    const within = `{${fields.join(' ')}} : (${matchExpression(terms)})`
    const before = fieldSets[index - 1]
    const expression =
      before === undefined ? within : `(${within}) NOT ({${before.join(' ')}} : (${matchExpression(terms)}))`
    const beyond = score === afterScore ? sql` and search.rowid > ${afterDocument}` : sql``
    found.push(
      ...facts.all<HitRow>(sql`
        select ${searchDocuments.id} as id, ${searchDocuments.type} as type, ${searchDocuments.title} as title,
          ${searchDocuments.document} as document, ${score} as score, ${marked} as marked
        from ${hits}
        where search match ${expression} and ${isOfTypes(types ?? soughtTypes)}${beyond}
        order by search.rowid limit ${limit - found.length}`),
    )
  }
  return found
}

export const countHits = (facts: Facts, query: SearchQuery): number =>
  facts.get<{ total: number }>(sql`select count(*) as total from search where ${isFound(query)}`)?.total ?? 0

/** All records found by type, whichever types were asked for. */
export function countTypes(facts: Facts, { terms }: SearchQuery): FacetCounts {
  const rows = facts.all<{ place: number; count: number }>(sql`
    select ${typeOfDocument} as place, count(*) as count from search
    where ${isFound({ terms, types: undefined })} group by 1`)
  const buckets = rows
    .map(({ place, count }) => ({ value: typeAt(place) as string, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
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
