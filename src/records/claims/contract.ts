import { z } from 'zod'
import { recordedContract } from '../../facts/recorded.ts'

export const claimContract = z
  .object({
    id: z.string().meta({ description: 'Id of the claim.' }),
    type: z.literal('claim').meta({ description: 'Type of record.' }),
    quantity: z.string().meta({ description: 'Id of the quantity: what is counted.' }),
    reports: z
      .array(z.string())
      .min(1)
      .meta({ description: 'Ids of the estimates that report it, by id; reports of one claim corroborate nothing.' }),
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({ id: 'Claim', description: 'A claim that somebody put forward once; its content is that of its reports.' })
export type Claim = z.output<typeof claimContract>
