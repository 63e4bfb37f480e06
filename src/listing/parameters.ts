import type { FilterQuery } from '../db/filters.ts'
import { booleanType, listType, type ParameterType, parameter, termType } from '../http/contract/parameters.ts'
import { pageParameters } from '../http/response/pages.ts'
import { referenceFields } from '../vocabulary.ts'
import { columnsOf } from './columns.ts'
import type { Listing } from './listing.ts'

const shapes = ['array', 'object'] as const

/** The parameters of a list beside its filters. */
export interface ListQuery {
  sort?: string[]
  fields?: string[]
  include?: string[]
  facets?: string[]
  total?: boolean
  shape?: (typeof shapes)[number]
  bom?: boolean
  limit?: number
  cursor?: string
}

/** Splits a query into the filters, which select records, and the parameters of their presentation. */
export function splitQuery(query: FilterQuery & ListQuery): { filters: FilterQuery; asked: ListQuery } {
  const { sort, fields, include, facets, total, shape, bom, limit, cursor, ...filters } = query
  return { filters, asked: { sort, fields, include, facets, total, shape, bom, limit, cursor } as ListQuery }
}

const sortNames = ({ sorts }: Listing): string[] => ['id', ...Object.keys(sorts)]

const facetNames = ({ filters }: Listing): string[] =>
  Object.entries(filters).flatMap(([name, { facet }]) => (facet === undefined ? [] : [name]))

/** The fields at the top of a record, in the order of its contract. */
const fieldNames = ({ contract }: Listing): string[] =>
  Object.keys((contract as unknown as { shape: Record<string, unknown> }).shape)

/** The columns that contain ids of served records, which can be included. */
export const includable = ({ contract }: Listing) =>
  columnsOf(contract).filter(({ path }) => {
    const type = referenceFields[path.at(-1) as string]
    return type !== undefined && path[0] !== 'citation'
  })

/** A list without repetition: the second of two names that contradict each other would be ignored. */
const onceEach = (type: ParameterType<string[]>): ParameterType<string[]> => ({
  ...type,
  read(text) {
    const result = type.read(text)
    if (!('value' in result)) return result
    const names = result.value.map((one) => one.replace(/^-/, ''))
    const twice = names.find((one, index) => names.indexOf(one) < index)
    return twice === undefined ? result : { fault: `"${twice}" is given twice.` }
  },
})

const namesType = (names: string[]) => onceEach(listType(termType(names)))

/** The parameters of a list that do not select records. */
export function listParameters(listing: Listing) {
  const sortable = sortNames(listing)
  const facets = facetNames(listing)
  const includes = includable(listing).map(({ name }) => name)
  const first = Object.keys(listing.sorts)[0] ?? 'id'
  return {
    sort: parameter(
      namesType(sortable.flatMap((name) => [name, `-${name}`])),
      `Order: the first name decides, the next where it does not, at last the id, in the direction of the last name; a hyphen before a name turns it round. What has no such value comes last either way. Default: ${(listing.defaultSort?.names ?? ['id']).join(',')}.`,
      `-${first}`,
    ),
    fields: parameter(
      namesType(fieldNames(listing)),
      'Only these fields of each record, in the order of the contract. For JSON, CSV and NDJSON.',
      fieldNames(listing).slice(0, 2).join(','),
    ),
    ...(includes.length > 0 && {
      include: parameter(
        namesType(includes),
        'Records that these columns name, whole and each once, in `included`. For JSON.',
        includes[0],
      ),
    }),
    ...(facets.length > 0 && {
      facets: parameter(
        namesType(facets),
        'Counts of all records that the filters admit, by these fields, in `facets`: exact, the commonest first, null for those without. For JSON.',
        facets[0],
      ),
    }),
    total: parameter(
      booleanType,
      'true: how many records the filters admit, in `meta.total` or, where the format has no place for it, in the header `total-count`.',
    ),
    shape: parameter(
      termType(shapes),
      '`array`: the records alone, as a JSON array, all of them unless `limit` is given. `object` is the default.',
    ),
    bom: parameter(booleanType, 'true: CSV starts with a byte order mark, which older Excel needs to read UTF-8.'),
    ...pageParameters,
  }
}
