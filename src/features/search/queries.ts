import { type SQL, sql } from 'drizzle-orm'
import type { FacetCounts } from '../../db/facets.ts'
import type { Facts } from '../../db/open.ts'
import type { RecordType } from '../../db/record-kind.ts'
import {
  areCommon,
  fieldsOf,
  findAmong,
  isOfTypes,
  matchExpression,
  rowid,
  type SearchField,
  type SearchTerm,
  searchFields,
  soughtTypes,
  typeAt,
  typeOfDocument,
} from '../../db/search.ts'
import { searchDocuments } from '../../db/tables.ts'

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
type HitPlace = [score: number, document: number]

const hits = sql`search join ${searchDocuments} on ${searchDocuments.document} = search.rowid`

const isFound = ({ terms, types }: SearchQuery): SQL =>
  sql`search match ${matchExpression(terms)} and ${isOfTypes(types ?? soughtTypes)}`

/** How the records found are put in order: all of them by BM25 or, where a word is very common, by fields. */
export const rankingOf = (facts: Facts, { terms }: SearchQuery): 'bm25' | 'fields' =>
  areCommon(facts, terms) ? 'fields' : 'bm25'

interface HitPage {
  after: HitPlace | undefined
  limit: number
}

/** The records found, the best first, then in the order of the index. */
export function findHits(facts: Facts, query: SearchQuery, page: HitPage): HitRow[] {
  return rankingOf(facts, query) === 'bm25' ? byBm25(facts, query, page) : byFields(facts, query, page)
}

function byBm25(facts: Facts, query: SearchQuery, { after, limit }: HitPage): HitRow[] {
  const beyond =
    after === undefined ? sql`` : sql` where (score < ${after[0]} or (score = ${after[0]} and rowid > ${after[1]}))`
  const ranked = sql`select search.rowid as rowid, -bm25(search, ${weights}) * ${typeWeight} as score from ${hits} where ${isFound(query)}`
  return rowsOf(
    facts,
    matchExpression(query.terms),
    sql`select rowid, score from (${ranked})${beyond} order by score desc, rowid limit ${limit}`,
  )
}

/** @param scored rowid and score of documents that the expression finds */
const rowsOf = (facts: Facts, expression: string, scored: SQL): HitRow[] =>
  facts.all<HitRow>(sql`
    select ${searchDocuments.id} as id, ${searchDocuments.type} as type, ${searchDocuments.title} as title,
      ${searchDocuments.document} as document, scored.score as score, ${marked} as marked
    from (${scored}) as scored
      join search on search.rowid = scored.rowid
      join ${searchDocuments} on ${searchDocuments.document} = scored.rowid
    where search match ${expression}
    order by scored.score desc, scored.rowid`)

/** Fields in which all words must stand, from those that count most to all; the fewer, the greater the score. */
const fieldSets = searchFields.map((_, index) => searchFields.slice(0, index + 1))
const withinSet = (terms: SearchTerm[], fields: SearchField[]): string =>
  `{${fields.join(' ')}} : (${matchExpression(terms)})`

/**
 * Those first whose title holds all words, then those whose title and words of the source do, and so on; among them in
 * the order of the index.
 */
function byFields(facts: Facts, query: SearchQuery, page: HitPage): HitRow[] {
  const few = findFew(facts, query)
  return few === undefined ? manyByFields(facts, query, page) : fewByFields(facts, query, few, page)
}

/** Above this many records found, the fields are read one after the other until a page is full. */
const maxFew = 100

/** All documents found; undefined where there are many. */
function findFew(facts: Facts, query: SearchQuery): number[] | undefined {
  const found = facts.all<{ rowid: number }>(
    sql`select search.rowid as rowid from search where ${isFound(query)} order by search.rowid limit ${maxFew + 1}`,
  )
  return found.length > maxFew ? undefined : found.map(({ rowid }) => rowid)
}

/** Common words that seldom stand together have been sought once, and are not sought again through each set of fields. */
function fewByFields(facts: Facts, query: SearchQuery, documents: number[], { after, limit }: HitPage): HitRow[] {
  const [afterScore, afterDocument] = after ?? startOfAll
  const expressions = fieldSets.map((fields) => withinSet(query.terms, fields))
  const holders = findAmong(facts, documents, expressions)
  const page = documents
    .map((document): HitPlace => [fieldSets.length - holders.findIndex((held) => held.has(document)), document])
    .filter(([score, document]) => score < afterScore || (score === afterScore && document > afterDocument))
    .sort(([score, document], [otherScore, other]) => otherScore - score || document - other)
    .slice(0, limit)
  return fieldSets.flatMap((_, index) => {
    const score = fieldSets.length - index
    const found = page.filter(([one]) => one === score).map(([, document]) => document)
    const scored = sql`select ${score} as score, value as rowid from json_each(${JSON.stringify(found)})`
    return found.length === 0 ? [] : rowsOf(facts, expressions[index] as string, scored)
  })
}

const startOfAll: HitPlace = [Number.POSITIVE_INFINITY, -1]

/** Whether a record may hold each of the words in these fields, and one of them in the last. */
function mayHold(facts: Facts, { terms, types }: SearchQuery, set: number): boolean {
  if (types?.some((type) => !soughtTypes.includes(type))) return true
  const fields = terms.map((term) => fieldsOf(facts, term).map((field) => searchFields.indexOf(field)))
  return fields.some((places) => places.includes(set)) && fields.every((places) => places.some((place) => place <= set))
}

/** The fields are read in the order of the index, so that it does not matter how many records there are. */
function manyByFields(facts: Facts, query: SearchQuery, { after, limit }: HitPage): HitRow[] {
  const { terms, types } = query
  const [afterScore, afterDocument] = after ?? startOfAll
  const found: HitRow[] = []
  for (const [index, fields] of fieldSets.entries()) {
    const score = fieldSets.length - index
    if (score > afterScore || found.length >= limit || !mayHold(facts, query, index)) continue
    const within = withinSet(terms, fields)
    const before = fieldSets[index - 1]
    const expression = before === undefined ? within : `(${within}) NOT (${withinSet(terms, before)})`
    const further = score === afterScore ? sql` and search.rowid > ${rowid(afterDocument)}` : sql``
    found.push(
      ...facts.all<HitRow>(sql`
        select ${searchDocuments.id} as id, ${searchDocuments.type} as type, ${searchDocuments.title} as title,
          ${searchDocuments.document} as document, ${score} as score, ${marked} as marked
        from ${hits}
        where search match ${expression} and ${isOfTypes(types ?? soughtTypes)}${further}
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
