/** A request for a comparison, read into the claims that it is about. */
import type { FastifyRequest } from 'fastify'
import type { FilterQuery } from '../../db/filters.ts'
import type { Snapshot } from '../../db/open.ts'
import { type Claim, combiningReports, type Report } from '../../facts/comparison/claims.ts'
import type { PairOptions } from '../../facts/comparison/pairs.ts'
import type { AskedWindow } from '../../facts/comparison/within.ts'
import { invalidParameters } from '../../http/contract/problems.ts'
import { bodyOf } from '../../listing/by-id.ts'
import type { Meta } from '../../listing/meta.ts'
import { countUndated } from '../../listing/queries.ts'
import { readAs, resolveReferences } from '../../listing/references.ts'
import { estimateList } from '../../records/estimates/list.ts'
import type { Quantity } from '../../records/quantities/contract.ts'
import { quantityList } from '../../records/quantities/list.ts'
import type { groupings, Term } from '../../vocabulary.ts'
import { isGrowing, optionsOf, type ReadingQuery } from './parameters.ts'
import { findReports } from './queries.ts'
import { inTurns } from './turns.ts'

/** The parameters of a comparison or corridor beside the filters. */
export interface ComparisonQuery extends ReadingQuery {
  condition?: string | undefined
  window?: AskedWindow | undefined
  group_by?: Term<typeof groupings> | undefined
}

export interface Asked extends ComparisonQuery {
  quantity: Quantity
  /** The filters of estimates, with ids for names. */
  filters: FilterQuery
  /** The same, as parameters. */
  echoed: FilterQuery
  /** The entities that the values of filters stood for. */
  read: Pick<Meta, 'read_as'>
}

/**
 * Refuses ids and names that do not exist, before anything is compared.
 * @param id of the quantity
 * @param written the filters of estimates, as they were given
 * @throws Problem 404 or 410 for the quantity, 400 for a filter
 */
export async function readAsked(
  { snapshot, address }: FastifyRequest,
  id: string,
  query: ComparisonQuery,
  written: FilterQuery,
): Promise<Asked> {
  const quantity = JSON.parse(await bodyOf(snapshot, quantityList, id)) as Quantity
  const filters = await resolveReferences(snapshot, estimateList, written)
  // A value that is no id, term, number or flag is echoed as it was given, so that it can be sent again.
  const asGiven = new Map(address.parameters)
  const echoed = Object.entries(filters).map(([name, value]) => [name, isPlain(value) ? value : asGiven.get(name)])
  return {
    ...query,
    quantity,
    filters,
    echoed: Object.fromEntries(echoed),
    read: await readAs(snapshot, estimateList, written, filters),
  }
}

const isPlain = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isPlain) : value === undefined || typeof value !== 'object'

export interface Compared {
  options: PairOptions
  reports: Report[]
  /** The claims under every condition. */
  all: Claim[]
  conditions: { condition: string | null; claims: number }[]
  /** The one that is combined: asked for, or that of most claims. */
  condition: string | null
  /** Those that hold under it. */
  claims: Claim[]
  undated: Pick<Meta, 'undated'>
}

/**
 * The claims that a request is about.
 * @throws Problem 400 if no claim holds under the condition asked for
 */
export async function readClaims(snapshot: Snapshot, { quantity, filters, ...query }: Asked): Promise<Compared> {
  const options = optionsOf(quantity, query)
  const reports = await findReports(snapshot, quantity.id, filters)
  const all = await inTurns(combiningReports(reports, options, options))
  const conditions = countConditions(all)
  const condition = chooseCondition(conditions, query.condition)
  return {
    ...{ options, reports, all, conditions, condition },
    claims: all.filter((claim) => claim.condition === condition),
    undated: await countUndated(snapshot, estimateList, { ...filters, quantity: [quantity.id] }),
  }
}

const noCondition = 'none'

function countConditions(claims: Claim[]): Compared['conditions'] {
  const counts = new Map<string | null, number>()
  for (const { condition } of claims) counts.set(condition, (counts.get(condition) ?? 0) + 1)
  return [...counts]
    .map(([condition, count]) => ({ condition, claims: count }))
    .sort((one, other) => other.claims - one.claims || ((one.condition ?? '') < (other.condition ?? '') ? -1 : 1))
}

function chooseCondition(conditions: Compared['conditions'], asked: string | undefined): string | null {
  if (asked === undefined) return conditions[0]?.condition ?? null
  const condition = asked === noCondition ? null : asked
  if (conditions.some((one) => one.condition === condition)) return condition
  const allowed = conditionNames(conditions)
  const detail =
    allowed.length === 0
      ? 'No claim is left by the filters, so there is no condition to choose.'
      : `No claim holds under "${asked}". Allowed: ${allowed.join('; ')}.`
  throw invalidParameters([{ parameter: 'condition', in: 'query', detail, allowed }])
}

/** The conditions as the parameter takes them. */
export const conditionNames = (conditions: Compared['conditions']): string[] =>
  conditions.map(({ condition }) => condition ?? noCondition)

/** The subject of the answer, and the parameters as they were understood. */
export function aboutOf({ quantity, echoed: filters, ...query }: Asked, { condition, conditions }: Compared) {
  const { strict = false, tolerance = null, spreads = 'apart', window, group_by = null } = query
  return {
    ...{ quantity: quantity.id, unit: quantity.unit, measure: quantity.measure, growing: isGrowing(quantity) },
    asked: { window: window ? windowText(window) : null, strict, tolerance, spreads, group_by, filters },
    ...{ condition, conditions },
  }
}

const windowText = ({ earliest, latest }: AskedWindow): string => `${earliest ?? '..'}/${latest ?? '..'}`
