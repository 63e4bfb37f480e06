import { inArray, type SQL, sql } from 'drizzle-orm'
import { findByName } from '../../db/entity-names.ts'
import type { FacetCounts } from '../../db/facets.ts'
import type { Engine, Snapshot } from '../../db/open.ts'
import { indexedDocuments, soughtTypes } from '../../db/search.ts'
import { records, searchDocuments } from '../../db/tables.ts'
import type { SearchTerm } from '../../facts/search/search-query.ts'
import type { RecordType } from '../../vocabulary.ts'

/**
 * A search for the name of an entity finds it first; then come figures and statements, and last the places where an
 * entity is mentioned.
 * @param named ids of entities whose name the words are
 */
const typeWeight = (named: string[]): SQL =>
  sql`case when ${inArray(searchDocuments.id, named)} then 40.0 else case ${searchDocuments.type} when 'entity' then 2.0 when 'estimate' then 1.5 when 'quote' then 1.5 when 'mention' then 0.01 else 1.0 end end`

export interface SearchQuery {
  terms: SearchTerm[]
  types: RecordType[] | undefined
}

export interface HitRow {
  id: string
  type: RecordType
  /** The names of the entities that it refers to. */
  entities: string
  body: string
  score: number
  document: number
}

/** Score and document of the last record of the previous page; greater scores come first. */
type HitPlace = [score: number, document: number]

const isFound = ({ terms, types }: SearchQuery, { hasTerms }: Engine): SQL =>
  sql`${hasTerms(terms)} and ${inArray(searchDocuments.type, types ?? soughtTypes)}`

interface HitPage {
  after: HitPlace | undefined
  limit: number
}

/**
 * The records found, the best first, then in the order of the index. Where they are too many to be ranked, they come in
 * the order of the index, with a score of 0.
 */
export async function findHits(snapshot: Snapshot, query: SearchQuery, { after, limit }: HitPage): Promise<HitRow[]> {
  const { hasTerms, score, maxRanked } = snapshot.engine
  const found = isFound(query, snapshot.engine)
  const counted = await snapshot.get<{ total: number }>(
    sql`select count(*) as total from (select 1 from search where ${hasTerms(query.terms)} limit ${maxRanked + 1}) as found`,
  )
  // FTS5 takes no notice of a bound that is no INTEGER, and a number is bound as REAL.
  const beyondDocument = sql`search.rowid > ${BigInt(after?.[1] ?? 0)}`
  const beyond =
    after === undefined ? sql`` : sql` where (score < ${after[0]} or (score = ${after[0]} and rowid > ${after[1]}))`
  const named = await findByName(snapshot, query.terms.map(({ written }) => written.replaceAll('"', '')).join(' '))
  const weight = typeWeight(named.map(({ id }) => id))
  const ranked = sql`select search.rowid as rowid, ${score(query.terms)} * ${weight} as score from ${indexedDocuments} where ${found}`
  const page =
    (counted?.total ?? 0) > maxRanked
      ? sql`select search.rowid as rowid, 0.0 as score from ${indexedDocuments} where ${found} and ${beyondDocument} order by search.rowid limit ${limit}`
      : sql`select rowid, score from (${ranked}) as ranked${beyond} order by score desc, rowid limit ${limit}`
  return snapshot.all<HitRow>(sql`
    select ${searchDocuments.id} as id, ${searchDocuments.type} as type, ${searchDocuments.entities} as entities,
      ${searchDocuments.document} as document, ${records.body} as body, page.score as score
    from (${page}) as page
      join ${searchDocuments} on ${searchDocuments.document} = page.rowid
      join ${records} on ${records.id} = ${searchDocuments.id}
    order by page.score desc, page.rowid`)
}

/** Number of records found. */
export async function countHits(snapshot: Snapshot, query: SearchQuery): Promise<number> {
  const counted = await snapshot.get<{ total: number }>(
    sql`select count(*) as total from ${indexedDocuments} where ${isFound(query, snapshot.engine)}`,
  )
  return counted?.total ?? 0
}

/** All records found, counted by type, including types that were not asked for. */
export async function countTypes(snapshot: Snapshot, { terms }: SearchQuery): Promise<FacetCounts> {
  const buckets = await snapshot.all<{ value: string; count: number }>(sql`
    select ${searchDocuments.type} as value, count(*) as count from ${indexedDocuments}
    where ${isFound({ terms, types: undefined }, snapshot.engine)} group by 1 order by 2 desc, 1`)
  return { buckets: [...buckets, { value: null, count: 0 }], other_values: 0, other_count: 0 }
}
