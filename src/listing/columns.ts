/**
 * A record as one flat row: a column for each field of its contract, named by the path of keys joined by `_`, in the
 * order of the contract. Evidence is a table of its own (`/v1/evidence`, joined by `fact`), so it is not a column.
 */
import { z } from 'zod'
import { type JsonSchema, toJsonSchema } from '../http/contract/contract.ts'
import type { Cell } from '../http/response/csv.ts'

export interface Column {
  name: string
  /** The keys that lead to its values, through any lists on the path. */
  path: string[]
}

interface Node extends JsonSchema {
  $ref?: string
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

function makeColumns(contract: z.ZodType): Column[] {
  const { schema, components } = toJsonSchema(z.object({ record: contract }))
  const visit = (node: Node, path: string[]): Column[] => {
    const { $ref, anyOf, items, properties } = node
    if ($ref !== undefined) return visit(components[$ref.replace(/^.*\//, '')] as Node, path)
    if (anyOf !== undefined) return visit(anyOf.find(({ type }) => type !== 'null') as Node, path)
    if (items !== undefined) return visit(items, path)
    if (properties === undefined) return [{ name: path.join('_'), path }]
    return Object.entries(properties)
      .filter(([key]) => key !== 'evidence')
      .flatMap(([key, value]) => visit(value, [...path, key]))
  }
  return visit((schema as Node).properties?.record as Node, [])
}

type Value = Cell | Value[]

function valueAt(value: unknown, path: string[], depth = 0): Value {
  if (Array.isArray(value)) return value.map((one) => valueAt(one, path, depth))
  if (depth === path.length || value === null || value === undefined) return (value ?? null) as Cell
  return valueAt((value as Record<string, unknown>)[path[depth] as string], path, depth + 1)
}

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

/** The values of a record in some columns: lists are flattened, and no value is left out. */
export const valuesOf = (columns: Column[], record: unknown): Cell[] =>
  columns.flatMap(({ path }) => [valueAt(record, path)].flat(3) as Cell[])

/** A record as cells, in the order of the columns. */
export const cellsOf = (columns: Column[], record: unknown): Cell[] =>
  columns.map(({ path }) => {
    const value = valueAt(record, path)
    return Array.isArray(value) ? joined(value) : value
  })
