import type { Facts } from '../../db/open.ts'
import { countRecords } from '../records/queries.ts'
import { collectionOf } from '../resources.ts'

/** Number of records by collection. */
export const countsOf = (facts: Facts): Record<string, number> =>
  Object.fromEntries(
    Object.entries(countRecords(facts)).flatMap(([type, total]) => {
      const collection = collectionOf(type)
      return collection === undefined ? [] : [[collection, total]]
    }),
  )
