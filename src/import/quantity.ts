import { terms, unitDefinitions } from '../vocabulary.ts'
import { reconcile, resolveFields, type Surroundings } from './references.ts'
import type { Row } from './row.ts'

/** The id of the quantity of a row: one of the dataset or of a row before, else a new one, which needs a unit. */
export function quantityOf(row: Row, surroundings: Surroundings): string | undefined {
  const { known, report } = surroundings
  const { estimate, quantity: given } = row.fields
  const name = row.names.quantity_name ?? given.name
  const text = (estimate.quantity ?? name) as string | undefined
  if (text === undefined) {
    row.refuse('quantity', 'Missing. Allowed: the id or the name of a quantity, such as shells-delivered-kp-ru.')
    return undefined
  }
  const found = known.resolve('quantity', text)
  if ('fault' in found) {
    row.refuse(['quantity', 'quantity_name'], found.fault)
    return undefined
  }
  resolveFields('quantity', row, surroundings)
  if (estimate.unit !== undefined) given.unit ??= estimate.unit
  if (typeof name === 'string') given.name = name
  if (found.id !== undefined) {
    reconcile({ of: 'quantity', id: found.id, given }, row, surroundings)
    return found.id
  }
  const allowedUnits = terms(unitDefinitions) as readonly string[]
  if (!allowedUnits.includes(String(given.unit))) {
    row.refuse(
      ['unit', 'quantity_unit'],
      `${given.unit === undefined ? 'Missing' : `${JSON.stringify(given.unit)} is no unit`}, and ${JSON.stringify(text)} is a new quantity. Allowed: ${allowedUnits.join(', ')}; or the id of a quantity of the dataset.`,
    )
    return undefined
  }
  const defaults = {
    name: text,
    definition: `${text}. The table defines it no further.`,
    measure: 'total',
    additive: false,
  }
  const assumed = Object.keys(defaults).filter((key) => key !== 'name' && given[key] === undefined)
  const title = String(given.name ?? text)
  const id = known.make('quantity', title, { ...defaults, ...given }, { row: row.number, column: 'quantity' })
  if (title !== text) known.alias('quantity', text, id)
  if (assumed.includes('additive'))
    report.note(
      'additive: we take a new quantity for one that does not add up, which has no corridor; say quantity_additive true where a count over two windows is the sum of both',
    )
  report.flag(
    'quantity',
    `a new quantity: ${text}${assumed.length === 0 ? '' : `, with our ${assumed.join(', ')}`}`,
    row.number,
  )
  return id
}
