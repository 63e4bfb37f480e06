import type { FilterQuery } from '../../db/filters.ts'
import type { Facts } from '../../db/open.ts'
import { invalidParameters } from '../../http/problems.ts'
import { collectionOf } from '../resources.ts'
import { unknownIds } from './queries.ts'
import type { Resource } from './resource.ts'

/** An id in a filter that no record has is a fault of the request, never an empty list. */
export function refuseUnknownIds(facts: Facts, { filters }: Pick<Resource, 'filters'>, query: FilterQuery): void {
  const faults = Object.entries(filters).flatMap(([name, { refersTo }]) => {
    const ids = query[name]
    if (refersTo === undefined || ids === undefined) return []
    return unknownIds(facts, refersTo, ids as string[]).map((id) => ({
      parameter: name,
      in: 'query' as const,
      detail: `There is no ${refersTo} with the id "${id}".${listedAt(refersTo)}`,
    }))
  })
  if (faults.length > 0) throw invalidParameters(faults)
}

function listedAt(type: string): string {
  const collection = collectionOf(type)
  return collection === undefined ? '' : ` Allowed: the ids at /v1/${collection}.`
}
