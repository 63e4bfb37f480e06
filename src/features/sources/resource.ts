import { sources } from '../../db/tables.ts'
import { sourceKinds } from '../../vocabulary.ts'
import { commonFilters, entityFilter, languageFilter, termFilter } from '../records/filters.ts'
import type { Resource } from '../records/resource.ts'
import { daySorts, timeFilters } from '../records/time-filters.ts'
import { sourceContract } from './contract.ts'

export const sourceResource: Resource = {
  type: 'source',
  collection: 'sources',
  description: 'Publications that report the facts, with the identity of the text their spans were counted in.',
  contract: sourceContract,
  table: sources,
  filters: {
    ...commonFilters(sources, 'source', 'fp-2024-10-north-korean-shells', 'shells'),
    kind: termFilter(sources.kind, sourceKinds, 'Kind of publication.'),
    publisher: entityFilter(sources.id, ['publisher'], 'Id of the publisher.', 'foreign-policy'),
    language: languageFilter(sources.language, 'Language of the text.', 'en'),
    ...timeFilters(sources.id, 'published'),
  },
  sorts: {
    title: sources.sort_title,
    kind: sources.kind,
    publisher: sources.publisher,
    language: sources.language,
    ...daySorts(sources, 'published'),
  },
  example: 'fp-2024-10-north-korean-shells',
}
