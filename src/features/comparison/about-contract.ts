/** The subject of a comparison or a corridor, and the parameters that made it. */
import { z } from 'zod'
import { groupings, measures, spreadReadings, terms, unitDefinitions } from '../../vocabulary.ts'
import { tally } from './claim-contract.ts'

const condition = z.string().nullable()

export const aboutContract = {
  quantity: z.string().meta({ description: 'Id of the quantity.' }),
  unit: z.enum(terms(unitDefinitions)).meta({ description: 'Unit of every number.' }),
  measure: z.enum(terms(measures)).meta({ description: 'Measure of the quantity.' }),
  growing: z.boolean().meta({
    description:
      'Whether its total never falls as its window grows (additive, a total or capacity), so that bounds carry over from ' +
      'one window to another.',
  }),
  asked: z
    .object({
      window: z.string().nullable().meta({ description: '`window`, by its first and last day; null: not given.' }),
      strict: z.boolean().meta({ description: '`strict`.' }),
      tolerance: z.number().nullable().meta({ description: '`tolerance`; null: none, single numbers bound nothing.' }),
      spreads: z.enum(terms(spreadReadings)).meta({ description: '`spreads`.' }),
      group_by: z.enum(terms(groupings)).nullable().meta({ description: '`group_by`; null: not given.' }),
      filters: z.record(z.string(), z.unknown()).meta({
        description: 'The filters that select the reports, as they were understood: ids for names.',
      }),
    })
    .meta({ id: 'ComparisonAsked', description: 'The parameters that make the answer, as they were understood.' })
    .meta({ description: 'What was asked.' }),
  condition: condition.meta({
    description: 'The condition under which the claims hold that were combined; null: none.',
  }),
  conditions: z
    .array(
      z
        .object({
          condition: condition.meta({ description: 'The condition; null: none.' }),
          claims: tally('Claims that hold under it.'),
        })
        .meta({ id: 'ConditionCount', description: 'Claims that hold under one condition.' }),
    )
    .meta({
      description: 'All conditions, the one of most claims first. Claims under different ones are not compared.',
    }),
}
