/**
 * Full-text search by SQLite FTS5 over the tokens of `facts/search/tokens.ts`, ranked by BM25. The text of a user is never an
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
  // One text of SQL whatever the number of values, so that the statement stays prepared.
  isAmong: (column, values) => sql`${column} in (select value from json_each(${JSON.stringify(values)}))`,
  hasTerms: (terms) => sql`search match ${matchExpression(terms)}`,
  // BM25 is negative here.
  score: () => sql`-bm25(search, ${weights})`,
  ranking: 'bm25',
  // 150 ms of CPU for 190,000 records.
  maxRanked: 20_000,
}

/** Tokens of a document by field, separated by spaces. */
export type FieldTokens = Record<(typeof tokenColumns)[number], string>

/** Writes documents to the index, in the order of their numbers. */
export function searchIndexWriter(sqlite: Connection) {
  const marks = tokenColumns.map((column) => `@${column}`)
  const insert = sqlite.prepare(
    `insert into search (rowid, ${tokenColumns.join(', ')}) values (@document, ${marks.join(', ')})`,
  )
  return {
    write(document: number, tokens: FieldTokens): void {
      insert.run({ document, ...tokens })
    },
    end(): void {
      for (const command of ['optimize', 'flush']) sqlite.exec(`insert into search(search) values ('${command}')`)
    },
  }
}

/** The tokens of all documents, read from the index. */
export function* documentTokens(sqlite: Connection): Generator<{ document: number; fields: string[] }> {
  sqlite.exec(`create virtual table if not exists temp.search_places using fts5vocab('main', 'search', 'instance')`)
  const documents = sqlite.prepare('select document from search_documents order by document').pluck()
  const places = sqlite.prepare('select doc, col, term from temp.search_places order by doc, col, offset').raw()
  const tokens = places.iterate() as IterableIterator<[number, string, string]>
  let next = tokens.next()
  for (const document of documents.all() as number[]) {
    const fields = tokenColumns.map((): string[] => [])
    for (; !next.done && next.value[0] === document; next = tokens.next()) {
      const [, column, token] = next.value
      fields[tokenColumns.indexOf(column as keyof FieldTokens)]?.push(token)
    }
    yield { document, fields: fields.map((list) => list.join(' ')) }
  }
}

/**
 * The statement that creates the full-text index. It keeps no texts (FTS5, section 4.4.3). Tokens stay as they are: the
 * tokenizer `ascii` cuts at ASCII signs alone, which no token has.
 */
export const searchIndex = `create virtual table search using fts5(
  ${tokenColumns.join(', ')},
  content='',
  tokenize='ascii'
);`
