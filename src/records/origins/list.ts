import { and, eq, exists, inArray, sql } from 'drizzle-orm'
import { originBases, origins } from '../../db/tables.ts'
import { commonFilters, idFilter, termFilter } from '../../listing/filters.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { independences } from '../../vocabulary.ts'
import { originContract } from './contract.ts'

const buildsOn = (ids: string[]) =>
  exists(
    sql`(select 1 from ${originBases} where ${and(eq(originBases.origin, origins.id), inArray(originBases.builds_on, ids))})`,
  )

export const originList: RecordListing = {
  type: 'origin',
  collection: 'origins',
  description: 'Origins of the knowledge behind estimates. Reports of one origin do not corroborate each other.',
  contract: originContract,
  table: origins,
  filters: {
    ...commonFilters(origins, 'origin', 'us-gov', 'government'),
    independence: termFilter(origins.independence, independences, 'Independence of the origin.'),
    builds_on: idFilter('origin', buildsOn, 'Id of an origin it builds on.', 'us-gov'),
  },
  sorts: {
    name: origins.sort_name,
    independence: origins.independence,
  },
  jsonLd: { types: () => ['Origin'] },
  example: 'us-gov',
}
