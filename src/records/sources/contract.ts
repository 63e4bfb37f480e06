import { z } from 'zod'
import { displayContract } from '../../facts/display.ts'
import { recordedContract } from '../../facts/recorded.ts'
import { timeContract } from '../../facts/time.ts'
import { completenesses, cslTypes, sourceKinds, terms } from '../../vocabulary.ts'

const textContract = z
  .object({
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ description: 'SHA-256 of the bytes of the text, in hexadecimal.' }),
    code_points: z.int().min(1).max(100_000_000).meta({ description: 'Length of the text in Unicode code points.' }),
    encoding: z.literal('utf-8').meta({ description: 'How the bytes are read.' }),
    repeats: z
      .array(
        z.object({
          start: z.int().min(0).max(100_000_000).meta({ description: 'First code point of the passage.' }),
          end: z.int().min(0).max(100_000_000).meta({ description: 'Half-open end of the passage.' }),
          offset: z.int().min(1).max(100_000_000).meta({ description: 'How many code points later it stands again.' }),
        }),
      )
      .meta({ description: 'Passages that stand twice in the text: every span inside one has a second occurrence.' }),
  })
  .meta({
    id: 'TextIdentity',
    description: 'The text all spans of a source were counted in. The text itself is not served.',
  })

const verificationContract = z
  .object({
    date: z.string().meta({ description: 'Day of the test, YYYY-MM-DD.', examples: ['2026-11-23'] }),
    sha256: z.string().meta({ description: 'SHA-256 of the text that was tested against.' }),
    spans: z.int().min(0).max(1e9).meta({ description: 'Spans tested.' }),
    verified: z.int().min(0).max(1e9).meta({ description: 'Spans whose words stood at their offsets.' }),
    moved: z.int().min(0).max(1e9).meta({ description: 'Spans whose words stood elsewhere, in one place.' }),
    ambiguous: z
      .int()
      .min(0)
      .max(1e9)
      .meta({ description: 'Spans whose words stood elsewhere, in more than one place.' }),
    missing: z.int().min(0).max(1e9).meta({ description: 'Spans whose words did not stand in the text.' }),
    not_repeated: z.int().min(0).max(1e9).meta({
      description: 'Spans whose words did not stand in the text, while another occurrence of the same statement did.',
    }),
  })
  .meta({ id: 'Verification', description: 'Outcome of `conflict-facts verify` for a source.' })

const cslDateContract = z
  .object({
    'date-parts': z
      .array(z.array(z.int().min(1).max(9999)))
      .meta({ description: 'Year, month and day as far as stated; two of them for a range.' }),
    season: z.int().min(1).max(4).optional().meta({ description: 'Season of the year, 1 spring to 4 winter.' }),
    circa: z.boolean().optional().meta({ description: 'True where the date is approximate, uncertain or inferred.' }),
  })
  .meta({ id: 'CslDate', description: 'A date as CSL-JSON has it, exactly as precise as it is stated.' })
export type CslDate = z.output<typeof cslDateContract>

export const cslContract = z
  .object({
    id: z.string().meta({ description: 'Id of the source.' }),
    type: z.enum(terms(cslTypes)).meta({ description: 'CSL type, as far as it is known.' }),
    title: z
      .string()
      .optional()
      .meta({ description: 'Title, without the subtitle; absent where the title of the source is not known.' }),
    genre: z
      .string()
      .optional()
      .meta({ description: "The editor's description of the source, where its title is not known." }),
    'container-title': z.string().optional().meta({ description: 'Name of the publication it appeared in.' }),
    publisher: z.string().optional().meta({ description: 'Name of the publisher.' }),
    author: z
      .array(z.object({ literal: z.string().meta({ description: 'A name as printed.' }) }))
      .optional()
      .meta({ description: 'Byline; absent where none is known.' }),
    issued: cslDateContract.optional().meta({
      description: 'When it was published; absent where unknown, and where CSL would say more than is stated.',
    }),
    accessed: cslDateContract
      .optional()
      .meta({ description: 'When the page was read; absent where not recorded, and as for `issued`.' }),
    URL: z.string().optional().meta({ description: 'Address of the page.' }),
    language: z.string().meta({ description: 'BCP 47 language tag.' }),
  })
  .meta({ id: 'CslItem', description: 'The source as a CSL-JSON item, for reference managers.' })

export const sourceContract = z
  .object({
    id: z.string().meta({ description: 'Id of the source.' }),
    type: z.literal('source').meta({ description: 'Type of record.' }),
    kind: z.enum(terms(sourceKinds)).meta({ description: 'Kind of publication.' }),
    title: z.string().meta({ description: 'Title as published.' }),
    subtitle: z.string().nullable().meta({ description: 'Subtitle as published.' }),
    byline: z.string().nullable().meta({ description: 'Author line as published; null if not known.' }),
    publisher: z.string().nullable().meta({ description: 'Id of the entity that publishes it; null if not known.' }),
    publisher_name: z.string().nullable().meta({ description: 'Name of that entity.' }),
    published: timeContract.nullable().meta({ description: 'When it was published; null if not known.' }),
    url: z.string().nullable().meta({ description: 'Address of the page; null unless verified.' }),
    archive_url: z
      .string()
      .nullable()
      .meta({ description: 'Address of an archived copy of the page; null where none is recorded.' }),
    accessed: timeContract.nullable().meta({ description: 'When the page was read; null where not recorded.' }),
    language: z.string().meta({ description: 'BCP 47 language tag of the text.', examples: ['en'] }),
    rights: z.string().meta({ description: 'Holder of the rights in the text.' }),
    completeness: z
      .enum(terms(completenesses))
      .nullable()
      .meta({ description: 'Whether the text at hand is the whole publication; null where no text is at hand.' }),
    text: textContract.nullable().meta({ description: 'Identity of the text the spans refer to; null: not at hand.' }),
    verification: verificationContract.nullable().meta({
      description: 'Outcome of the last test of all spans against the text; null: not tested, or no text at hand.',
    }),
    citation: cslContract.meta({ description: 'CSL-JSON item.' }),
    display: displayContract,
    note: z.string().nullable().meta({ description: "An editor's remark." }),
    recorded: recordedContract.meta({ description: 'Version and day in which we first recorded it.' }),
  })
  .meta({ id: 'Source', description: 'A publication that reports facts.' })
export type Source = z.output<typeof sourceContract>
