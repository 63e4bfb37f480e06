/** The rows of the comparison of one quantity as tables. */
import { z } from 'zod'
import type { Snapshot } from '../../db/open.ts'
import { invalidParameters } from '../../http/contract/problems.ts'
import * as listing from '../../listing/tables.ts'
import type { Quantity } from '../../records/quantities/contract.ts'
import { terms, unitDefinitions } from '../../vocabulary.ts'

/** Refuses parameters that a format, or the rest of the request, leaves without effect. */
export function refuseWithoutEffect(given: Record<string, unknown>, detail: string): void {
  const faults = Object.entries(given).flatMap(([parameter, value]) =>
    value === undefined ? [] : [{ parameter, in: 'query' as const, detail }],
  )
  if (faults.length > 0) throw invalidParameters(faults)
}

const made = new WeakMap<z.ZodObject, z.ZodObject>()

/** The rows of a table, each with the quantity that it is about. */
function rowContract(contract: z.ZodObject): z.ZodObject {
  const known = made.get(contract)
  if (known !== undefined) return known
  const rows = z.object({
    quantity: z.string().meta({ description: 'Id of the quantity.' }),
    unit: z.enum(terms(unitDefinitions)).meta({ description: 'Unit of the numbers.' }),
    ...contract.shape,
  })
  made.set(contract, rows)
  return rows
}

interface QuantityTable {
  /** Name of the sheet in a workbook. */
  name: string
  contract: z.ZodObject
  quantity: Pick<Quantity, 'id' | 'unit'>
  snapshot: Snapshot
}

/** Rows about a quantity in a format, in parts. */
export const writeTable = (
  format: Exclude<listing.TableFormat, 'json'>,
  { name, contract, quantity, snapshot }: QuantityTable,
  batches: Iterable<object[]>,
): AsyncIterable<string | Buffer> =>
  listing.writeTable(format, { name, contract: rowContract(contract), snapshot }, about(quantity, batches))

function* about({ id, unit }: QuantityTable['quantity'], batches: Iterable<object[]>) {
  for (const rows of batches) yield rows.map((row) => ({ quantity: id, unit, ...row }))
}

/** The response of an answer about a quantity that is also a table. */
export const tableResponse = (description: string, json: z.ZodType, tables: Record<string, z.ZodObject>) =>
  listing.tableResponse(
    description,
    json,
    Object.fromEntries(Object.entries(tables).map(([rows, contract]) => [rows, rowContract(contract)])),
  )
