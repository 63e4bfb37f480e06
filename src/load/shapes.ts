/** Contents of the seed files that hold no records. */
import { z } from 'zod'
import { sha256Text } from '../facts/seed-faults.ts'
import { addFault, nameText, plainText, recordId, seedObject, webUrl } from '../facts/text.ts'
import { datasetVersion, releasedVersion } from '../facts/versions.ts'
import { recordTypes, terms } from '../vocabulary.ts'

export const datasetSeed = seedObject({
  id: recordId.meta({ description: 'Id of the dataset; it never changes.' }),
  title: nameText.meta({ description: 'Title, under which the dataset is cited.' }),
  description: plainText.meta({ description: 'Contents of the dataset, in a sentence or two.' }),
  version: datasetVersion.meta({
    description: 'Version of the records; with `-draft` after it while they still change.',
    examples: ['1.2.0-draft'],
  }),
  date: z.iso
    .date('Must be a day as YYYY-MM-DD, in quotation marks.')
    .meta({ description: 'Day of the version, in quotation marks.' }),
  license: seedObject({
    id: plainText.meta({ description: 'SPDX identifier of the licence.', examples: ['CC-BY-4.0'] }),
    url: webUrl.meta({ description: 'Address of its text.' }),
  }).meta({ description: 'Licence of the records.' }),
  rights: plainText.meta({ description: 'Rights that others hold, such as those in the words of the sources.' }),
})
export type DatasetSeed = z.output<typeof datasetSeed>

const count = (description: string) => z.int().min(0).max(1e9).meta({ description })
export const verificationsSeed = z.array(
  seedObject({
    source: recordId.meta({ description: 'Id of the source.' }),
    date: z.iso.date('Must be a day as YYYY-MM-DD.').meta({ description: 'Day of the verification.' }),
    sha256: sha256Text.meta({ description: 'SHA-256 of the text that was at hand.' }),
    spans: count('Spans that were tested.'),
    verified: count('Spans whose words stand at the offsets recorded.'),
    moved: count('Spans whose words stand elsewhere, in one place.'),
    ambiguous: count('Spans whose words stand elsewhere, in several places.'),
    missing: count('Spans whose words do not stand in the text.'),
    not_repeated: count('Spans that are missing while another occurrence of the fact stands.').default(0),
  }).check((context) => {
    const { spans, verified, moved, ambiguous, missing, not_repeated } = context.value
    const sum = verified + moved + ambiguous + missing + not_repeated
    if (sum !== spans) addFault(context, 'spans', `Must be the sum of the outcomes, ${sum}.`)
  }),
)

export const retiredSeed = z.array(
  seedObject({
    id: recordId.meta({ description: 'The withdrawn id.' }),
    type: z.enum(terms(recordTypes)).meta({ description: 'Type of the record that it was.' }),
    reason: plainText.meta({ description: 'Why it was withdrawn.' }),
    version: releasedVersion.meta({ description: 'The version that withdrew it.', examples: ['1.2.0'] }),
    superseded_by: recordId
      .nullable()
      .default(null)
      .meta({ description: 'Id of the record that takes its place; null: none does.' }),
  }),
)
export type RetiredSeed = z.output<typeof retiredSeed>[number]
