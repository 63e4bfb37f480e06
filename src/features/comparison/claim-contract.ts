/** One claim as it was compared, and how other parts of a response name claims. */
import { z } from 'zod'
import { claimSides, modifiers, terms, windowAssumptions } from '../../vocabulary.ts'

/** A list of ids. */
export const ids = (description: string) => z.array(z.string()).meta({ description })

/** A list of ids of claims. */
export const claimIds = (description: string) => ids(`Ids of the claims ${description}`)

/** A count. */
export const tally = (description: string) => z.int().min(0).max(1e12).meta({ description })
/** A day, and the meaning of null. */
export const day = (description: string, otherwise: string) =>
  z
    .string()
    .nullable()
    .meta({ description: `${description}, YYYY-MM-DD; null: ${otherwise}.` })
const inclusive = (bound: string) =>
  z
    .boolean()
    .nullable()
    .meta({ description: `Whether \`${bound}\` itself is admitted; null where there is none.` })

/** Bounds of a number. */
export const interval = {
  low: z.number().nullable().meta({ description: 'Lower bound; null: none.' }),
  low_inclusive: inclusive('low'),
  high: z.number().nullable().meta({ description: 'Upper bound; null: none.' }),
  high_inclusive: inclusive('high'),
}

export const assumption = z.enum(terms(windowAssumptions)).meta({ description: 'The assumption.' })
export const madeContract = z
  .object({ assumption, estimate: z.string().meta({ description: 'Id of the estimate that it is made for.' }) })
  .meta({ id: 'AssumptionMade', description: 'An assumption about the window or a clock of one estimate.' })

/** A list of assumptions, each with the estimate that it is made for. */
export const assumptions = (description: string) => z.array(madeContract).meta({ description })

const comparedWindow = z
  .object({
    edtf: z.array(z.string()).meta({ description: 'The windows its reports state, in EDTF; empty: none is stated.' }),
    from_start_of_flow: z.boolean().meta({ description: 'Whether it counts from the start of the flow on.' }),
    start_earliest: day('First day on which it may start', 'none is known'),
    start_latest: day('Last day on which it may start', 'none is known'),
    end_earliest: day('First day on which it may end', 'none is known'),
    end_latest: day('Last day on which it may end', 'none is known'),
    assumptions: assumptions('Those that these days rest on.'),
  })
  .meta({ id: 'ComparedWindow', description: 'The span of time a claim covers, as it was compared; null: no bound.' })

const side = (name: string) =>
  z.enum(terms(claimSides)).meta({ description: `Where the ${name} bound comes from, or why there is none.` })
const texts = (description: string) => z.array(z.string()).meta({ description })

export const comparedClaimContract = z
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
    ...interval,
    low_side: side('lower'),
    high_side: side('upper'),
    best: z
      .number()
      .nullable()
      .meta({ description: 'The single number its reports name; null: they name none, or different ones.' }),
    as_of: texts('Up to when the claimant says it holds, in EDTF.'),
    said: texts('When it was said, in EDTF.'),
    published: texts('When it was reported, in EDTF.'),
    window: comparedWindow.meta({ description: 'The span of time it covers, as it was compared.' }),
  })
  .meta({ id: 'ComparedClaim', description: 'One claim with all its reports; where they differ, the loosest bound.' })
export type ComparedClaimRow = z.output<typeof comparedClaimContract>
