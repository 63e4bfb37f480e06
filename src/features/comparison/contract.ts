import { z } from 'zod'
import { nextContract } from '../../http/response/pages.ts'
import { metaContract } from '../../listing/meta.ts'
import { terms, verdicts } from '../../vocabulary.ts'
import { aboutContract } from './about-contract.ts'
import { claimIds, comparedClaimContract, ids, tally } from './claim-contract.ts'
import { notRuledOut, originCounts, rungContract } from './corridor-contract.ts'
import { pairContract } from './pair-contract.ts'

export const maxRungs = 1000
export const maxFailing = 100
/** Most pairs that are put in order. */
export const maxPairs = 10_000

const figure = z
  .object({
    value: z.number().meta({ description: 'The number.' }),
    claims: claimIds('that name it.'),
  })
  .meta({ id: 'NamedFigure', description: 'A number that claims name, whatever the words do to it.' })

const figures = z
  .object({
    lowest: figure.meta({ description: 'The least number named.' }),
    highest: figure.meta({ description: 'The greatest number named.' }),
    ratio: z.number().nullable().meta({
      description: 'highest ÷ lowest; null where they are not of surely the same window, or the lowest is 0.',
    }),
  })
  .meta({ id: 'NamedFigures', description: 'The extreme numbers of all claims; spreads stay out.' })

const countsContract = z
  .object({
    reports: tally('Estimates.'),
    claims: tally('Claims; several reports of one are one.'),
    claimants: tally('Entities that put them forward.'),
    without_number: tally('Claims that state no number.'),
    origins: originCounts.meta({ description: 'Where the knowledge comes from.' }),
    pairs: z
      .object(
        Object.fromEntries(
          Object.entries(verdicts).map(([verdict, meaning]) => [
            verdict,
            tally(meaning).nullable().meta({ description: meaning }),
          ]),
        ) as Record<keyof typeof verdicts, z.ZodNullable<ReturnType<typeof tally>>>,
      )
      .meta({
        id: 'PairCounts',
        description:
          'Pairs of claims by verdict; null where more than a million fail, so that the rest is not told apart.',
      })
      .meta({ description: 'Pairs of claims, by verdict.' }),
  })
  .meta({ id: 'ComparisonCounts', description: 'How much there is; nothing follows from the numbers about truth.' })

const newestContract = z
  .object({
    claimant: z.string().meta({ description: 'Id of the claimant.' }),
    estimates: ids('Ids of the estimates that may be its newest; several where the order is not clear.'),
    undated: ids('Ids of those that have no date at all.'),
  })
  .meta({
    id: 'NewestOfClaimant',
    description: 'The newest that one claimant said, by when it was said, else published.',
  })

const ladder = z.array(rungContract).meta({
  description: `A rung for each distinct floor and ceiling, floors first, from the tightest, at most ${maxRungs}. Empty for a quantity that does not grow.`,
})

export const groupContract = z
  .object({
    group: z
      .string()
      .nullable()
      .meta({ description: 'Id of the claimant, country, origin or source; null: none is named.' }),
    reports: tally('Estimates.'),
    claims: claimIds('of the group.'),
    newest: ids('Ids of the estimates that may be the newest of the group.'),
    not_ruled_out: notRuledOut.meta({ description: 'What its claims do not rule out.' }),
    ladder: ladder.meta({ description: 'The rungs of its claims.' }),
  })
  .meta({ id: 'ClaimGroup', description: 'The claims of one group, on their own.' })

export type GroupRow = z.output<typeof groupContract>

const betweenContract = z
  .object({
    first: z.string().nullable().meta({ description: 'The group of the first claim.' }),
    second: z.string().nullable().meta({ description: 'The group of the second claim.' }),
    verdict: z
      .enum(terms(verdicts))
      .meta({ description: 'The worst verdict on a claim of the one and a claim of the other.' }),
    pair: pairContract.meta({ description: 'The two claims.' }),
  })
  .meta({ id: 'GroupPair', description: 'The worst that two groups say of each other.' })

export const comparisonContract = z
  .object({
    ...aboutContract,
    summary: z
      .object({
        short: z.string().meta({ description: 'In a few lines, one for each statement.' }),
        long: z.string().meta({ description: 'In full, one line for each statement.' }),
      })
      .meta({
        id: 'ComparisonSummary',
        description: 'What the claims say together, in words. A number that nobody claimed is said to be computed.',
      }),
    counts: countsContract.meta({ description: 'How much there is.' }),
    figures: figures.nullable().meta({ description: 'The extreme numbers; null: no number is named.' }),
    not_ruled_out: notRuledOut.meta({ description: 'What the claims under the condition do not rule out.' }),
    failing: z.array(pairContract).meta({
      description: `Pairs that contradict each other or are at odds, in their order, at most ${maxFailing}; none where more than ${maxPairs} do. \`counts.pairs\` has their number.`,
    }),
    ladder,
    ladder_count: tally('How many rungs there are in all.'),
    newest: z.array(newestContract).meta({ description: 'The newest of each claimant.' }),
    claims: z.array(comparedClaimContract).meta({
      description:
        'The claims, by id, paged by `limit` and `cursor`; with `pairs`, which are paged then, those that they name.',
    }),
    pairs: z
      .array(pairContract)
      .optional()
      .meta({
        description:
          'With `pairs=true` or `verdict`: contradictions; pairs at odds; pairs that hold only if something moved, those of ' +
          'other origins first, by amount per day; pairs that agree; the rest.',
      }),
    groups: z.array(groupContract).optional().meta({ description: 'With `group_by`: the groups, side by side.' }),
    between: z
      .array(betweenContract)
      .optional()
      .meta({ description: 'With `group_by`: each two groups, those that disagree most first.' }),
  })
  .meta({
    id: 'Comparison',
    description: 'Who disagrees with whom about one quantity, by how much, and on what assumption.',
  })
export type Comparison = z.output<typeof comparisonContract>

export const comparisonResponse = z.object({ data: comparisonContract, ...nextContract, meta: metaContract })
