/**
 * Full-text search by SQLite FTS5. What a user writes is never an FTS5 expression: it is cut into words, phrases and
 * prefixes, and each goes into the expression as a quoted string (FTS5, section 3.1).
 */
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { RecordType } from '../vocabulary.ts'
import { recordTypes, terms } from '../vocabulary.ts'
import type { Connection } from './driver.ts'
import { searchDocuments } from './tables.ts'

/** Stands between the texts of one column. */
export const textSeparator = ' ¶ '

export const maxTerms = 16

/** One word or phrase that must stand in a record. */
export interface SearchTerm {
  text: string
  /** It may go on: `shell*` finds shells. */
  isPrefix: boolean
}

/**
 * Cuts a query into what must stand in a record: words, "phrases in quotation marks", and beginnings* of words. What
 * holds no letter or digit finds nothing and is left out.
 */
export function parseSearch(query: string): SearchTerm[] {
  const parts = query.normalize('NFC').matchAll(/["“”„«»]([^"“”„«»]*)(?:["“”„«»](\*?)|$)|([^\s"“”„«»]+)/gu)
  return Array.from(parts, ([, phrase, star, word]) => ({
    text: (phrase ?? word ?? '').replace(/\*+$/, ''),
    isPrefix: phrase === undefined ? /\*$/.test(word ?? '') : star === '*',
  })).filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}

/** The FTS5 expression that all terms must stand in a record; only quoted strings of the user get into it. */
export const matchExpression = (terms: SearchTerm[]): string =>
  terms.map(({ text, isPrefix }) => `"${text.replaceAll('"', '""')}"${isPrefix ? '*' : ''}`).join(' ')

/** Types that are sought unless others are asked for: evidence is found through its facts, claims through their reports. */
export const soughtTypes: readonly RecordType[] = terms(recordTypes).filter(
  (type) => type !== 'evidence' && type !== 'claim',
)

/** The record has all the terms in its text. */
export const hasText =
  (id: AnySQLiteColumn) =>
  (terms: SearchTerm[]): SQL =>
    inArray(
      id,
      sql`(select ${searchDocuments.id} from search join ${searchDocuments} on ${searchDocuments.document} = search.rowid where search match ${matchExpression(terms)})`,
    )

/** The fields of a document, each a column of the index, those first that count most. */
export const searchFields = ['title', 'words', 'notes', 'entities'] as const

/** Builds the index over all documents. That it is whole is a part of SQLite's own check of the file. */
export function buildSearchIndex(sqlite: Connection): void {
  sqlite.exec(`insert into search(search) values ('rebuild')`)
  sqlite.exec(`insert into search(search) values ('optimize')`)
}

/**
 * The statement that creates a full-text index over `search_documents`. The sign between texts is a token, so that no
 * phrase runs from one text into the next.
 * @param content where FTS5 reads the texts again (FTS5, section 4.4)
 */
export const searchIndex = (name: string, content = `content='search_documents', content_rowid='document'`): string =>
  `create virtual table ${name} using fts5(
  ${searchFields.join(', ')},
  ${content},
  tokenize='unicode61 remove_diacritics 2 tokenchars ${textSeparator.trim()}'
);`
