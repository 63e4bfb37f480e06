import { claims } from '../../db/tables.ts'
import { commonFilters, referenceFilter } from '../../listing/filters.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { claimContract } from './contract.ts'

export const claimList: RecordListing = {
  type: 'claim',
  collection: 'claims',
  description:
    'Claims, each put forward once by somebody, with the ids of their reports: `include=reports` adds the reports.',
  contract: claimContract,
  table: claims,
  filters: {
    ...commonFilters(claims, 'claim', 'claim-experts-2-million-shells', 'shells'),
    quantity: referenceFilter(claims.quantity, 'quantity', 'Id of the quantity.', 'shells-delivered-kp-ru'),
  },
  sorts: { quantity: claims.quantity },
  jsonLd: { types: () => ['Claim'] },
  example: 'claim-experts-2-million-shells',
}
