import { z } from 'zod'
import { type RecordKind, references, row } from '../../db/record-kind.ts'
import { sources } from '../../db/tables.ts'
import { addFault, plainText, recordId, seedObject, webUrl } from '../../facts/text.ts'
import { renderTime, type Time, timeSeed } from '../../facts/time.ts'
import { completenesses, sourceKinds, terms } from '../../vocabulary.ts'
import { entityKind } from '../entities/record.ts'
import { type Source, sourceContract } from './contract.ts'

const codePoints = z.int().min(0).max(100_000_000)

const seed = seedObject({
  id: recordId,
  kind: z.enum(terms(sourceKinds)),
  title: plainText,
  subtitle: plainText.nullable().default(null),
  byline: plainText.nullable().default(null),
  publisher: recordId.nullable().default(null),
  published: timeSeed.nullable().default(null),
  url: webUrl.nullable().default(null),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A BCP 47 language tag, such as en or ko-KR.'),
  rights: plainText,
  completeness: z.enum(terms(completenesses)).nullable().default(null),
  text: seedObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 in lower-case hexadecimal (64 characters).'),
    code_points: codePoints.min(1),
    encoding: z.literal('utf-8'),
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

const cslTypes: Record<SourceSeed['kind'], string> = {
  news_article: 'article-newspaper',
  report: 'report',
  dataset: 'dataset',
  statement: 'document',
  other: 'document',
}

/** CSL-JSON 1.0.2 item of a source: dates as precise as they are known, `circa` where inferred or approximate. */
function cslOf(source: SourceSeed, publisherName: string | null): Source['citation'] {
  return {
    id: source.id,
    type: cslTypes[source.kind],
    title: source.subtitle === null ? source.title : `${source.title}: ${source.subtitle}`,
    ...(publisherName !== null && { 'container-title': publisherName, publisher: publisherName }),
    ...(source.byline !== null && { author: [{ literal: source.byline }] }),
    ...(source.published !== null && { issued: issuedOf(renderTime(source.published)) }),
    ...(source.url !== null && { URL: source.url }),
    language: source.language,
  }
}

function issuedOf({ edtf, earliest, latest, basis }: Time): NonNullable<Source['citation']['issued']> {
  const precision = /^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?[?~%]?$/.exec(edtf)
  const partsOf = (day: string, count = 3) => day.split('-').slice(0, count).map(Number)
  const circa = basis === 'inferred' || /[?~%X]/.test(edtf) ? { circa: true } : {}
  if (precision !== null) return { 'date-parts': [partsOf(edtf.replace(/[?~%]/, ''))], ...circa }
  const ends = [earliest, latest].filter((day) => day !== null).map((day) => partsOf(day))
  return { 'date-parts': ends, ...circa }
}

export const sourceKind: RecordKind<SourceSeed, Source> = {
  type: 'source',
  collection: 'sources',
  seed,
  contract: sourceContract,
  references: ({ publisher }) => references('entity', 'publisher', publisher, 'publisher'),
  render(source, find) {
    const publisherName = source.publisher === null ? null : find(entityKind, source.publisher).name
    const { id, kind, title, subtitle, byline, publisher, published, url, language, rights, completeness, text, note } =
      source
    return {
      id,
      type: 'source',
      ...{ kind, title, subtitle, byline, publisher },
      publisher_name: publisherName,
      published: published && renderTime(published),
      ...{ url, language, rights, completeness, text },
      verification: source.verification ?? null,
      citation: cslOf(source, publisherName),
      note,
    }
  },
  rows: ({ id, kind, publisher, language, completeness }) => [
    row(sources, { id, kind, publisher, language, completeness }),
  ],
}
