import type { CountedList } from '../db/counts.ts'
import type { Listing } from '../features/records/resource.ts'

/** What is counted of a list at load: all of its facets. */
export const countedOf = ({ collection, table, filters }: Listing): CountedList => ({
  ...{ collection, table },
  facets: Object.fromEntries(
    Object.entries(filters).flatMap(([name, { facet }]) => (facet === undefined ? [] : [[name, facet]])),
  ),
})
