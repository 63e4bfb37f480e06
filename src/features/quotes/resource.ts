import { quotes } from '../../db/tables.ts'
import { claimantKinds, quoteActs, quoteModes } from '../../vocabulary.ts'
import { commonFilters, entityFilter, referenceFilter, termFilter } from '../records/filters.ts'
import type { Resource } from '../records/resource.ts'
import { daySorts, knownByFilter, timeFilters } from '../records/time-filters.ts'
import { quoteContract } from './contract.ts'

export const quoteResource: Resource = {
  type: 'quote',
  collection: 'quotes',
  description: 'Attributed statements: who said what to whom, when and in which words.',
  contract: quoteContract,
  table: quotes,
  filters: {
    ...commonFilters(quotes, 'quote', 'quote-budanov-direct-threat', 'threat'),
    speaker: entityFilter(quotes.id, ['speaker'], 'Id of an entity that speaks.', 'kyrylo-budanov'),
    addressee: entityFilter(quotes.id, ['addressee'], 'Id of an entity that is spoken to.', 'un-security-council'),
    about: entityFilter(quotes.id, ['about'], 'Id of an entity it is about.', 'north-korea'),
    entity: entityFilter(quotes.id, [], 'Id of an entity it refers to in any role.', 'north-korea'),
    source: referenceFilter(
      quotes.source,
      'source',
      'Id of the source that reports it.',
      'fp-2024-10-north-korean-shells',
    ),
    act: termFilter(quotes.act, quoteActs, 'What the speaker does.'),
    mode: termFilter(quotes.mode, quoteModes, 'Whether it stands in quotation marks.'),
    claimant_kind: termFilter(quotes.claimant_kind, claimantKinds, 'What kind of speaker.'),
    known_by: knownByFilter(quotes.id, false),
    ...timeFilters(quotes.id, 'said'),
    ...timeFilters(quotes.id, 'published', false),
  },
  sorts: {
    source: quotes.source,
    act: quotes.act,
    mode: quotes.mode,
    claimant_kind: quotes.claimant_kind,
    ...daySorts(quotes, 'said', 'published'),
  },
  example: 'quote-budanov-direct-threat',
}
