import { z } from 'zod'
import { dayColumns } from '../../db/day-columns.ts'
import { sources } from '../../db/tables.ts'
import { displayLine } from '../../facts/display.ts'
import { patternText, sha256Text } from '../../facts/seed-faults.ts'
import { addFault, nameText, plainText, recordId, seedObject, sortKey, webUrl } from '../../facts/text.ts'
import { renderTime, type Time, timeSeed } from '../../facts/time.ts'
import { timeInWords } from '../../facts/time-words.ts'
import { completenesses, cslTypes, sourceKinds, terms } from '../../vocabulary.ts'
import { row, type SeedDefinition } from '../shared/definition.ts'
import { type Source, sourceContract } from './contract.ts'
import { cslOf } from './csl.ts'

const codePoints = z.int().min(0).max(100_000_000)

const seed = seedObject({
  id: recordId,
  kind: z.enum(terms(sourceKinds)),
  title: nameText,
  subtitle: nameText.nullable().default(null),
  byline: nameText.nullable().default(null),
  publisher: recordId.nullable().default(null),
  published: timeSeed.nullable().default(null),
  url: webUrl.nullable().default(null),
  archive_url: webUrl.nullable().default(null),
  accessed: timeSeed.nullable().default(null),
  language: patternText(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 language tag, such as en or ko-KR'),
  rights: plainText,
  csl_type: z
    .enum(terms(cslTypes))
    .nullable()
    .default(null)
    .meta({ description: 'Type of publication in citations (CSL); null: that of `kind`.' }),
  completeness: z.enum(terms(completenesses)).nullable().default(null),
  text: seedObject({
    sha256: sha256Text,
    code_points: codePoints.min(1),
    encoding: z.literal('utf-8').default('utf-8'),
    repeats: z.array(seedObject({ start: codePoints, end: codePoints, offset: codePoints.min(1) })).default([]),
  })
    .nullable()
    .default(null),
  note: plainText.nullable().default(null),
}).check((context) => {
  const { completeness, text } = context.value
  if ((completeness === null) !== (text === null))
    addFault(context, 'completeness', '`completeness` and `text` go together: give both, or neither.')
})
/** `verification` comes from seed/verifications.yaml, which the `verify` command writes. */
type SourceSeed = z.output<typeof seed> & { verification?: Source['verification'] }

const sourceLine = (title: string, publisher: string | null, published: Time | null): string =>
  publisher === null && published === null
    ? title
    : displayLine(title, {
        kind: 'publisher',
        claimants: publisher === null ? [] : [publisher],
        reportedBy: [],
        published: published && timeInWords(published),
      })

export const sourceSeed: SeedDefinition<SourceSeed, Source> = {
  type: 'source',
  seed,
  contract: sourceContract,
  roles: { publisher: 'publisher' },
  render(source, find) {
    const publisherName = source.publisher === null ? null : find('entity', source.publisher).name
    const {
      id,
      kind,
      title,
      subtitle,
      byline,
      publisher,
      url,
      archive_url,
      language,
      rights,
      completeness,
      text,
      note,
    } = source
    const published = source.published && renderTime(source.published)
    const accessed = source.accessed && renderTime(source.accessed)
    return {
      id,
      type: 'source',
      ...{ kind, title, subtitle, byline, publisher },
      publisher_name: publisherName,
      ...{ published, url, archive_url, accessed, language, rights, completeness, text },
      verification: source.verification ?? null,
      citation: cslOf({ ...source, publisherName, published, accessed }),
      display: sourceLine(title, publisherName, published),
      note,
    }
  },
  rows: ({ id, kind, title, publisher, language, completeness, published }) => [
    row(sources, {
      ...{ id, kind, sort_title: sortKey(title), publisher, language, completeness },
      ...dayColumns({ published }, 'published'),
    }),
  ],
}
