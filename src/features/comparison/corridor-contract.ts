/** The steps of a corridor, its state on some days, and the ladder of levels behind it. */
import { z } from 'zod'
import { nextContract } from '../../http/response/pages.ts'
import { metaContract } from '../../listing/meta.ts'
import { independences, ladderSides, outsideParts, terms } from '../../vocabulary.ts'
import { aboutContract } from './about-contract.ts'
import { assumption, claimIds, comparedClaimContract, day, interval, tally } from './claim-contract.ts'

const boundContract = z
  .object({
    value: z.number().meta({ description: 'The bound.' }),
    inclusive: z.boolean().meta({ description: 'Whether the number itself is admitted.' }),
  })
  .meta({ id: 'CorridorBound', description: 'A bound of a total.' })

/** Long lists of claims are cut, and say how many there are. */
export const maxListed = 100
const cut = <N extends string>(description: string, name: N) =>
  ({
    [name]: claimIds(`${description}, at most ${maxListed}.`),
    [`${name}_count`]: tally('How many these are in all.'),
  }) as Record<N, ReturnType<typeof claimIds>> & Record<`${N}_count`, ReturnType<typeof tally>>

const setBounds = {
  ...interval,
  low_claims: claimIds('that set the lower bound.'),
  next_low: boundContract
    .nullable()
    .meta({ description: 'The lower bound without the origin that sets it; null: there would be none.' }),
  high_claims: claimIds('that set the upper bound.'),
  next_high: boundContract
    .nullable()
    .meta({ description: 'The upper bound without the origin that sets it; null: there would be none.' }),
  is_empty: z.boolean().meta({ description: 'Whether the lower bound lies above the upper one.' }),
  assumptions: z
    .array(
      z
        .object({
          assumption,
          estimate: z.string().meta({ description: 'Id of the estimate that it is made for.' }),
          ...cut('that start before a stated start which is taken as the start of the flow', 'spoken_against_by'),
        })
        .meta({
          id: 'BoundAssumption',
          description: 'An assumption on which a bound rests, and who speaks against it.',
        }),
    )
    .meta({ description: 'Those on which the bounds rest.' }),
}

const readingContract = z
  .object({ ...interval, ...cut('that are left out', 'left_out') })
  .meta({ id: 'CorridorReading', description: 'A reading of an empty corridor. The service chooses none.' })

export const stepContract = z
  .object({
    from: day('First day of the step, which lasts to the day before the next one', 'from the start of the flow on'),
    ...setBounds,
    conflicts: z
      .object({
        ...cut('whose floor lies above the lowest ceiling', 'floors'),
        ...cut('whose ceiling lies below the highest floor', 'ceilings'),
      })
      .meta({ id: 'CorridorConflict', description: 'The claims that cannot all be right.' })
      .nullable()
      .meta({ description: 'Where it is empty: who cannot both be right; else null.' }),
    either: z
      .object({
        floors: readingContract.meta({ description: 'With all floors, without the ceilings below them.' }),
        ceilings: readingContract.meta({ description: 'With all ceilings, without the floors above them.' }),
      })
      .meta({ id: 'EitherReading', description: 'Both readings of an empty corridor.' })
      .nullable()
      .meta({ description: 'Where it is empty: both readings; else null.' }),
    outside: z
      .array(
        z
          .object({
            claim: z.string().meta({ description: 'Id of the claim.' }),
            part: z.enum(terms(outsideParts)).meta({ description: 'Where it lies.' }),
            ...interval,
            tolerance_needed: z.number().nullable().meta({
              description:
                'How far off the single number must at least be, as a share of it; null for a spread, and where nothing mends it.',
            }),
            tolerance_reached: z
              .boolean()
              .nullable()
              .meta({ description: 'Whether exactly `tolerance_needed` is enough; null where that is null.' }),
          })
          .meta({ id: 'OutsideClaim', description: 'A single number, or the part of a spread, beyond a bound.' }),
      )
      .meta({
        description: `Single numbers and spreads that lie beyond the bounds on these days, at most ${maxListed}.`,
      }),
    outside_count: tally('How many these are in all.'),
  })
  .meta({ id: 'CorridorStep', description: 'What is left possible for the total on some days.' })
export type StepRow = z.output<typeof stepContract>

const notRuledOutContract = z
  .object({
    at: day('The day meant', 'the last of all, of which no end is known'),
    ...setBounds,
    of: tally('How many claims were compared.'),
  })
  .meta({
    id: 'NotRuledOut',
    description: 'What the claims do not rule out: bounds, who sets them, and of how many claims.',
  })

export const notRuledOut = z
  .object({
    latest: notRuledOutContract.nullable().meta({
      description: 'Of the whole flow, in the end; null for a quantity that does not grow.',
    }),
    last_bounded: notRuledOutContract.nullable().meta({
      description: 'Of the whole flow, on the last day with a ceiling; null: there is no such day.',
    }),
    asked: notRuledOutContract.nullable().meta({
      description: 'Of the amount in the window asked about; null where none was. Here nothing has an origin left out.',
    }),
  })
  .meta({ id: 'NotRuledOutDays', description: 'What the claims do not rule out, on some days.' })

export const originCounts = z
  .object(
    Object.fromEntries(
      [...Object.entries(independences), ['none', 'Claims whose origin nobody names.'] as const].map(
        ([term, meaning]) => [term, tally(meaning)],
      ),
    ) as Record<keyof typeof independences | 'none', ReturnType<typeof tally>>,
  )
  .meta({ id: 'OriginCounts', description: 'How many origins there are, by their independence. Repeats add none.' })

export const rungContract = z
  .object({
    side: z.enum(terms(ladderSides)).meta({ description: 'The side that it bounds.' }),
    value: z.number().meta({ description: 'The bound.' }),
    inclusive: z.boolean().meta({ description: 'Whether the number itself is admitted.' }),
    claims_here: claimIds('that set exactly this bound.'),
    claims: tally('Claims of this bound and of all that rule out more.'),
    claimants: tally('Their claimants.'),
    origins: originCounts.meta({ description: 'Their origins.' }),
    single_numbers: tally('Single numbers at this level or beyond. They set no bound.'),
    day: day(
      'The first day from which a floor as high stands, or the last to which a ceiling as low does',
      'not known',
    ),
  })
  .meta({ id: 'LadderRung', description: 'One level that claims bound, and what stands behind it.' })

export const corridorContract = z.object({
  data: z
    .object({
      ...aboutContract,
      steps: z.array(stepContract).meta({ description: 'The steps, by their first day.' }),
      refused: z
        .array(
          z
            .object({
              claim: z.string().meta({ description: 'Id of the claim.' }),
              ...cut('that counted something before its stated start', 'refused_by'),
            })
            .meta({ id: 'RefusedCeiling', description: 'A claim that sets no ceiling of the whole flow.' }),
        )
        .meta({
          description: `Claims that would set a ceiling if nothing had moved before their stated start, which others refuse, at most ${maxListed}.`,
        }),
      refused_count: tally('How many these are in all.'),
      claims: z.array(comparedClaimContract).meta({ description: 'The claims that the steps name, by id.' }),
    })
    .meta({
      id: 'Corridor',
      description: 'What claims leave possible for the total of a flow, from its start to the end of each day.',
    }),
  ...nextContract,
  meta: metaContract,
})
export type CorridorRow = z.output<typeof corridorContract>['data']
