import { z } from 'zod'
import { recordedContract } from '../../facts/recorded.ts'
import { independences, terms } from '../../vocabulary.ts'

export const originContract = z
  .object({
    id: z.string().meta({ description: 'Id of the origin.' }),
    type: z.literal('origin').meta({ description: 'Type of record.' }),
    name: z.string().meta({ description: 'Name of the party that has the knowledge.' }),
    independence: z
      .enum(terms(independences))
      .meta({ description: 'Independent as a source says, only assumed to be, building on others, or unknown.' }),
    builds_on: z.array(z.string()).meta({ description: 'Ids of the origins it builds on.' }),
    note: z.string().nullable().meta({ description: "An editor's remark." }),
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({
    id: 'Origin',
    description: 'An origin of knowledge: reports of one origin do not corroborate each other.',
  })
export type Origin = z.output<typeof originContract>
