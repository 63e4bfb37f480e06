import { gt } from 'drizzle-orm'
import { isOneOf } from '../../db/filters.ts'
import { changes } from '../../db/tables.ts'
import { integerType } from '../../http/contract/parameters.ts'
import { filter, idFilter, termFilter, versionFilter } from '../../listing/filters.ts'
import type { Listing } from '../../listing/listing.ts'
import { changeOps, changeReasons, changeTypes } from '../../vocabulary.ts'
import { changeContract } from './contract.ts'

export const changeList: Listing = {
  type: 'change',
  collection: 'changes',
  description:
    'Every change of the dataset that was released, oldest first. A client that asks for what comes after the last `seq` it has seen (`after_seq`) misses nothing and gets nothing twice.',
  contract: changeContract,
  table: changes,
  body: { json: changes.body },
  filters: {
    after_seq: filter(
      integerType(0, 1e9),
      (seq) => gt(changes.id, seq),
      'Only changes after the one of this number.',
      '0',
    ),
    version: versionFilter(changes.version, 'Version that made the change.'),
    op: termFilter(changes.op, changeOps, 'Whether records were added, changed or withdrawn.'),
    type: termFilter(changes.type, changeTypes, 'Type of the record.'),
    id: {
      ...idFilter(
        'record',
        isOneOf(changes.record),
        'Id of a record, also of one that was withdrawn. A baseline names no records: `/v1/{list}/{id}/history` has it as well.',
      ),
      includesWithdrawn: true,
    },
    reason: termFilter(changes.reason, changeReasons, 'Why.'),
  },
  sorts: { seq: changes.id },
}
