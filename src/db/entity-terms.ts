/** Searches by a name of an entity: every name of it finds the same records. */

import { searchNames, withNames } from '../facts/search/search-names.ts'
import type { SearchTerm } from '../facts/search/search-query.ts'
import type { Snapshot } from './open.ts'
import { entityNames } from './tables.ts'

/** The terms of a search, those that are a name of an entity with all of its names as alternatives. */
export async function withAllNames(snapshot: Snapshot, terms: SearchTerm[]): Promise<SearchTerm[]> {
  const names = await snapshot.once('names for search', async () => {
    const { entity, name, scheme } = entityNames
    return searchNames(
      await snapshot.db.select({ entity, name, scheme }).from(entityNames).orderBy(entity, scheme, name),
    )
  })
  return withNames(terms, names)
}
