import { mentions } from '../../db/tables.ts'
import { mentionForms } from '../../vocabulary.ts'
import { commonFilters, referenceFilter, termFilter } from '../records/filters.ts'
import type { Resource } from '../records/resource.ts'
import { mentionContract } from './contract.ts'

export const mentionResource: Resource = {
  type: 'mention',
  collection: 'mentions',
  description: 'The forms in which sources name entities, each with every place where it stands.',
  contract: mentionContract,
  table: mentions,
  filters: {
    ...commonFilters(mentions, 'mention', 'mention-fp-russia-as-moscow', 'moscow'),
    entity: referenceFilter(mentions.entity, 'entity', 'Id of the entity that is meant.', 'north-korea'),
    source: referenceFilter(mentions.source, 'source', 'Id of the source.', 'fp-2024-10-north-korean-shells'),
    form: termFilter(mentions.form, mentionForms, 'Form of the mention.'),
  },
  sorts: {
    entity: mentions.entity,
    source: mentions.source,
    form: mentions.form,
  },
  example: 'mention-fp-russia-as-moscow',
}
