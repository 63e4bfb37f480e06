import { sources } from '../../db/tables.ts'
import { commonFilters, entityFilter, exactFilter, languageFilter, termFilter } from '../../listing/filters.ts'
import type { Node } from '../../listing/jsonld/annotation.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { daySorts, timeFilters } from '../../listing/time-filters.ts'
import { sourceKinds, type Term } from '../../vocabulary.ts'
import { sourceContract } from './contract.ts'

/** Types of schema.org. */
const schemaTypes: Record<Term<typeof sourceKinds>, string> = {
  news_article: 'NewsArticle',
  report: 'Report',
  dataset: 'Dataset',
  statement: 'CreativeWork',
  other: 'CreativeWork',
}

function publicationOf({ published }: Node): Node {
  return published === null ? {} : { datePublished: (published as { edtf: string }).edtf }
}

export const sourceList: RecordListing = {
  type: 'source',
  collection: 'sources',
  description: 'Publications that report the facts, with the identity of the text their spans were counted in.',
  contract: sourceContract,
  table: sources,
  filters: {
    ...commonFilters(sources, 'source', 'fp-2024-10-north-korean-shells', 'shells'),
    kind: termFilter(sources.kind, sourceKinds, 'Kind of publication.'),
    publisher: entityFilter(sources.id, ['publisher'], 'Id of the publisher.', 'foreign-policy'),
    exact: exactFilter,
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
  jsonLd: { types: ({ kind }) => [schemaTypes[kind as Term<typeof sourceKinds>], 'Source'], fields: publicationOf },
  example: 'fp-2024-10-north-korean-shells',
}
