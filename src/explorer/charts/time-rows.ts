/**
 * Entries of the timeline as rows of a chart: solid for the whole of a time, pale for "some time within", fading for an
 * open side.
 */

import type { Schemas } from '../../client/index.ts'
import { type Edtf, parseEdtf } from '../../facts/edtf.ts'
import { edtfInWords } from '../../facts/time-words.ts'
import type { Part, Row } from '../drawing/plot.ts'
import { recordHref } from '../parts/address.ts'
import { collectionOf } from '../parts/collections.ts'
import { edtfInShort, spoken } from '../parts/words.ts'

export type Entry = Schemas['TimelineEntry']

const dayLength = 86_400_000
const atStart = (day: string | null): number | null => (day === null ? null : Date.parse(day))
const atEnd = (day: string | null): number | null => (day === null ? null : Date.parse(day) + dayLength)

/** Colour of each clock. */
export const clockColours: Record<Entry['clock'], string> = {
  occurred: '--hue-1',
  window: '--hue-3',
  as_of: '--hue-7',
  said: '--hue-2',
  published: '--hue-4',
}

function partsOf({ start, end, isInterval, startState, endState, qualified }: Edtf, sinceAtLeast: boolean): Part[] {
  const parts: Part[] = []
  const add = (from: number | null, to: number | null, look: Part['look']) => parts.push({ from, to, look })
  const [firstStart, lastStart] = [atStart(start.earliest), atEnd(start.latest)]
  const [firstEnd, lastEnd] = [atStart(end.earliest), atEnd(end.latest)]
  if (!isInterval) {
    if (firstStart !== null && lastStart !== null && start.earliest !== start.latest) add(firstStart, lastStart, 'pale')
  } else {
    // Nothing is sure between the first and the last day on which it may have started, or ended.
    if (firstStart !== null && lastStart !== null) add(firstStart, lastStart, 'pale')
    if (firstEnd !== null && lastEnd !== null) add(firstEnd, lastEnd, 'pale')
    if (lastStart !== null && firstEnd !== null && lastStart < firstEnd) add(lastStart, firstEnd, 'solid')
    if (firstEnd !== null && startState === 'open') add(null, firstEnd, 'fades-left')
    if (lastStart !== null && endState === 'open') add(lastStart, null, 'fades-right')
    if (firstEnd !== null && startState === 'unknown') add(firstEnd, firstEnd, 'stub-left')
    if (lastStart !== null && endState === 'unknown') add(lastStart, lastStart, 'stub-right')
  }
  if (firstStart !== null && (qualified || sinceAtLeast)) add(firstStart, firstStart, 'stub-left')
  if (lastEnd !== null && qualified) add(lastEnd, lastEnd, 'stub-right')
  return parts
}

/** A single day is a point. */
const pointsOf = ({ start, isInterval }: Edtf): number[] => {
  const day = atStart(start.earliest)
  return !isInterval && day !== null && start.earliest === start.latest ? [day] : []
}

/** The time of an entry, in our words alone. */
export const whenInWords = ({ time }: Pick<Entry, 'time'>): string => edtfInWords(time.edtf, time.since_at_least)

/** The row of a chart for an entry of the timeline. */
export function timeRow({ id, fact, fact_type, clock, time, display }: Entry): Row {
  const edtf = parseEdtf(time.edtf)
  return {
    ...{
      id,
      title: edtfInShort(time.edtf, time.since_at_least),
      note: `${spoken(clock)} · ${spoken(fact_type)}`,
      words: display,
      ends: [],
    },
    href: recordHref(collectionOf(fact_type), fact),
    parts: partsOf(edtf, time.since_at_least),
    points: pointsOf(edtf),
    colour: clockColours[clock],
    description: `${spoken(clock)} ${whenInWords({ time })}: ${display}`,
  }
}

/** The range of days that the entries need. */
export function daysOf(entries: Entry[]): [number, number] {
  const days = entries
    .flatMap(({ time: { earliest, latest } }) => [atStart(earliest), atEnd(latest)])
    .filter((day) => day !== null)
  if (days.length === 0) return [Date.UTC(2000), Date.UTC(2030)]
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const room = Math.max((last - first) * 0.04, 10 * dayLength)
  return [first - room, last + room]
}
