import { type SQL, sql } from 'drizzle-orm'
import { dayConditions, hasEvidence, refersToEntity } from '../../db/filters.ts'
import { evidence, inTime, records, times } from '../../db/tables.ts'
import { timeContract } from '../../facts/time.ts'
import {
  exactFilter,
  idFilter,
  partsFilter,
  recordedBy,
  referenceFilter,
  searchFilter,
  termFilter,
} from '../../listing/filters.ts'
import type { Listing } from '../../listing/listing.ts'
import { dayFilters } from '../../listing/time-filters.ts'
import { clocks, recordTypes } from '../../vocabulary.ts'
import { timelineContract } from './contract.ts'

/** A field of the time as a member of a JSON object. */
const fieldOf = (name: string): SQL =>
  sql`${sql.raw(`'"${name}":'`)} || (${records.body} -> ${times.clock} -> ${sql.raw(`'${name}'`)})`

/** The fields of the time, without the two ends that a window has besides. */
const time = sql.join(Object.keys(timeContract.shape).map(fieldOf), sql` || ',' || `)

/** The entry as `timelineContract` has it, from the body of the fact. Ids, types and clocks need no escape in JSON. */
const entry = sql`'{"id":"' || ${times.id} || '","fact":"' || ${times.fact} || '","fact_type":"' || ${times.fact_type} || '","clock":"' || ${times.clock} || '","time":{' || ${time} || '},"display":' || (${records.body} -> 'display') || '}'`

export const timeline: Listing = {
  type: 'timelineEntry',
  collection: 'timeline',
  description:
    'The dates of all facts: when a quote or figure was said and published, up to when it holds, what span it covers; when an event happened; when a source appeared. By the first of the widest days, then the last; what nothing bounds comes last.',
  contract: timelineContract,
  table: times,
  body: { json: entry, record: times.fact },
  filters: {
    q: searchFilter(times.fact, 'containers'),
    clock: termFilter(times.clock, clocks, 'Clock: one of the dates of a fact.'),
    type: termFilter(times.fact_type, recordTypes, 'Type of the fact.'),
    fact: referenceFilter(times.fact, 'record', 'Id of the fact.', 'quote-budanov-direct-threat'),
    entity: partsFilter(
      refersToEntity(times.fact),
      'Id of an entity that the fact refers to in any role.',
      'north-korea',
    ),
    exact: exactFilter,
    recorded_by: recordedBy(times.fact),
    source: idFilter(
      'source',
      hasEvidence(times.fact, evidence.source),
      'Id of a source that gives evidence for the fact.',
      'fp-2024-10-north-korean-shells',
    ),
    ...dayFilters('', 'The date itself, whatever its clock.', dayConditions),
  },
  sorts: {
    time_earliest: times.earliest,
    time_latest: times.latest,
    clock: times.clock,
    fact_type: times.fact_type,
    fact: times.fact,
  },
  defaultSort: {
    names: ['time_earliest', 'time_latest'],
    keys: [inTime.earliest(times), inTime.latest(times), times.id].map((value) => ({ value, descending: false })),
  },
}
