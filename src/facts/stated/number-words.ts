/** Words for numbers, and the places between them. */
import type { Token } from './tokens.ts'

/** The token at a place in lower case; empty beyond the ends. */
export const lowerAt = (tokens: Token[], at: number): string => tokens[at]?.lower ?? ''

/** The place after a hyphen that joins two words. */
export const pastHyphen = (tokens: Token[], at: number): number =>
  lowerAt(tokens, at) === '-' && tokens[at]?.glued && tokens[at + 1]?.glued ? at + 1 : at

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'
const smallWords = new Map([
  ['nought', 0],
  ...ones.split(' ').map((word, value): [string, number] => [word, value]),
  ...tens.split(' ').map((word, index): [string, number] => [word, (index + 2) * 10]),
])

/** The value of a word below a hundred; "a" is one before "hundred". */
export function smallAt(tokens: Token[], at: number): number | undefined {
  const lower = lowerAt(tokens, at)
  if (lower === 'a' && lowerAt(tokens, pastHyphen(tokens, at + 1)) === 'hundred') return 1
  return smallWords.get(lower)
}

const scales = new Map(
  Object.entries({
    ...{
      dozen: 12,
      score: 20,
      hundred: 100,
      thousand: 1e3,
      million: 1e6,
      billion: 1e9,
      trillion: 1e12,
      lakh: 1e5,
      crore: 1e7,
    },
    milliard: 1e9,
    // In the languages of sources; writers use the abbreviations in English as well.
    ...{ tausend: 1e3, millionen: 1e6, mio: 1e6, milliarden: 1e9, mrd: 1e9 },
    ...{ тыс: 1e3, тысяч: 1e3, тысячи: 1e3, тысяча: 1e3, тис: 1e3, тисяч: 1e3, тисячі: 1e3, тисяча: 1e3 },
    ...{
      млн: 1e6,
      миллион: 1e6,
      миллиона: 1e6,
      миллионов: 1e6,
      мільйон: 1e6,
      мільйона: 1e6,
      мільйони: 1e6,
      мільйонів: 1e6,
    },
    ...{ млрд: 1e9, 천: 1e3, 만: 1e4, 백만: 1e6, 억: 1e8, 千: 1e3, 万: 1e4, 萬: 1e4, 百万: 1e6, 億: 1e8, 亿: 1e8 },
    ...{
      grand: 1e3,
      thou: 1e3,
      mn: 1e6,
      mln: 1e6,
      mil: 1e6,
      bn: 1e9,
      bln: 1e9,
      bil: 1e9,
      tn: 1e12,
      trn: 1e12,
      tril: 1e12,
    },
    ...{ k: 1e3, m: 1e6, b: 1e9 },
  }),
)

/** The scale of a word or letter: "million", "bn", "1.5m". */
export function scaleAt(tokens: Token[], at: number): number | undefined {
  const lower = lowerAt(tokens, at)
  if (/^[kmb]$/.test(lower) && !isScaleLetter(tokens, at)) return undefined
  if (lower === 'score' && isResult(tokens, at)) return undefined
  // A counter may follow directly: 350만발.
  const written = tokens[at - 1]?.kind === 'numeral' ? /^(?:백만|百万|[천만억千万萬億亿])/.exec(lower)?.[0] : undefined
  return scales.get(written ?? lower) ?? (lower.length > 4 ? scales.get(lower.replace(/s$/, '')) : undefined)
}

/** True in "1.5m", "20 k", "5 M" and "1.5 m shells"; "5 m" and "300m from" may be metres. */
function isScaleLetter(tokens: Token[], at: number): boolean {
  const { text, glued } = tokens[at] as Token
  if (tokens[at - 1]?.kind !== 'numeral') return false
  const follows = tokens[pastHyphen(tokens, at + 1)]
  const isMoney = /^[$€£¥₩]$/.test(lowerAt(tokens, at - 2))
  if (text === 'm' && !isMoney && metreWords.test(follows?.lower ?? '')) return false
  if (glued || (text === 'm' && isMoney)) return true
  if (text === 'm')
    return !linkWords.test(lowerAt(tokens, at + 1)) && [1, 2].some((place) => plural.test(lowerAt(tokens, at + place)))
  return /^[kKM]$/.test(text) && follows?.kind !== 'numeral'
}

const metreWords =
  /^(?:from|away|north|south|east|west|deep|long|high|wide|tall|thick|apart|off|behind|inside|below|above|ahead|down|up)$/
const linkWords = /^(?:of|in|to|into|and|or|at|on|by|between|for|with)$/
const plural = /[^s]s$|^people$|^men$/

/** True of "a score" that is a result of a game or test; "a score of ships" is twenty. */
const isResult = (tokens: Token[], at: number): boolean =>
  isArticle(tokens, at - 1) &&
  (!/^(?:of|or|more|)$/.test(lowerAt(tokens, at + 1)) || tokens[at + 2]?.kind === 'numeral')

/** True if "a" or "an" stands at a place. */
export const isArticle = (tokens: Token[], at: number): boolean => /^an?$/.test(lowerAt(tokens, at))

/** Units that "a" may count: "about a week". */
export const oneUnits = /^(?:minute|hour|day|week|fortnight|month|year|decade|mile|kilomet(?:er|re)|ton|tonne)$/
export const timeUnits = /^(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|yr|mo|annum)s?$/

/** The product without errors of floating point: 1.1 million is 1100000, not 1100000.0000000002. */
export const product = (value: number, scale: number): number =>
  scale < 1 ? value / Math.round(1 / scale) : Number((value * scale).toPrecision(15))
