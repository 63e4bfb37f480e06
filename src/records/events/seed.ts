import { z } from 'zod'
import { dayColumns } from '../../db/day-columns.ts'
import { events } from '../../db/tables.ts'
import { assertionList, isDisputed, renderAssertions } from '../../facts/attribution.ts'
import { ownSentence } from '../../facts/own-words.ts'
import { gradeOf, placeSeed } from '../../facts/place.ts'
import { renderReportedVia, reportedViaSeed } from '../../facts/reported-via.ts'
import { patternText } from '../../facts/seed-faults.ts'
import { addFault, plainText, recordId, seedObject, sourceWords } from '../../facts/text.ts'
import { renderTime, timeSeed } from '../../facts/time.ts'
import { datePrecisions, eventClarities, eventKinds, participantRoles, terms, violenceTypes } from '../../vocabulary.ts'
import { row, type SeedDefinition } from '../shared/definition.ts'
import { displayOfProposition } from '../shared/propositions.ts'
import { type Event, eventContract } from './contract.ts'

const seed = seedObject({
  id: recordId,
  source: recordId,
  kind: z.enum(terms(eventKinds)),
  plover: patternText(/^[A-Z]+(-[a-z]+)*$/, 'a PLOVER event code, such as COOPERATE')
    .nullable()
    .default(null),
  gist: ownSentence,
  part_of: recordId.nullable().default(null),
  type_of_violence: z.enum(terms(violenceTypes)).nullable().default(null),
  event_clarity: z.enum(terms(eventClarities)).nullable().default(null),
  occurred: timeSeed.nullable().default(null),
  date_precision: gradeOf(datePrecisions).nullable().default(null),
  where: placeSeed.nullable().default(null),
  reported_via: reportedViaSeed,
  original_source: sourceWords.nullable().default(null),
  participants: z.array(seedObject({ entity: recordId, role: z.enum(terms(participantRoles)) })).default([]),
  assertions: assertionList,
  note: plainText.nullable().default(null),
}).check((context) => {
  const { kind, type_of_violence, date_precision, occurred } = context.value
  if ((kind === 'organized_violence') !== (type_of_violence !== null))
    addFault(context, 'type_of_violence', 'An event of organized violence has one; no other event has.')
  if (date_precision !== null && occurred === null)
    addFault(context, 'date_precision', 'Says how exactly the day is known, but `occurred` is missing.')
})

export const eventSeed: SeedDefinition<z.output<typeof seed>, Event> = {
  type: 'event',
  seed,
  contract: eventContract,
  roles: { entity: 'participant', by: 'asserter', country: 'event_country' },
  chain: 'part_of',
  render(event, find) {
    const { id, source, kind, plover, gist, part_of, type_of_violence, event_clarity, occurred } = event
    const { date_precision, where, reported_via, original_source, participants, assertions, note } = event
    return {
      id,
      type: 'event',
      ...{ source, kind, plover, gist, part_of, type_of_violence, event_clarity },
      occurred: occurred && renderTime(occurred),
      ...{ date_precision, where },
      reported_via: renderReportedVia(reported_via),
      original_source,
      participants,
      disputed: isDisputed(assertions),
      assertions: renderAssertions(assertions, id, source),
      display: displayOfProposition(gist, assertions, source, find),
      note,
    }
  },
  rows: ({ id, kind, disputed, part_of, type_of_violence, event_clarity, date_precision, where, occurred }) => [
    row(events, {
      ...{ id, kind, disputed, part_of, type_of_violence, event_clarity, date_precision },
      where_precision: where?.precision ?? null,
      latitude: where?.latitude ?? null,
      longitude: where?.longitude ?? null,
      adm_1: where?.adm_1 ?? null,
      adm_2: where?.adm_2 ?? null,
      ...dayColumns({ occurred }, 'occurred'),
    }),
  ],
}
