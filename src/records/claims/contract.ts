import { z } from 'zod'

export const claimContract = z
  .object({
    id: z.string().meta({ description: 'Id of the claim.' }),
    type: z.literal('claim').meta({ description: 'Type of record.' }),
    quantity: z.string().meta({ description: 'Id of the quantity: what is counted.' }),
    reports: z
      .array(z.string())
      .min(1)
      .meta({ description: 'Ids of the estimates that report it, by id; reports of one claim corroborate nothing.' }),
  })
  .meta({ id: 'Claim', description: 'A claim that somebody put forward once; its content is that of its reports.' })
export type Claim = z.output<typeof claimContract>
