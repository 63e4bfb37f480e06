import { z } from 'zod'
import { changeOps, changeReasons, changeTypes, terms } from '../../vocabulary.ts'

export const changeContract = z
  .object({
    seq: z.int().min(1).max(1e9).meta({ description: 'Number of the change: each is one more than the one before.' }),
    version: z.string().meta({ description: 'Version that made it.', examples: ['1.1.0'] }),
    date: z.iso.date().meta({ description: 'Day of that version.' }),
    op: z.enum(terms(changeOps)).meta({ description: 'Whether records were added, changed or withdrawn.' }),
    type: z.enum(terms(changeTypes)).nullable().meta({ description: 'Type of the record; null for a baseline.' }),
    id: z.string().nullable().meta({ description: 'Id of the record; null for a baseline.' }),
    source: z
      .string()
      .nullable()
      .meta({ description: 'For a baseline the source whose records are new; null: all records, or no baseline.' }),
    counts: z
      .array(
        z
          .object({
            type: z.string().meta({ description: 'Type of record, or `withdrawn`.', examples: ['quote'] }),
            records: z
              .int()
              .min(1)
              .max(1e9)
              .meta({ description: 'Number of them.', examples: [10] }),
          })
          .meta({ id: 'BaselineCount', description: 'How many records of a type a baseline has.' }),
      )
      .nullable()
      .meta({ description: 'For a baseline how many records of each type; null otherwise.' }),
    fields: z
      .array(z.string())
      .nullable()
      .meta({ description: 'The fields that an editor changed, by their names in the seed; null: not a change.' }),
    reason: z.enum(terms(changeReasons)).meta({ description: 'Why.' }),
    note: z.string().meta({ description: 'Why, in the words of the editor.' }),
    sha256: z
      .string()
      .meta({ description: 'SHA-256 of the record as an editor wrote it; for a baseline, of all its records.' }),
  })
  .meta({ id: 'Change', description: 'A change of the dataset that was released.' })
