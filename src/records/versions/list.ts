import { isOneOf } from '../../db/filters.ts'
import { versions } from '../../db/tables.ts'
import { listType } from '../../http/contract/parameters.ts'
import { filter } from '../../listing/filters.ts'
import type { Listing } from '../../listing/listing.ts'
import { versionContract, versionType } from './contract.ts'

export const versionList: Listing = {
  type: 'version',
  collection: 'versions',
  description:
    'Every version of the dataset, oldest first. Each that is still kept can be read at `/versions/{version}/…`, in the same words as this one.',
  contract: versionContract,
  table: versions,
  body: versions.body,
  filters: {
    version: {
      ...filter(listType(versionType), isOneOf(versions.id), 'The version.', '1.1.0'),
      spelling: { column: versions.id, key: (version) => version },
      facet: { column: versions.id },
    },
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
