import { booleanType, listType, type ParameterType, parameter, termType } from '../http/contract/parameters.ts'
import { pageParameters } from '../http/response/pages.ts'
import { referenceFields } from '../vocabulary.ts'
import { columnsOf } from './columns.ts'
import type { Listing } from './listing.ts'
import { sortsMeant } from './parameter-synonyms.ts'

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

const sortNames = ({ sorts }: Listing): string[] => ['id', ...Object.keys(sorts)]

const facetNames = ({ filters }: Listing): string[] =>
  Object.entries(filters).flatMap(([name, { facet }]) => (facet === undefined ? [] : [name]))

/** The fields at the top of a record, in the order of its contract. */
const fieldNames = ({ contract }: Listing): string[] =>
  Object.keys((contract as unknown as { shape: Record<string, unknown> }).shape)

/** The columns that contain ids of served records, which can be included. */
export const includable = ({ contract }: Listing) =>
  columnsOf(contract).filter(({ path, shows }) => {
    if (shows !== undefined) return false
    const type = referenceFields[path.at(-1) as string]
    return type !== undefined && path[0] !== 'citation'
  })

/** A list without repetition: the second of two names that contradict each other would be ignored. */
const onceEach = (type: ParameterType<string[]>): ParameterType<string[]> => ({
  ...type,
  read(text) {
    const result = type.read(text)
    if (!('value' in result)) return result
    const names = new Set<string>()
    for (const one of result.value) {
      const name = one.replace(/^-/, '')
      if (names.has(name)) return { fault: `"${name}" is given twice.` }
      names.add(name)
    }
    return result
  },
})

const namesType = (names: string[], meant?: typeof sortsMeant) => onceEach(listType(termType(names, meant)))

/** The parameters of a list that do not select records, in every format. */
export function listParameters(listing: Listing) {
  const sortable = sortNames(listing)
  const facets = facetNames(listing)
  const includes = includable(listing).map(({ name }) => name)
  const first = Object.keys(listing.sorts)[0] ?? 'id'
  return {
    sort: parameter(
      namesType(
        sortable.flatMap((name) => [name, `-${name}`]),
        sortsMeant,
      ),
      `Sort keys, the most significant first. A hyphen before a key reverses its direction. Equal records are ordered by id, in the direction of the last key; records without a value come last in both directions. Default: ${(listing.defaultSort?.names ?? ['id']).join(',')}.`,
      `-${first}`,
    ),
    fields: parameter(
      namesType(fieldNames(listing)),
      'Only these fields of each record, in the order of the contract. For JSON, CSV, XLSX and NDJSON.',
      fieldNames(listing).slice(0, 2).join(','),
    ),
    ...(includes.length > 0 && {
      include: parameter(
        namesType(includes),
        'Adds the complete records that these columns refer to, each once, as `included`. For JSON.',
        includes[0],
      ),
    }),
    ...(facets.length > 0 && {
      facets: parameter(
        namesType(facets),
        'Adds counts of all records that satisfy the filters, by these fields, as `facets`: exact, the most frequent value first, null for records without a value. For JSON.',
        facets[0],
      ),
    }),
    total: parameter(
      booleanType,
      'true: adds the number of records that satisfy the filters, as `meta.total` or, in formats without `meta`, as the header `total-count`.',
    ),
    ...pageParameters,
  }
}

/** The parameters of the formats that the address of a list can name. */
export const formatParameters = {
  shape: parameter(
    termType(shapes),
    '`array`: a JSON array of the records alone, with all of them unless `limit` is given. Default: `object`. For JSON.',
  ),
  bom: parameter(
    booleanType,
    'true: CSV starts with a byte order mark, which older Excel needs to read UTF-8. For CSV.',
  ),
}
