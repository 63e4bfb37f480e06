import type { Days } from '../edtf.ts'

/** A reported figure, as far as it tells one claim from another. */
export interface Figure {
  quantity: string
  as_stated: string | null
  claimants: string[]
  origin: string | null
  low: number | null
  high: number | null
  best: number | null
  window: Days | null
  said: Days | null
}

/** Share by which near numbers differ at most: rounding, and "nearly 16,000" beside "15,900". */
const nearShare = 0.1

/** The reason why two figures may report one claim; null: none. */
export function claimLikeness(one: Figure, other: Figure): string | null {
  if (one.quantity !== other.quantity) return null
  const claimant = one.claimants.find((id) => other.claimants.includes(id))
  const origin = one.origin !== null && one.origin === other.origin ? one.origin : undefined
  if (claimant === undefined && origin === undefined) return null
  const numbers = haveNearNumbers(one, other)
  const time = timesMeet(one, other)
  if (numbers === null || time === null) return null
  const party = claimant === undefined ? `origin ${origin}` : `claimant ${claimant}`
  return `same quantity, ${party}, ${time}, ${numbers}`
}

function timesMeet(one: Figure, other: Figure): string | null {
  if (one.said !== null && other.said !== null && isOneDay(one.said) && areOneSpan(one.said, other.said))
    return 'said on the same day'
  if (one.window === null || other.window === null) return 'a window is not stated'
  return overlap(one.window, other.window) ? 'overlapping windows' : null
}

const isOneDay = ({ earliest, latest }: Days): boolean => earliest !== null && earliest === latest
const areOneSpan = (one: Days, other: Days): boolean => one.earliest === other.earliest && one.latest === other.latest
const overlap = (one: Days, other: Days): boolean =>
  (one.earliest === null || other.latest === null || one.earliest <= other.latest) &&
  (one.latest === null || other.earliest === null || one.latest >= other.earliest)

function haveNearNumbers(one: Figure, other: Figure): string | null {
  const [numbers, others] = [one, other].map(({ low, high, best }) => [low, high, best].filter((n) => n !== null)) as [
    number[],
    number[],
  ]
  if (numbers.length === 0 && others.length === 0)
    return one.as_stated?.toLowerCase() === other.as_stated?.toLowerCase() ? 'the same words' : null
  const pairs = numbers.flatMap((number) => others.map((another) => [number, another] as const))
  if (pairs.some(([number, another]) => number === another)) return 'equal numbers'
  const near = pairs.some(([number, another]) => Math.abs(number - another) <= nearShare * Math.max(number, another))
  return near ? 'near numbers' : null
}
