import { mentions } from '../../db/tables.ts'
import { commonFilters, entityFilter, exactFilter, referenceFilter, termFilter } from '../../listing/filters.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { mentionForms } from '../../vocabulary.ts'
import { mentionContract } from './contract.ts'

export const mentionList: RecordListing = {
  type: 'mention',
  collection: 'mentions',
  description: 'The forms in which sources name entities, each with every place where it stands.',
  contract: mentionContract,
  table: mentions,
  filters: {
    ...commonFilters(mentions, 'mention', 'mention-fp-russia-as-moscow', 'moscow'),
    entity: {
      ...entityFilter(mentions.id, ['mentioned'], 'Id of the entity that is meant.', 'north-korea'),
      facet: { column: mentions.entity },
    },
    exact: exactFilter,
    source: referenceFilter(mentions.source, 'source', 'Id of the source.', 'fp-2024-10-north-korean-shells'),
    form: termFilter(mentions.form, mentionForms, 'Form of the mention.'),
  },
  sorts: {
    entity: mentions.entity,
    source: mentions.source,
    form: mentions.form,
  },
  jsonLd: { types: () => ['Mention'] },
  example: 'mention-fp-russia-as-moscow',
}
