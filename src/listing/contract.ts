import { z } from 'zod'
import { pascalCase, responseIn, responseOf } from '../http/contract/contract.ts'
import { nextContract } from '../http/response/pages.ts'
import { flatDescriptions } from './format-writers.ts'
import { formatsOf, mediaTypes } from './formats.ts'
import { featureCollectionContract } from './geojson.ts'
import { jsonLdContract } from './jsonld/document.ts'
import type { Listing } from './listing.ts'
import { metaContract } from './meta.ts'

const count = (description: string) => z.int().min(0).max(1e12).meta({ description })

export const facetContract = z
  .object({
    buckets: z
      .array(
        z
          .object({
            value: z
              .union([z.string(), z.number(), z.boolean()])
              .nullable()
              .meta({ description: 'The value, in the form of its filter; null: records without a value.' }),
            count: count('How many records have it.'),
          })
          .meta({ id: 'Bucket', description: 'One value of a facet, and the number of records that have it.' }),
      )
      .meta({ description: 'The most frequent values, at most 100, then null.' }),
    other_values: count('How many values there are beyond those listed.'),
    other_count: count('How many records have one of them, counted once for each.'),
  })
  .meta({ id: 'Facet', description: 'Counts of records by the values of one field. A record may have several.' })

const listFields = {
  ...nextContract,
  included: z
    .array(
      z
        .looseObject({
          id: z.string().meta({ description: 'Id of the record.' }),
          type: z.string().meta({ description: 'Type of the record.' }),
        })
        .meta({ id: 'IncludedRecord', description: 'A record of any type, as at its own address.' }),
    )
    .optional()
    .meta({ description: 'With `include`: the records referred to, each once, by type, then id.' }),
  facets: z.record(z.string(), facetContract).optional().meta({ description: 'With `facets`: counts by field.' }),
  meta: metaContract,
}

const partialRule = 'With `fields`, a record has only those of its fields that were asked for.'

const listOf = ({ type, contract, collection }: Listing) =>
  z
    .object({
      data: z.array(contract).meta({ description: `The records of this page, in order. ${partialRule}` }),
      ...listFields,
    })
    .meta({ id: `${pascalCase(type)}List`, description: `A page of ${collection}.` })

/** The response of a list: a page, in JSON. */
export const listContract = (listing: Listing) => responseOf(`A page of ${listing.collection}.`, listOf(listing))

/** The response of a list in each of the formats that its address can name. */
export function formatContract(listing: Listing) {
  const { contract, collection } = listing
  const records = z.array(contract).meta({ description: `With \`shape=array\`: the records alone. ${partialRule}` })
  const flat = flatDescriptions('one row a record', contract)
  const schemas = {
    json: z.union([listOf(listing), records]).meta({ description: 'A page; with `shape=array` the records alone.' }),
    csv: z.string().meta({ description: flat.csv }),
    xlsx: z.string().meta({ description: flat.xlsx, format: 'binary' }),
    ndjson: z.string().meta({ description: flat.ndjson }),
    geojson: featureCollectionContract,
    jsonld: jsonLdContract,
  }
  return responseIn(
    `A page of ${collection}, or all that the filters admit.`,
    Object.fromEntries(formatsOf(listing).map((format) => [mediaTypes[format].replace(/;.*$/, ''), schemas[format]])),
  )
}
