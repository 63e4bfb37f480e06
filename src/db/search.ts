/**
 * Full-text search by SQLite FTS5. The text of a user is never an FTS5 expression: it is cut into words, phrases and
 * prefixes, and each goes into the expression as a quoted string (FTS5, section 3.1).
 */
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { type RecordType, recordTypes, terms } from '../vocabulary.ts'
import type { Connection } from './driver.ts'
import { searchDocuments } from './tables.ts'

/** Separator between the texts of one column. */
export const textSeparator = ' ¶ '

export const maxTerms = 16

/** One word or phrase that a record must contain. */
export interface SearchTerm {
  text: string
  /** True of a beginning: `shell*` finds shells. */
  isPrefix: boolean
}

/**
 * Cuts a query into words, "phrases in quotation marks", and beginnings* of words, which a record must contain. A part
 * without a letter or digit would find nothing and is left out.
 */
export function parseSearch(query: string): SearchTerm[] {
  const parts = query.normalize('NFC').matchAll(/["“”„«»]([^"“”„«»]*)(?:["“”„«»](\*?)|$)|([^\s"“”„«»]+)/gu)
  return Array.from(parts, ([, phrase, star, word]) => ({
    text: (phrase ?? word ?? '').replace(/\*+$/, ''),
    isPrefix: phrase === undefined ? /\*$/.test(word ?? '') : star === '*',
  })).filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}

/** The FTS5 expression for all terms; text of the user enters it only as quoted strings. */
export const matchExpression = (terms: SearchTerm[]): string =>
  terms.map(({ text, isPrefix }) => `"${text.replaceAll('"', '""')}"${isPrefix ? '*' : ''}`).join(' ')

/** Types that are searched by default: evidence is found through its facts, claims through their reports. */
export const soughtTypes: readonly RecordType[] = terms(recordTypes).filter(
  (type) => type !== 'evidence' && type !== 'claim',
)

/** True if the text of the record contains all terms. */
export const hasText =
  (id: AnySQLiteColumn) =>
  (terms: SearchTerm[]): SQL =>
    inArray(
      id,
      sql`(select ${searchDocuments.id} from search join ${searchDocuments} on ${searchDocuments.document} = search.rowid where search match ${matchExpression(terms)})`,
    )

/** The fields of a document, each a column of the index, those with the greatest weight first. */
export const searchFields = ['title', 'words', 'notes', 'entities'] as const

/** Builds the index over all documents. Its completeness is a part of SQLite's own check of the file. */
export function buildSearchIndex(sqlite: Connection): void {
  sqlite.exec(`insert into search(search) values ('rebuild')`)
  sqlite.exec(`insert into search(search) values ('optimize')`)
}

/**
 * The statement that creates a full-text index over `search_documents`. The separator between texts is a token, so that
 * no phrase runs from one text into the next.
 * @param content source from which FTS5 reads the texts again (FTS5, section 4.4)
 */
export const searchIndex = (name: string, content = `content='search_documents', content_rowid='document'`): string =>
  `create virtual table ${name} using fts5(
  ${searchFields.join(', ')},
  ${content},
  tokenize='unicode61 remove_diacritics 2 tokenchars ${textSeparator.trim()}'
);`
