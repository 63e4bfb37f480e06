import { assertions, events } from '../../db/tables.ts'
import {
  assertionFilter,
  commonFilters,
  entityFilter,
  evidenceSourceFilter,
  exactFilter,
  flagFilter,
  referenceFilter,
  termFilter,
} from '../../listing/filters.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { daySorts, timeFilters } from '../../listing/time-filters.ts'
import { eventClarities, eventKinds, stances, wherePrecisions } from '../../vocabulary.ts'
import { placeFilters } from '../shared/place-filters.ts'
import { type Event, eventContract } from './contract.ts'

export const eventList: RecordListing = {
  type: 'event',
  collection: 'events',
  description:
    'Propositions that something happened, with who asserts, denies, questions, narrates or presupposes them.',
  contract: eventContract,
  table: events,
  filters: {
    ...commonFilters(events, 'event', 'event-defense-pact-signed', 'pact'),
    kind: termFilter(events.kind, eventKinds, 'Kind of event.'),
    participant: entityFilter(events.id, ['participant'], 'Id of an entity that takes part.', 'north-korea'),
    by: entityFilter(events.id, ['asserter'], 'Id of an entity that takes a stance on it.', 'kyrylo-budanov'),
    entity: entityFilter(events.id, [], 'Id of an entity it refers to in any role.', 'north-korea'),
    exact: exactFilter,
    stance: assertionFilter(events.id, assertions.stance, stances, 'A stance that somebody takes on it.'),
    part_of: referenceFilter(
      events.part_of,
      'event',
      'Id of the event that it is part of.',
      'event-north-korean-arms-deliveries',
    ),
    ...placeFilters(),
    event_clarity: termFilter(
      events.event_clarity,
      eventClarities,
      'How clearly the reports show it as a single event.',
    ),
    disputed: flagFilter(
      events.disputed,
      'true: only those that one asserts, narrates or presupposes and another denies or questions.',
    ),
    source: evidenceSourceFilter(events.id),
    ...timeFilters(events.id, 'occurred'),
  },
  sorts: {
    kind: events.kind,
    type_of_violence: events.type_of_violence,
    where_precision: events.where_precision,
    date_precision: events.date_precision,
    ...daySorts(events, 'occurred'),
  },
  pointOf(record) {
    const { where } = record as Event
    if (where === null || where.latitude === null || where.longitude === null || where.precision === null) return null
    const { latitude, longitude, precision } = where
    return { latitude, longitude, accuracy: wherePrecisions[precision as keyof typeof wherePrecisions] }
  },
  jsonLd: { types: () => ['Event'] },
  example: 'event-defense-pact-signed',
}
