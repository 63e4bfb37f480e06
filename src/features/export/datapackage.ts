/** The whole set as a Data Package (datapackage.org, version 2): every list as CSV, with the meaning of its columns. */
import { z } from 'zod'
import type { DatasetRow } from '../../db/open.ts'
import { csvGuardRule } from '../../http/response/csv.ts'
import { type Column, columnsOf, listRule } from '../../listing/columns.ts'
import type { Listing } from '../../listing/listing.ts'
import { includable } from '../../listing/parameters.ts'
import { listings } from '../../records/types.ts'
import { collections, type RecordType, referenceFields } from '../../vocabulary.ts'

const profile = (name: string) => `https://datapackage.org/profiles/2.0/${name}.json`
const text = (description: string) => z.string().meta({ description })

const resourceContract = z
  .looseObject({
    name: text('Name of the list.'),
    path: text('Address of its CSV, relative to this document.'),
    schema: z.record(z.string(), z.unknown()).meta({ description: 'Its columns, as a Table Schema.' }),
  })
  .meta({ id: 'DataResource', description: 'One list as CSV.' })

export const dataPackageContract = z
  .looseObject({
    $schema: text('Profile of this document.'),
    name: text('Id of the dataset.'),
    title: text('Title of the dataset.'),
    version: text('Version of the dataset.'),
    created: text('Day of this version, as an RFC 3339 time.'),
    licenses: z.array(z.record(z.string(), z.unknown())).meta({ description: 'Licence of the dataset.' }),
    sources: z.array(z.record(z.string(), z.unknown())).meta({ description: 'Title and address of every source.' }),
    resources: z.array(resourceContract).meta({ description: 'The lists.' }),
  })
  .meta({ id: 'DataPackage', description: 'A Frictionless Data Package.' })

const isList = ({ lists }: Column): boolean => lists.some((levels) => levels > 0)

/** A column as a field of a Table Schema. A list in a cell is text there: its escapes are those of this service. */
function fieldOf(column: Column) {
  const { name, path, type, description, terms } = column
  const isDay = /(^|_)(earliest|latest)$/.test(path.at(-1) as string)
  return {
    name,
    type: isList(column) ? 'string' : isDay ? 'date' : type,
    description,
    ...(terms !== undefined && !isList(column) && { constraints: { enum: terms } }),
  }
}

/** The columns with one id, and the lists with the records of these ids; '' is the list itself. */
const foreignKeysOf = (listing: Listing) =>
  includable(listing).flatMap((column) => {
    if (isList(column)) return []
    const type = referenceFields[column.path.at(-1) as string] as RecordType | 'same'
    const resource = type === 'same' || type === listing.type ? '' : collections[type]
    return [{ fields: [column.name], reference: { resource, fields: ['id'] } }]
  })

function resourceOf(listing: Listing) {
  const { collection, description, contract } = listing
  const foreignKeys = foreignKeysOf(listing)
  return {
    $schema: profile('dataresource'),
    name: collection,
    type: 'table',
    path: `${collection}.csv`,
    description: `${description} ${listRule} ${csvGuardRule}`,
    ...{ format: 'csv', mediatype: 'text/csv', encoding: 'utf-8' },
    schema: {
      $schema: profile('tableschema'),
      fields: columnsOf(contract).map(fieldOf),
      missingValues: [''],
      primaryKey: ['id'],
      ...(foreignKeys.length > 0 && { foreignKeys }),
    },
  }
}

const resources = listings.map(resourceOf)

/**
 * The descriptor of a dataset.
 * @param sources titles and addresses of its sources
 */
export const dataPackageOf = (
  { id, title, description, version, date, license_id, license_url, rights }: DatasetRow,
  sources: { title: string; url: string | null }[],
): z.output<typeof dataPackageContract> => ({
  $schema: profile('datapackage'),
  ...{ name: id, title, description: `${description} ${rights}`, version, created: `${date}T00:00:00Z` },
  licenses: [{ name: license_id, path: license_url }],
  sources: sources.map(({ title, url }) => ({ title, ...(url !== null && { path: url }) })),
  resources,
})
