import { quotes } from '../../db/tables.ts'
import { commonFilters, entityFilter, exactFilter, referenceFilter, termFilter } from '../../listing/filters.ts'
import type { Node } from '../../listing/jsonld/annotation.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { daySorts, knownByFilter, timeFilters } from '../../listing/time-filters.ts'
import { claimantKinds, quoteActs, quoteModes } from '../../vocabulary.ts'
import { quoteContract } from './contract.ts'

/** Types of schema.org. Only words in quotation marks are a Quotation; questions and demands are not a Claim. */
function typesOf({ mode, act }: Node): string[] {
  const claims = act === 'assertion' || act === 'denial'
  return [mode !== 'indirect' ? 'Quotation' : claims ? 'Claim' : 'CreativeWork', 'Quote']
}

export const quoteList: RecordListing = {
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
    exact: exactFilter,
    source: referenceFilter(
      quotes.source,
      'source',
      'Id of the source that reports it.',
      'fp-2024-10-north-korean-shells',
    ),
    act: termFilter(quotes.act, quoteActs, 'Act of the speaker.'),
    mode: termFilter(quotes.mode, quoteModes, 'Whether it stands in quotation marks.'),
    claimant_kind: termFilter(quotes.claimant_kind, claimantKinds, 'Kind of speaker.'),
    known_by: knownByFilter(quotes.id, false),
    ...timeFilters(quotes.id, 'said'),
    ...timeFilters(quotes.id, 'published', 'possibly'),
  },
  sorts: {
    source: quotes.source,
    act: quotes.act,
    mode: quotes.mode,
    claimant_kind: quotes.claimant_kind,
    ...daySorts(quotes, 'said', 'published'),
  },
  jsonLd: { types: typesOf },
  example: 'quote-budanov-direct-threat',
}
