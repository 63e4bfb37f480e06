import { estimates } from '../../db/tables.ts'
import { claimantKinds, modifiers } from '../../vocabulary.ts'
import { entityFilter, flagFilter, referenceFilter, termFilter, timeFilters } from '../records/filters.ts'
import type { Resource } from '../records/resource.ts'
import { estimateContract } from './contract.ts'

export const estimateResource: Resource = {
  type: 'estimate',
  collection: 'estimates',
  description: 'Figures as they were put forward: words, bounds, hedges, claimants, windows. Nothing is averaged.',
  contract: estimateContract,
  table: estimates,
  filters: {
    quantity: referenceFilter(estimates.quantity, 'quantity', 'Id of the quantity.', 'shells-delivered-kp-ru'),
    claim: referenceFilter(estimates.claim, 'claim', 'Id of the claim it reports.', 'claim-experts-2-million-shells'),
    claimant: entityFilter(estimates.id, ['claimant'], 'Id of an entity that puts it forward.', 'experts'),
    entity: entityFilter(estimates.id, [], 'Id of an entity it refers to in any role.', 'experts'),
    source: referenceFilter(
      estimates.source,
      'source',
      'Id of the source that reports it.',
      'fp-2024-10-north-korean-shells',
    ),
    origin: referenceFilter(estimates.origin, 'origin', 'Id of the origin of the knowledge.', 'us-gov'),
    quote: referenceFilter(
      estimates.quote,
      'quote',
      'Id of the quote that carries it.',
      'quote-experts-2-million-shells',
    ),
    claimant_kind: termFilter(estimates.claimant_kind, claimantKinds, 'What kind of claimant.'),
    modifier: termFilter(estimates.modifier, modifiers, 'What the words do to the number.'),
    spread: flagFilter(estimates.spread, 'true: only ranges over several unnamed estimators; false: none of them.'),
    ...timeFilters(estimates.id, 'said'),
    ...timeFilters(estimates.id, 'as_of'),
    ...timeFilters(estimates.id, 'window'),
    ...timeFilters(estimates.id, 'published'),
  },
  example: 'estimate-fp-spread-of-shells',
}
