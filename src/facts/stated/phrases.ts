/** Words before and after a number, and their meaning for it. */
import type { modifiers, Term } from '../../vocabulary.ts'

export type Modifier = Term<typeof modifiers>

/** The possible meanings of words, the plainest first. */
export type Senses = readonly Modifier[]

const table = (entries: [Senses, string][]): Map<string, Senses> =>
  new Map(entries.flatMap(([senses, phrases]) => phrases.split(', ').map((phrase) => [phrase, senses] as const)))

const atLeast =
  'at least, at the least, at the very least, at a minimum, at a minimum of, at minimum, a minimum of, minimum of, minimum, min ., no fewer than, no less than, nothing less than, no smaller than, no lower than, as few as, as little as, as low as, ≥, > =, a floor of, a lower limit of, a lower bound of, starting from, at or above, at or over, equal to or over, equal to or more than, equal to or greater than, equal to or above, more than or equal to, greater than or equal to, equal or more than, more or equal to, equal or greater than'
const moreThan =
  'more than, over, above, in excess of, excess of, exceeding, exceeds, exceed, exceeded, greater than, larger than, higher than, bigger than, better than, beyond, surpassing, surpassed, surpasses, surpass, topping, topped, could top, may top, might top, would top, will top, climbed past, rose past, risen past, climbing past, soared past, well past, >'
const atMost =
  'at most, at the most, at the very most, at maximum, at a maximum, a maximum of, maximum of, maximum, max, max ., up to, upto, up to and including, an upper limit of, an upper bound of, as many as, as much as, as high as, as large as, no more than, no greater than, no higher than, no larger than, a ceiling of, capped at, ≤, < =, at or below, at or under, equal to or less than, equal to or fewer than, equal to or below, less than or equal to, fewer than or equal to, equal or less than, less or equal to, fewer or equal to, equal or fewer than'
const lessThan =
  'less than, fewer than, under, below, south of, smaller than, lower than, not even, not yet, not nearly, not as many as, not nearly as many as, nothing like, nothing close to, nothing near, nowhere near, nowhere near as many as, nowhere close to, sub -, not reach, not reached, not reaching, not yet reached, never reach, never reached, yet to reach, failed to reach, beneath, up to but not including, up to but excluding, well short of, far short of, fell short of, fall short of, falls short of, falling short of, fallen short of, <'
const about =
  'about, around, approximately, approx, approx ., appr, appr ., roughly, some, circa, c ., ca, ca ., an estimated, estimated, estimated at, est, est ., in the region of, in the order of, of the order of, on the order of, in the neighborhood of, in the neighbourhood of, in the vicinity of, in the ballpark of, more or less, just about, something like, an approximate, approximate, a rough, ~, ∼, ≈, somewhere around, somewhere near'
const almost =
  'almost, nearly, nearing, approaching, not quite, virtually, practically, nigh on, as good as, verging on'
const soft =
  'possibly, perhaps, probably, likely, maybe, estimates, estimate of, estimates of, estimates that, estimate, estimated that, presumably, reckoned at, thought to be, believed to be, potentially'

/** Words before a number that give no sure reading: it is denied, or missing. */
const unsure =
  'than, than the, instead of, instead of the, as opposed to, as opposed to the, anything but, anything but the, far from, far from the, a far cry from, not the, is short of, are short of, was short of, were short of, be short of, been short of, running short of, by no means, at no time, in no case, in no way, hardly more than, hardly over, scarcely more than, scarcely over, at best, at worst, a long way from, a long way off'

/** Before a number. No senses: the words give no sure reading. */
export const before = table([
  [['at_least'], atLeast],
  [['more_than'], moreThan],
  [['at_most'], atMost],
  [['less_than'], lessThan],
  [['about'], about],
  [['almost'], almost],
  [['almost', 'about'], 'close to, closer to, close on, near, nearer, nearer to, nearly about, closing in on'],
  [
    ['almost', 'less_than'],
    'just under, just below, just short of, slightly under, slightly below, slightly less than, slightly fewer than, a little under, a little below, a little less than, little less than, just less than, just shy of, shy of, short of, a bit less than',
  ],
  [
    ['more_than', 'about'],
    'just over, just above, slightly over, slightly above, slightly more than, a little over, a little more than, little more than, just more than, a bit more than, barely more than, barely over',
  ],
  [['more_than', 'at_least', 'unmodified'], 'has passed, have passed, had passed, having passed'],
  [['more_than', 'at_least'], 'upwards of, upward of, north of, no fewer than more than'],
  [['at_most', 'less_than', 'unmodified'], 'within'],
  [['about', 'unmodified', 'almost', 'more_than'], 'barely, hardly, scarcely, only just'],
  [['almost', 'more_than', 'about'], 'the better part of, the best part of'],
  [['unmodified', 'at_least', 'more_than'], 'a good, easily, comfortably'],
  [['unmodified', 'about'], soft],
  [[], unsure],
])

/** After a number or its unit. */
export const after = table([
  [
    ['at_least'],
    'or more, at least, at a minimum, as a minimum, at minimum, minimum, min, at the very least, at the lowest, or above, or over, or higher, or greater, if not more, or even more, and counting, and above, and up, and higher, and greater, or upwards, and upwards, upwards',
  ],
  [['at_least', 'more_than'], '+, plus, - plus, and more, and over, and then some'],
  [
    ['at_most'],
    'or fewer, or less, or lower, or smaller, or below, or under, or even fewer, or even less, and fewer, and less, and lower, and below, and under, at most, at the most, at the very most, at the highest, maximum, max, at maximum, at a maximum, as a maximum, tops, if that, at the outside',
  ],
  [
    ['about'],
    'or so, - ish, ish, or thereabouts, thereabouts, give or take, more or less, approximately, approx, roughly, approx ., or near enough',
  ],
  [['about', 'more_than', 'at_least'], '- odd, odd, - some'],
  [['unmodified', 'about', 'almost', 'more_than'], 'mark'],
  [
    ['at_least', 'unmodified', 'about'],
    'perhaps more, possibly more, maybe more, or possibly more, or perhaps more, or maybe more, and possibly more, and perhaps more, and rising, and growing, and climbing',
  ],
  [['unmodified', 'about'], 'estimated, estimate, est .'],
  [[], 'at best, at worst'],
])

/** Words that may stand between a number and its modifier without changing the meaning. */
export const fillers = new Set(
  'a, an, a total of, total of, in total, a further, further, another, additional, an additional, only, just, merely, exactly, precisely, already, now, currently, a record, a combined, combined, a full, full, fully, even, somewhere, anywhere, roughly speaking, a whopping, a staggering, what is, reportedly, allegedly, apparently'.split(
    ', ',
  ),
)
/** Words before a modifier that belong to it. */
export const intensifiers =
  /^(?:well|far|much|significantly|considerably|substantially|way|even|many|somewhat|still|slightly|just|very)$/

/** The most words of a phrase. */
const longest = (phrases: Iterable<string>) => Math.max(...[...phrases].map((phrase) => phrase.split(' ').length))
export const longestBefore = longest(before.keys())
export const longestAfter = longest(after.keys())

const bounding: Senses = ['at_least', 'more_than', 'at_most', 'less_than', 'almost']

/**
 * The combined meaning of several phrases about one number: a bound outweighs an approximation ("up to about"). Empty if
 * a phrase gives no sure reading.
 */
export function sensesOf(phrases: Senses[]): Modifier[] {
  if (phrases.some((senses) => senses.length === 0)) return []
  const bounds = phrases.filter(([first]) => bounding.includes(first as Modifier))
  const chosen =
    bounds.length > 0
      ? bounds
      : phrases.some(([first]) => first === 'about')
        ? phrases.filter(([first]) => first === 'about')
        : phrases
  return chosen.length === 0 ? ['unmodified'] : [...new Set(chosen.flat())]
}
