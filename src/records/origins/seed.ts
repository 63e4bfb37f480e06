import { z } from 'zod'
import { originBases, origins } from '../../db/tables.ts'
import { ids } from '../../facts/attribution.ts'
import { addFault, nameText, plainText, recordId, seedObject, sortKey } from '../../facts/text.ts'
import { independences, terms } from '../../vocabulary.ts'
import { row, type SeedDefinition } from '../shared/definition.ts'
import { type Origin, originContract } from './contract.ts'

const seed = seedObject({
  id: recordId,
  name: nameText,
  independence: z.enum(terms(independences)),
  builds_on: ids,
  note: plainText.nullable().default(null),
}).check((context) => {
  const { independence, builds_on } = context.value
  if ((independence === 'builds_on') !== builds_on.length > 0)
    addFault(context, 'builds_on', 'Must name origins where `independence` is builds_on, and be empty elsewhere.')
})

export const originSeed: SeedDefinition<z.output<typeof seed>, Origin> = {
  type: 'origin',
  seed,
  contract: originContract,
  chain: 'builds_on',
  render: ({ id, name, independence, builds_on, note }) => ({
    id,
    type: 'origin',
    name,
    independence,
    builds_on,
    note,
  }),
  rows: ({ id, name, independence, builds_on }) => [
    row(origins, { id, sort_name: sortKey(name), independence }),
    ...builds_on.map((base) => row(originBases, { origin: id, builds_on: base })),
  ],
}
