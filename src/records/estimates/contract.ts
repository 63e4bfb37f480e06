import { z } from 'zod'
import { claimantKindContract, hedgeContract } from '../../facts/attribution.ts'
import { displayContract } from '../../facts/display.ts'
import { evidenceContract } from '../../facts/evidence.ts'
import { recordedContract } from '../../facts/recorded.ts'
import { timeContract, windowContract } from '../../facts/time.ts'
import { boundSides, estimateForms, modifiers, personStatuses, qualityFlags, terms } from '../../vocabulary.ts'

/**
 * A bound. Shares are fractions and no count here comes near the maximum: a JSON number represents all of them exactly
 * as written.
 */
const bound = z.number().min(0).max(1e15).nullable()
const side = z.enum(terms(boundSides))

const derivationContract = z
  .object({
    estimate: z.string().meta({ description: 'Id of the estimate it was computed from.' }),
    factor: z.number().nullable().meta({ description: 'The factor the claimant used; null: not stated.' }),
    note: z.string().nullable().meta({ description: 'How the factor is worded or used.' }),
  })
  .meta({ id: 'Derivation', description: 'An estimate this one was computed from, with the factor its claimant used.' })

const partContract = z
  .object({
    status: z.enum(terms(personStatuses)).meta({ description: 'People counted apart.' }),
    best: z.number().min(0).max(1e15).meta({ description: 'Their number, as the source gives it.' }),
  })
  .meta({ id: 'PartOfFigure', description: 'A part of a figure of people that its source gives by itself.' })

export const estimateContract = z
  .object({
    id: z.string().meta({ description: 'Id of the estimate: one report of a claim.' }),
    type: z.literal('estimate').meta({ description: 'Type of record.' }),
    source: z.string().meta({ description: 'Id of the source that reports it.' }),
    quantity: z.string().meta({ description: 'Id of the quantity: what is counted.' }),
    unit: z.string().meta({ description: 'Unit of low, high and best.', examples: ['shell'] }),
    claim: z.string().meta({ description: 'Id of the claim; reports of one claim share it and corroborate nothing.' }),
    form: z.enum(terms(estimateForms)).meta({ description: 'Whether words state it, or a coder gives numbers.' }),
    as_stated: z
      .string()
      .nullable()
      .meta({
        description: 'The figure in the words of the source; null where it is coded.',
        examples: ['almost 6 million'],
      }),
    as_stated_exact: z.boolean().meta({ description: 'False where translated, or noted without the text at hand.' }),
    words_note: z
      .string()
      .nullable()
      .meta({ description: 'Why the numbers or the modifier are not those that the words say; null: they are.' }),
    modifier: z
      .enum(terms(modifiers))
      .meta({ description: 'Effect of the words on the number; of a coded figure, that of its numbers.' }),
    low: bound.meta({ description: 'Lower bound in `unit`; null: none stated, never 0 for "unknown".' }),
    high: bound.meta({ description: 'Upper bound in `unit`; null: none stated.' }),
    best: bound.meta({ description: 'The single number the words name ("around 5,000"); never computed.' }),
    parts: z.array(partContract).meta({
      description: 'Parts that the source gives beside the whole, by status of people; empty: none. Never added up.',
    }),
    low_inclusive: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether `low` itself is admitted; null where there is no low.' }),
    high_inclusive: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether `high` itself is admitted; null where there is no high.' }),
    low_side: side.meta({ description: 'Whether the lower side is stated, unbounded or unstated.' }),
    high_side: side.meta({ description: 'Whether the upper side is stated, unbounded or unstated.' }),
    spread: z
      .boolean()
      .meta({ description: 'A range over several estimators nobody names; nobody claims the whole of it.' }),
    claimants: z
      .array(z.string())
      .meta({ description: 'Ids of the entities that put it forward; empty: nobody is named.' }),
    claimant_kind: claimantKindContract,
    spokesperson: z.string().nullable().meta({ description: 'Id of the person who speaks for the claimant.' }),
    relayed_by: z.array(z.string()).meta({ description: 'Ids of those who merely pass it on, first to last.' }),
    origin: z.string().nullable().meta({ description: 'Id of the origin; null: not known.' }),
    window: windowContract.nullable().meta({ description: 'The span of time it covers; null: not stated.' }),
    as_of: timeContract.nullable().meta({ description: 'Up to when the claimant says it holds; null unless said.' }),
    said: timeContract.nullable().meta({ description: 'When the claimant said it; null: not stated.' }),
    published: timeContract.nullable().meta({ description: 'When the source reported it.' }),
    method: z.string().nullable().meta({ description: 'How the claimant arrived at it; null: not stated.' }),
    derived_from: z.array(derivationContract).meta({ description: 'Estimates it was computed from.' }),
    condition: z.string().nullable().meta({ description: 'Condition under which it holds ("if all were 152 mm").' }),
    hedges: z.array(hedgeContract).meta({ description: 'Words that weaken it.' }),
    caveats: z.array(z.string()).meta({ description: 'Warnings for a reader who uses it, in our own words.' }),
    quality_flags: z
      .array(z.enum(terms(qualityFlags)))
      .meta({ description: 'Faults of the source, preserved and not corrected.' }),
    quote: z.string().nullable().meta({ description: 'Id of the quote that carries it, if one does.' }),
    display: displayContract,
    evidence: z.array(evidenceContract).min(1).meta({ description: 'The words it rests on, every occurrence.' }),
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({
    id: 'Estimate',
    description: 'One report of a claim about a quantity in one source. Nothing in it is computed.',
  })
export type Estimate = z.output<typeof estimateContract>
