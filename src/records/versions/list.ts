import { versions } from '../../db/tables.ts'
import { versionFilter } from '../../listing/filters.ts'
import type { Listing } from '../../listing/listing.ts'
import { versionContract } from './contract.ts'

export const versionList: Listing = {
  type: 'version',
  collection: 'versions',
  description:
    'Every version of the dataset, oldest first. Each that is still kept can be read at `/versions/{version}/…`, in the same words as this one.',
  contract: versionContract,
  table: versions,
  body: { json: versions.body },
  filters: {
    version: versionFilter(versions.id, 'The version.'),
  },
  sorts: { rank: versions.rank },
  defaultSort: {
    names: ['rank'],
    keys: [
      { value: versions.rank, descending: false },
      { value: versions.id, descending: false },
    ],
  },
}
