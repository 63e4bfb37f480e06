/** Searches that find something, in place of one that finds nothing. */
import { and, between, gte, inArray, lt, lte, or, sql } from 'drizzle-orm'
import { distance } from 'fastest-levenshtein'
import { findNearest } from '../../db/entity-names.ts'
import { withAllNames } from '../../db/entity-terms.ts'
import type { Snapshot } from '../../db/open.ts'
import { searchWords } from '../../db/tables.ts'
import { foldWord } from '../../facts/letters.ts'
import { isFunctionWord } from '../../facts/search/function-words.ts'
import { baseForm } from '../../facts/search/inflection.ts'
import { parseSearch, type SearchTerm } from '../../facts/search/search-query.ts'
import type { Suggestion } from './contract.ts'
import { countHits, type SearchQuery } from './queries.ts'

const maxSuggestions = 6
const maxNearest = 3

type Candidate = Pick<Suggestion, 'kind' | 'q'> & Partial<Pick<Suggestion, 'entity'>>
export type Found = Omit<Suggestion, 'address'> & Pick<SearchQuery, 'types'>

/** The nearest searches that find something: other types, other spellings, fewer words, entities. */
export async function suggestionsFor(snapshot: Snapshot, query: SearchQuery): Promise<Found[]> {
  const found: Found[] = []
  const tried = new Set<string>()
  for await (const { kind, q, entity = null } of candidates(snapshot, query)) {
    if (tried.has(q)) continue
    tried.add(q)
    const types = kind === 'any_type' ? undefined : query.types
    const total = await countHits(snapshot, { terms: await withAllNames(snapshot, parseSearch(q)), types })
    if (total > 0) found.push({ kind, q, total, entity, types })
    if (found.length === maxSuggestions) break
  }
  return found
}

const writtenAs = (terms: SearchTerm[]): string =>
  terms.map(({ written, isExcluded }) => (isExcluded ? `-${written}` : written)).join(' ')

async function* candidates(snapshot: Snapshot, { terms, types }: SearchQuery): AsyncGenerator<Candidate> {
  if (types !== undefined) yield { kind: 'any_type', q: writtenAs(terms) }
  const sought = terms.filter(({ isExcluded }) => !isExcluded)
  if (sought.length < terms.length) yield { kind: 'fewer_words', q: writtenAs(sought) }
  const content = sought.filter(({ written }) => !isFunctionWord(written))
  if (content.length === 0) return
  if (content.length < sought.length) yield { kind: 'fewer_words', q: writtenAs(content) }
  const counted = await Promise.all(
    content.map(async (term) => ({ term, count: await countHits(snapshot, { terms: [term], types: undefined }) })),
  )
  const missing = counted.flatMap(({ term, count }) => (count === 0 ? [term] : []))
  const known = content.filter((term) => !missing.includes(term))
  const nearest = new Map<SearchTerm, NearWord[]>()
  for (const term of missing) nearest.set(term, await nearestWords(snapshot, term.written))
  const spellings = Array.from({ length: maxNearest }, (_, rank) => {
    const chosen = missing.flatMap((term) => nearest.get(term)?.[rank] ?? nearest.get(term)?.[0] ?? [])
    const spelled = content.flatMap((term) => {
      const near = nearest.get(term)
      return near === undefined ? [writtenAs([term])] : ((near[rank] ?? near[0])?.word ?? [])
    })
    const isClose = chosen.every(({ steps }, index) => steps <= closeSteps(missing[index]?.written ?? ''))
    return { q: spelled.join(' '), isClose, isSpelled: chosen.length > 0 }
  }).filter(({ isSpelled }) => isSpelled)
  for (const { q, isClose } of spellings) if (isClose) yield { kind: 'spelling', q }
  yield* entitiesLike(snapshot, content.map(({ written }) => written).join(' '))
  yield* fewerWords(counted)
  for (const { written } of missing)
    if (/^"[^"]*\s[^"]*"$/.test(written)) yield { kind: 'fewer_words', q: written.slice(1, -1) }
  for (const { q, isClose } of spellings) if (!isClose) yield { kind: 'spelling', q }
  for (const term of missing)
    for (const apart of await splits(snapshot, foldWord(term.written)))
      yield { kind: 'spelling', q: content.map((one) => (one === term ? apart : writtenAs([one]))).join(' ') }
  if (known.length > 0) for (const { written } of missing) yield* entitiesLike(snapshot, written)
}

async function* entitiesLike(snapshot: Snapshot, text: string): AsyncGenerator<Candidate> {
  for (const { id, name } of await findNearest(snapshot, text)) yield { kind: 'entity', q: name, entity: id }
}

/** The search without the words that no record has, then also without the rarest of the others, one after the other. */
function* fewerWords(counted: { term: SearchTerm; count: number }[]): Generator<Candidate> {
  const byCount = counted.filter(({ count }) => count > 0).sort((one, other) => one.count - other.count)
  for (let left = byCount.length < counted.length ? 0 : 1; left < byCount.length; left += 1) {
    const rare = byCount.slice(0, left)
    const kept = counted.filter((one) => one.count > 0 && !rare.includes(one))
    yield { kind: 'fewer_words', q: writtenAs(kept.map(({ term }) => term)) }
  }
}

/** A word as two that records have, in any form: "frontline" is front and line. */
async function splits({ db }: Snapshot, written: string): Promise<string[]> {
  const pairs = Array.from({ length: Math.max(0, written.length - 4) }, (_, index) => [
    written.slice(0, index + 2),
    written.slice(index + 2),
  ]).filter((halves) => halves.some((half) => half.length > 2))
  const inAnyForm = pairs.flat().map((half) => and(beginsWith(half), lte(length, half.length + longestEnding)))
  const words =
    inAnyForm.length === 0
      ? []
      : await db
          .select({ word })
          .from(searchWords)
          .where(or(...inAnyForm))
  const known = new Set(words.flatMap((one) => [one.word, baseForm(one.word)]))
  return pairs.filter((halves) => halves.every((half) => known.has(half))).map((halves) => halves.join(' '))
}

const { word } = searchWords
const length = sql<number>`length(${word})`
const beginsWith = (text: string) => and(gte(word, text), lt(word, `${text}\u{10ffff}`))
/** Most letters by which a form of a word is longer than the form that all share. */
const longestEnding = 4

/** Typing errors that are allowed in a word of so many letters. */
const allowedSteps = ({ length }: string): number => (length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3)

/** Typing errors in so many letters up to which another word is not likely meant. */
const closeSteps = ({ length }: string): number => Math.floor(length / 5)

/** Letters that changed places count as one error. */
function stepsBetween(one: string, other: string): number {
  const steps = distance(one, other)
  return steps === 2 && one.length === other.length && [...one].sort().join() === [...other].sort().join() ? 1 : steps
}

interface NearWord {
  word: string
  steps: number
}

/**
 * The words nearest to a word that no record has, the nearest first; of equally near ones the frequent first. The first
 * letter is seldom mistyped: it may differ in a close word alone.
 */
async function nearestWords({ db }: Snapshot, written: string): Promise<NearWord[]> {
  const sought = foldWord(written.replace(/["*]/g, ''))
  const allowed = allowedSteps(sought)
  const beginnings = Array.from(sought, (_, index) => sought.slice(0, index + 1))
  const words = await db
    .select()
    .from(searchWords)
    .where(
      or(
        between(length, sought.length - allowed, sought.length + allowed),
        inArray(word, beginnings),
        beginsWith(sought),
      ),
    )
  const isBeginning = (word: string) =>
    word.length >= 4 && sought.length >= 4 && (word.startsWith(sought) || sought.startsWith(word))
  return words
    .flatMap(({ word, count }) => {
      const isNear = Math.abs(word.length - sought.length) <= allowed
      const steps = isNear ? stepsBetween(word, sought) : Number.POSITIVE_INFINITY
      if (steps <= (word[0] === sought[0] ? allowed : Math.min(1, closeSteps(sought)))) return [{ word, count, steps }]
      return isBeginning(word) ? [{ word, count, steps: allowed + 1 }] : []
    })
    .filter(({ word }) => !isFunctionWord(word))
    .sort((one, other) => one.steps - other.steps || other.count - one.count || (one.word < other.word ? -1 : 1))
    .filter(({ word }, index, all) => all.findIndex((one) => baseForm(one.word) === baseForm(word)) === index)
    .slice(0, maxNearest)
}
