import { z } from 'zod'
import { timeContract } from '../../facts/time.ts'
import { clocks, recordTypes, terms } from '../../vocabulary.ts'

export const timelineContract = z
  .object({
    id: z.string().meta({ description: 'Id of the fact and the clock, joined by a full stop.' }),
    fact: z.string().meta({ description: 'Id of the fact.' }),
    fact_type: z.enum(terms(recordTypes)).meta({ description: 'Type of that fact.' }),
    clock: z.enum(terms(clocks)).meta({ description: 'Clock of the fact that this date is.' }),
    time: timeContract.meta({ description: 'The date, as vague as it was.' }),
    display: z.string().meta({ description: 'One line that shows the fact.' }),
  })
  .meta({ id: 'TimelineEntry', description: 'One date of one fact.' })
