/** Two claims of one quantity, and how they stand to each other. */
import { z } from 'zod'
import { nextContract } from '../../http/response/pages.ts'
import { metaContract } from '../../listing/meta.ts'
import { claimRelations, pairSides, terms, verdictReasons, verdicts } from '../../vocabulary.ts'
import { assumptions, day, ids, interval, madeContract } from './claim-contract.ts'

const pairSide = z
  .object({
    claim: z.string().meta({ description: 'Id of the claim.' }),
    estimates: ids('Ids of the estimates that report it.'),
    claimants: ids('Ids of the entities that put it forward.'),
  })
  .meta({ id: 'PairedClaim', description: 'One of two claims.' })

const verdict = (description: string) => z.enum(terms(verdicts)).meta({ description })
const toleranceNeeded = z
  .number()
  .nullable()
  .meta({
    description:
      'With at_odds: how far every single number of the two must at least be off for both to hold, as a share of it ' +
      '(the greatest lower bound of such tolerances); else null.',
  })
const toleranceReached = z.boolean().nullable().meta({
  description:
    'With at_odds: whether exactly `tolerance_needed` is enough for both to hold; false: only more is. Else null.',
})

const dayRun = z
  .object({
    from: day('First day', 'from the start of the flow'),
    to: day('Last day', 'no last day is known'),
    empty_if: z
      .array(madeContract)
      .nullable()
      .meta({ description: 'The assumptions under which there are no such days; null: none rules them out.' }),
  })
  .meta({ id: 'DayRun', description: 'Days on which something must have moved.' })

const count = (description: string) => z.number().nullable().meta({ description })

const unlessContract = z
  .object({
    at_least: z
      .number()
      .meta({ description: 'The excess of the lower side of the one over the upper side of the other.' }),
    inclusive: z.boolean().meta({ description: 'False: more than `at_least`.' }),
    before: dayRun
      .nullable()
      .meta({ description: 'Days of the higher claim before the window of the lower one; null: none.' }),
    after: dayRun
      .nullable()
      .meta({ description: 'Days of the higher claim after the window of the lower one; null: none.' }),
    days: count(
      'How many days these are; without those before, where an unstated start is taken as the start of the flow. null: not ' +
        'bounded, or none.',
    ),
    per_day: count('`at_least` by `days`; null where `days` is null or 0.'),
  })
  .meta({
    id: 'Unless',
    description:
      'Computed: if both claims are right, at least so much moved on the days of the higher claim that are not surely ' +
      'in the window of the lower one. It needs no assumption; single numbers are taken as said.',
  })

const restContract = z
  .object({
    ...interval,
    days: count('How many days the rest has; null: not bounded.'),
    low_per_day: count('`low` by `days`.'),
    high_per_day: count('`high` by `days`.'),
    assumptions: assumptions('Those on which it rests that one window contains the other.'),
  })
  .meta({
    id: 'Rest',
    description:
      'Computed: what the rest of the wider window holds if both claims are right; single numbers are taken as said.',
  })

const harsher = z
  .object({
    first: z.string().meta({ description: 'Id of the estimate that reports the first claim.' }),
    second: z.string().meta({ description: 'Id of the estimate that reports the second claim.' }),
    verdict: verdict('The verdict on these two reports.'),
    tolerance_needed: toleranceNeeded,
    tolerance_reached: toleranceReached,
  })
  .meta({ id: 'OtherReport', description: 'Two reports of the claims whose verdict is harsher.' })

export const pairContract = z
  .object({
    first: pairSide.meta({ description: 'The claim that the relation is read from.' }),
    second: pairSide.meta({ description: 'The claim that it is read to.' }),
    verdict: verdict('How they stand to each other, on the fewest assumptions.'),
    why: z
      .enum(terms(verdictReasons))
      .nullable()
      .meta({ description: 'With undecided and not_comparable: why; else null.' }),
    relation: z
      .enum(terms(claimRelations))
      .nullable()
      .meta({ description: 'With agrees: how the numbers of the first lie to those of the second; else null.' }),
    tolerance_needed: toleranceNeeded,
    tolerance_reached: toleranceReached,
    assumptions: assumptions('The smallest set on which the verdict rests; empty: none.'),
    strict_verdict: verdict('The verdict with nothing assumed.'),
    higher: z
      .enum(terms(pairSides))
      .nullable()
      .meta({ description: 'The claim whose lower side lies above the upper side of the other; null: neither.' }),
    unless: unlessContract
      .nullable()
      .meta({ description: 'What must have moved, and when, if both are right; null where nothing must.' }),
    if_both_hold: restContract.nullable().meta({
      description: 'What the rest of the wider window holds if both are right; null where nothing bounds it.',
    }),
    same_origin: z
      .boolean()
      .meta({ description: 'Whether they rest on one origin, which may have raised its own figure.' }),
    by_other_report: harsher
      .nullable()
      .meta({ description: 'Other reports of the same two claims, whose verdict is harsher; null: there are none.' }),
  })
  .meta({ id: 'ClaimPair', description: 'How two claims of one quantity stand to each other.' })
export type PairRow = z.output<typeof pairContract>

export const agreementContract = z
  .object({
    data: z.array(pairContract).meta({
      description: 'The claim of the estimate (`first`) with every other claim of the quantity (`second`).',
    }),
    ...nextContract,
    meta: metaContract,
  })
  .meta({ id: 'ClaimPairList', description: 'A page of pairs of claims.' })
