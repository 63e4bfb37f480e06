import type { z } from 'zod'
import { claims } from '../../db/tables.ts'
import { ids } from '../../facts/attribution.ts'
import { recordId, seedObject } from '../../facts/text.ts'
import { row, type SeedDefinition } from '../shared/definition.ts'
import { type Claim, claimContract } from './contract.ts'

const seed = seedObject({ id: recordId, quantity: recordId, reports: ids })

/** The type `claim`. A claim is created by the first estimate that names it, so no seed file lists claims. */
export const claimSeed: SeedDefinition<z.output<typeof seed>, Claim> = {
  type: 'claim',
  seed,
  contract: claimContract,
  render: ({ id, quantity, reports }) => ({ id, type: 'claim', quantity, reports }),
  rows: ({ id, quantity }) => [row(claims, { id, quantity })],
}
