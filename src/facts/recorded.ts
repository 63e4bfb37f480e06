import { z } from 'zod'

/** The clock on which the dataset itself runs. */
export const recordedContract = z
  .object({
    version: z.string().meta({ description: 'Version of the dataset that first had the record.', examples: ['1.1.0'] }),
    date: z.iso.date().meta({ description: 'Day of that version.' }),
  })
  .meta({ id: 'Recorded', description: 'When we first recorded it; its history has what changed since.' })
export type Recorded = z.output<typeof recordedContract>
