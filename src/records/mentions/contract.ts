import { z } from 'zod'
import { displayContract } from '../../facts/display.ts'
import { evidenceContract } from '../../facts/evidence.ts'
import { recordedContract } from '../../facts/recorded.ts'
import { mentionForms, terms } from '../../vocabulary.ts'

export const mentionContract = z
  .object({
    id: z.string().meta({ description: 'Id of the mention.' }),
    type: z.literal('mention').meta({ description: 'Type of record.' }),
    entity: z.string().meta({ description: 'Id of the entity that is meant.' }),
    source: z.string().meta({ description: 'Id of the source.' }),
    as_written: z
      .string()
      .meta({ description: 'The words, exactly as they stand in the source.', examples: ['North Korean'] }),
    form: z.enum(terms(mentionForms)).meta({ description: 'Name, adjective, metonym, title or description.' }),
    display: displayContract,
    note: z.string().nullable().meta({ description: "An editor's remark." }),
    evidence: z
      .array(evidenceContract)
      .min(1)
      .meta({ description: 'Every place where these words stand for the entity.' }),
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({ id: 'Mention', description: 'One form in which a source names an entity, with every place where it stands.' })
export type Mention = z.output<typeof mentionContract>
