/** Two numbers of a text as one range. */
import { followsChange, mayReach } from './changes.ts'
import { guessOf } from './guesses.ts'
import { lowerAt } from './number-words.ts'
import type { StatedNumber } from './numbers.ts'
import { sensesOf } from './phrases.ts'
import { between, boundOf, type Found, type Reading, type Stated } from './readings.ts'
import { lowsOf } from './shared-scale.ts'
import type { Token } from './tokens.ts'
import { hasWords, joined } from './units.ts'

const links = {
  between: /^(?:and|to|-|and up)$/,
  from: /^(?:to|-|through|up)?$/,
  none: /^(?:to|-|or|through)$/,
}

/** "5 to 6 million", "between 8,000 and 10,000", "from 1.6 million to almost 6 million", "5,000 ± 500". */
export function rangeOf(tokens: Token[], one: Found, other: Found): Stated | undefined {
  const high = other.number.value
  if (other.opening !== null) return undefined
  const share = one.number.share || other.number.share
  const place = {
    ...{ share, scale: other.number.scale, first: one.first, next: other.next, per: other.per, ofChange: one.ofChange },
    ...{ currency: one.currency ?? other.currency, unit: hasWords(other.unit) ? other.unit : one.unit },
  }
  const margins = [one.number.next, one.unit.next].map((end) => joined(tokens, end, other.number.from))
  if (margins.some((words) => /^(?:, |\( )?(?:±|\+ \/ -|\+ -|plus or minus|give or take)$/.test(words)))
    return { ...place, share: one.number.share, readings: withTolerance(one.number, other.number) }
  const guess = guessOf(tokens, one, other)
  if (guess !== undefined) return { ...place, readings: guess }
  if (!isLinked(tokens, one, other)) return undefined
  const link = lowerAt(tokens, isUnitBeforeOr(tokens, one, other) ? one.next : one.number.next)
  if (one.number.value === null || high === null) {
    // "A few hundred to a thousand" is as vague as its vague end.
    const isVague = one.number.value !== high && (link === 'to' || one.opening === 'between')
    return isVague ? { ...place, readings: [boundOf('vague', null)] } : undefined
  }
  if (one.ofChange && one.opening === null && link === 'to') {
    if (isLevel(one.number, other.number)) return undefined
    if (one.number.scale !== 1 || other.number.scale === 1) return { ...place, readings: [] }
  }
  const isPart = other.number.scale < 1 && one.number.scale === 1 && !one.number.grouped
  if (one.number.share !== other.number.share && !isPart) return undefined
  const lows = lowsOf(one.number, other.number, tokens)
  const low = lows[0] as number
  if (one.opening === 'from' && (low > high || followsChange(tokens, one.first))) return undefined
  if (one.opening === null && link === 'or' && (low > high || low * 3 < high)) return undefined
  // "3 to 1" and "50-50" are no ranges.
  const isRatio = low > high || (low === high && link === '-')
  if (isRatio) return { ...place, readings: [] }
  const mayBeLevel = one.opening === null && link === 'to' && mayReach(tokens, one.first)
  const levels = mayBeLevel ? sensesOf(other.senses).map((sense) => boundOf(sense, high)) : []
  return { ...place, readings: [...readingsOf(one, other, lows), ...levels] }
}

function readingsOf(one: Found, other: Found, lows: number[]): Reading[] {
  const [low, high] = [lows[0] as number, other.number.value as number]
  const floors = sensesOf(one.senses)
  const ceilings = sensesOf(other.senses)
  if (floors.length === 0 || ceilings.length === 0) return []
  const isAdmitted = ceilings[0] !== 'almost' && ceilings[0] !== 'less_than'
  const ranges = lows.map((value) => between(value, high, floors[0] !== 'more_than', isAdmitted))
  // "up to 5 to 6 million" and "from 1 to more than 6 million" leave a side open.
  const below = floors.filter((sense) => sense === 'at_most' || sense === 'less_than')
  if (one.opening === 'from' && below.length > 0) return []
  const isPlain = ceilings[0] === 'unmodified' || ceilings[0] === 'about'
  const above = floors.filter((sense) => sense === 'at_least' || sense === 'more_than')
  const isOpen = ceilings.some((sense) => sense === 'at_least' || sense === 'more_than')
  return [
    ...below.map((sense) => boundOf(sense, high)),
    ...(isOpen ? [boundOf(above[0] ?? 'at_least', low)] : []),
    ...ranges,
    ...(isPlain ? above.map((sense) => boundOf(sense, low)) : []),
  ]
}

/** True of a change "by 2 million to 6 million", which leads to the second number; "by 2 to 3 million" is a range. */
function isLevel(one: StatedNumber, other: StatedNumber): boolean {
  const [amount, level] = [one.value as number, other.value as number]
  if (one.share || other.share) return !other.share
  const isComplete = one.scale !== 1 || one.grouped
  return amount > level || (isComplete ? amount * 2 <= level : other.scale === 1 && amount * 5 <= level)
}

/** The first of two levels, "from 2 to 6 million", with the scale of the second. */
export function asLevel(tokens: Token[], one: Found, other: Found | undefined): Found {
  if (one.opening !== 'from' || other === undefined || other.opening !== null) return one
  if (one.number.value === null || other.number.value === null || !isLinked(tokens, one, other)) return one
  const [value] = lowsOf(one.number, other.number, tokens) as [number]
  return { ...one, number: { ...one.number, value, share: other.number.share } }
}

/** "one ship or two": the unit stands between the numbers. */
const isUnitBeforeOr = (tokens: Token[], one: Found, other: Found): boolean =>
  hasWords(one.unit) && lowerAt(tokens, one.next) === 'or' && !hasWords(other.unit)

function isLinked(tokens: Token[], one: Found, other: Found): boolean {
  const { opening } = one
  // A unit may stand between the numbers ("from 4 million shells to", "60-day to"), and "up to" may be the link itself.
  const isJoined = opening !== null || lowerAt(tokens, one.number.next) === '-' || isUnitBeforeOr(tokens, one, other)
  const ends = isJoined ? [one.number.next, one.next] : [one.number.next]
  const starts = [other.first]
  for (let at = other.first; at < other.number.from; at += 1) if (lowerAt(tokens, at) === 'up') starts.push(at)
  return ends.some((end) => starts.some((start) => links[opening ?? 'none'].test(linkOf(tokens, end, start))))
}

/** The words between two numbers, without the hyphens of "two- to three" and "two-to-three". */
const linkOf = (tokens: Token[], from: number, to: number): string =>
  joined(tokens, from, to).replace(/^- (to|or|and)(?: -)?$/, '$1')

function withTolerance(one: StatedNumber, other: StatedNumber): Reading[] {
  const value = one.value as number
  const most = (other.value as number) * (other.share && !one.share ? value : 1)
  return [boundOf('about', value), boundOf('unmodified', value), between(value - most, value + most)]
}
