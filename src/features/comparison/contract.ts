import { z } from 'zod'
import {
  boundUses,
  claimSides,
  excludedSides,
  exclusionReasons,
  measures,
  modifiers,
  referenceBases,
  spreadReadings,
  tensionParts,
  terms,
  unitDefinitions,
  verdicts,
  windowAssumptions,
} from '../../vocabulary.ts'

const ids = (description: string) => z.array(z.string()).meta({ description })
const number = (description: string) => z.number().meta({ description })
const day = (description: string) => z.string().nullable().meta({ description })
const tally = (description: string) => z.int().min(0).max(1e12).meta({ description })
const inclusive = (bound: string) =>
  z
    .boolean()
    .nullable()
    .meta({ description: `Whether \`${bound}\` itself is admitted; null where there is none.` })
const claimIds = ids('Ids of the claims it comes from.')
const estimateIds = ids('Ids of the estimates that report them.')
const why = z.string().meta({ description: 'Why, in words.' })

const comparedWindow = z
  .object({
    edtf: z.array(z.string()).meta({ description: 'The windows its reports state, in EDTF; empty: none is stated.' }),
    earliest: day('First of the widest days compared, YYYY-MM-DD; null: nothing bounds it.'),
    latest: day('Last of the widest days compared, YYYY-MM-DD; null: nothing bounds it.'),
    is_stated: z.boolean().meta({ description: 'Whether every report states both sides; if not, see `assumptions`.' }),
  })
  .meta({ id: 'ComparedWindow', description: 'The span of time a claim covers, as it was compared.' })

const comparedClaimContract = z
  .object({
    claim: z.string().meta({ description: 'Id of the claim.' }),
    estimates: ids('Ids of the estimates that report it.'),
    sources: ids('Ids of the sources of these reports.'),
    claimants: ids('Ids of the entities that put it forward; empty: nobody is named.'),
    origins: ids('Ids of the origins of the knowledge; empty: not known.'),
    spread: z
      .boolean()
      .meta({ description: 'A range over several unnamed estimators; nobody claims the whole of it.' }),
    condition: z.string().nullable().meta({ description: 'What must be so for it to hold.' }),
    modifiers: z
      .array(z.enum(terms(modifiers)))
      .meta({ description: 'What the words of its reports do to the number.' }),
    low: z
      .number()
      .nullable()
      .meta({ description: 'Weakest lower bound of its reports; null: one of them gives none.' }),
    low_inclusive: inclusive('low'),
    low_side: z
      .enum(terms(claimSides))
      .meta({ description: 'Where the lower bound comes from, or why there is none.' }),
    high: z
      .number()
      .nullable()
      .meta({ description: 'Weakest upper bound of its reports; null: one of them gives none.' }),
    high_inclusive: inclusive('high'),
    high_side: z
      .enum(terms(claimSides))
      .meta({ description: 'Where the upper bound comes from, or why there is none.' }),
    best: z
      .number()
      .nullable()
      .meta({ description: 'The single number its reports name; null: they name none, or different ones.' }),
    as_of: z.array(z.string()).meta({ description: 'Up to when the claimant says it holds, in EDTF.' }),
    said: z.array(z.string()).meta({ description: 'When it was said, in EDTF.' }),
    published: z.array(z.string()).meta({ description: 'When it was reported, in EDTF.' }),
    window: comparedWindow.meta({ description: 'The span of time it covers, as it was compared.' }),
    floor: z.enum(terms(boundUses)).meta({ description: 'What becomes of its lower bound.' }),
    ceiling: z.enum(terms(boundUses)).meta({ description: 'What becomes of its upper bound.' }),
  })
  .meta({ id: 'ComparedClaim', description: 'One claim with all its reports; where they differ, the weakest bound.' })
export type ComparedClaimRow = z.output<typeof comparedClaimContract>

const commonBound = z
  .object({
    value: number('The bound.'),
    inclusive: z.boolean().meta({ description: 'Whether the number itself is admitted.' }),
    claims: claimIds,
    estimates: estimateIds,
  })
  .meta({
    id: 'CommonBound',
    description: 'A bound that holds for the reference window, with every claim that sets it.',
  })

const figure = z
  .object({
    value: number('The number.'),
    claims: claimIds,
    estimates: estimateIds,
  })
  .meta({ id: 'AssertedFigure', description: 'A number that claims name, whatever the words do to it.' })

const interval = {
  low: z.number().nullable().meta({ description: 'Lower end; null: none.' }),
  low_inclusive: inclusive('low'),
  high: z.number().nullable().meta({ description: 'Upper end; null: none.' }),
  high_inclusive: inclusive('high'),
}

const pairSide = z
  .object({
    claim: z.string().meta({ description: 'Id of the claim.' }),
    estimates: ids('Ids of the estimates that report it.'),
    claimants: ids('Ids of the entities that put it forward.'),
  })
  .meta({ id: 'PairedClaim', description: 'One of two claims.' })

export const pairContract = z
  .object({
    first: pairSide.meta({ description: 'The claim the verdict is read from.' }),
    second: pairSide.meta({ description: 'The claim the verdict is read to.' }),
    verdict: z.enum(terms(verdicts)).meta({ description: 'How the first lies to the second.' }),
    reason: z
      .enum(terms(exclusionReasons))
      .nullable()
      .meta({ description: 'Why they cannot be compared; null where they can.' }),
    why,
  })
  .meta({ id: 'ClaimPair', description: 'What two claims of one quantity say of each other.' })

const originTally = z
  .object({
    known: tally('Origins of which a source says that they rest on their own collection.'),
    assumed: tally('Origins that are only taken to rest on their own collection.'),
    dependent: tally('Origins that build on others.'),
    unknown: tally('Origins of which nothing is known, and claims whose origin nobody names.'),
    known_ids: ids('Ids of the known ones.'),
    assumed_ids: ids('Ids of the assumed ones.'),
    dependent_ids: ids('Ids of the dependent ones.'),
    unknown_ids: ids('Ids of the unknown ones that have a name.'),
    unnamed_claims: ids('Ids of the claims whose origin nobody names.'),
  })
  .meta({ id: 'OriginCounts', description: 'Where the knowledge comes from. Repeats add none.' })

export const comparisonContract = z
  .object({
    quantity: z.string().meta({ description: 'Id of the quantity.' }),
    unit: z.enum(terms(unitDefinitions)).meta({ description: 'Unit of every number.' }),
    measure: z.enum(terms(measures)).meta({ description: 'Measure of the quantity.' }),
    additive: z.boolean().meta({ description: 'Whether bounds may move from one window to another.' }),
    asked: z
      .object({
        window: z.string().nullable().meta({ description: '`window`; null: the union of the windows compared.' }),
        known_by: z.string().nullable().meta({ description: 'Last day of `known_by`; null: not given.' }),
        origin: z.array(z.string()).nullable().meta({ description: '`origin`; null: all.' }),
        source: z.array(z.string()).nullable().meta({ description: '`source`; null: all.' }),
        strict: z.boolean().meta({ description: '`strict`.' }),
        tolerance: z
          .number()
          .nullable()
          .meta({ description: '`tolerance`; null: none, single numbers bound nothing.' }),
        spreads: z.enum(terms(spreadReadings)).meta({ description: '`spreads`.' }),
      })
      .meta({ id: 'ComparisonAsked', description: 'The parameters that make the answer, as they were understood.' })
      .meta({ description: 'What was asked.' }),
    reference_window: z
      .object({
        basis: z.enum(terms(referenceBases)).meta({ description: 'Asked for, or the union of the windows compared.' }),
        earliest: day('First of its widest days; null: nothing bounds it.'),
        latest: day('Last of its widest days; null: nothing bounds it.'),
      })
      .meta({ id: 'ReferenceWindow', description: 'The span of time that floor, ceiling and common ground are for.' })
      .meta({ description: 'What floor, ceiling and common ground are for.' }),
    condition: z
      .string()
      .nullable()
      .meta({ description: 'The condition under which claims were compared: the commonest; null: none.' }),
    counts: z
      .object({
        reports: tally('Estimates.'),
        claims: tally('Claims. Several reports of one claim are one.'),
        claimants: tally('Entities that put them forward.'),
        origins: originTally.meta({ description: 'Origins of the knowledge.' }),
      })
      .meta({
        id: 'ComparisonCounts',
        description: 'How much there is; nothing follows from the numbers about truth.',
      }),
    lowest_figure: figure.nullable().meta({ description: 'The least number named, spreads apart; null: none.' }),
    highest_figure: figure.nullable().meta({ description: 'The greatest number named, spreads apart; null: none.' }),
    ratio: z
      .number()
      .nullable()
      .meta({ description: 'Highest by lowest figure, whatever their windows; null: none, or the lowest is 0.' }),
    highest_floor: commonBound.nullable().meta({ description: 'The tightest lower bound that holds; null: none.' }),
    lowest_ceiling: commonBound.nullable().meta({ description: 'The tightest upper bound that holds; null: none.' }),
    common_ground: z
      .object({
        ...interval,
        is_empty: z.boolean().meta({ description: 'True where the floor exceeds the ceiling: claims contradict.' }),
        claims: claimIds,
        estimates: estimateIds,
      })
      .meta({ id: 'CommonGround', description: 'The numbers that no claim compared rules out for the window.' })
      .nullable()
      .meta({ description: 'From the highest floor to the lowest ceiling; null where there is neither.' }),
    contradictions: z
      .array(pairContract)
      .meta({ description: 'The pairs of claims proven to contradict each other, by their ids; at most 1,000.' }),
    more_contradictions: z.boolean().meta({
      description: 'True where there are more of them; `pairs=true` goes through all pairs.',
    }),
    tensions: z
      .array(
        z
          .object({
            claim: z.string().meta({ description: 'Id of the claim that is a spread.' }),
            estimates: ids('Ids of the estimates that report it.'),
            part: z.enum(terms(tensionParts)).meta({ description: 'What the part of it lies across.' }),
            ...interval,
            against_claims: ids('Ids of the claims that set the floor or ceiling.'),
            against_estimates: ids('Ids of the estimates that report these.'),
            why,
          })
          .meta({ id: 'Tension', description: 'The part of a spread that lies across a floor or a ceiling.' }),
      )
      .meta({ description: 'What of each spread lies across the highest floor or the lowest ceiling.' }),
    newest: z
      .array(
        z
          .object({
            claimant: z.string().meta({ description: 'Id of the claimant.' }),
            estimates: ids('Ids of the estimates; several where it is not clear which is the newest.'),
            undated: ids('Ids of those among them that have no date at all.'),
          })
          .meta({
            id: 'NewestOfClaimant',
            description: 'What a claimant said last. It does not replace what came before.',
          }),
      )
      .meta({ description: 'Per claimant what may be the newest, by when it was said, else published.' }),
    excluded: z
      .array(
        z
          .object({
            claim: z.string().meta({ description: 'Id of the claim.' }),
            estimates: ids('Ids of the estimates that report it.'),
            side: z.enum(terms(excludedSides)).meta({ description: 'Which of its bounds stays out.' }),
            reason: z.enum(terms(exclusionReasons)).meta({ description: 'Why, as a term.' }),
            why,
          })
          .meta({ id: 'Exclusion', description: 'A bound of a claim that does not count, and why.' }),
      )
      .meta({ description: 'Everything that floor, ceiling and common ground leave out.' }),
    assumptions: z
      .array(
        z
          .object({
            assumption: z.enum(terms(windowAssumptions)).meta({ description: 'Which assumption.' }),
            description: z.string().meta({ description: 'What is assumed.' }),
            estimates: ids('Ids of the estimates it was made for.'),
          })
          .meta({ id: 'WindowAssumption', description: 'What was assumed of windows that are not fully stated.' }),
      )
      .meta({ description: 'Every assumption made; `strict=true` makes none.' }),
    claims: z.array(comparedClaimContract).meta({ description: 'Every claim, by id, incomparable ones too.' }),
    pairs: z
      .array(pairContract)
      .optional()
      .meta({ description: 'With `pairs=true`: every pair of claims once, by their ids, a page at a time.' }),
  })
  .meta({
    id: 'Comparison',
    description: 'What may honestly be said of one quantity. Nothing is added up or averaged.',
  })
export type ComparisonAnswer = z.output<typeof comparisonContract>
