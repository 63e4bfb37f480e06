import { z } from 'zod'
import { assertionContract, disputedContract } from '../../facts/attribution.ts'
import { displayContract } from '../../facts/display.ts'
import { gradeDescription, gradeOf, placeContract } from '../../facts/place.ts'
import { recordedContract } from '../../facts/recorded.ts'
import { reportedViaContract } from '../../facts/reported-via.ts'
import { timeContract } from '../../facts/time.ts'
import { datePrecisions, eventClarities, eventKinds, participantRoles, terms, violenceTypes } from '../../vocabulary.ts'

const participantContract = z
  .object({
    entity: z.string().meta({ description: 'Id of the entity.' }),
    role: z.enum(terms(participantRoles)).meta({ description: 'Its part in the event.' }),
  })
  .meta({ id: 'Participant', description: 'An entity and its part in an event.' })

export const eventContract = z
  .object({
    id: z.string().meta({ description: 'Id of the event.' }),
    type: z.literal('event').meta({ description: 'Type of record.' }),
    source: z.string().meta({ description: 'Id of the source that first reported it here.' }),
    kind: z.enum(terms(eventKinds)).meta({ description: 'Kind of event.' }),
    plover: z
      .string()
      .nullable()
      .meta({ description: 'PLOVER event code, where one was assigned.', examples: ['COOPERATE'] }),
    gist: z.string().meta({ description: 'What is said to have happened, in our own words.' }),
    part_of: z
      .string()
      .nullable()
      .meta({
        description: 'Id of the event that it is part of, as we read the account; null: of none.',
        examples: ['event-north-korean-arms-deliveries'],
      }),
    type_of_violence: z
      .enum(terms(violenceTypes))
      .nullable()
      .meta({ description: 'Type of organized violence; null for other events.' }),
    event_clarity: z
      .enum(terms(eventClarities))
      .nullable()
      .meta({ description: 'How clearly the reports show it as a single event; null: not coded.' }),
    occurred: timeContract.nullable().meta({ description: 'When it is said to have happened; null: not stated.' }),
    date_precision: gradeOf(datePrecisions)
      .nullable()
      .meta({ description: gradeDescription('How exactly its day is known; null: not coded.', datePrecisions) }),
    where: placeContract.nullable().meta({ description: 'Where it is said to have happened; null: not recorded.' }),
    reported_via: reportedViaContract,
    original_source: z
      .string()
      .nullable()
      .meta({ description: 'Whom those reports name as their source, as the source writes it; null: not said.' }),
    participants: z.array(participantContract).meta({ description: 'Entities that took part, with their parts.' }),
    disputed: disputedContract,
    assertions: z
      .array(assertionContract)
      .min(1)
      .meta({ description: 'Who asserts, denies, questions, narrates or presupposes it.' }),
    display: displayContract,
    note: z.string().nullable().meta({ description: "An editor's remark." }),
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({ id: 'Event', description: 'A proposition that something happened; reported, not asserted by this service.' })
export type Event = z.output<typeof eventContract>
