import { hash } from 'node:crypto'
import { z } from 'zod'
import { evidenceLevels, terms } from '../vocabulary.ts'
import { contextMaxCodePoints, countCodePoints, exactMaxUnspaced, exactMaxWords, excerptFault } from './spans.ts'
import { addFault, plainText, recordId, seedObject } from './text.ts'

/** Characters of a text, exactly as in the text. */
const characters = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'Must not hold U+0000 or halves of characters.')

const context = characters.refine(
  (text) => countCodePoints(text) <= contextMaxCodePoints,
  `At most ${contextMaxCodePoints} code points.`,
)

const offset = z.int().min(0).max(100_000_000)

/** A span in a seed file, as `conflict-facts locate` prints it. */
const spanSeed = seedObject({
  start: offset,
  end: offset,
  exact: characters.min(1),
  prefix: context,
  suffix: context,
}).check((context) => {
  const { start, end, exact } = context.value
  const tooLong = excerptFault(exact)
  const codePoints = countCodePoints(exact)
  if (tooLong !== null) addFault(context, 'exact', `Has ${tooLong}. Cut it into spans, in order.`)
  if (end - start !== codePoints)
    addFault(
      context,
      'end',
      `${start} to ${end} are ${end - start} code points, but \`exact\` has ${codePoints}. \`conflict-facts locate\` prints spans.`,
    )
})

/** One occurrence of the words (its spans in order), or the source alone if its text is not at hand. */
const evidenceSeed = seedObject({
  source: recordId.optional(),
  spans: z
    .array(spanSeed)
    .min(1)
    .optional()
    .meta({ description: 'The parts of one occurrence, in order, as `conflict-facts locate` prints them.' }),
  citation: z.literal(true).optional().meta({ description: 'True where the text of the source is not at hand.' }),
  locator: plainText.nullable().default(null),
}).check((context) => {
  const { spans, citation, locator } = context.value
  if ((spans === undefined) === (citation === undefined))
    addFault(context, [], 'Give either `spans: [...]` or `citation: true`.')
  if (spans !== undefined && locator !== null)
    addFault(context, 'locator', 'Belongs to a citation; spans say where they are.')
})
export type EvidenceSeed = z.output<typeof evidenceSeed>

const evidenceMissing = 'No fact without evidence: give at least one occurrence with spans, or a citation.'
export const evidenceList = z.array(evidenceSeed, { error: evidenceMissing }).min(1, evidenceMissing)

export const evidenceContract = z
  .object({
    id: z.string().meta({
      description: 'Made from what the evidence says, so that other evidence never gets the same id.',
      examples: ['e-1f0c5a7be03d2c9a'],
    }),
    source: z.string().meta({ description: 'Id of the source.', examples: ['fp-2024-10-north-korean-shells'] }),
    level: z.enum(terms(evidenceLevels)).meta({ description: 'Span (testable words) or citation (the source alone).' }),
    occurrence: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: 'Number of the occurrence of the fact, from 1: a source may say it more than once.' }),
    part: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: 'Number of the part of a longer statement, from 1, in order.' }),
    start: offset.nullable().meta({
      description: 'Unicode code points of the text before the span (W3C TextPositionSelector); null for a citation.',
    }),
    end: offset.nullable().meta({ description: 'Half-open end in code points: end − start = code points of `exact`.' }),
    exact: z
      .string()
      .nullable()
      .meta({
        description: `The words themselves, at most ${exactMaxWords} of them, and at most ${exactMaxUnspaced} characters of scripts without spaces (W3C TextQuoteSelector).`,
        examples: ['a direct threat'],
      }),
    prefix: z.string().nullable().meta({ description: 'Up to 16 code points right before the span.' }),
    suffix: z.string().nullable().meta({ description: 'Up to 16 code points right after the span.' }),
    locator: z
      .string()
      .nullable()
      .meta({ description: 'Place in the source that a citation points to; null if unknown or a span.' }),
  })
  .meta({ id: 'Evidence', description: 'Evidence of a fact, in a form that can be tested.' })
export type Evidence = z.output<typeof evidenceContract>

/**
 * Evidence as it is served: one record per span or citation, in the given order.
 * @param factId the fact that rests on it
 * @param side distinguishes several uses in one fact (the assertion it belongs to), '' for the fact itself
 * @param defaultSource the source of evidence that names none
 */
export function renderEvidence(list: EvidenceSeed[], factId: string, side: string, defaultSource: string): Evidence[] {
  return list.flatMap((item, index): Evidence[] => {
    const source = item.source ?? defaultSource
    const place = { source, occurrence: index + 1 }
    if (item.spans === undefined) {
      const id = evidenceId(factId, side, source, item.locator)
      const noSpan = { start: null, end: null, exact: null, prefix: null, suffix: null }
      return [{ id, ...place, level: 'citation', part: 1, ...noSpan, locator: item.locator }]
    }
    return item.spans.map(({ start, end, exact, prefix, suffix }, part) => ({
      id: evidenceId(factId, side, source, start, end, exact),
      ...place,
      level: 'span',
      part: part + 1,
      ...{ start, end, exact, prefix, suffix, locator: null },
    }))
  })
}

function evidenceId(...content: (string | number | null)[]): string {
  return `e-${hash('sha256', JSON.stringify(content)).slice(0, 16)}`
}
