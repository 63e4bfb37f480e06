/**
 * The figures that English words state: "from 1.6 million to almost 6 million shells" → between, 1600000, 6000000 (not
 * admitted). Dates, calibres, ordinals and names with digits are not figures. Nothing is computed except a number from
 * its own words.
 */
import { countCodePoints } from '../spans.ts'
import { joinBounds, restatements } from './joined-bounds.ts'
import { sensesOf } from './phrases.ts'
import { asLevel, rangeOf } from './ranges.ts'
import { between, boundOf, type Found, type Reading, type Stated } from './readings.ts'
import { findNumbers } from './surroundings.ts'
import { tokensOf } from './tokens.ts'
import { joined } from './units.ts'

export interface Figure extends Reading {
  /** Other readings of the same words: "close to 6 million" is almost or about. */
  or: Reading[]
  /** A part of a whole, as a fraction: half is 0.5, 40 % is 0.4. */
  share: boolean
  /** Words for the counted things, if they follow the number ("artillery shells"), or the sign of a currency. */
  unit: string | null
  /** Words for the period of a rate: "per year". */
  per: string | null
  /** Place of its words, with modifier and unit: Unicode code points, half-open. */
  start: number
  end: number
}

/** Reads every figure of an English text, in order. */
export function readFigures(text: string): Figure[] {
  const tokens = tokensOf(text)
  const found = findNumbers(tokens)
  const all: Stated[] = []
  for (let index = 0; index < found.length; index += 1) {
    const one = found[index] as Found
    const next = found[index + 1]
    const range = next && rangeOf(tokens, one, next)
    all.push(range ?? single(asLevel(tokens, one, next)))
    if (range !== undefined) index += 1
  }
  // The amount of a change is left out where its level follows: "rose by a third to 6 million".
  const sure = all.filter(
    ({ readings, ofChange, next }, index) =>
      readings.length > 0 && !(ofChange && joined(tokens, next, all[index + 1]?.first ?? next) === 'to'),
  )
  const startOf = (at: number) => tokens[at]?.start as number
  const endOf = (at: number) => tokens[at - 1]?.end as number
  return restatements(tokens, joinBounds(tokens, sure)).map(({ readings, share, first, next, unit, per, currency }) => {
    const [plainest, ...or] = readings as [Reading, ...Reading[]]
    const words = (from: number, to: number) => (from === to ? null : text.slice(startOf(from), endOf(to)))
    return {
      ...{ ...plainest, or, share },
      unit: currency ?? words(unit.from, unit.next),
      per: words(per.from, per.next),
      start: countCodePoints(text.slice(0, startOf(first))),
      end: countCodePoints(text.slice(0, endOf(next))),
    }
  })
}

function single({ number, senses, opening: _, ...place }: Found): Stated {
  const { value, loosely, share, scale } = number
  const modifiers = value === null ? (['vague'] as const) : sensesOf(senses)
  const ranges = loosely === null ? [] : [between(loosely.low, loosely.high)]
  return { ...place, readings: [...modifiers.map((modifier) => boundOf(modifier, value)), ...ranges], share, scale }
}
