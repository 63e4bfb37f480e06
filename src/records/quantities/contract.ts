import { z } from 'zod'
import { recordedContract } from '../../facts/recorded.ts'
import { harms, measures, personStatuses, stages, terms, unitDefinitions } from '../../vocabulary.ts'

export const quantityContract = z
  .object({
    id: z.string().meta({ description: 'Id of the quantity.' }),
    type: z.literal('quantity').meta({ description: 'Type of record.' }),
    name: z.string().meta({ description: 'Short name.' }),
    definition: z.string().meta({ description: 'What exactly is counted.' }),
    unit: z.enum(terms(unitDefinitions)).meta({ description: 'Unit of low, high and best.' }),
    unit_ucum: z.string().meta({ description: 'The unit in UCUM.', examples: ['{shell}'] }),
    event: z
      .string()
      .nullable()
      .meta({ description: 'Id of the event that it counts something of; null: of no single event.' }),
    harm: z
      .enum(terms(harms))
      .nullable()
      .meta({ description: 'Harm that people came to, where people are counted; null otherwise.' }),
    status: z
      .enum(terms(personStatuses))
      .nullable()
      .meta({ description: 'The people it counts; null: all, or no people are counted.' }),
    supplier: z
      .string()
      .nullable()
      .meta({ description: 'Id of the entity that supplies (SIPRI: supplier); null: does not apply.' }),
    recipient: z
      .string()
      .nullable()
      .meta({ description: 'Id of the entity that receives (SIPRI: recipient); null: does not apply.' }),
    materiel: z.array(z.string()).meta({ description: 'Ids of the kinds of materiel counted.' }),
    stage: z
      .enum(terms(stages))
      .nullable()
      .meta({ description: 'At which stage it is counted; null: does not apply.' }),
    measure: z
      .enum(terms(measures))
      .meta({ description: 'Total, rate, stock, capacity, share, duration or distance.' }),
    per: z
      .string()
      .nullable()
      .meta({ description: 'Period of a rate, as an ISO 8601 duration; null otherwise.', examples: ['P1Y'] }),
    share_of: z.string().nullable().meta({ description: 'Id of the quantity a share is part of; null otherwise.' }),
    includes: z.array(z.string()).meta({ description: 'What the count includes beyond its name.' }),
    excludes: z.array(z.string()).meta({ description: 'What the count leaves out.' }),
    additive: z.boolean().meta({
      description:
        'True where a count over two separate windows is the sum of both; such a count never falls as its window grows.',
    }),
    note: z.string().nullable().meta({ description: "An editor's remark." }),
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({ id: 'Quantity', description: 'What is counted, so that only like is compared.' })
export type Quantity = z.output<typeof quantityContract>
