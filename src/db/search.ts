/**
 * Full-text search by SQLite FTS5. What a user writes is never an FTS5 expression: it is cut into words, phrases and
 * prefixes, and each goes into the expression as a quoted string (FTS5, section 3.1).
 */
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { fold } from '../facts/text.ts'
import type { Connection } from './driver.ts'
import type { Facts } from './open.ts'
import type { RecordType } from './record-kind.ts'
import { commonWords as commonWordsTable, searchDocuments } from './tables.ts'

/** Stands between the texts of one column: a token of the index, so that no phrase runs from one text into the next. */
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

/** The record has all the terms in its text. */
export const hasText =
  (id: AnySQLiteColumn) =>
  (terms: SearchTerm[]): SQL =>
    inArray(
      id,
      sql`(select ${searchDocuments.id} from search join ${searchDocuments} on ${searchDocuments.document} = search.rowid where search match ${matchExpression(terms)})`,
    )

/**
 * Documents are numbered by what a reader looks for first: by type in this order, shorter ones before longer ones. Words
 * that stand in very many records are answered in that order.
 */
const typeOrder: readonly RecordType[] = [
  ...(['entity', 'source', 'quantity', 'origin', 'quote', 'estimate', 'event', 'relation', 'mention'] as const),
  ...(['claim', 'evidence'] as const),
]
const typeStep = 2 ** 44
const lengthStep = 2 ** 36
const lengthsInStep = 32
const maxLengthSteps = 255

/** Gives the documents of a load their numbers. */
export function documentNumbers(): (type: RecordType, length: number) => number {
  let given = 0
  return (type, length) => {
    given += 1
    const step = Math.min(maxLengthSteps, Math.floor(length / lengthsInStep))
    return typeOrder.indexOf(type) * typeStep + step * lengthStep + given
  }
}

/** The type of the record that a document is of: a place in {@link typeOrder}. */
const typePlace = (document: SQL): SQL => sql`(${document} >> 44)`
export const typeAt = (place: number): RecordType => typeOrder[place] as RecordType
export const typeOfDocument = typePlace(sql`search.rowid`)

/** The documents of records of some types; the full-text index is read only where they are. */
export function isOfTypes(types: readonly RecordType[]): SQL {
  const places = types.map((type) => typeOrder.indexOf(type))
  const [first, last] = [Math.min(...places), Math.max(...places)]
  const within = sql`search.rowid between ${first * typeStep} and ${(last + 1) * typeStep - 1}`
  return last - first + 1 === new Set(places).size ? within : sql`${within} and ${inArray(typeOfDocument, places)}`
}

/** A word that stands in more documents than this is common: ranking them all would take long. */
const maxRanked = 5000

/** Builds the index over all documents. That it is whole is a part of SQLite's own check of the file. */
export function buildSearchIndex(sqlite: Connection): void {
  sqlite.exec(`insert into search(search) values ('rebuild')`)
  sqlite.exec(`insert into search(search) values ('optimize')`)
  sqlite.exec(`create virtual table temp.search_words using fts5vocab('main', 'search', 'row')`)
  sqlite.exec(`insert into common_words select term from temp.search_words where doc > ${maxRanked}`)
  sqlite.exec('drop table temp.search_words')
}

/** What makes an index like that of the file, over no table: its documents are given to it. */
export function searchDefinition(sqlite: Connection, name: string): string {
  const { sql } = sqlite.prepare(`select sql from sqlite_master where name = 'search'`).get() as { sql: string }
  return sql.replace('`search`', name).replace(/content='search_documents', content_rowid='document'/, `content=''`)
}

/** The words that stand in very many documents, as the index has them. */
const commonWords = (facts: Facts): Set<string> =>
  facts.once(
    'common words',
    () => new Set(facts.all<{ word: string }>(sql`select word from ${commonWordsTable}`).map(({ word }) => word)),
  )

/** Some of the terms stands in so many documents that BM25, which counts them, would take long. */
export function areCommon(facts: Facts, terms: SearchTerm[]): boolean {
  const common = commonWords(facts)
  return terms.some(({ text, isPrefix }) => {
    const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
    const last = words.at(-1) ?? ''
    const isLastCommon = isPrefix ? [...common].some((word) => word.startsWith(last)) : common.has(last)
    return words.length > 0 && words.slice(0, -1).every((word) => common.has(word)) && isLastCommon
  })
}
