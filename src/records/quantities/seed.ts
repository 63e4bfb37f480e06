import { z } from 'zod'
import { quantities } from '../../db/tables.ts'
import { ids } from '../../facts/attribution.ts'
import { patternText } from '../../facts/seed-faults.ts'
import { addFault, nameText, plainText, recordId, seedObject, sortKey } from '../../facts/text.ts'
import { harms, measures, personStatuses, stages, terms, unitDefinitions, units } from '../../vocabulary.ts'
import { row, type SeedDefinition } from '../shared/definition.ts'
import { type Quantity, quantityContract } from './contract.ts'

const seed = seedObject({
  id: recordId,
  name: nameText,
  definition: plainText,
  unit: z.enum(terms(unitDefinitions)),
  event: recordId.nullable().default(null),
  harm: z.enum(terms(harms)).nullable().default(null),
  status: z.enum(terms(personStatuses)).nullable().default(null),
  supplier: recordId.nullable().default(null),
  recipient: recordId.nullable().default(null),
  materiel: ids,
  stage: z.enum(terms(stages)).nullable().default(null),
  measure: z.enum(terms(measures)),
  per: patternText(/^P[1-9]\d{0,3}[YMWD]$/, 'an ISO 8601 duration, such as P1Y, P1M, P1W or P1D')
    .nullable()
    .default(null),
  share_of: recordId.nullable().default(null),
  includes: z.array(plainText).default([]),
  excludes: z.array(plainText).default([]),
  additive: z.boolean(),
  note: plainText.nullable().default(null),
}).check((context) => {
  const { measure, per, share_of, unit, additive, harm, status } = context.value
  if ((harm ?? status) !== null && unit !== 'person' && unit !== 'share')
    addFault(context, harm === null ? 'status' : 'harm', 'Belongs to a count of people, whose unit is `person`.')
  if ((per !== null) !== (measure === 'rate')) addFault(context, 'per', 'A rate has `per`; no other measure has.')
  if ((share_of !== null) !== (measure === 'share'))
    addFault(context, 'share_of', 'A share has `share_of`; no other measure has.')
  if ((unit === 'share') !== (measure === 'share')) addFault(context, 'unit', 'The unit of a share is `share`.')
  if (additive && measure !== 'total' && measure !== 'capacity')
    addFault(context, 'additive', 'Only a total, and the capacity of a total, is additive.')
})

export const quantitySeed: SeedDefinition<z.output<typeof seed>, Quantity> = {
  type: 'quantity',
  seed,
  contract: quantityContract,
  roles: { supplier: 'quantity_supplier', recipient: 'quantity_recipient', materiel: 'quantity_materiel' },
  chain: 'share_of',
  render({ id, name, definition, unit, ...quantity }) {
    const {
      event,
      harm,
      status,
      supplier,
      recipient,
      materiel,
      stage,
      measure,
      per,
      share_of,
      includes,
      excludes,
      additive,
      note,
    } = quantity
    return {
      id,
      type: 'quantity',
      ...{ name, definition, unit, unit_ucum: units[unit].ucum },
      ...{ event, harm, status },
      ...{ supplier, recipient, materiel, stage, measure, per, share_of, includes, excludes, additive, note },
    }
  },
  rows: ({ id, name, unit, event, harm, status, supplier, recipient, stage, measure, per, share_of, additive }) => [
    row(quantities, {
      ...{
        id,
        sort_name: sortKey(name),
        unit,
        event,
        harm,
        status,
        supplier,
        recipient,
        stage,
        measure,
        per,
        share_of,
        additive,
      },
    }),
  ],
}
