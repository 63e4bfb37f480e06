import { z } from 'zod'
import { evidenceContract } from '../../facts/evidence.ts'
import { recordedContract } from '../../facts/recorded.ts'
import { recordTypes, terms } from '../../vocabulary.ts'

const { id, ...rest } = evidenceContract.shape

export const evidenceRecordContract = z
  .object({
    id,
    type: z.literal('evidence').meta({ description: 'Type of record.' }),
    fact: z.string().meta({ description: 'Id of the fact that rests on it.' }),
    fact_type: z.enum(terms(recordTypes)).meta({ description: 'Type of that fact.' }),
    ...rest,
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({ id: 'EvidenceRecord', description: 'Evidence with the fact that rests on it.' })
export type EvidenceRecord = z.output<typeof evidenceRecordContract>
