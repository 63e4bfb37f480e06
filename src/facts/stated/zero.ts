/** A stated zero: "no shells", "none", "not a single container". */

import { lowerAt } from './number-words.ts'
import { plainNumber, type StatedNumber } from './numbers.ts'
import type { Token } from './tokens.ts'
import { unitAt } from './units.ts'

/** Nouns whose absence says nothing about the number of counted things. */
const uncounted =
  /^(?:doubts?|signs?|reports?|details?|indications?|questions?|figures?|numbers?|estimates?|means|plans?|comments?|limits?|terms|words?|sanctions|evidence|claims?|reasons?|traces?|statistics|statements?|circumstances|ways|records?|grounds|answers?|secrets?|one|ones|matter|longer|more|less|fewer|way|idea|information)$/

/** The zero at a token. */
export function zeroAt(tokens: Token[], at: number): StatedNumber | undefined {
  const lower = lowerAt(tokens, at)
  const zero = (next: number): StatedNumber => ({
    ...{ ...plainNumber, value: 0, from: at, next },
  })
  const single =
    /^(?:not|no|without)$/.test(lower) &&
    /^(?:a single|even one|one single)$/.test(`${lowerAt(tokens, at + 1)} ${lowerAt(tokens, at + 2)}`)
  if (single) return zero(at + 3)
  if (lower === 'not' && lowerAt(tokens, at + 1) === 'one' && !/^(?:but|or|in|and|-)$/.test(lowerAt(tokens, at + 2)))
    return zero(at + 2)
  if (lower === 'nil' || (lower === 'none' && !/^(?:other|the)$/.test(lowerAt(tokens, at + 1)))) return zero(at + 1)
  // "little or no", "next to no": a few.
  const isFew = /^(?:little|few|next) (?:or|to)$/.test(`${lowerAt(tokens, at - 2)} ${lowerAt(tokens, at - 1)}`)
  if (lower !== 'no' || isFew) return undefined
  const unit = unitAt(tokens, at + 1, false)
  const names = tokens.slice(unit.from, unit.next)
  return names.length > 0 && !names.some((name) => uncounted.test(name.lower)) ? zero(at + 1) : undefined
}
