import { quantities } from '../../db/tables.ts'
import {
  commonFilters,
  entityFilter,
  exactFilter,
  flagFilter,
  referenceFilter,
  termFilter,
} from '../../listing/filters.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { measures, stages, unitDefinitions } from '../../vocabulary.ts'
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
