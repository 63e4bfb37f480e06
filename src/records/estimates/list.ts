import { inArray, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Facet } from '../../db/facet.ts'
import { type Filter, type FilterQuery, type Filters, refersToEntity } from '../../db/filters.ts'
import { admitsSome, isOpenEnded, surelyAtLeast, surelyAtMost } from '../../db/intervals.ts'
import { estimates, events, quantities } from '../../db/tables.ts'
import { booleanType, numberRangeType, numberType, termType } from '../../http/contract/parameters.ts'
import {
  commonFilters,
  entityFilter,
  exactFilter,
  filter,
  flagFilter,
  idFilter,
  numberFilters,
  partsFilter,
  referenceFilter,
  termFilter,
} from '../../listing/filters.ts'
import type { Node } from '../../listing/jsonld/annotation.ts'
import type { RecordListing } from '../../listing/listing.ts'
import { daySorts, knownByFilter, timeFilters } from '../../listing/time-filters.ts'
import {
  boundSides,
  claimantKinds,
  estimateForms,
  harms,
  measures,
  modifiers,
  personStatuses,
  type ReferenceRole,
  unitDefinitions,
} from '../../vocabulary.ts'
import { placeFilters } from '../shared/place-filters.ts'
import { estimateContract } from './contract.ts'

const unstatedSides = ['exclude', 'include'] as const
const unstatedOf = (query: FilterQuery) => (query.unstated as (typeof unstatedSides)[number] | undefined) ?? 'exclude'

/** Filters on the numbers an estimate admits: those between its bounds, without a bound that is not inclusive. */
const intervalFilters: Filters = {
  could_be: filter(
    numberType(),
    (value, query) => admitsSome(value, value, unstatedOf(query)),
    'A number, in the unit of the quantity, that the words admit. A side that is unbounded admits everything; one that ' +
      'is not stated ends at the last number named, so that "around 5,000" admits 5,000 alone (see `unstated`).',
    '3000000',
  ),
  overlaps: filter(
    numberRangeType,
    ({ from, to }, query) => admitsSome(from, to, unstatedOf(query)),
    'Numbers from one to another, both included, of which the words admit at least one; either may be left out (..5, ' +
      '5..). Sides are read as by `could_be`.',
    '1000000..2500000',
  ),
  unstated: filter(
    termType(unstatedSides),
    () => undefined,
    'How `could_be` and `overlaps` read a side that is not stated: `exclude` (the default) ends it at the last number ' +
      'named, so that "nearly 16,000" is not offered for 0; `include` lets it admit everything. Alone it changes nothing.',
    'include',
  ),
  surely_gte: filter(
    numberType(),
    surelyAtLeast,
    'The words admit nothing less than this: their floor is stated and no lower. Bounds out of order never match.',
    '2000000',
  ),
  surely_lte: filter(
    numberType(),
    surelyAtMost,
    'The words admit nothing more than this: their ceiling is stated and no higher. Bounds out of order never match.',
    '6000000',
  ),
  open_ended: filter(
    booleanType,
    isOpenEnded,
    'true: only figures that claim no bound on some side ("at least"); false: none of them.',
  ),
}

/** True if the quantity of the estimate has one of the values. */
const isCounted =
  (column: SQLiteColumn) =>
  (values: string[]): SQL =>
    inArray(estimates.quantity, sql`(select ${quantities.id} from ${quantities} where ${inArray(column, values)})`)

const quantityFacet = (value: SQLiteColumn): Facet => ({
  table: quantities,
  fact: quantities.id,
  value,
  of: estimates.quantity,
})

const ofQuantity = (role: ReferenceRole, column: SQLiteColumn, description: string, example: string): Filter => ({
  ...partsFilter(refersToEntity(estimates.quantity, role), description, example),
  facet: quantityFacet(column),
})

/** True if the figure counts something of an event for which the condition holds. */
const ofEvent = (condition: SQL | undefined): SQL =>
  inArray(
    estimates.quantity,
    sql`(select ${quantities.id} from ${quantities} where ${inArray(quantities.event, sql`(select ${events.id} from ${events} where ${condition})`)})`,
  )

/** The filters that select the reports for a comparison. */
export const reportFilters = {
  quantity: referenceFilter(estimates.quantity, 'quantity', 'Id of the quantity.', 'shells-delivered-kp-ru'),
  source: referenceFilter(
    estimates.source,
    'source',
    'Id of the source that reports it.',
    'fp-2024-10-north-korean-shells',
  ),
  origin: referenceFilter(estimates.origin, 'origin', 'Id of the origin of the knowledge.', 'osc'),
  known_by: knownByFilter(estimates.id),
} satisfies Filters

/**
 * The bounds in schema.org, only if they lose nothing by standing alone: not for a spread, which nobody claims, nor
 * under a condition; and a single number only if nothing modifies it.
 */
function quantitativeValueOf({ low, high, best, spread, condition, modifier }: Node): Node {
  if (spread === true || condition !== null) return {}
  return {
    ...(low !== null && { minValue: low }),
    ...(high !== null && { maxValue: high }),
    ...(best !== null && modifier === 'unmodified' && { value: best }),
  }
}

export const estimateList: RecordListing = {
  type: 'estimate',
  collection: 'estimates',
  description: 'Figures as they were put forward: words, bounds, hedges, claimants, windows. Nothing is averaged.',
  contract: estimateContract,
  table: estimates,
  filters: {
    ...commonFilters(estimates, 'estimate', 'estimate-fp-spread-of-shells', 'million'),
    quantity: reportFilters.quantity,
    claim: referenceFilter(estimates.claim, 'claim', 'Id of the claim it reports.', 'claim-experts-2-million-shells'),
    claimant: entityFilter(
      estimates.id,
      ['claimant'],
      'Id of an entity that puts it forward. Who only says it for another is its `spokesperson`; `entity` finds any role.',
      'experts',
    ),
    entity: partsFilter(
      (ids, query) => or(refersToEntity(estimates.id)(ids, query), refersToEntity(estimates.quantity)(ids, query)),
      'Id of an entity that it, or what it counts, refers to in any role.',
      'north-korea',
    ),
    supplier: ofQuantity(
      'quantity_supplier',
      quantities.supplier,
      'Id of the supplier of what it counts.',
      'north-korea',
    ),
    recipient: ofQuantity(
      'quantity_recipient',
      quantities.recipient,
      'Id of the recipient of what it counts.',
      'russia',
    ),
    exact: exactFilter,
    unit: {
      ...termFilter(quantities.unit, unitDefinitions, 'Unit of its numbers.'),
      where: isCounted(quantities.unit),
      facet: quantityFacet(quantities.unit),
    },
    measure: {
      ...termFilter(quantities.measure, measures, 'Measure of what it counts.'),
      where: isCounted(quantities.measure),
      facet: quantityFacet(quantities.measure),
    },
    event: {
      ...idFilter('event', isCounted(quantities.event), 'Id of the event that it counts something of.'),
      facet: quantityFacet(quantities.event),
    },
    participant: partsFilter(
      (ids, query) => ofEvent(refersToEntity(events.id, 'participant')(ids, query)),
      'Id of an entity that takes part in the event of which it counts something.',
    ),
    harm: {
      ...termFilter(quantities.harm, harms, 'Harm that the people it counts came to.'),
      where: isCounted(quantities.harm),
      facet: quantityFacet(quantities.harm),
    },
    status: {
      ...termFilter(quantities.status, personStatuses, 'The people it counts.'),
      where: isCounted(quantities.status),
      facet: quantityFacet(quantities.status),
    },
    ...placeFilters(ofEvent),
    source: reportFilters.source,
    origin: reportFilters.origin,
    quote: referenceFilter(
      estimates.quote,
      'quote',
      'Id of the quote that carries it.',
      'quote-experts-2-million-shells',
    ),
    claimant_kind: termFilter(estimates.claimant_kind, claimantKinds, 'Kind of claimant.'),
    form: termFilter(estimates.form, estimateForms, 'Whether words state it, or a coder gives numbers.'),
    modifier: termFilter(estimates.modifier, modifiers, 'Effect of the words on the number.'),
    spread: flagFilter(estimates.spread, 'true: only ranges over several unnamed estimators; false: none of them.'),
    low_side: termFilter(estimates.low_side, boundSides, 'Whether the lower side is stated.'),
    high_side: termFilter(estimates.high_side, boundSides, 'Whether the upper side is stated.'),
    ...numberFilters('low', estimates.low, '`low`', '2000000'),
    ...numberFilters('high', estimates.high, '`high`', '6000000'),
    ...numberFilters('best', estimates.best, '`best`', '3000000'),
    ...intervalFilters,
    known_by: reportFilters.known_by,
    ...timeFilters(estimates.id, 'said'),
    ...timeFilters(estimates.id, 'as_of'),
    ...timeFilters(estimates.id, 'window'),
    ...timeFilters(estimates.id, 'published'),
  },
  sorts: {
    low: estimates.low,
    high: estimates.high,
    best: estimates.best,
    quantity: estimates.quantity,
    claim: estimates.claim,
    source: estimates.source,
    origin: estimates.origin,
    modifier: estimates.modifier,
    claimant_kind: estimates.claimant_kind,
    ...daySorts(estimates, 'said', 'as_of', 'window', 'published'),
  },
  jsonLd: { types: () => ['Observation', 'QuantitativeValue', 'Estimate'], fields: quantitativeValueOf },
  example: 'estimate-fp-spread-of-shells',
}
