import type { FilterQuery } from '../../db/filters.ts'
import type { Facts } from '../../db/open.ts'
import type { RecordType } from '../../db/record-kind.ts'
import { invalidParameters, type ParameterFault } from '../../http/contract/problems.ts'
import { findByName, findNearest } from '../entities/queries.ts'
import { collectionOf } from '../resources.ts'
import { findRetired, unknownIds } from './queries.ts'
import type { Listing } from './resource.ts'

/** For how many wrong values the nearest names are sought: each is compared with all there are. */
const maxExplained = 3

/**
 * The query with the entities that it names by a name, an alias or a code as ids.
 * @throws Problem 400 for every value that stands for no record: it is a fault of the request, never an empty list
 */
export function resolveReferences(
  facts: Facts,
  { filters }: Pick<Listing, 'filters'>,
  query: FilterQuery,
): FilterQuery {
  const faults: ParameterFault[] = []
  const resolved = Object.entries(query).map(([name, value]) => {
    const type = filters[name]?.refersTo
    if (type === undefined || value === undefined) return [name, value]
    const values = value as string[]
    const unknown = new Set(unknownIds(facts, type, values))
    const ids = values.flatMap((one) => {
      if (!unknown.has(one)) return [one]
      const named = type === 'entity' ? findByName(facts, one) : []
      if (named.length === 0)
        faults.push({ parameter: name, in: 'query', ...explain(facts, type, one, faults.length < maxExplained) })
      return named
    })
    return [name, [...new Set(ids)]]
  })
  if (faults.length > 0) throw invalidParameters(faults)
  return Object.fromEntries(resolved)
}

/** Why a value stands for no record, and what would. */
function explain(
  facts: Facts,
  type: RecordType | 'record',
  value: string,
  seeksNearest: boolean,
): Pick<ParameterFault, 'detail' | 'allowed' | 'nearest'> {
  const withdrawn = findRetired(facts, value)
  if (withdrawn !== undefined) {
    const { version, reason, superseded_by } = withdrawn
    const instead = superseded_by === null ? {} : { allowed: [superseded_by] }
    const hint = superseded_by === null ? '' : ` It is superseded by "${superseded_by}".`
    return { detail: `"${value}" was withdrawn in version ${version}: ${reason}${hint}`, ...instead }
  }
  const collection = collectionOf(type)
  const listed = collection === undefined ? '' : ` Allowed: the ids at /v1/${collection}.`
  if (type !== 'entity') return { detail: `There is no ${type} with the id "${value}".${listed}` }
  const nearest = seeksNearest ? findNearest(facts, value) : []
  const missing = `There is no entity with the id or name "${value}".`
  if (nearest.length === 0) return { detail: `${missing} Allowed: the ids, names, aliases and codes at /v1/entities.` }
  const shown = nearest.map(({ id, name }) => `${id} (${name})`).join(', ')
  return { detail: `${missing} Nearest: ${shown}.`, nearest: nearest.map(({ id }) => id) }
}
