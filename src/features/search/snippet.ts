/** The part of a record's text in which the words of a search stand, with their places. */
import type { z } from 'zod'
import { type SearchField, searchFields } from '../../db/search.ts'
import { isFunctionWord } from '../../facts/search/function-words.ts'
import type { Form, SearchTerm } from '../../facts/search/search-query.ts'
import { textSeparator } from '../../facts/search/token-text.ts'
import { joinedName, placedWords, type Token, valuesIn } from '../../facts/search/tokens.ts'
import { countCodePoints } from '../../facts/spans.ts'
import type { snippetContract } from './contract.ts'

type Snippet = z.output<typeof snippetContract>

/** Most words of a snippet; under twelve, like every excerpt. */
const maxWords = 11
/** Words before the first match, where more than a snippet holds. */
const wordsBefore = 3

/** Places are in UTF-16 units. */
interface Place {
  start: number
  end: number
}

interface Match extends Place {
  term: number
}

/** A text with the places of its words and of the separators between its parts, and the matches of terms. */
interface Searched {
  text: string
  words: Place[]
  matches: Match[]
}

/** A snippet of the field in which most of the terms stand, the weightiest first. */
export function snippetOf(texts: Record<SearchField, string>, terms: SearchTerm[]): Snippet {
  const sought = terms.filter(({ isExcluded }) => !isExcluded)
  let best: Searched | undefined
  let most = 0
  for (const field of searchFields) {
    const searched = search(texts[field], sought)
    const found = distinct(searched.matches)
    if (best === undefined || found > most) {
      best = searched
      most = found
    }
    if (found === sought.length) break
  }
  return cut(best as Searched)
}

const distinct = (matches: Match[]): number => new Set(matches.map(({ term }) => term)).size

function search(text: string, terms: SearchTerm[]): Searched {
  const placed = placedWords(text)
  const forms = terms.flatMap(({ forms }, term) => forms.map((form) => ({ ...form, term })))
  const inRows = forms.filter(({ tokens, isRow }) => isRow && tokens.length > 1)
  const beginnings = forms.filter(({ tokens, isPrefix }) => isPrefix && tokens.length === 1)
  const whole = new Map<string, number>()
  for (const { tokens, term, isPrefix, isRow } of forms)
    if (!isPrefix && !inRows.some((one) => one.tokens === tokens))
      for (const token of tokens) if (isRow || !isFunctionWord(token)) whole.set(token, term)
  const singles: Match[] = []
  const test = ({ token, start, end }: Token, at: number) => {
    const term = whole.get(token) ?? beginnings.find(({ tokens }) => token.startsWith(tokens[0] as string))?.term
    if (term !== undefined) singles.push({ term, start: at + start, end: at + end })
  }
  for (const { at, word } of placed) {
    for (const one of word.parts) test(one, at)
    for (const one of word.others) test(one, at)
    for (const one of word.bases) test(one, at)
  }
  if ([...whole.keys()].some((token) => /^\d/.test(token))) for (const one of valuesIn(text)) test(one, 0)
  const rows = inRows.flatMap((form) => rowPlaces(form, placed, text).map((place) => ({ ...place, term: form.term })))
  // A word of a name that stands there whole is no match of its own, so that no snippet ends within the name.
  const isWithin = ({ start, end }: Match) => rows.some((row) => start >= row.start && end <= row.end)
  const matches = [...singles.filter((one) => !isWithin(one)), ...rows]
  if (matches.length === 0) matches.push(...joinedPlaces(whole, text))
  const words = placed.map(({ at, word }) => ({ start: at + word.start, end: at + word.end }))
  const separators = Array.from(text.matchAll(/¶/g), ({ index }) => ({ start: index, end: index + 1 }))
  return { text, words: [...words, ...separators].sort((one, other) => one.start - other.start), matches }
}

/** The places where tokens stand in a row within one of the texts. */
function rowPlaces({ tokens, isPrefix }: Form, placed: ReturnType<typeof placedWords>, text: string): Place[] {
  const parts = placed.flatMap(({ at, word }) => word.parts.map((part) => ({ at, part })))
  const last = tokens.length - 1
  const isAt = (token: string | undefined, index: number) =>
    isPrefix && index === last ? token?.startsWith(tokens[index] as string) : token === tokens[index]
  return parts.flatMap(({ at, part }, first) => {
    if (!tokens.every((_, index) => isAt(parts[first + index]?.part.token, index))) return []
    const end = parts[first + last] as (typeof parts)[number]
    const place = { start: at + part.start, end: end.at + end.part.end }
    return text.slice(place.start, place.end).includes(textSeparator) ? [] : [place]
  })
}

/** Places of names of several words that were sought as one. */
function joinedPlaces(sought: Map<string, number>, text: string): Match[] {
  const places: Match[] = []
  let start = 0
  for (const name of text.split(textSeparator)) {
    const term = sought.get(joinedName(name) ?? '')
    if (term !== undefined) places.push({ term, start, end: start + name.length })
    start += name.length + textSeparator.length
  }
  return places
}

/** At most eleven words of a text: those with most of the terms, the first of equal ones. */
function cut({ text, words, matches }: Searched): Snippet {
  const windowAt = (first: number): Place => ({
    start: first === 0 ? 0 : (words[first] as Place).start,
    end: first + maxWords < words.length ? endBefore(text, words[first + maxWords] as Place) : text.length,
  })
  const inside = ({ start, end }: Place) => distinct(matches.filter((one) => one.start >= start && one.end <= end))
  let best = windowAt(0)
  let most = inside(best)
  const all = distinct(matches)
  for (const [at, word] of words.entries()) {
    if (most === all) break
    if (!matches.some(({ start }) => start >= word.start && start < word.end)) continue
    const window = windowAt(Math.max(0, Math.min(at - wordsBefore, words.length - maxWords)))
    const found = inside(window)
    if (found <= most) continue
    best = window
    most = found
  }
  const { start, end } = best
  const [before, after] = [start > 0 ? '…' : '', end < text.length ? '…' : '']
  const place = (at: number) => countCodePoints(before + text.slice(start, at))
  return {
    text: before + text.slice(start, end) + after,
    matches: merge(matches, best).map((one) => ({ start: place(one.start), end: place(one.end) })),
  }
}

/** The end of the text before a word, without the signs that open the word. */
const endBefore = (text: string, { start }: Place): number =>
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
