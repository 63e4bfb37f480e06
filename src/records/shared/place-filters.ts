/** Filters by where an event happened, of the events themselves and of the figures that count something of them. */
import { and, between, gte, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { entityFacet, type Facet } from '../../db/facet.ts'
import { type Filter, type Filters, refersToEntity } from '../../db/filters.ts'
import { events } from '../../db/tables.ts'
import { gradeDescription } from '../../facts/place.ts'
import { nameKey } from '../../facts/text.ts'
import { listType, type ParameterType, termType, textType } from '../../http/contract/parameters.ts'
import { filter, many, partsFilter } from '../../listing/filters.ts'
import { terms, violenceTypes, wherePrecisions } from '../../vocabulary.ts'

interface Box {
  west: number
  south: number
  east: number
  north: number
}

interface Circle {
  latitude: number
  longitude: number
  kilometres: number
}

const decimal = /^-?\d{1,3}(\.\d{1,10})?$/

/** Some decimal numbers joined by commas; undefined where the text is not that. */
function numbersIn(text: string, count: number): number[] | undefined {
  const parts = text.split(',')
  return parts.length === count && parts.every((one) => decimal.test(one)) ? parts.map(Number) : undefined
}

const isLatitude = (degrees: number) => Math.abs(degrees) <= 90
const isLongitude = (degrees: number) => Math.abs(degrees) <= 180

/** A bounding box as RFC 7946 writes it: west, south, east, north. */
const boxType: ParameterType<Box> = {
  read(text) {
    const [west, south, east, north] = numbersIn(text, 4) ?? []
    if (west === undefined || south === undefined || east === undefined || north === undefined)
      return { fault: 'Allowed: west,south,east,north in decimal degrees, such as 35.7,32.3,42.4,37.3.' }
    if (![west, east].every(isLongitude) || ![south, north].every(isLatitude))
      return { fault: 'Allowed: longitudes from -180 to 180 and latitudes from -90 to 90: west,south,east,north.' }
    if (south > north) return { fault: 'The south lies above the north. Allowed: west,south,east,north.' }
    return { value: { west, south, east, north } }
  },
  documented: { type: 'string', maxLength: 70 },
}

/** Half the circumference of the Earth: no place is further away. */
const furthest = 20_016

const circleType: ParameterType<Circle> = {
  read(text) {
    const [latitude, longitude] = numbersIn(text.split(',').slice(0, 2).join(), 2) ?? []
    const written = text.split(',').slice(2).join()
    const kilometres = /^\d{1,5}(\.\d{1,3})?$/.test(written) ? Number(written) : Number.NaN
    if (latitude === undefined || longitude === undefined || !(kilometres > 0 && kilometres <= furthest))
      return {
        fault: `Allowed: latitude,longitude,kilometres in decimal numbers, such as 36.2,37.16,25; above 0 and at most ${furthest} km.`,
      }
    if (!isLatitude(latitude) || !isLongitude(longitude))
      return { fault: 'Allowed: a latitude from -90 to 90, then a longitude from -180 to 180, then kilometres.' }
    return { value: { latitude, longitude, kilometres } }
  },
  documented: { type: 'string', maxLength: 50 },
}

/** The point lies in the box, or on its edge. A box whose west is above its east crosses the 180th meridian. */
const isInBox = ({ west, south, east, north }: Box): SQL | undefined =>
  and(
    between(events.latitude, south, north),
    west <= east
      ? between(events.longitude, west, east)
      : and(isNotNull(events.longitude), or(gte(events.longitude, west), lte(events.longitude, east))),
  )

const meanRadius = 6371.0088
const kilometresPerDegree = (Math.PI * meanRadius) / 180

/** The point is at most so far away along a great circle (haversine formula, mean radius of the Earth of IUGG). */
function isNear({ latitude, longitude, kilometres }: Circle): SQL | undefined {
  const degrees = kilometres / kilometresPerDegree
  const half = (column: AnySQLiteColumn, from: number) => sql`sin(radians((${column} - ${from}) / 2))`
  const [north, east] = [half(events.latitude, latitude), half(events.longitude, longitude)]
  const chord = sql`${north} * ${north} + cos(radians(${events.latitude})) * cos(radians(${latitude})) * ${east} * ${east}`
  return and(
    between(events.latitude, latitude - degrees, latitude + degrees),
    // The least of both keeps a rounding error away from the arc sine.
    sql`${2 * meanRadius} * asin(sqrt(case when ${chord} > 1 then 1 else ${chord} end)) <= ${kilometres}`,
  )
}

/**
 * Filters by place and by type of violence.
 * @param of the condition on a row of the list under which one on its event holds; undefined where the rows are events
 */
export function placeFilters(of?: (condition: SQL | undefined) => SQL): Filters {
  const onEvent = of ?? ((condition: SQL | undefined) => condition)
  const counted = (facet: Facet) => (of === undefined ? { facet } : {})
  const area = (column: AnySQLiteColumn, order: string): Filter => ({
    ...filter(
      listType(textType),
      (values) => onEvent(inArray(column, values)),
      `Name of the administrative area of the ${order} order in which the event happened; letter case, accents, spaces and hyphens aside. ${many}`,
    ),
    spelling: { column, key: nameKey },
    ...counted({ column }),
  })
  return {
    bbox: filter(
      boxType,
      (box) => onEvent(isInBox(box)),
      'West, south, east and north of a box that holds the point of the event, in degrees (RFC 7946), such as ' +
        '`35.7,32.3,42.4,37.3`. A box whose west is ' +
        'above its east crosses the 180th meridian. `where_precision` says how exactly points are known.',
    ),
    near: filter(
      circleType,
      (circle) => onEvent(isNear(circle)),
      'Latitude and longitude in degrees, and the most kilometres between them and the point of the event, such as `36.2,37.16,25`.',
    ),
    where_precision: {
      ...filter(
        listType(termType(terms(wherePrecisions as Record<string, string>))),
        (grades) => onEvent(inArray(events.where_precision, grades.map(Number))),
        `${gradeDescription('How exactly the point of the event is known.', wherePrecisions)} ${many}`,
      ),
      ...counted({ column: events.where_precision }),
    },
    country: {
      ...partsFilter(
        (ids, query) => onEvent(refersToEntity(events.id, 'event_country')(ids, query)),
        'Id of the country in which the event happened.',
      ),
      ...counted(entityFacet(['event_country'])),
    },
    adm_1: area(events.adm_1, 'first'),
    adm_2: area(events.adm_2, 'second'),
    type_of_violence: {
      ...filter(
        listType(termType(terms(violenceTypes))),
        (types) => onEvent(inArray(events.type_of_violence, types)),
        `Type of organized violence. ${many}`,
      ),
      ...counted({ column: events.type_of_violence }),
    },
  }
}
