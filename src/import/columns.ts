/** The columns of a table: those of our own export, read back into the keys of a record. */
import { z } from 'zod'
import { type Column, columnsOf } from '../listing/columns.ts'
import { estimateContract } from '../records/estimates/contract.ts'
import { estimateSeed } from '../records/estimates/seed.ts'
import { quantityContract } from '../records/quantities/contract.ts'
import { quantitySeed } from '../records/quantities/seed.ts'
import { sourceContract } from '../records/sources/contract.ts'
import { sourceSeed } from '../records/sources/seed.ts'
import { entityKinds, terms } from '../vocabulary.ts'

/** A column of the table with the record that it belongs to. */
export interface KnownColumn extends Column {
  of: 'estimate' | 'quantity' | 'source' | 'row'
  /** True of a short form: `said` for `said_edtf`. */
  isTime?: true
}

const keysOf = (schema: z.ZodType): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])

/** Fields that are times, by the columns of their EDTF text. */
export const timeFields = columnsOf(estimateContract).flatMap(({ path }) =>
  path.length === 2 && path[1] === 'edtf' ? [path[0] as string] : [],
)

const timeColumns: KnownColumn[] = timeFields.map((name) => ({
  ...{ name, path: [name, 'edtf'], lists: [0, 0], type: 'string', description: 'The time in EDTF.' },
  ...{ of: 'estimate', isTime: true },
}))

/** Columns by which a row describes a record beside the estimate: `quantity_measure`, `source_language`. */
const columnsBeside = (of: 'quantity' | 'source', contract: z.ZodType, seed: z.ZodType): KnownColumn[] =>
  columnsOf(contract)
    .filter(({ path, shows }) => path.length === 1 && shows === undefined && keysOf(seed).includes(path[0] as string))
    .filter(({ name }) => name !== 'id')
    .map((column) => ({ ...column, name: `${of}_${column.name}`, of }))

export const kindColumn = 'new_entity_kind'

const rowColumn: KnownColumn = {
  ...{ name: kindColumn, path: [kindColumn], lists: [0], type: 'string', terms: terms(entityKinds) },
  description: 'Kind of the entities that the row names and the dataset does not know.',
  of: 'row',
}

/** Every column that an import of figures knows, by name. Names beside ids are among those of the export. */
export const knownColumns: ReadonlyMap<string, KnownColumn> = new Map(
  [
    rowColumn,
    ...columnsBeside('quantity', quantityContract, quantitySeed.seed),
    ...columnsBeside('source', sourceContract, sourceSeed.seed),
    ...timeColumns,
    ...columnsOf(estimateContract).map((column): KnownColumn => ({ ...column, of: 'estimate' })),
  ].map((column) => [column.name, column]),
)

/** The values of a cell: the text itself or, where the field is a list, the texts of its items. */
type Values = string | null | Values[]

/** The parts between separators that have no `\` before them. */
function splitCell(text: string, separator: string): string[] {
  const parts = ['']
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string
    const next = text[at + 1]
    if (character === '\\' && next !== undefined && /[\\|;]/.test(next)) {
      parts[parts.length - 1] += character + next
      at += 1
    } else if (character === separator) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

const unescaped = (text: string): string | null => (text === '' ? null : text.replace(/\\([\\|;])/g, '$1'))

/** The texts of a cell, in the lists of its column: joined by `|`, lists within a list by `;`. */
export function textsOf({ lists }: Column, cell: string): Values {
  const depth = lists.reduce((sum, one) => sum + one, 0)
  if (depth === 0) return cell
  return splitCell(cell, '|').map((item) =>
    depth === 1 ? unescaped(item.trim()) : splitCell(item, ';').map((inner) => unescaped(inner.trim())),
  )
}

/** Puts values at the path of a column, through lists of objects. */
export function place(
  target: Record<string, unknown>,
  { path, lists }: Pick<Column, 'path' | 'lists'>,
  values: unknown,
): void {
  const [key, ...rest] = path as [string, ...string[]]
  if (rest.length === 0) {
    if (values !== null) target[key] = values
    return
  }
  const below = { path: rest, lists: lists.slice(1) }
  if (lists[0] === 0) {
    target[key] ??= {}
    place(target[key] as Record<string, unknown>, below, values)
    return
  }
  target[key] ??= []
  const items = target[key] as Record<string, unknown>[]
  for (const [index, value] of (values as unknown[]).entries()) {
    items[index] ??= {}
    place(items[index], below, value)
  }
}

const number = /^-?(0|[1-9]\d*)(\.\d+)?$/

/**
 * The text of a cell as a value of its column.
 * @returns the value, or the fault of the text with what is allowed
 */
export function cellValue({ type, terms: allowed }: Column, text: string): { value: unknown } | { fault: string } {
  if (allowed !== undefined && !allowed.includes(text))
    return { fault: `${JSON.stringify(text)} is no term. Allowed: ${allowed.join(', ')}.` }
  if (type === 'boolean')
    return /^(true|false)$/i.test(text)
      ? { value: text.toLowerCase() === 'true' }
      : { fault: `${JSON.stringify(text)} is not true or false. Allowed: true, false.` }
  if (type !== 'number' && type !== 'integer') return { value: text }
  if (number.test(text) && text.replace(/\D/g, '').replace(/^0+/, '').length <= 15) return { value: Number(text) }
  return { fault: `${JSON.stringify(text)} is no plain number. ${hintOf(text)}` }
}

function hintOf(text: string): string {
  const plain = text.replace(/[\s']/g, '')
  const write = (example: string) => `Allowed: digits with a point for decimals, without separators: ${example}.`
  if (/^\d{1,3}([.,]\d{3})+$/.test(plain) || /^\d+$/.test(plain)) return write(plain.replace(/[.,]/g, ''))
  if (/^\d+,\d+$/.test(plain)) return write(plain.replace(',', '.'))
  return `${write('1600000 or 0.5')} Words belong into as_stated.`
}

/** A value without the keys that its seed schema does not have: those are computed, and are made anew. */
export function fitTo(schema: unknown, value: unknown): unknown {
  const { def } = (schema as z.core.$ZodType & { _zod: { def: z.core.$ZodTypes['_zod']['def'] } })._zod
  if ('innerType' in def) return fitTo(def.innerType, value)
  if (def.type === 'array' && Array.isArray(value)) return value.map((one) => fitTo(def.element, one))
  if (def.type !== 'object' || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      key in def.shape ? [[key, fitTo((def.shape as Record<string, unknown>)[key], inner)]] : [],
    ),
  )
}

/** True of a column whose values a record is written with; all others follow from those. */
export function isWritten({ path, of }: KnownColumn): boolean {
  if (of !== 'estimate') return true
  const probe: Record<string, unknown> = {}
  place(probe, { path, lists: path.map(() => 0) }, true)
  const fit = path.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    fitTo(estimateSeed.seed, probe),
  )
  return fit === true
}
