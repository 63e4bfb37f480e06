/** Searches by a name of an entity: every name of it finds the same records. */
import { and, inArray, isNotNull, sql } from 'drizzle-orm'
import { keysIn, searchNames, withNames } from '../facts/search/search-names.ts'
import type { SearchTerm } from '../facts/search/search-query.ts'
import type { Snapshot } from './open.ts'
import { entityNames } from './tables.ts'

/** The terms of a search, those that are a name of an entity with all of its names as alternatives. */
export async function withAllNames({ db }: Snapshot, terms: SearchTerm[]): Promise<SearchTerm[]> {
  const { entity, name, scheme, search_key: key } = entityNames
  const named = db
    .select({ entity })
    .from(entityNames)
    .where(inArray(key, keysIn(terms)))
  const found = await db
    .select({ entity, name, scheme, key: sql<string>`${key}` })
    .from(entityNames)
    .where(and(inArray(entity, named), isNotNull(key)))
    .orderBy(entity, scheme, name)
  return withNames(terms, searchNames(found))
}
