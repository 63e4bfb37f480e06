/** The part of a record's text in which the words of a search stand, with their places. */
import type { z } from 'zod'
import { type SearchField, searchFields } from '../../db/search.ts'
import type { Form, SearchTerm } from '../../facts/search-query.ts'
import { countCodePoints } from '../../facts/spans.ts'
import { baseToken, joinedName, type Token, valuesIn, type Word, wordsOf } from '../../facts/tokens.ts'
import type { snippetContract } from './contract.ts'

type Snippet = z.output<typeof snippetContract>

/** Most words of a snippet; under twelve, like every excerpt. */
const maxWords = 11
/** Words before the first match, where more than a snippet holds. */
const wordsBefore = 3

/** A match of a term, in UTF-16 units. */
interface Match {
  term: number
  start: number
  end: number
}

/** A snippet of the field in which most of the terms stand, the weightiest first. */
export function snippetOf(texts: Record<SearchField, string>, terms: SearchTerm[]): Snippet {
  const sought = terms.filter(({ isExcluded }) => !isExcluded)
  let best: { text: string; matches: Match[] } = { text: texts.title, matches: [] }
  let most = 0
  for (const field of searchFields) {
    const text = texts[field]
    const matches = matchesIn(text, sought)
    const found = distinct(matches)
    if (found > most) {
      best = { text, matches }
      most = found
    }
    if (found === sought.length) break
  }
  return cut(best.text, best.matches)
}

const distinct = (matches: Match[]): number => new Set(matches.map(({ term }) => term)).size

function matchesIn(text: string, terms: SearchTerm[]): Match[] {
  const words = [...wordsOf(text)]
  const parts = words.flatMap((word) => word.parts)
  const tokens = allTokens(text, words)
  return terms.flatMap(({ forms }, term) =>
    forms.flatMap((form) => placesOf(form, parts, tokens, text).map(({ start, end }) => ({ term, start, end }))),
  )
}

/** Every token of a text, the other forms of its words included. */
function allTokens(text: string, words: Word[]): Token[] {
  const written = words.flatMap(({ parts, others }) => [...parts, ...others])
  const bases = written.flatMap((one) => baseToken(one) ?? [])
  const names: Token[] = []
  let start = 0
  for (const name of text.split(/(?<=¶)/u)) {
    const joined = joinedName(name)
    if (joined !== undefined) names.push({ token: joined, start, end: start + name.replace(/\s*¶?$/u, '').length })
    start += name.length
  }
  return [...written, ...bases, ...valuesIn(text), ...names]
}

type Place = Pick<Token, 'start' | 'end'>

function placesOf({ tokens: sought, isRow, isPrefix }: Form, parts: Token[], tokens: Token[], text: string): Place[] {
  const last = sought.length - 1
  const isAt = (token: string, index: number) =>
    isPrefix && index === last ? token.startsWith(sought[index] as string) : token === sought[index]
  if (last === 0) return tokens.filter(({ token }) => isAt(token, 0))
  if (!isRow) {
    const places = sought.map((one) => tokens.filter(({ token }) => token === one))
    return places.every((found) => found.length > 0) ? places.flat() : []
  }
  return parts.flatMap(({ start }, first) => {
    const row = parts.slice(first, first + sought.length)
    const end = row.at(-1)?.end as number
    const isFound = row.length === sought.length && row.every(({ token }, index) => isAt(token, index))
    return isFound && !text.slice(start, end).includes('¶') ? [{ start, end }] : []
  })
}

/** At most eleven words of a text: those with most of the terms, the first of equal ones. */
function cut(text: string, matches: Match[]): Snippet {
  const words = [...wordsOf(text)]
  const starts = new Set(matches.map(({ start }) => words.findIndex((word) => word.end > start)))
  const limits = [...starts]
    .sort((one, other) => one - other)
    .map((at) => Math.max(0, Math.min(at - wordsBefore, words.length - maxWords)))
  const windowAt = (first: number): Place => ({
    start: first === 0 ? 0 : (words[first] as Word).start,
    end: first + maxWords < words.length ? endBefore(text, words[first + maxWords] as Word) : text.length,
  })
  const inside = ({ start, end }: Place) => matches.filter((one) => one.start >= start && one.end <= end)
  let best = windowAt(0)
  for (const window of limits.map(windowAt)) if (distinct(inside(window)) > distinct(inside(best))) best = window
  const { start, end } = best
  const [before, after] = [start > 0 ? '…' : '', end < text.length ? '…' : '']
  const merged = merge(matches, best)
  const place = (at: number) => countCodePoints(before + text.slice(start, at))
  return {
    text: before + text.slice(start, end) + after,
    matches: merged.map((one) => ({ start: place(one.start), end: place(one.end) })),
  }
}

/** The end of the text before a word, without the signs that open the word. */
const endBefore = (text: string, { start }: Word): number =>
  text.slice(0, start).replace(/[\s([{“„«"'‘¶—–-]+$/u, '').length

/** The matches within a window, in order, overlapping ones as one. */
function merge(matches: Match[], { start, end }: Place): Place[] {
  const merged: Place[] = []
  const within = matches
    .map((one) => ({ start: Math.max(one.start, start), end: Math.min(one.end, end) }))
    .filter((one) => one.start < one.end)
    .sort((one, other) => one.start - other.start || one.end - other.end)
  for (const one of within) {
    const before = merged.at(-1)
    if (before !== undefined && one.start < before.end) before.end = Math.max(before.end, one.end)
    else merged.push(one)
  }
  return merged
}
