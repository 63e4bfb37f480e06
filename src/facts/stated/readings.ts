import { type Bounds, completeBounds, numbersOf } from '../bounds.ts'
import type { StatedNumber } from './numbers.ts'
import type { Modifier, Senses } from './phrases.ts'
import type { Counted } from './units.ts'

/** One reading of the words of a figure. */
export interface Reading extends Bounds {
  modifier: Modifier
}

/** A number with the words around it, in places of tokens. */
export interface Found {
  number: StatedNumber
  first: number
  opening: 'between' | 'from' | null
  /** True of the amount of a change: "rose by 2 million". */
  ofChange: boolean
  senses: Senses[]
  unit: Counted
  per: Counted
  currency: string | null
  next: number
}

/** A figure in places of tokens; the plainest reading is the first. None: the words give no sure reading. */
export interface Stated extends Omit<Found, 'number' | 'opening' | 'senses'> {
  readings: Reading[]
  share: boolean
  scale: number
}

/** One number as the bound that its modifier makes. No count is below zero: "almost no shells" is a few. */
export function boundOf(modifier: Modifier, value: number | null): Reading {
  if (modifier === 'almost' && value === 0) return boundOf('vague', null)
  const [key] = numbersOf(modifier)
  const numbers = { low: null, high: null, best: null, ...(key && { [key]: value }) }
  return { modifier, ...completeBounds({ modifier, ...numbers }) }
}

/** Two numbers as the bounds of a range. */
export const between = (
  low: number | null,
  high: number | null,
  low_inclusive = true,
  high_inclusive = true,
): Reading => ({
  modifier: 'between',
  ...completeBounds({ modifier: 'between', low, high, best: null, low_inclusive, high_inclusive }),
})
