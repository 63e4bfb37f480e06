/** Ids that may have been meant by one that no record has. */
import { sql } from 'drizzle-orm'
import { findByName, findNearest } from '../db/entity-names.ts'
import type { Snapshot } from '../db/open.ts'
import { findWithText } from '../db/search.ts'
import { parseSearch } from '../facts/search/search-query.ts'
import { nearestNames } from '../http/contract/nearest.ts'
import type { RecordType } from '../vocabulary.ts'

/** Most ids with which a wrong one is compared letter by letter. */
const maxCompared = 2000
const maxNearest = 5

/**
 * Ids of a type that may have been meant: those with its words, entities of this or nearly this name, those with nearly
 * its letters, else those of records with its words.
 */
export async function findLike(snapshot: Snapshot, type: RecordType, value: string): Promise<string[]> {
  const rows = await snapshot.all<{ id: string }>(
    sql`select id from records where type = ${type} order by id limit ${maxCompared}`,
  )
  const ids = rows.map(({ id }) => id)
  const words = value.split('-')
  const withWords = ids.filter((id) => words.every((word) => id.split('-').includes(word)))
  const text = words.join(' ')
  const named = type === 'entity' ? [...(await findByName(snapshot, text)), ...(await findNearest(snapshot, text))] : []
  const like = [...withWords, ...named.map(({ id }) => id), ...nearestNames(value, ids)]
  const nearest = like.length > 0 ? like : await findWithText(snapshot, type, parseSearch(text))
  return [...new Set(nearest)].slice(0, maxNearest)
}
