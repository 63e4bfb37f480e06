/**
 * Full-text search by a tsvector of our own tokens, so that it finds the same records as other engines: the parser and
 * the dictionaries of PostgreSQL have no part in it. The fields of a document are its weights A to D.
 */
import { type SQL, sql } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import type { Form, SearchTerm } from '../../facts/search/search-query.ts'
import type { Engine } from '../open.ts'
import { fieldWeights, searchFields } from '../search.ts'

/** Drizzle's SQL with the placeholders of PostgreSQL. */
export class PostgresDialect extends SQLiteAsyncDialect {
  override escapeParam(index: number): string {
    return `$${index + 1}`
  }
}

/** PostgreSQL takes 2,046 bytes. */
const maxTokenLength = 500
const lexeme = (token: string): string => `'${[...token].slice(0, maxTokenLength).join('').replace(/['\\]/g, '$&$&')}'`

const weightOf = (index: number): string => 'ABCD'[index] as string

/**
 * The text of a tsvector.
 * @param fields tokens of each field, separated by spaces; phrases end at every `¶` and at the end of a field
 */
export function tokenVector(fields: string[]): string {
  const places = new Map<string, string[]>()
  let position = 0
  for (const [index, field] of fields.entries()) {
    for (const token of field.split(' ')) {
      position += 1
      if (token === '' || token === '¶') continue
      const place = `${position}${weightOf(index)}`
      const known = places.get(token)
      if (known === undefined) places.set(token, [place])
      else known.push(place)
    }
    position += 1
  }
  return Array.from(places, ([token, all]) => `${lexeme(token)}:${all.join(',')}`).join(' ')
}

function formQuery({ tokens, isRow, isPrefix, isInTexts }: Form): string {
  const fields = isInTexts === true ? 'ABC' : ''
  const parts = tokens.map((token, index) => {
    const label = (isPrefix && index === tokens.length - 1 ? '*' : '') + fields
    return label === '' ? lexeme(token) : `${lexeme(token)}:${label}`
  })
  return `(${parts.join(isRow ? ' <-> ' : ' & ')})`
}

const termQuery = ({ forms }: SearchTerm): string => `(${forms.map(formQuery).join(' | ')})`

const vectorQuery = (terms: SearchTerm[]): SQL =>
  sql`cast(${terms.map((term) => (term.isExcluded ? '!' : '') + termQuery(term)).join(' & ')} as tsquery)`

const maxRanked = 5_000

/** From D to A. */
const weights = searchFields.map((field) => fieldWeights[field] / fieldWeights.title).reverse()

/** How rare a term is, as in BM25; frequent ones are counted no further than records are ranked. */
const rarity = (query: SQL): SQL => sql`(
  select ln(1 + (total.documents + 0.5) / (found.documents + 0.5))
  from (select coalesce(max(rowid), 0) as documents from search) as total,
    (select count(*) as documents from (select 1 from search where tokens @@ ${query} limit ${maxRanked}) as counted) as found
)`

export const postgres: Engine = {
  isAmong: (column, values) => sql`${column} = any(${sql.param(values)})`,
  hasTerms: (terms) => sql`search.tokens @@ ${vectorQuery(terms)}`,
  // There is no BM25: each term counts by how rare it is, and a long document for less (1).
  score(terms) {
    const ranks = terms
      .filter(({ isExcluded }) => !isExcluded)
      .map((term) => {
        const query = vectorQuery([term])
        return sql`${rarity(query)} * ts_rank(${sql.raw(`'{${weights.join(', ')}}'`)}, search.tokens, ${query}, 1)`
      })
    return sql`cast(${sql.join(ranks, sql` + `)} as double precision)`
  },
  ranking: 'ts_rank',
  maxRanked,
}
