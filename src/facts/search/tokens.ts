/**
 * Tokens of a text for search. The same function cuts the texts of records and the words of a reader, so that any engine
 * which compares tokens finds the same records.
 */

import { foldWord } from '../letters.ts'
import { unspacedCharacter } from '../spans.ts'
import { lowerAt, smallAt } from '../stated/number-words.ts'
import { numberAt } from '../stated/numbers.ts'
import { numeralOf, tokensOf } from '../stated/tokens.ts'
import { baseForm } from './inflection.ts'

/** Letters and digits without a sign in them that a search engine could read as one. */
export interface Token {
  token: string
  /** Place in UTF-16 units, half-open. */
  start: number
  end: number
}

/** A word with its tokens. */
export interface Word {
  start: number
  end: number
  /** Its parts as written, folded: they stand in a row, and phrases are compared with them. */
  parts: Token[]
  /** Other ways to write it: joined ("kn23" of "KN-23"), apart ("kn" and "23" of "KN23"), in figures. */
  others: Token[]
  /** The forms that its parts and others share with their inflected forms, where these differ. */
  bases: (Token & { of: string })[]
}

const joiners = "[-‐‑'’ʼ._,&]"
const inner = String.raw`\p{L}\p{M}\p{N}\p{Cf}`
const space = '[ \\u00a0\\u2007\\u2009\\u202f]'
/** Digits in groups of three with spaces between; not "2 152-mm". */
const spacedNumber = String.raw`(?<![\p{L}\p{N}.,])\d{1,3}(?:${space}\d{3})+(?![\p{N}\p{L}]|${space}?-?${space}?(?:mm|cm))`
const chunks = new RegExp(
  `[A-Za-z]+(?=[ ,;:)]|$)|(?=\\d)${spacedNumber}|[\\p{L}\\p{N}][${inner}]*(?:${joiners}[\\p{L}\\p{N}][${inner}]*)*`,
  'gu',
)

/** Scripts without spaces between words, and Korean, whose endings are written on to words. */
const syllable = new RegExp(
  `[[${unspacedCharacter.source}\\p{Script=Hangul}]--[[\\p{Script=Inherited}--[\u3099\u309a]]\\p{Script=Latin}\\p{P}\\p{S}\\p{Z}\\p{Nd}]]`,
  'v',
)
const unspacedRun = new RegExp(`(${syllable.source}+)`, 'v')

/** Most chunks whose tokens are remembered. Texts repeat their words. */
const maxRemembered = 20_000
const remembered = new Map<string, Word[]>()

/** The words of a text as they are written, those joined by signs as one. */
export const chunksOf = (text: string): string[] => text.match(chunks) ?? []

/** The words of a text in order, each with the place in the text from which its own places count. */
export function placedWords(text: string): { at: number; word: Word }[] {
  const placed: { at: number; word: Word }[] = []
  for (const { 0: chunk, index } of text.matchAll(chunks))
    for (const word of chunkWords(chunk)) placed.push({ at: index, word })
  return placed
}

/** The words of a text, in order. */
export const wordsOf = (text: string): Word[] =>
  placedWords(text).map(({ at, word: { start, end, parts, others, bases } }) => {
    const moved = <T extends Token>(one: T): T => ({ ...one, start: one.start + at, end: one.end + at })
    const place = { start: start + at, end: end + at }
    return { ...place, parts: parts.map(moved), others: others.map(moved), bases: bases.map(moved) }
  })

function chunkWords(chunk: string): Word[] {
  const known = remembered.get(chunk)
  if (known !== undefined) return known
  if (remembered.size >= maxRemembered) remembered.clear()
  const words = cutChunk(chunk)
  remembered.set(chunk, words)
  return words
}

/** The words of a chunk, with their places in it. */
export const cutChunk = (chunk: string): Word[] =>
  syllable.test(chunk) ? mixedWords(chunk) : [wordOf(chunk, 0)].filter(({ parts }) => parts.length > 0)

/** Characters of scripts without spaces are tokens in pairs, and the last one alone; between them stand other words. */
function mixedWords(chunk: string): Word[] {
  const words: Word[] = []
  let start = 0
  for (const [index, piece] of chunk.split(unspacedRun).entries()) {
    if (index % 2 === 1) words.push(...syllableWords(piece, start))
    else words.push(...Array.from(piece.matchAll(chunks), ({ 0: one, index }) => wordOf(one, start + index)))
    start += piece.length
  }
  return words
}

/** A character, however it is composed. */
const character = /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|\P{M}\p{M}*|\p{M}+/gu

function syllableWords(run: string, start: number): Word[] {
  const places = Array.from(run.matchAll(character), ({ 0: text, index }) => ({ text, at: start + index }))
  return places.map(({ text, at }, index) => {
    const next = places[index + 1]
    const end = next === undefined ? at + text.length : next.at + next.text.length
    const token = { token: foldWord(text + (next?.text ?? '')), start: at, end }
    return { start: at, end: at + text.length, parts: [token], others: [], bases: [] }
  })
}

function wordOf(written: string, start: number): Word {
  const chunk = written.replace(/['’ʼ]s$/iu, '')
  const end = start + chunk.length
  const at = (token: string): Token => ({ token, start, end })
  const numerals = numeralTokens(chunk)
  if (numerals !== undefined) {
    const [first, ...others] = numerals as [string, ...string[]]
    return { start, end, parts: [at(first)], others: others.map(at), bases: [] }
  }
  const parts: Token[] = []
  const others: Token[] = []
  for (const { 0: piece, index } of chunk.matchAll(/[^-‐‑'’ʼ_&]+/gu)) {
    // "U.S." is one word, "online.ua" is two.
    const isInitials = /^\p{L}(?:\.\p{L}\p{M}*)+$/u.test(piece)
    const isDecimal = /^[^.,]*\p{N}[.,]\p{N}[^.,]*$/u.test(piece)
    const cut = isInitials ? /.+/gu : isDecimal ? /\p{N}+[.,]\p{N}+|[^.,]+/gu : /[^.,]+/gu
    for (const { 0: text, index: inside } of piece.matchAll(cut)) {
      const place = { start: start + index + inside, end: start + index + inside + text.length }
      const numeral = numeralTokens(text)?.[0]
      const token = numeral ?? foldWord(text.replaceAll('.', ''))
      if (token === '') continue
      parts.push({ token, ...place })
      const apart = text.match(/\p{Lu}?\p{Ll}+(?=\p{Lu})|\p{N}+|\P{N}+/gu) ?? []
      if (!isInitials && numeral === undefined && apart.length > 1)
        others.push(...apart.map((one) => ({ token: foldWord(one), ...place })))
    }
  }
  if (parts.length > 1) others.push(at(parts.map(({ token }) => token).join('')))
  const bases = [...parts, ...others].flatMap((one) => {
    const base = baseForm(one.token)
    return base === one.token ? [] : [{ ...one, token: base, of: one.token }]
  })
  return { start, end, parts, others, bases }
}

const arabicDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).normalize('NFKC')

/**
 * A number written in digits, in plain digits: 11,000 and 11 000 are 11000. "10.000" is ten thousand as well, 3,5 is 3.5.
 * Undefined if the text is anything else, such as "1,2,3".
 */
function numeralTokens(written: string): string[] | undefined {
  if (!/^\p{N}/u.test(written)) return undefined
  const text = arabicDigits(written)
  if (/^\d+$/.test(text)) return [text]
  if (/^\d* ?[½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞]$/.test(written)) return [numberToken(numeralOf(written).value)]
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) return [text.replaceAll('.', '')]
  if (/^\d{1,3}(?:([,\s'’])\d{3})(?:\1\d{3})*(?:\.\d+)?$/.test(text)) return [decimal(text.replace(/[^\d.]/g, ''))]
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(text)) return [decimal(text), text.replace('.', '')]
  return /^\d+[.,]\d+$/.test(text) ? [decimal(text.replace(',', '.'))] : undefined
}

const decimal = (text: string): string => numberToken(Number(text))

/** The token of a number, in which a decimal point is a letter: every engine takes "3.5" apart otherwise. */
export const numberToken = (value: number): string => String(value).replace('.', '·')

/** Words by which a number has another value than its digits. */
const scale =
  /illion|thousand|hundred|dozen|lakh|crore|cent|pct|half|quarter|third|grand|[½⅓⅔¼¾%]|(?:^|\P{L})(?:[kmb]|mn|mln|bn|bln|tn|mio|mrd)(?:$|\P{L})|тыс|тис|млн|млрд|милл|мільй|tausend|[천만백억千万萬百億亿]/iu

/** True of a text with such a word. */
export const hasScale = (text: string): boolean => scale.test(text)

/** Numbers that several words state, by their value: "3.5 million" is 3500000. */
export const valuesIn = (text: string): Token[] => (hasScale(text) ? statedValues(text) : [])

/** Words other than numbers with which a number begins: "half a million". */
const opening = /^(?:an?|half|third|quarter)$/

/** The same for a text in which a word of scale was seen. */
export function statedValues(text: string): Token[] {
  const tokens = tokensOf(text)
  const values: Token[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const mayBegin =
      tokens[at]?.kind === 'numeral' || opening.test(lowerAt(tokens, at)) || smallAt(tokens, at) !== undefined
    const { value, next } = (mayBegin ? numberAt(tokens, at, true) : undefined) ?? { value: null, next: at }
    if (value !== null && next > at + 1) {
      const [start, end] = [tokens[at]?.start as number, tokens[next - 1]?.end as number]
      values.push({ token: numberToken(value), start, end })
    }
    if (next > at + 1) at = next - 1
  }
  return values
}

/** The number of words up to which a name is found when it is written as one. */
const maxJoined = 5

/** A name of several words written as one: "northkorea". */
export function joinedName(name: string): string | undefined {
  const words = Array.from(wordsOf(name), ({ parts }) => parts.map(({ token }) => token).join(''))
  return words.length > 1 && words.length <= maxJoined && !syllable.test(name) ? words.join('') : undefined
}

/** True of a token in a script without spaces. */
export const isUnspaced = (token: string): boolean => syllable.test(token)
