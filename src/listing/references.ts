import { getTableName, sql } from 'drizzle-orm'
import { findByName, findNearest, findParts, type NamedEntity } from '../db/entity-names.ts'
import { withAllNames } from '../db/entity-terms.ts'
import type { Filter, FilterQuery } from '../db/filters.ts'
import type { Snapshot } from '../db/open.ts'
import type { SearchTerm } from '../facts/search/search-query.ts'
import { allowedText } from '../http/contract/nearest.ts'
import { invalidParameters, type ParameterFault } from '../http/contract/problems.ts'
import { collections, type RecordType } from '../vocabulary.ts'
import type { Listing } from './listing.ts'
import type { Meta } from './meta.ts'
import { findLike } from './nearest-ids.ts'
import { findRetired, unknownIds } from './queries.ts'

/** Most wrong values for which the nearest names are searched: each is compared with all names. */
const maxExplained = 3

/**
 * The query with names, aliases and codes of entities replaced by ids, with terms in the spelling of the records,
 * and with all names of an entity for one that is searched for.
 * @throws Problem 400 for every value that matches no record, or several: it is a fault of the request, never an empty
 * list
 */
export async function resolveReferences(
  snapshot: Snapshot,
  { filters }: Pick<Listing, 'filters'>,
  query: FilterQuery,
): Promise<FilterQuery> {
  const faults: ParameterFault[] = []
  const resolved: FilterQuery = {}
  for (const [name, value] of Object.entries(query)) {
    resolved[name] = value
    const { refersTo: type, spelling, includesWithdrawn, hasNames } = filters[name] ?? {}
    if (value === undefined) continue
    if (hasNames === true) resolved[name] = await withAllNames(snapshot, value as SearchTerm[])
    const values = value as string[]
    const refuse = (fault: Fault) => {
      faults.push({ parameter: name, in: 'query', ...fault })
      return []
    }
    if (spelling !== undefined) {
      const known = await valuesOf(snapshot, spelling)
      resolved[name] = values.flatMap((one) => spelled(known, spelling, one, refuse))
    }
    if (type === undefined) continue
    const unknown = new Set(await unknownIds(snapshot, type, values))
    const idsOf = async (one: string): Promise<string[]> => {
      if (!unknown.has(one)) return [one]
      if (includesWithdrawn === true && (await findRetired(snapshot, one)) !== undefined) return [one]
      const named = type === 'entity' ? await findByName(snapshot, one) : []
      if (named.length > 1) return refuse(explainShared(one, named))
      if (named.length === 0)
        return refuse(
          await explain(snapshot, {
            ...{ type, value: one },
            ...{ seeksNearest: faults.length < maxExplained, isOfSeveral: values.length > 1 },
          }),
        )
      return named.map(({ id }) => id)
    }
    // One id for each value, in their order: `readAs` relies on it.
    const ids: string[] = []
    for (const one of values) ids.push(...(await idsOf(one)))
    resolved[name] = ids
  }
  if (faults.length > 0) throw invalidParameters(faults)
  return resolved
}

/** Most entities whose ids `read_as` lists for one value. */
const maxParts = 100

/** The entities that each value of a filter stands for; nothing where there is no such filter in the query. */
export async function readAs(
  snapshot: Snapshot,
  listing: Pick<Listing, 'filters'>,
  written: FilterQuery,
  resolved: FilterQuery,
): Promise<{ read_as?: NonNullable<Meta['read_as']> }> {
  const read_as: NonNullable<Meta['read_as']> = []
  for (const [parameter, values] of Object.entries(written)) {
    if (values === undefined || listing.filters[parameter]?.includesParts !== true) continue
    for (const [index, value] of (values as string[]).entries()) {
      const id = (resolved[parameter] as string[])[index] as string
      const parts = written.exact === true ? [] : await findParts(snapshot, id)
      const ids = [id, ...parts.slice(0, maxParts - 1)]
      read_as.push({ parameter, value, ids, other_ids: parts.length + 1 - ids.length })
    }
  }
  return read_as.length === 0 ? {} : { read_as }
}

type Fault = Omit<ParameterFault, 'parameter' | 'in'>

/** All values of a column. */
const valuesOf = (snapshot: Snapshot, { column }: NonNullable<Filter['spelling']>): Promise<string[]> =>
  snapshot.once(`values of ${getTableName(column.table)}.${column.name}`, async () => {
    const rows = await snapshot.all<{ value: string }>(
      sql`select distinct ${column} as value from ${column.table} where ${column} is not null order by 1`,
    )
    return rows.map((row) => row.value)
  })

/** The values of a column that are the same as this one, as records spell them. */
function spelled(
  known: string[],
  { key, isOpenTo }: NonNullable<Filter['spelling']>,
  value: string,
  refuse: (fault: Fault) => never[],
): string[] {
  const same = known.filter((one) => key(one) === key(value))
  if (same.length > 0) return same
  if (isOpenTo?.(value) === true) return [value]
  const allowed = known.length === 0 ? 'No record has any such value.' : allowedText(value, known)
  return refuse({ detail: `No record has "${value}". ${allowed}`, allowed: known })
}

/** Most entities of one name that are listed with their ids. */
const maxListed = 10

function explainShared(value: string, named: NamedEntity[]): Fault {
  const listed = named.slice(0, maxListed)
  const more = named.length > maxListed ? `, and ${named.length - maxListed} more` : ''
  const shown = listed.map(({ id, name }) => `${id} (${name})`).join(', ')
  return {
    detail: `"${value}" is a name of ${named.length} entities: ${shown}${more}. Allowed: the ids of those that are meant.`,
    allowed: listed.map(({ id }) => id),
  }
}

interface Unmatched {
  type: RecordType | 'record'
  value: string
  seeksNearest: boolean
  /** True if the filter has other values too. */
  isOfSeveral: boolean
}

/** The reason why a value matches no record, with values that would. */
async function explain(snapshot: Snapshot, { type, value, seeksNearest, isOfSeveral }: Unmatched): Promise<Fault> {
  const withdrawn = await findRetired(snapshot, value)
  if (withdrawn !== undefined) {
    const { version, reason, superseded_by } = withdrawn
    const instead = superseded_by === null ? {} : { allowed: [superseded_by] }
    const hint = superseded_by === null ? '' : ` It is superseded by "${superseded_by}".`
    return { detail: `"${value}" was withdrawn in version ${version}: ${reason}${hint}`, ...instead }
  }
  const listed = type === 'record' ? '' : ` Allowed: the ids at /v1/${collections[type]}.`
  if (type !== 'entity') {
    const like = seeksNearest && type !== 'record' ? await findLike(snapshot, type, value) : []
    const shown = like.length === 0 ? '' : ` Nearest: ${like.join(', ')}.`
    return {
      detail: `There is no ${type} with the id "${value}".${shown}${listed}`,
      ...(like.length > 0 && { nearest: like }),
    }
  }
  const nearest = seeksNearest ? await findNearest(snapshot, value) : []
  const comma = isOfSeveral ? ' A comma within a name is written "\\,".' : ''
  const missing = `There is no entity with the id or name "${value}".${comma}`
  if (nearest.length === 0) return { detail: `${missing} Allowed: the ids, names, aliases and codes at /v1/entities.` }
  const shown = nearest.map(({ id, name }) => `${id} (${name})`).join(', ')
  return { detail: `${missing} Nearest: ${shown}.`, nearest: nearest.map(({ id }) => id) }
}
