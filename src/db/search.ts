/** Full-text search over the tokens of `facts/search/tokens.ts`, by the index `search` of the engine. */
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { SearchTerm } from '../facts/search/search-query.ts'
import { type RecordType, recordTypes, terms } from '../vocabulary.ts'
import type { Engine, Snapshot } from './open.ts'
import { searchDocuments } from './tables.ts'

export const maxTerms = 16

/** Types that are searched by default: evidence is found through its facts, claims through their reports. */
export const soughtTypes: readonly RecordType[] = terms(recordTypes).filter(
  (type) => type !== 'evidence' && type !== 'claim',
)

/** The documents, each with its row of the index. */
export const indexedDocuments: SQL = sql`search join ${searchDocuments} on ${searchDocuments.document} = search.rowid`

/** True if the record has all terms. */
export const hasText =
  (id: AnySQLiteColumn) =>
  (terms: SearchTerm[], _query: unknown, engine: Engine): SQL =>
    inArray(id, sql`(select ${searchDocuments.id} from ${indexedDocuments} where ${engine.hasTerms(terms)})`)

const maxWithText = 5

/** The first records of a type that have all terms, in the order of the index. */
export async function findWithText(snapshot: Snapshot, type: RecordType, terms: SearchTerm[]): Promise<string[]> {
  if (terms.every(({ isExcluded }) => isExcluded)) return []
  const rows = await snapshot.all<{ id: string }>(
    sql`select ${searchDocuments.id} as id from ${indexedDocuments}
    where ${snapshot.engine.hasTerms(terms)} and ${searchDocuments.type} = ${type} order by search.rowid limit ${maxWithText}`,
  )
  return rows.map(({ id }) => id)
}

/** The fields of a document, those with the greatest weight first. */
export const searchFields = ['title', 'words', 'notes', 'entities'] as const
export type SearchField = (typeof searchFields)[number]

/** Weights of words in the title, the words of the source, our own words, and the names of entities referred to. */
export const fieldWeights: Record<SearchField, number> = { title: 8, words: 4, notes: 2, entities: 1 }

/** The columns of the index: the tokens of each field. */
export const tokenColumns = searchFields.map((field) => `${field}_tokens` as const)
