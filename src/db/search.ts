/**
 * Full-text search by SQLite FTS5 over the tokens of `facts/tokens.ts`. The text of a user is never an FTS5 expression:
 * its tokens go into one as quoted strings (FTS5, section 3.1).
 */
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Form, SearchTerm } from '../facts/search/search-query.ts'
import { type RecordType, recordTypes, terms } from '../vocabulary.ts'
import type { Connection } from './driver.ts'
import type { Snapshot } from './open.ts'
import { searchDocuments } from './tables.ts'

export const maxTerms = 16

const quoted = (token: string): string => `"${token.replaceAll('"', '""')}"`

const formExpression = ({ tokens, isRow, isPrefix, isInTexts }: Form): string => {
  const columns = isInTexts === true ? '- entities_tokens : ' : ''
  return isRow
    ? `${columns}${quoted(tokens.join(' '))}${isPrefix ? ' *' : ''}`
    : `(${tokens.map(quoted).join(' AND ')})`
}

const anyForm = ({ forms }: SearchTerm): string => `(${forms.map(formExpression).join(' OR ')})`

/** The FTS5 expression for all terms, one of which is not excluded. */
export function matchExpression(terms: SearchTerm[]): string {
  const [sought, excluded] = [false, true].map((which) => terms.filter(({ isExcluded }) => isExcluded === which))
  const all = (sought as SearchTerm[]).map(anyForm).join(' AND ')
  return excluded?.length === 0 ? all : `(${all}) NOT (${excluded?.map(anyForm).join(' OR ')})`
}

/** Types that are searched by default: evidence is found through its facts, claims through their reports. */
export const soughtTypes: readonly RecordType[] = terms(recordTypes).filter(
  (type) => type !== 'evidence' && type !== 'claim',
)

/** True if the record has all terms. */
export const hasText =
  (id: AnySQLiteColumn) =>
  (terms: SearchTerm[]): SQL =>
    inArray(
      id,
      sql`(select ${searchDocuments.id} from search join ${searchDocuments} on ${searchDocuments.document} = search.rowid where search match ${matchExpression(terms)})`,
    )

const maxWithText = 5

/** The first records of a type that have all terms. */
export async function findWithText(snapshot: Snapshot, type: RecordType, terms: SearchTerm[]): Promise<string[]> {
  if (terms.every(({ isExcluded }) => isExcluded)) return []
  const rows = await snapshot.all<{ id: string }>(
    sql`select ${searchDocuments.id} as id from search join ${searchDocuments} on ${searchDocuments.document} = search.rowid
    where search match ${matchExpression(terms)} and ${searchDocuments.type} = ${type} limit ${maxWithText}`,
  )
  return rows.map(({ id }) => id)
}

/** The fields of a document, those with the greatest weight first. */
export const searchFields = ['title', 'words', 'notes', 'entities'] as const
export type SearchField = (typeof searchFields)[number]

/** The columns of the index: the tokens of each field. */
export const tokenColumns = searchFields.map((field) => `${field}_tokens` as const)

/** Builds the index over all documents. Its completeness is a part of SQLite's own check of the file. */
export function buildSearchIndex(sqlite: Connection): void {
  sqlite.exec(`insert into search(search) values ('rebuild')`)
  sqlite.exec(`insert into search(search) values ('optimize')`)
}

/**
 * The statement that creates a full-text index over the tokens in `search_documents`. They stay as they are: the
 * tokenizer `ascii` cuts at ASCII signs alone, which no token has.
 * @param content source from which FTS5 reads the tokens again (FTS5, section 4.4)
 */
export const searchIndex = (name: string, content = `content='search_documents', content_rowid='document'`): string =>
  `create virtual table ${name} using fts5(
  ${tokenColumns.join(', ')},
  ${content},
  tokenize='ascii'
);`
