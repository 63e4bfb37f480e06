import { z } from 'zod'
import { assertionContract, disputedContract } from '../../facts/attribution.ts'
import { displayContract } from '../../facts/display.ts'
import { recordedContract } from '../../facts/recorded.ts'
import { timeContract } from '../../facts/time.ts'
import { predicates, terms } from '../../vocabulary.ts'

export const relationContract = z
  .object({
    id: z.string().meta({ description: 'Id of the relation.' }),
    type: z.literal('relation').meta({ description: 'Type of record.' }),
    source: z.string().meta({ description: 'Id of the source that first reported it here.' }),
    subject: z.string().meta({ description: 'Id of the entity on the left.' }),
    predicate: z.enum(terms(predicates)).meta({ description: 'Relation of the subject to the object.' }),
    object: z.string().meta({ description: 'Id of the entity on the right.' }),
    gist: z.string().meta({ description: 'The proposition, in our own words.' }),
    occurred: timeContract.nullable().meta({ description: 'When it is said to hold; null: not stated.' }),
    disputed: disputedContract,
    assertions: z
      .array(assertionContract)
      .min(1)
      .meta({ description: 'Who asserts, denies, questions, narrates or presupposes it.' }),
    display: displayContract,
    note: z.string().nullable().meta({ description: "An editor's remark." }),
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({
    id: 'Relation',
    description: 'A proposition subject – predicate – object; reported, not asserted by this service.',
  })
export type Relation = z.output<typeof relationContract>
