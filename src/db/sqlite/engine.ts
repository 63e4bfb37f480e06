/**
 * Full-text search by SQLite FTS5 over the tokens of `facts/tokens.ts`, ranked by BM25. The text of a user is never an
 * FTS5 expression: its tokens go into one as quoted strings (FTS5, section 3.1).
 */
import { sql } from 'drizzle-orm'
import type { Form, SearchTerm } from '../../facts/search/search-query.ts'
import type { Engine } from '../open.ts'
import { fieldWeights, searchFields, tokenColumns } from '../search.ts'
import type { Connection } from './driver.ts'

const quoted = (token: string): string => `"${token.replaceAll('"', '""')}"`

const formExpression = ({ tokens, isRow, isPrefix, isInTexts }: Form): string => {
  const columns = isInTexts === true ? '- entities_tokens : ' : ''
  return isRow
    ? `${columns}${quoted(tokens.join(' '))}${isPrefix ? ' *' : ''}`
    : `(${tokens.map(quoted).join(' AND ')})`
}

const anyForm = ({ forms }: SearchTerm): string => `(${forms.map(formExpression).join(' OR ')})`

/** The FTS5 expression for all terms, one of which is not excluded. */
function matchExpression(terms: SearchTerm[]): string {
  const [sought, excluded] = [false, true].map((which) => terms.filter(({ isExcluded }) => isExcluded === which))
  const all = (sought as SearchTerm[]).map(anyForm).join(' AND ')
  return excluded?.length === 0 ? all : `(${all}) NOT (${excluded?.map(anyForm).join(' OR ')})`
}

const weights = sql.raw(searchFields.map((field) => fieldWeights[field].toFixed(1)).join(', '))

export const sqlite: Engine = {
  bytes: (column) => sql`cast(${column} as blob)`,
  // One text of SQL whatever the number of values, so that the statement stays prepared.
  isAmong: (column, values) => sql`${column} in (select value from json_each(${JSON.stringify(values)}))`,
  hasTerms: (terms) => sql`search match ${matchExpression(terms)}`,
  // BM25 is negative here.
  score: () => sql`-bm25(search, ${weights})`,
  ranking: 'bm25',
  // 150 ms of CPU for 190,000 records.
  maxRanked: 20_000,
}

/** Builds the index over all documents. Its completeness is a part of SQLite's own check of the file. */
export function buildSearchIndex(connection: Connection): void {
  connection.exec(`insert into search(search) values ('rebuild')`)
  connection.exec(`insert into search(search) values ('optimize')`)
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
