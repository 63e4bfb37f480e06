/** Contents of the seed files that hold no records. */
import { z } from 'zod'
import { sha256Text } from '../facts/seed-faults.ts'
import { nameText, plainText, recordId, seedObject, webUrl } from '../facts/text.ts'
import { datasetVersion, releasedVersion } from '../facts/versions.ts'
import { recordTypes, terms } from '../vocabulary.ts'

export const datasetSeed = seedObject({
  id: recordId,
  title: nameText,
  description: plainText,
  version: datasetVersion,
  date: z.iso.date('Must be a day as YYYY-MM-DD, in quotation marks.'),
  license: seedObject({ id: plainText, url: webUrl }),
  rights: plainText,
})
export type DatasetSeed = z.output<typeof datasetSeed>

const count = z.int().min(0).max(1e9)
export const verificationsSeed = z.array(
  seedObject({
    source: recordId,
    date: z.iso.date('Must be a day as YYYY-MM-DD.'),
    sha256: sha256Text,
    spans: count,
    verified: count,
    moved: count,
    ambiguous: count,
    missing: count,
    not_repeated: count.default(0),
  }),
)

export const retiredSeed = z.array(
  seedObject({
    id: recordId,
    type: z.enum(terms(recordTypes)),
    reason: plainText,
    version: releasedVersion,
    superseded_by: recordId.nullable().default(null),
  }),
)
export type RetiredSeed = z.output<typeof retiredSeed>[number]
