/** The event of a row of UCDP GED, and the figure of those who died in it. */
import { boundsInOrder } from '../facts/bounds.ts'
import { edtfInWords } from '../facts/time-words.ts'
import { datePrecisions, terms, violenceTypes, wherePrecisions } from '../vocabulary.ts'
import type { UcdpParties } from './ucdp-parties.ts'
import { reportsOf } from './ucdp-reports.ts'
import type { UcdpRow } from './ucdp-row.ts'

/** Parts of the records of one row. */
export interface Shared {
  /** Id of the event, on which the others rest. */
  id: string
  source: string
  coder: string
  /** Place of the row in the table, for citations. */
  locator: string
}

/** Marks that would make a name in a sentence of ours look like words of somebody; an apostrophe within one stays. */
const quotationMarks = /["“”„‟«»]|(?<!\p{L})['‘’‚`]|['‘’`](?!\p{L})/gu

const highest = (grades: object): number => Object.keys(grades).length
const clarities = ['high', 'low'] as const

/** The event of a row. */
export function eventOf(row: UcdpRow, parties: UcdpParties, { id, source, coder, locator }: Shared) {
  const type_of_violence = terms(violenceTypes)[row.whole('type_of_violence', 1, 3) - 1]
  const clarity = row.text('event_clarity') === null ? null : row.whole('event_clarity', 1, 2)
  const reported_via = reportsOf(row)
  const where = whereOf(row, parties)
  checkRepeated(row, where, reported_via.length)
  const [sideA, sideB] = [row.required('side_a'), row.required('side_b')]
  const place = where.name ?? row.required('country')
  const occurred = occurredOf(row)
  // A row without its days has faults, and is not written.
  const time = occurred.edtf === '' ? '' : edtfInWords(occurred.edtf)
  const between =
    type_of_violence === 'one_sided'
      ? `Violence of ${sideA} against civilians`
      : `Violence between ${sideA} and ${sideB}`
  return {
    ...{ type: 'event', id, source, kind: 'organized_violence', type_of_violence },
    event_clarity: clarity && clarities[clarity - 1],
    gist: `${between} (${place}), ${time}.`.replace(quotationMarks, ''),
    occurred,
    date_precision: row.whole('date_prec', 1, highest(datePrecisions)),
    where,
    reported_via,
    original_source: row.text('source_original'),
    participants: [
      { entity: parties.actor(row, 'a'), role: 'side_a' },
      { entity: parties.actor(row, 'b'), role: 'side_b' },
      { entity: parties.conflict(row), role: 'conflict' },
    ],
    assertions: [{ by: [coder], claimant_kind: 'named', stance: 'asserts', evidence: [{ citation: true, locator }] }],
  }
}

type Where = ReturnType<typeof whereOf>

const whereOf = (row: UcdpRow, parties: UcdpParties) => ({
  name: row.text('where_coordinates'),
  description: row.text('where_description'),
  latitude: row.degrees('latitude', 90),
  longitude: row.degrees('longitude', 180),
  precision: row.whole('where_prec', 1, highest(wherePrecisions)),
  adm_1: row.text('adm_1'),
  adm_2: row.text('adm_2'),
  country: parties.country(row),
})

/** The days of a row: one day, a whole month or year, or from one day to another. No day is added to what it says. */
function occurredOf(row: UcdpRow) {
  const [start, end] = [row.day('date_start'), row.day('date_end')]
  if (start > end && end !== '')
    row.refuse('date_end', `${end} is before date_start, ${start}. Allowed: the same day or a later one.`)
  const whole = start === end ? null : wholePeriod(start, end)
  if (whole !== null)
    row.flag('date_start', 'with date_end it is a whole month or year, which is written as such (2018-03)')
  const edtf = start === end ? start : (whole ?? `${start}/${end}`)
  return { edtf, basis: 'noted', anchor: 'the columns date_start and date_end' }
}

function wholePeriod(start: string, end: string): string | null {
  const [year, month] = [start.slice(0, 4), start.slice(0, 7)]
  if (start === `${year}-01-01` && end === `${year}-12-31`) return year
  const lastDay = new Date(Date.UTC(Number(year), Number(start.slice(5, 7)), 0)).getUTCDate()
  return start === `${month}-01` && end === `${month}-${String(lastDay).padStart(2, '0')}` ? month : null
}

/** Compares columns that say again what others say; where they differ, they are lost, and the report says so. */
function checkRepeated(row: UcdpRow, { latitude, longitude }: Where, reports: number): void {
  const compare = (name: string, isSame: (text: string) => boolean, note: string) => {
    const text = row.text(name)
    if (text !== null && !isSame(text)) row.lose(name, note)
  }
  compare('year', (text) => row.text('date_start')?.startsWith(text) === true, 'is not the year of date_start')
  compare(
    'geom_wkt',
    (text) => {
      const [, x, y] = /^POINT ?\((\S+) (\S+)\)$/.exec(text) ?? []
      return Number(x) === longitude && Number(y) === latitude
    },
    'differs from longitude and latitude, often in its last digits',
  )
  compare('priogrid_gid', (text) => Number(text) === priogrid(latitude, longitude), 'is not the cell of the point')
  compare(
    'number_of_sources',
    (text) => Number(text) === reports,
    'is not the number of the reports that the row names',
  )
}

/** The cell of PRIO-GRID 2.0 that holds a point: half a degree each way, numbered from the south-west, row by row. */
const priogrid = (latitude: number, longitude: number): number =>
  Math.floor((latitude + 90) * 2) * 720 + Math.floor((longitude + 180) * 2) + 1

const maxDeaths = 10_000_000
const partColumns = { side_a: 'deaths_a', side_b: 'deaths_b', civilian: 'deaths_civilians', unknown: 'deaths_unknown' }

/** The number of people killed in an event: what is counted, and the figure. */
export function figureOf(row: UcdpRow, event: ReturnType<typeof eventOf>, { id, source, coder, locator }: Shared) {
  const count = (name: string) => row.whole(name, 0, maxDeaths)
  const [low, best, high] = [count('low'), count('best'), count('high')]
  const isOne = low === best && best === high
  const bounds = { low, best, high, low_inclusive: true, high_inclusive: true }
  const inOrder = boundsInOrder({ ...bounds, low_side: 'stated', high_side: 'stated' })
  if (!inOrder && !Number.isNaN(low + best + high))
    row.flag('best', 'low ≤ best ≤ high does not hold; kept as published')
  const quantity = {
    ...{ type: 'quantity', id: `${id}-killed`, name: `People killed: ${event.gist.slice(0, -1)}` },
    definition: 'People who died in the event, on all sides, civilians included.',
    ...{ unit: 'person', event: id, harm: 'killed', measure: 'total', additive: false },
  }
  const estimate = {
    ...{ type: 'estimate', id: `${id}-deaths`, source, quantity: quantity.id, form: 'coded' },
    ...{ modifier: isOne ? 'unmodified' : 'between', low, best, high },
    parts: Object.entries(partColumns).map(([status, column]) => ({ status, best: count(column) })),
    ...{ claimants: [coder], claimant_kind: 'named', window: event.occurred },
    method: 'Coded from the reports that the event names (UCDP GED codebook).',
    quality_flags: inOrder ? [] : ['bounds_out_of_order'],
    evidence: [{ citation: true, locator }],
  }
  return { quantity, estimate }
}
