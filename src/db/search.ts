/**
 * Full-text search by SQLite FTS5. What a user writes is never an FTS5 expression: it is cut into words, phrases and
 * prefixes, and each goes into the expression as a quoted string (FTS5, section 3.1).
 */
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { fold } from '../facts/text.ts'
import { type Connection, Database } from './driver.ts'
import type { Facts } from './open.ts'
import type { RecordType } from './record-kind.ts'
import { statementsOn } from './statements.ts'
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

/**
 * Documents are numbered by what a reader looks for first: by type in this order, shorter ones before longer ones. Words
 * that stand in very many records are answered in that order.
 */
const typeOrder: readonly RecordType[] = [
  ...(['entity', 'source', 'quantity', 'origin', 'quote', 'estimate', 'event', 'relation', 'mention'] as const),
  ...(['claim', 'evidence'] as const),
]
/** What is sought unless something else is asked for: evidence is found through its facts, claims through their reports. */
export const soughtTypes: readonly RecordType[] = typeOrder.filter((type) => type !== 'evidence' && type !== 'claim')
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
  const within = sql`search.rowid between ${rowid(first * typeStep)} and ${rowid((last + 1) * typeStep - 1)}`
  return last - first + 1 === new Set(places).size ? within : sql`${within} and ${inArray(typeOfDocument, places)}`
}

/** A number as FTS5 must be given it: it takes no notice of a bound that is no INTEGER, and a number is bound as REAL. */
export const rowid = (document: number): bigint => BigInt(document)

/** The record, which is of one of these types, has all the terms in its text. */
export const hasText =
  (id: AnySQLiteColumn, types: readonly RecordType[]) =>
  (terms: SearchTerm[]): SQL =>
    inArray(
      id,
      sql`(select ${searchDocuments.id} from search join ${searchDocuments} on ${searchDocuments.document} = search.rowid where search match ${matchExpression(terms)} and ${isOfTypes(types)})`,
    )

/** The fields of a document, each a column of the index, those first that count most. */
export const searchFields = ['title', 'words', 'notes', 'entities'] as const
export type SearchField = (typeof searchFields)[number]

/** A word that stands in more documents than this is common: ranking them all would take long. */
const maxRanked = 5000

/** Builds the index over all documents. That it is whole is a part of SQLite's own check of the file. */
export function buildSearchIndex(sqlite: Connection): void {
  sqlite.exec(`insert into search(search) values ('rebuild')`)
  sqlite.exec(`insert into search(search) values ('optimize')`)
  writeCommonWords(sqlite)
}

/** Lists the words that stand in very many documents, and where each stands in what is sought. */
export function writeCommonWords(sqlite: Connection): void {
  const { get } = statementsOn(sqlite)
  const insert = sqlite.prepare('insert into common_words (word, fields) values (?, ?)')
  sqlite.exec(`create virtual table temp.all_words using fts5vocab('main', 'search', 'row')`)
  const words = sqlite.prepare(`select term from temp.all_words where doc > ${maxRanked}`).pluck().all() as string[]
  sqlite.exec('drop table temp.all_words')
  for (const word of words) {
    const stands = (field: SearchField) =>
      get(sql`select 1 from search where search match ${`${field} : "${word}"`} and ${isOfTypes(soughtTypes)} limit 1`)
    insert.run(word, searchFields.filter((field) => stands(field) !== undefined).join(' '))
  }
}

/** What makes an index like that of the file, over no table: its documents are given to it. */
export function searchDefinition(sqlite: Connection, name: string): string {
  const { sql } = sqlite.prepare(`select sql from sqlite_master where name = 'search'`).get() as { sql: string }
  return sql.replace('`search`', name).replace(/content='search_documents', content_rowid='document'/, `content=''`)
}

/**
 * Which of a few documents each expression finds. They are put into an index of their own, in memory: in that of the file
 * FTS5 would go through places of the words to the first document that has them all, for each that is asked about.
 */
export function findAmong(facts: Facts, documents: readonly number[], expressions: string[]): Set<number>[] {
  const texts = facts.all<Record<string, unknown>>(
    sql`select ${searchDocuments.document}, ${searchDocuments.title}, ${searchDocuments.words}, ${searchDocuments.notes}, ${searchDocuments.entities} from ${searchDocuments} where ${inArray(searchDocuments.document, documents)}`,
  )
  const sqlite = new Database(':memory:')
  try {
    sqlite.exec(searchDefinition(facts.sqlite, 'search'))
    const add = sqlite.prepare(`insert into search (rowid, ${searchFields}) values (?, ?, ?, ?, ?)`)
    for (const one of texts) add.run(Object.values(one))
    const find = sqlite.prepare('select rowid from search where search match ?').pluck()
    return expressions.map((expression) => new Set(find.all([expression]) as number[]))
  } finally {
    sqlite.close()
  }
}

/** The words that stand in very many documents, and the fields in which each stands in what is sought. */
const commonWords = (facts: Facts): Map<string, string[]> =>
  facts.once('common words', () => {
    const rows = facts.all<{ word: string; fields: string }>(
      sql`select ${commonWordsTable.word}, ${commonWordsTable.fields} from ${commonWordsTable}`,
    )
    return new Map(rows.map(({ word, fields }) => [word, fields.split(' ')]))
  })

const wordsOf = ({ text }: SearchTerm): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Some of the terms stands in so many documents that BM25, which counts them, would take long. */
export function areCommon(facts: Facts, terms: SearchTerm[]): boolean {
  const common = commonWords(facts)
  return terms.some((term) => {
    const words = wordsOf(term)
    const last = words.at(-1) ?? ''
    const isLastCommon = term.isPrefix ? [...common.keys()].some((word) => word.startsWith(last)) : common.has(last)
    return words.length > 0 && words.slice(0, -1).every((word) => common.has(word)) && isLastCommon
  })
}

/**
 * The fields in which a term may stand in what is sought: of a common word they are known. Words that are not of ASCII
 * alone may be other ones to the index, and may stand anywhere.
 */
export function fieldsOf(facts: Facts, term: SearchTerm): SearchField[] {
  if (term.isPrefix || /[^\x20-\x7e]/.test(term.text)) return [...searchFields]
  const common = commonWords(facts)
  return searchFields.filter((field) => wordsOf(term).every((word) => common.get(word)?.includes(field) ?? true))
}
