import { assertions, relations } from '../../db/tables.ts'
import {
  assertionFilter,
  commonFilters,
  entityFilter,
  evidenceSourceFilter,
  exactFilter,
  flagFilter,
  termFilter,
} from '../../listing/filters.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { daySorts, timeFilters } from '../../listing/time-filters.ts'
import { predicates, stances } from '../../vocabulary.ts'
import { relationContract } from './contract.ts'

export const relationList: RecordListing = {
  type: 'relation',
  collection: 'relations',
  description:
    'Propositions subject – predicate – object, with who asserts, denies, questions, narrates or presupposes them.',
  contract: relationContract,
  table: relations,
  filters: {
    ...commonFilters(relations, 'relation', 'relation-arms-threaten-ukraine', 'threat*'),
    subject: {
      ...entityFilter(relations.id, ['subject'], 'Id of the subject.', 'arms'),
      facet: { column: relations.subject },
    },
    predicate: termFilter(relations.predicate, predicates, 'Predicate.'),
    object: {
      ...entityFilter(relations.id, ['object'], 'Id of the object.', 'ukraine'),
      facet: { column: relations.object },
    },
    by: entityFilter(relations.id, ['asserter'], 'Id of an entity that takes a stance on it.', 'kyrylo-budanov'),
    entity: entityFilter(relations.id, [], 'Id of an entity it refers to in any role.', 'north-korea'),
    exact: exactFilter,
    stance: assertionFilter(relations.id, assertions.stance, stances, 'A stance that somebody takes on it.'),
    disputed: flagFilter(
      relations.disputed,
      'true: only those that one asserts, narrates or presupposes and another denies or questions.',
    ),
    source: evidenceSourceFilter(relations.id),
    ...timeFilters(relations.id, 'occurred', 'nothing'),
  },
  sorts: {
    subject: relations.subject,
    predicate: relations.predicate,
    object: relations.object,
    ...daySorts(relations, 'occurred'),
  },
  jsonLd: { types: () => ['Statement', 'Relation'] },
  example: 'relation-arms-threaten-ukraine',
}
