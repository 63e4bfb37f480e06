/** Agreement of the numbers and the modifier of an estimate with its words. */
import { type Bounds, completeBounds, type WrittenBounds } from '../bounds.ts'
import { type Figure, readFigures } from './read-figures.ts'
import type { Reading } from './readings.ts'

export interface WordedFigure extends WrittenBounds {
  as_stated: string
  as_stated_exact: boolean
  hedges: { words: string; scope: string }[]
}

export interface Agreement {
  outcome: 'agrees' | 'disagrees' | 'without_number' | 'other_language'
  /** Meaning of the words and of the record; null unless they disagree. */
  message: string | null
}

/** The parts of a quantity that decide which figures of the words can be meant. */
export interface CountedQuantity {
  measure: string
  unit: string
  /** ISO 8601 duration of a rate. */
  per: string | null
}

/**
 * Compares an estimate with its words. Words of another language, and words without a number of the counted kind,
 * decide nothing.
 * @param language of the source (BCP 47)
 */
export function agreementWithWords(figure: WordedFigure, quantity: CountedQuantity, language: string): Agreement {
  const { as_stated, as_stated_exact, hedges, modifier } = figure
  const isForeign = (as_stated_exact && !/^en(?:-|$)/i.test(language)) || looksForeign(as_stated)
  if (isForeign) return { outcome: 'other_language', message: null }
  const read = (words: string) => figuresMeant(words, quantity)
  const figures = read(as_stated)
  const recorded = { modifier, ...completeBounds(figure) }
  // The source may have a hedge on the number apart from it.
  const apart = hedges.filter(({ words, scope }) => scope === 'value' && !as_stated.includes(words))
  if (agrees(recorded, figures) || apart.some(({ words }) => agrees(recorded, read(`${words} ${as_stated}`))))
    return { outcome: 'agrees', message: null }
  if (figures.length === 0 || (modifier === 'vague' && vagueWords.test(wordsBeside(figures, as_stated))))
    return { outcome: 'without_number', message: null }
  const said = [...new Set(figures.map(describe))].join('; or ')
  const message = `${JSON.stringify(as_stated)} says ${said}; the record says ${describe(recorded)}.`
  return { outcome: 'disagrees', message }
}

/** The figures of English words that can be meant by a quantity. */
export const figuresMeant = (words: string, quantity: CountedQuantity): Figure[] =>
  readFigures(words).filter((one) => canBeMeant(one, quantity))

/**
 * True if a figure can be one of the quantity. A share is stated as a part, any other measure as a count; in its own
 * unit of time or length; for its own period, and never a rate as a total; never as money.
 */
function canBeMeant({ share, best, unit, per }: Figure, quantity: CountedQuantity): boolean {
  const { measure } = quantity
  const isPart = share || (best !== null && best < 1)
  if ((measure === 'share' ? !isPart : share) && best !== 0) return false
  if (/^[$€£¥₩]$/.test(unit ?? '')) return false
  const isMeasured = measure === 'duration' || measure === 'distance'
  if (isMeasured && unit !== null && !unit.toLowerCase().includes(quantity.unit)) return false
  if (per !== null && measure === 'total') return false
  const period = periods[quantity.per ?? '']
  return per === null || period === undefined || period.test(per)
}

const periods: Record<string, RegExp> = { P1Y: /year|annual/i, P1M: /month/i, P1W: /week/i, P1D: /day|daily/i }

const wordsBeside = (figures: Figure[], text: string): string =>
  [...text]
    .map((character, at) => (figures.some(({ start, end }) => at >= start && at < end) ? ' ' : character))
    .join('')

function agrees(recorded: Reading, figures: Figure[]): boolean {
  const readings = figures.flatMap((figure) => [figure, ...figure.or])
  // A number that the record adds must also be in the words: "4 to 6 million, most likely 5 million".
  const isStated = (number: number, own: Reading) =>
    own.best === 0
      ? number === 0
      : readings.some((one) => keys.some((key) => isSame(number, one[key]) && keys.every((of) => own[of] !== one[key])))
  return [...readings, ...apart(readings)].some(
    (reading) =>
      reading.modifier === recorded.modifier &&
      keys.every((key) => {
        const number = recorded[key]
        return reading[key] === null ? number === null || isStated(number, reading) : isSame(number, reading[key])
      }) &&
      (['low', 'high'] as const).every(
        (side) => reading[side] === null || reading[`${side}_inclusive`] === recorded[`${side}_inclusive`],
      ),
  )
}

const keys = ['low', 'best', 'high'] as const

/** Ends of a range that are stated apart: "4 million, possibly as many as 5 million". */
function* apart(readings: Reading[]): Generator<Reading> {
  for (const one of readings)
    for (const other of readings) {
      const low = one.low ?? one.best
      const high = other.high ?? other.best
      if (low === null || high === null || low >= high || one.high !== null || other.low !== null) continue
      const low_inclusive = one.low_inclusive ?? true
      const high_inclusive = other.high_inclusive ?? true
      const between = { modifier: 'between', low, high, best: null, low_inclusive, high_inclusive } as const
      yield { ...between, ...completeBounds(between) }
    }
}

/** A fraction without end may be rounded to two digits or more: a third is 0.33. */
function isSame(recorded: number | null, stated: number | null): boolean {
  if (recorded === null || stated === null) return recorded === stated
  if (recorded === stated) return true
  const digits = String(recorded).split('.')[1]?.length ?? 0
  return stated > 0 && stated < 1 && digits >= 2 && Math.abs(stated - recorded) <= 0.5 * 10 ** -digits * 1.000001
}

/** "between, low 1600000, high 6000000 (not admitted)" */
function describe({ modifier, ...bounds }: Bounds & { modifier: string }): string {
  const parts = keys.flatMap((key) => {
    if (bounds[key] === null) return []
    const isAdmitted = key === 'best' || bounds[`${key}_inclusive`]
    return [`${key} ${bounds[key]}${isAdmitted ? '' : ' (not admitted)'}`]
  })
  return `${modifier}, ${parts.length === 0 ? 'no number' : parts.join(', ')}`
}

const vagueWords =
  /\b(?:many|most|much|several|some|few|numerous|countless|majority|minority|part|often|large|huge|massive|unknown|unspecified|undisclosed)\b/i

/** Words of other languages that occur beside numbers, none of them English. */
const foreignWords = new Set(
  'moins environ jusqu quelque quelques presque près milliers entre mindestens etwa rund über mehr als weniger bis zwischen millionen milliarden tausend tausende knapp ungefähr höchstens und más menos casi unos unas hasta cerca millones mil oltre almeno quasi più meno fino tra milioni migliaia meer dan minder ongeveer bijna tussen miljoen duizend ponad około mniej niż więcej prawie milionów tysięcy tys mais até quase milhões milhares yaklaşık fazla milyon lebih dari sekitar juta ribu hampir bolee okolo svyshe tysyach millionov pochti cirka över minst nästan miljoner conteneurs obus granaten proyectiles'.split(
    ' ',
  ),
)
function looksForeign(text: string): boolean {
  if (/\bplus d[e'’]/i.test(text)) return true
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? []
  return words.some((word, index) => {
    if (/[^\p{Script=Latin}\p{M}]/u.test(word)) return true
    // A name may be such a word; a sentence may start with one.
    return (index === 0 || word === word.toLowerCase()) && foreignWords.has(word.toLowerCase())
  })
}
