import { assertions, relations } from '../../db/tables.ts'
import { predicates, stances } from '../../vocabulary.ts'
import {
  assertionFilter,
  commonFilters,
  entityFilter,
  evidenceSourceFilter,
  flagFilter,
  referenceFilter,
  termFilter,
} from '../records/filters.ts'
import type { Resource } from '../records/resource.ts'
import { daySorts, timeFilters } from '../records/time-filters.ts'
import { relationContract } from './contract.ts'

export const relationResource: Resource = {
  type: 'relation',
  collection: 'relations',
  description: 'Propositions subject – predicate – object, with who asserts, denies, questions or narrates them.',
  contract: relationContract,
  table: relations,
  filters: {
    ...commonFilters(relations, 'relation', 'relation-north-korea-supplies-russia', 'threat*'),
    subject: referenceFilter(relations.subject, 'entity', 'Id of the subject.', 'north-korea'),
    predicate: termFilter(relations.predicate, predicates, 'Predicate.'),
    object: referenceFilter(relations.object, 'entity', 'Id of the object.', 'russia'),
    by: entityFilter(relations.id, ['asserter'], 'Id of an entity that takes a stance on it.', 'kyrylo-budanov'),
    entity: entityFilter(relations.id, [], 'Id of an entity it refers to in any role.', 'north-korea'),
    stance: assertionFilter(relations.id, assertions.stance, stances, 'A stance that somebody takes on it.'),
    disputed: flagFilter(relations.disputed, 'true: only those that one asserts and another denies.'),
    source: evidenceSourceFilter(relations.id),
    ...timeFilters(relations.id, 'occurred', false),
  },
  sorts: {
    subject: relations.subject,
    predicate: relations.predicate,
    object: relations.object,
    ...daySorts(relations, 'occurred'),
  },
  example: 'relation-north-korea-supplies-russia',
}
