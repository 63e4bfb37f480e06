import { z } from 'zod'
import { claimantKindContract, hedgeContract } from '../../facts/attribution.ts'
import { displayContract } from '../../facts/display.ts'
import { evidenceContract } from '../../facts/evidence.ts'
import { recordedContract } from '../../facts/recorded.ts'
import { timeContract } from '../../facts/time.ts'
import { quoteActs, quoteModes, terms } from '../../vocabulary.ts'

export const quoteContract = z
  .object({
    id: z.string().meta({ description: 'Id of the quote.' }),
    type: z.literal('quote').meta({ description: 'Type of record.' }),
    source: z.string().meta({ description: 'Id of the source that reports it.' }),
    speakers: z.array(z.string()).meta({ description: 'Ids of the entities that say it; empty: nobody is named.' }),
    claimant_kind: claimantKindContract,
    addressees: z.array(z.string()).meta({ description: 'Ids of the entities it is said to; empty: not stated.' }),
    relayed_by: z.array(z.string()).meta({ description: 'Ids of those who merely pass it on, first to last.' }),
    act: z.enum(terms(quoteActs)).meta({ description: 'Act of the speaker: assert, deny, ask or demand.' }),
    cue: z
      .string()
      .nullable()
      .meta({ description: 'The words that introduce it.', examples: ['called'] }),
    mode: z.enum(terms(quoteModes)).meta({ description: 'Whether it stands in quotation marks in the source.' }),
    verbatim: z
      .string()
      .nullable()
      .meta({ description: 'The words in quotation marks; null unless such marks stand there.' }),
    gist: z.string().meta({ description: 'Content of the statement, in our own words.' }),
    about: z.array(z.string()).meta({ description: 'Ids of the entities it is about.' }),
    said: timeContract.nullable().meta({ description: 'When it was said; null: the source does not say.' }),
    published: timeContract.nullable().meta({ description: 'When the source reported it.' }),
    hedges: z.array(hedgeContract).meta({ description: 'Words that weaken it.' }),
    display: displayContract,
    note: z.string().nullable().meta({ description: "An editor's remark." }),
    evidence: z.array(evidenceContract).min(1).meta({ description: 'The words it rests on, every occurrence.' }),
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({ id: 'Quote', description: 'An attributed statement. Words are not put in mouths.' })
export type Quote = z.output<typeof quoteContract>
