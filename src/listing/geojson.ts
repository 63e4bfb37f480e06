/** GeoJSON (RFC 7946): a feature for each record, whose properties are the columns of the CSV. */
import { z } from 'zod'
import type { Cell } from '../http/response/csv.ts'
import type { Point } from './listing.ts'

const featureContract = z
  .object({
    type: z.literal('Feature').meta({ description: 'Type of the object.' }),
    id: z.string().meta({ description: 'Id of the record.' }),
    geometry: z
      .object({
        type: z.literal('Point').meta({ description: 'Type of the geometry.' }),
        coordinates: z.array(z.number()).length(2).meta({ description: 'Longitude and latitude in degrees (WGS 84).' }),
      })
      .nullable()
      .meta({ description: 'The point of the record; null: none is recorded.' }),
    properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()).meta({
      description:
        'The columns of the CSV, and `accuracy`: in words, how exactly the point is known; null without one.',
    }),
  })
  .meta({ id: 'Feature', description: 'A record as a GeoJSON feature.' })

export const featureCollectionContract = z
  .object({
    type: z.literal('FeatureCollection').meta({ description: 'Type of the object.' }),
    features: z.array(featureContract).meta({ description: 'The records, in the order of the list.' }),
  })
  .meta({ id: 'FeatureCollection', description: 'The same records as GeoJSON (RFC 7946), with names beside ids.' })

export const collectionStart = '{"type":"FeatureCollection","features":['
export const collectionEnd = ']}'

/** One record as the text of a feature. */
export function featureOf(record: object, point: Point | null, columns: Record<string, Cell>): string {
  const geometry = point === null ? null : { type: 'Point', coordinates: [point.longitude, point.latitude] }
  const properties = { ...columns, accuracy: point?.accuracy ?? null }
  return JSON.stringify({ type: 'Feature', id: (record as { id: string }).id, geometry, properties })
}
