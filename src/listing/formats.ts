/** The formats of a list. Each has the same records; they differ in the parameters that apply. */
import { invalidParameters, type ParameterFault } from '../http/contract/problems.ts'
import { csvMediaType } from '../http/response/csv.ts'
import { xlsxMediaType } from '../http/response/xlsx.ts'
import { jsonLdType } from './jsonld/document.ts'
import type { Listing } from './listing.ts'
import type { ListQuery } from './parameters.ts'

/** Media types of the formats. The names are the suffixes of addresses. */
export const mediaTypes = {
  json: 'application/json',
  csv: csvMediaType,
  xlsx: xlsxMediaType,
  ndjson: 'application/x-ndjson',
  geojson: 'application/geo+json',
  jsonld: jsonLdType,
} as const
export type Format = keyof typeof mediaTypes

/** The formats that a list is served in. */
export function formatsOf({ jsonLd, pointOf }: Listing): Format[] {
  const isMissing: Partial<Record<Format, boolean>> = { jsonld: jsonLd === undefined, geojson: pointOf === undefined }
  return (Object.keys(mediaTypes) as Format[]).filter((format) => isMissing[format] !== true)
}

/** Names of the formats in texts. */
export const formatNames: Record<Format, string> = {
  json: 'JSON',
  csv: 'CSV',
  xlsx: 'XLSX',
  ndjson: 'NDJSON',
  geojson: 'GeoJSON',
  jsonld: 'JSON-LD',
}

/** Formats in which a parameter is available; a parameter that is missing here is available in all. */
const places: Partial<Record<keyof ListQuery, Format[]>> = {
  fields: ['json', 'csv', 'xlsx', 'ndjson', 'geojson'],
  include: ['json'],
  facets: ['json'],
  total: ['json', 'csv', 'xlsx', 'ndjson', 'geojson'],
  shape: ['json'],
  bom: ['csv'],
}

/**
 * Refuses parameters that are not available in a format.
 * @throws Problem 400 naming each of them
 */
export function refuseMisplaced(format: Format, asked: ListQuery): void {
  const isArray = asked.shape === 'array'
  const misplaced: ParameterFault[] = []
  for (const [parameter, formats] of Object.entries(places)) {
    if (asked[parameter as keyof ListQuery] === undefined) continue
    if (formats.includes(format) && !(isArray && ['include', 'facets'].includes(parameter))) continue
    const here = format === 'json' && isArray ? 'a JSON array' : formatNames[format]
    const others = formats.map((one) => formatNames[one]).join(', ')
    misplaced.push({ parameter, in: 'query', detail: `Not available in ${here}. Available in: ${others}.` })
  }
  if ((format === 'csv' || format === 'xlsx' || format === 'geojson') && asked.fields?.includes('evidence'))
    misplaced.push({
      parameter: 'fields',
      in: 'query',
      detail: `evidence has no columns in ${formatNames[format]}: it is a table of its own, /v1/evidence.${format}, whose \`fact\` is the id of the record.`,
    })
  if (misplaced.length > 0) throw invalidParameters(misplaced)
}

export const wholeRule =
  'CSV, XLSX, NDJSON, GeoJSON and `shape=array` have no place to say that there is more: without `limit` they hold every record that the ' +
  'filters admit, and the header `total-count` says how many those are; with `limit` or `cursor` they are pages, and the ' +
  'Link header leads on.'
