/** The place of an event: a point with how exactly it is known (UCDP GED codebook), and the areas that hold it. */
import { z } from 'zod'
import { terms, wherePrecisions } from '../vocabulary.ts'
import { addFault, recordId, seedObject, sourceWords } from './text.ts'

const latitude = z.number('Must be a number of degrees from -90 to 90.').min(-90).max(90)
const longitude = z.number('Must be a number of degrees from -180 to 180.').min(-180).max(180)

/** One of the numbers 1 to n that a vocabulary defines. */
export const gradeOf = (grades: Record<number, string>) => z.int().min(1).max(Object.keys(grades).length)

const meaningOf = (grades: Record<number, string>): string =>
  terms(grades as Record<string, string>)
    .map((grade) => `${grade}: ${grades[Number(grade)]}`)
    .join(' ')
/** Description of a grade with the meaning of each number. */
export const gradeDescription = (what: string, grades: Record<number, string>): string => `${what} ${meaningOf(grades)}`

export const placeSeed = seedObject({
  name: sourceWords.nullable().default(null),
  description: sourceWords.nullable().default(null),
  latitude: latitude.nullable().default(null),
  longitude: longitude.nullable().default(null),
  precision: gradeOf(wherePrecisions).nullable().default(null),
  adm_1: sourceWords.nullable().default(null),
  adm_2: sourceWords.nullable().default(null),
  country: recordId.nullable().default(null),
}).check((context) => {
  const { latitude, longitude, precision, ...areas } = context.value
  if ((latitude === null) !== (longitude === null))
    addFault(
      context,
      latitude === null ? 'latitude' : 'longitude',
      'Must be given with the other of `latitude` and `longitude`, or both left out.',
    )
  if ((latitude === null) !== (precision === null))
    addFault(context, 'precision', 'Must be a number from 1 to 7 for a point, and left out where there is none.')
  if (latitude === null && Object.values(areas).every((one) => one === null))
    addFault(context, [], 'Must say something of where it is, or be left out.')
})

export const placeContract = z
  .object({
    name: z.string().nullable().meta({ description: 'Name of the place, as the source writes it.' }),
    description: z.string().nullable().meta({ description: 'The place in the words of the source.' }),
    latitude: latitude.nullable().meta({ description: 'Degrees north (WGS 84); null: no point is given.' }),
    longitude: longitude.nullable().meta({ description: 'Degrees east (WGS 84); null: no point is given.' }),
    precision: gradeOf(wherePrecisions)
      .nullable()
      .meta({
        description: gradeDescription('How exactly the place is known; null without a point.', wherePrecisions),
      }),
    adm_1: z.string().nullable().meta({ description: 'Administrative area of the first order, such as a province.' }),
    adm_2: z.string().nullable().meta({ description: 'Administrative area of the second order, such as a district.' }),
    country: z.string().nullable().meta({ description: 'Id of the country it lies in.' }),
  })
  .meta({ id: 'Place', description: 'Where an event happened, as exactly as the source knows it.' })
