import { z } from 'zod'
import { claimantKinds, hedgeScopes, stances, terms } from '../vocabulary.ts'
import { evidenceContract, evidenceList, renderEvidence } from './evidence.ts'
import { addFault, recordId, seedObject, sourceWords, uniqueItems } from './text.ts'
import { renderTime, timeContract, timeSeed } from './time.ts'

/** Checks law 9, "unknown ≠ none": a source that names nobody has no claimants, every other kind has at least one. */
export function checkClaimants(context: z.core.ParsePayload, key: string, ids: string[], kind: string): void {
  if (kind === 'none' && ids.length > 0) addFault(context, key, 'Must be empty where `claimant_kind` is none.')
  if (kind !== 'none' && ids.length === 0)
    addFault(context, key, `Needs at least one entity where \`claimant_kind\` is ${kind}.`)
}

export const claimantKindSeed = z.enum(terms(claimantKinds))
export const claimantKindContract = z.enum(terms(claimantKinds)).meta({
  description: 'Kind of claimant: unknown, none and unnamed are different things.',
})

export const hedgeSeed = seedObject({ words: sourceWords, scope: z.enum(terms(hedgeScopes)) })
export const hedgeContract = z
  .object({
    words: z.string().meta({ description: 'The hedging words as they stand in the source.', examples: ['apparently'] }),
    scope: z.enum(terms(hedgeScopes)).meta({ description: 'Scope of the hedge.' }),
  })
  .meta({ id: 'Hedge', description: 'A word that weakens a statement, and what it weakens.' })

export const ids = z.array(recordId).check(uniqueItems()).default([])

const assertionShape = {
  by: ids,
  claimant_kind: claimantKindSeed,
  stance: z.enum(terms(stances)),
  said: timeSeed.nullable().default(null),
  quote: recordId.nullable().default(null),
  hedges: z.array(hedgeSeed).default([]),
  evidence: evidenceList,
}
const checkBy = (context: z.core.ParsePayload<{ by: string[]; claimant_kind: string }>) =>
  checkClaimants(context, 'by', context.value.by, context.value.claimant_kind)

/** One stance of one party towards an event or a relation, as an editor writes it. */
const assertionSeed = seedObject(assertionShape).check(checkBy)

/** The same in the file of the source that has it: of an event or relation that another source may have. */
export const assertionOfSeed = seedObject({
  of: recordId.meta({ description: 'Id of the event or relation, which may be of another source.' }),
  source: recordId.meta({ description: 'Id of the source that has the assertion.' }),
  ...assertionShape,
})
  .check(checkBy)
  .check(({ value: { source, evidence }, issues }) => {
    for (const [index, item] of evidence.entries())
      if (item.source !== undefined && item.source !== source)
        issues.push({
          code: 'custom',
          path: ['evidence', index, 'source'],
          message: `Evidence of "${item.source}" in an assertion of "${source}". Allowed: evidence of "${source}"; other sources have assertions of their own.`,
          input: item.source,
        })
  })

export const assertionList = z.array(assertionSeed).min(1, 'Needs at least one assertion: who says so, and how.')
export type AssertionSeed = z.output<typeof assertionSeed>

export const assertionContract = z
  .object({
    by: z.array(z.string()).meta({ description: 'Ids of the entities that take this stance; empty: nobody is named.' }),
    claimant_kind: claimantKindContract,
    stance: z.enum(terms(stances)).meta({ description: 'Asserts, denies, questions, narrates or presupposes.' }),
    said: timeContract.nullable().meta({ description: 'When it was said; null: the source does not say.' }),
    quote: z.string().nullable().meta({ description: 'Id of the quote that carries it, if one does.' }),
    hedges: z.array(hedgeContract).meta({ description: 'Words that weaken it, as they stand in the source.' }),
    evidence: z.array(evidenceContract).min(1).meta({ description: 'The words it rests on.' }),
  })
  .meta({
    id: 'Assertion',
    description: 'The stance of one party towards a proposition. A denial is an assertion of its own.',
  })
export type Assertion = z.output<typeof assertionContract>

export const disputedContract = z.boolean().meta({
  description:
    'True where one party asserts, narrates or presupposes the proposition and another denies or questions it.',
})

/** Assertions as they are served, from those of an editor. */
export function renderAssertions(list: AssertionSeed[], factId: string, source: string): Assertion[] {
  return list.map(({ by, claimant_kind, stance, said, quote, hedges, evidence }) => ({
    by,
    claimant_kind,
    stance,
    said: said && renderTime(said),
    quote,
    hedges,
    evidence: renderEvidence(evidence, factId, `${stance} ${by.join(' ')}`, source),
  }))
}

type Stance = Pick<AssertionSeed, 'by' | 'stance'>

const isDoubt = ({ stance }: Stance): boolean => stance === 'denies' || stance === 'questions'

/** A claimant who is not named may be anybody. */
const areDifferentParties = (one: Stance, other: Stance): boolean =>
  one.by.length === 0 || other.by.length === 0 || one.by.some((id) => other.by.some((another) => another !== id))

/** One party asserts, narrates or presupposes it, and another denies or questions it. */
export const isDisputed = (list: Stance[]): boolean =>
  list.some((one) => !isDoubt(one) && list.some((other) => isDoubt(other) && areDifferentParties(one, other)))
