import { z } from 'zod'
import { dayColumns } from '../../db/day-columns.ts'
import { events } from '../../db/tables.ts'
import { assertionList, isDisputed, renderAssertions } from '../../facts/attribution.ts'
import { ownSentence } from '../../facts/own-words.ts'
import { patternText } from '../../facts/seed-faults.ts'
import { plainText, recordId, seedObject } from '../../facts/text.ts'
import { renderTime, timeSeed } from '../../facts/time.ts'
import { eventKinds, participantRoles, terms } from '../../vocabulary.ts'
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
  occurred: timeSeed.nullable().default(null),
  participants: z.array(seedObject({ entity: recordId, role: z.enum(terms(participantRoles)) })).default([]),
  assertions: assertionList,
  note: plainText.nullable().default(null),
})

export const eventSeed: SeedDefinition<z.output<typeof seed>, Event> = {
  type: 'event',
  seed,
  contract: eventContract,
  roles: { entity: 'participant', by: 'asserter' },
  chain: 'part_of',
  render: ({ id, source, kind, plover, gist, part_of, occurred, participants, assertions, note }, find) => ({
    id,
    type: 'event',
    ...{ source, kind, plover, gist, part_of },
    occurred: occurred && renderTime(occurred),
    participants,
    disputed: isDisputed(assertions),
    assertions: renderAssertions(assertions, id, source),
    display: displayOfProposition(gist, assertions, source, find),
    note,
  }),
  rows: ({ id, kind, disputed, part_of, occurred }) => [
    row(events, { id, kind, disputed, part_of, ...dayColumns({ occurred }, 'occurred') }),
  ],
}
