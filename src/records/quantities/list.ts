import { isOneOf } from '../../db/filters.ts'
import { quantities } from '../../db/tables.ts'
import {
  commonFilters,
  entityFilter,
  exactFilter,
  flagFilter,
  idFilter,
  referenceFilter,
  termFilter,
} from '../../listing/filters.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { harms, measures, personStatuses, stages, unitDefinitions } from '../../vocabulary.ts'
import { quantityContract } from './contract.ts'

export const quantityList: RecordListing = {
  type: 'quantity',
  collection: 'quantities',
  description: 'What is counted, so that only like is compared.',
  contract: quantityContract,
  table: quantities,
  filters: {
    ...commonFilters(quantities, 'quantity', 'shells-delivered-kp-ru', 'shells'),
    unit: termFilter(quantities.unit, unitDefinitions, 'Unit.'),
    measure: termFilter(quantities.measure, measures, 'Measure.'),
    event: {
      ...idFilter('event', isOneOf(quantities.event), 'Id of the event that it counts something of.'),
      facet: { column: quantities.event },
    },
    harm: termFilter(quantities.harm, harms, 'Harm that people came to.'),
    status: termFilter(quantities.status, personStatuses, 'People counted.'),
    stage: termFilter(quantities.stage, stages, 'Stage at which it is counted.'),
    supplier: {
      ...entityFilter(quantities.id, ['quantity_supplier'], 'Id of the supplier.', 'north-korea'),
      facet: { column: quantities.supplier },
    },
    recipient: {
      ...entityFilter(quantities.id, ['quantity_recipient'], 'Id of the recipient.', 'russia'),
      facet: { column: quantities.recipient },
    },
    materiel: entityFilter(
      quantities.id,
      ['quantity_materiel'],
      'Id of a kind of materiel counted.',
      'artillery-shells',
    ),
    exact: exactFilter,
    share_of: referenceFilter(
      quantities.share_of,
      'quantity',
      'Id of the quantity a share is part of.',
      'shells-delivered-kp-ru',
    ),
    additive: flagFilter(quantities.additive, 'Whether counts over separate windows add up.'),
  },
  sorts: {
    name: quantities.sort_name,
    unit: quantities.unit,
    measure: quantities.measure,
    stage: quantities.stage,
    supplier: quantities.supplier,
    recipient: quantities.recipient,
  },
  jsonLd: { types: () => ['StatisticalVariable', 'Quantity'] },
  example: 'shells-delivered-kp-ru',
}
