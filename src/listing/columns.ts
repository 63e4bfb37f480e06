/**
 * A record as one flat row: a column for each field of its contract, named by the path of keys joined by `_`, in the
 * order of the contract, and beside every id the name of its record. Evidence is a table of its own (`/v1/evidence`,
 * joined by `fact`), so it is not a column.
 */
import { z } from 'zod'
import { type JsonSchema, toJsonSchema } from '../http/contract/contract.ts'
import type { Cell } from '../http/response/csv.ts'
import { type Name, type Names, nameMeanings, namesBeside } from './names.ts'

export interface Column {
  name: string
  /** The keys that lead to its values, through any lists on the path. */
  path: string[]
  /** For each key, the number of lists within which its value lies. */
  lists: number[]
  /** JSON type of one value. */
  type: string
  description: string
  /** The terms of a closed list. */
  terms?: string[]
  /** The name shown for each id at the path; undefined: the values at the path themselves. */
  shows?: Name | undefined
}

interface Node extends JsonSchema {
  type?: string | string[]
  description?: string
  $ref?: string
  const?: string
  enum?: string[]
  anyOf?: Node[]
  items?: Node
  properties?: Record<string, Node>
}

const made = new WeakMap<z.ZodType, Column[]>()

/** The columns of a contract. */
export function columnsOf(contract: z.ZodType): Column[] {
  const columns = made.get(contract) ?? makeColumns(contract)
  made.set(contract, columns)
  return columns
}

type Place = Pick<Column, 'path' | 'lists' | 'description'>

function makeColumns(contract: z.ZodType): Column[] {
  const { schema, components } = toJsonSchema(z.object({ record: contract }))
  const visit = (node: Node, at: Place): Column[] => {
    const { $ref, anyOf, items, properties } = node
    const { path, lists } = at
    const description = at.description || String(node.description ?? '')
    if ($ref !== undefined) return visit(components[$ref.replace(/^.*\//, '')] as Node, { ...at, description })
    if (anyOf !== undefined) return visit(anyOf.find(({ type }) => type !== 'null') as Node, { ...at, description })
    if (items !== undefined)
      return visit(items, { path, description, lists: [...lists.slice(0, -1), (lists.at(-1) ?? 0) + 1] })
    if (properties === undefined) {
      const terms = node.enum === undefined ? {} : { terms: node.enum }
      return [{ name: path.join('_'), path, lists, type: typeOf(node), description, ...terms }]
    }
    return Object.entries(properties)
      .filter(([key]) => key !== 'evidence')
      .flatMap(([key, value]) => {
        const columns = visit(value, { path: [...path, key], lists: [...lists, 0], description: '' })
        const [ids] = columns
        // A CSL item has names for its fields that are those of another standard.
        if (ids?.path.length !== path.length + 1 || path[0] === 'citation') return columns
        return [...columns, ...namesBeside(key, properties).map((name) => showing(name, ids))]
      })
  }
  return visit((schema as Node).properties?.record as Node, { path: [], lists: [], description: '' })
}

const typeOf = ({ type }: Node): string => [type].flat().find((one) => one !== 'null') ?? 'string'

/** The column of the names of some ids. */
function showing(shows: Name, { name, path, lists }: Column): Column {
  const isList = (lists.at(-1) ?? 0) > 0
  return {
    name: `${name}_${shows}${isList ? 's' : ''}`,
    ...{ path, lists, type: 'string', shows },
    description: isList
      ? `${nameMeanings[shows]} each record in \`${name}\`, in their order.`
      : `${nameMeanings[shows]} the record in \`${name}\`.`,
  }
}

type Value = Cell | Value[]

function valueAt(value: unknown, path: string[], depth = 0): Value {
  if (Array.isArray(value)) return value.map((one) => valueAt(one, path, depth))
  if (depth === path.length || value === null || value === undefined) return (value ?? null) as Cell
  return valueAt((value as Record<string, unknown>)[path[depth] as string], path, depth + 1)
}

/** The names in place of ids; null where the record has no such name. */
const namesAt = (value: Value, shows: Name, names: Names): Value =>
  Array.isArray(value) ? value.map((one) => namesAt(one, shows, names)) : (names.get(String(value))?.[shows] ?? null)

const escapeSeparators = (value: Cell): string => (value === null ? '' : String(value).replace(/[\\|;]/g, '\\$&'))

/**
 * Several values in one cell: joined by `|`, lists within a list by `;`; these characters and `\` get a `\` before them
 * inside a value.
 */
const joined = (values: Value[]): string =>
  values
    .map((one) =>
      Array.isArray(one) ? one.map((inner) => escapeSeparators(inner as Cell)).join(';') : escapeSeparators(one),
    )
    .join('|')

export const listRule =
  'Several values of a field stand in one cell, joined by |; lists within a list by ;. Inside such a value these and \\ ' +
  'follow a \\.'

export const namesRule =
  'Beside every id stands the name of its record (`…_name`, of a source `…_title` and `…_url`, of a quote, an estimate or ' +
  'an event its line, `…_display`; plural where the field is a list), in the order of the ids.'

/** The values of a record in some columns: lists are flattened, and no value is left out. */
export const valuesOf = (columns: Column[], record: unknown): Cell[] =>
  columns.flatMap(({ path }) => [valueAt(record, path)].flat(3) as Cell[])

/** The ids of a record whose names are shown in some columns. */
export const namedIds = (columns: Column[], record: unknown): string[] =>
  valuesOf(
    columns.filter(({ shows }) => shows !== undefined),
    record,
  ).filter((id) => typeof id === 'string')

/** A record as cells, in the order of the columns. */
export const cellsOf = (columns: Column[], record: unknown, names: Names): Cell[] =>
  columns.map((column) => {
    const value = shownAt(column, record, names)
    return Array.isArray(value) ? joined(value) : value
  })

/** The names shown in some columns, by the name of the column; lists stay lists. */
export const namesOf = (columns: Column[], record: unknown, names: Names): Record<string, Value> =>
  Object.fromEntries(
    columns.flatMap((column) => (column.shows === undefined ? [] : [[column.name, shownAt(column, record, names)]])),
  )

function shownAt({ path, shows }: Column, record: unknown, names: Names): Value {
  const value = valueAt(record, path)
  return shows === undefined ? value : namesAt(value, shows, names)
}
