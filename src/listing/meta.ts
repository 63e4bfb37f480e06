import { z } from 'zod'
import type { Snapshot } from '../db/open.ts'
import { isDraft } from '../facts/versions.ts'

/** Identity, licence and citation of the dataset, for every response. */
export const metaContract = z
  .object({
    dataset: z.string().meta({ description: 'Id of the dataset.', examples: ['conflict-facts'] }),
    dataset_version: z.string().meta({ description: 'Version of the dataset.', examples: ['1.0.0'] }),
    dataset_date: z.string().meta({ description: 'Day of that version, YYYY-MM-DD.', examples: ['2026-11-23'] }),
    license: z.string().meta({ description: 'SPDX id of the licence of the data.', examples: ['CC-BY-4.0'] }),
    license_url: z.string().meta({ description: 'Address of the licence.' }),
    rights: z
      .string()
      .meta({ description: 'Extent of the licence: the parts that it covers, and those that it does not.' }),
    citation: z.string().meta({ description: 'How to cite the dataset.' }),
    total: z
      .int()
      .min(0)
      .max(1e12)
      .optional()
      .meta({ description: 'With `total=true`: how many records there are under all filters.' }),
    read_as: z
      .array(
        z
          .object({
            parameter: z.string().meta({ description: 'Name of the filter.', examples: ['claimant'] }),
            value: z.string().meta({ description: 'The value that was given.', examples: ['ROK'] }),
            ids: z.array(z.string()).meta({
              description: 'Ids of the entities that it stood for: the one that it names, then its parts, at most 100.',
            }),
            other_ids: z.int().min(0).max(1e12).meta({ description: 'How many parts there are beyond those listed.' }),
          })
          .meta({ id: 'ReadAs', description: 'What a value of a filter stood for.' }),
      )
      .optional()
      .meta({ description: 'With filters for entities: what each of their values stood for.' }),
    undated: z.int().min(0).max(1e12).optional().meta({
      description: 'With `known_by` alone: how many reports were left out because no sure date of them is recorded.',
    }),
  })
  .meta({ id: 'Meta', description: 'The dataset of a response, its licence and citation.' })
export type Meta = z.output<typeof metaContract>

/** The identity of the dataset of a version, as every response has it. */
export function meta({ dataset }: Snapshot): Meta {
  const { id, version, date, license_id, license_url, rights, citation } = dataset
  return {
    dataset: id,
    dataset_version: version,
    dataset_date: date,
    license: license_id,
    license_url,
    rights,
    citation,
  }
}

/** The address below which the records of this version can be cited: it stays with them; a draft has none of its own. */
export const citedRoot = ({ dataset: { version } }: Snapshot, publicUrl: string): string =>
  isDraft(version) ? publicUrl : `${publicUrl}/versions/${version}`
