import { z } from 'zod'

const count = z.int().min(0).max(1e9)
const seq = z.int().min(1).max(1e9).nullable()

export const versionContract = z
  .object({
    version: z.string().meta({ description: 'The version.', examples: ['1.1.0'] }),
    date: z.iso.date().meta({ description: 'Its day.' }),
    is_released: z.boolean().meta({ description: 'False for the one in service where it was not released yet.' }),
    note: z.string().nullable().meta({ description: 'What it brought; null: not released.' }),
    baselines: count.meta({ description: 'Number of baselines: sources that were new, or the first release.' }),
    added: count.meta({ description: 'Number of records that were added by themselves.' }),
    changed: count.meta({ description: 'Number of records that were changed.' }),
    withdrawn: count.meta({ description: 'Number of records that were withdrawn.' }),
    first_seq: seq.meta({ description: 'Number of its first change; null: not released.' }),
    last_seq: seq.meta({ description: 'Number of its last change; null: not released.' }),
    state: z.string().meta({ description: 'SHA-256 over all its records as they were written.' }),
  })
  .meta({ id: 'Version', description: 'A version of the dataset. It never changes.' })
export type Version = z.output<typeof versionContract>
