/** Figures of a sentence in running prose: those of the reader of figures, and counts without a number. */
import { completeBounds } from '../bounds.ts'
import { countCodePoints } from '../spans.ts'
import { type Figure, readFigures } from '../stated/read-figures.ts'
import { boundOf, type Reading } from '../stated/readings.ts'
import { isNoCount, telephone } from './non-counts.ts'
import type { Place } from './sentences.ts'

export interface FigureWords extends Reading {
  /** Code points of the sentence, half-open. */
  start: number
  end: number
  /** Other readings of the same words. */
  or: Reading[]
  share: boolean
  unit: string | null
  per: string | null
}

/**
 * Reads the figures of a sentence.
 * @param times places (code points) of time words, whose numbers count nothing: "two years ago"
 */
export function figuresIn(sentence: string, times: Place[]): FigureWords[] {
  const characters = Array.from(sentence)
  const around = ({ start, end }: Place) => ({
    before: characters.slice(Math.max(0, start - 40), start).join(''),
    words: characters.slice(start, end).join(''),
    after: characters.slice(end, end + 24).join(''),
  })
  const codes = [...sentence.matchAll(telephone)].map(({ 0: digits, index }) => {
    const start = countCodePoints(sentence.slice(0, index))
    return { start, end: start + digits.length }
  })
  const read = readFigures(sentence).map((figure) => counted(figure, around(figure).words))
  const numbered = read.filter(
    (figure) =>
      !codes.some((code) => overlaps(code, figure)) &&
      // "14,000 shells a month before the war" names a rate.
      (figure.per !== null || !times.some((time) => overlaps(time, figure))) &&
      !isNoCount(around(figure), figure),
  )
  const vague = [...sentence.matchAll(vagueCount)].flatMap(({ 0: words, index }): FigureWords[] => {
    const start = countCodePoints(sentence.slice(0, index))
    const place = { start, end: start + countCodePoints(words) }
    if ([...numbered, ...times].some((other) => overlaps(other, place))) return []
    return [{ ...boundOf('vague', null), ...place, or: [], share: false, unit: null, per: null }]
  })
  return [...joinedTwos(numbered, characters), ...vague].sort((one, other) => one.start - other.start)
}

/** "600, perhaps 700" is one range. */
function joinedTwos(figures: Figure[], characters: string[]): FigureWords[] {
  const joined: FigureWords[] = []
  for (const figure of figures) {
    const before = joined.at(-1)
    const words = before === undefined ? '' : characters.slice(before.end, figure.end).join('')
    const low = before?.best ?? null
    const isRange =
      before !== undefined &&
      low !== null &&
      figure.best !== null &&
      low < figure.best &&
      figure.best <= 3 * low &&
      before.unit === null &&
      /^,? (?:or )?(?:perhaps|maybe|possibly|even)\b/i.test(words)
    if (!isRange) joined.push(figure)
    else {
      const bounds = { modifier: 'between', low, high: figure.best, best: null } as const
      joined.splice(-1, 1, { ...figure, ...bounds, ...completeBounds(bounds), or: [], start: before.start })
    }
  }
  return joined
}

/** "56 out of 65 drones" counts 56; "three out of five" is a share. */
function counted(figure: Figure, words: string): Figure {
  const [, part = '', whole = ''] = /(?:^| )([\d,]+) out of (?:the |a total of )?([\d,]+)\b/.exec(words) ?? []
  const [number, total] = [part, whole].map((digits) => Number(digits.replaceAll(',', ''))) as [number, number]
  if (!figure.share || total <= 10 || total === 100) return figure
  return { ...figure, ...boundOf(figure.modifier, number), or: [], share: false }
}

/** True of two places with common letters. */
export const overlaps = (one: Place, other: Place): boolean => one.start < other.end && other.start < one.end

const uncounted =
  'times?|ways?|reasons?|questions?|minutes?|hours?|days?|weeks?|months?|years?|decades?|moments?|occasions?|things|words|others|steps|thousand|hundred|million|billion|dozen'
/** "several towns", "a handful of ships", "many of them": counts of things, never of times, ways and reasons. */
const vagueCount = new RegExp(
  [
    `(?<![\\p{L}-])(?:several|numerous|countless)(?= (?!(?:of the )?(?:\\p{L}+ )?(?:${uncounted})\\b)\\p{L})`,
    `(?<![\\p{L}-])a (?:handful|few dozen|couple|small number|large number|number)(?= of (?!(?:${uncounted})\\b))`,
    `(?<![\\p{L}-])a (?:handful|few)(?= (?!of\\b|(?:${uncounted})\\b)\\p{L})`,
    '(?<![\\p{L}-])many(?= of (?:the|them|these|those|their|its|his|her|whom|which)\\b)',
  ].join('|'),
  'giu',
)
