import { z } from 'zod'
import { terms, timeBases, windowSides } from '../vocabulary.ts'
import { type Edtf, EdtfError, parseEdtf } from './edtf.ts'
import { seedForms } from './seed-faults.ts'
import { addFault, plainText, seedObject, sourceWords } from './text.ts'

const isoDay = z.iso.date('Must be a day as YYYY-MM-DD.')

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .nullable()

const edtfText = z
  .string()
  .register(seedForms, { allowed: 'EDTF text, such as 2024-10; put a bare year in quotation marks, "2024"' })
  .check((context) => {
    try {
      parseEdtf(context.value)
    } catch (error) {
      if (!(error instanceof EdtfError)) throw error
      context.issues.push({ code: 'custom', message: error.message, input: context.value })
    }
  })

/** A time as an editor writes it in a seed file. */
export const timeSeed = seedObject({
  edtf: edtfText,
  as_stated: sourceWords.nullable().default(null),
  basis: z.enum(terms(timeBases)),
  anchor: plainText.nullable().default(null),
  since_at_least: z.boolean().default(false),
  start_earliest: isoDay.optional().meta({
    description:
      'First day on which the interval may start, where its words are narrower than any EDTF text ("mid-2022").',
  }),
  start_latest: isoDay.optional().meta({ description: 'Last such day.' }),
}).check((context) => {
  const { basis, as_stated, anchor, since_at_least, edtf } = context.value
  if ((basis === 'stated' || basis === 'relative') && as_stated === null)
    addFault(context, 'as_stated', `Time with basis ${basis} needs its words.`)
  if (basis !== 'stated' && anchor === null)
    addFault(context, 'anchor', `Time with basis ${basis} needs what it rests on.`)
  if (since_at_least && !/^[^/.]+\//.test(edtf))
    addFault(context, 'since_at_least', 'Needs an interval with a stated start.')
  const fault = startFault(context.value)
  if (fault !== null) addFault(context, 'start_earliest', fault)
})

type StartSeed = { edtf: string; start_earliest?: string | undefined; start_latest?: string | undefined }

/** Days of a start are given together, in order, and lie within those of its EDTF text. Null: they do. */
function startFault({ edtf, start_earliest: first, start_latest: last }: StartSeed): string | null {
  if (first === undefined && last === undefined) return null
  if (first === undefined || last === undefined) return 'Give both `start_earliest` and `start_latest`, or none.'
  if (!/^[^/.]+\//.test(edtf)) return 'Belongs to an interval with a stated start.'
  if (first > last) return '`start_earliest` is after `start_latest`.'
  const { earliest, latest } = parseEdtf(edtf).start
  return first < (earliest as string) || last > (latest as string)
    ? `${first} to ${last} is not within the start of "${edtf}", ${earliest} to ${latest}.`
    : null
}
export type TimeSeed = z.output<typeof timeSeed>

const timeFields = {
  edtf: z
    .string()
    .meta({ description: 'The time in EDTF (ISO 8601-2), level 0–1, seasons included.', examples: ['2024-22'] }),
  earliest: day.meta({
    description: 'First of the widest days covered, YYYY-MM-DD; null: nothing bounds it.',
    examples: ['2024-06-01'],
  }),
  latest: day.meta({
    description: 'Last of the widest days covered, YYYY-MM-DD; null: nothing bounds it.',
    examples: ['2024-09-23'],
  }),
  as_stated: z
    .string()
    .nullable()
    .meta({
      description: 'The words of the source, word for word unless `basis` is noted; null where none are recorded.',
      examples: ['this summer'],
    }),
  basis: z.enum(terms(timeBases)).meta({ description: 'Whether the date is stated, relative, noted or inferred.' }),
  anchor: z
    .string()
    .nullable()
    .meta({
      description: 'Basis of a relative, noted or inferred date.',
      examples: ['published in October 2024 (inferred)'],
    }),
  since_at_least: z.boolean().meta({
    description: 'The words say "since at least": it may have begun earlier, so `earliest` is null.',
  }),
}

export const timeContract = z.object(timeFields).meta({
  id: 'Time',
  description: 'A time as vague as the source left it. `~`, `?` and `%` in `edtf` widen nothing.',
})
export type Time = z.output<typeof timeContract>

export const windowContract = z
  .object({
    ...timeFields,
    start_side: z.enum(terms(windowSides)).meta({ description: 'Whether the start is stated, unknown or open.' }),
    start_earliest: day.meta({ description: 'First day on which the window may start.' }),
    start_latest: day.meta({ description: 'Last day on which the window may start.' }),
    end_side: z.enum(terms(windowSides)).meta({ description: 'Whether the end is stated, unknown or open.' }),
    end_earliest: day.meta({ description: 'First day on which the window may end.' }),
    end_latest: day.meta({ description: 'Last day on which the window may end.' }),
  })
  .meta({ id: 'Window', description: 'The span of time a figure covers, with the four days that bound its two ends.' })
export type Window = z.output<typeof windowContract>

/** A time as it is served. The days come from the EDTF text; those of a start may be narrower. */
export function renderTime({ edtf, as_stated, basis, anchor, since_at_least, start_earliest }: TimeSeed): Time {
  const { days } = parseEdtf(edtf)
  return {
    edtf,
    earliest: since_at_least ? null : (start_earliest ?? days.earliest),
    latest: days.latest,
    as_stated,
    basis,
    anchor,
    since_at_least,
  }
}

/** A window as it is served. "Since at least" leaves the start open towards the past; a single date is its own window. */
export function renderWindow(seed: TimeSeed): Window {
  const { start, end, startState, endState } = parseEdtf(seed.edtf) satisfies Edtf
  return {
    ...renderTime(seed),
    start_side: startState,
    start_earliest: seed.since_at_least ? null : (seed.start_earliest ?? start.earliest),
    start_latest: seed.start_latest ?? start.latest,
    end_side: endState,
    end_earliest: end.earliest,
    end_latest: end.latest,
  }
}

/** True of a time that is uncertain, approximate or only inferred: nothing is surely before, within or after it. */
export const isNeverSure = ({ edtf, basis }: Pick<Time, 'edtf' | 'basis'>): boolean =>
  basis === 'inferred' || parseEdtf(edtf).qualified
