/** Searches that find something, in place of one that finds nothing. */
import { distance } from 'fastest-levenshtein'
import { findNearest } from '../../db/entity-names.ts'
import { withAllNames } from '../../db/entity-terms.ts'
import type { Snapshot } from '../../db/open.ts'
import { searchWords } from '../../db/tables.ts'
import { baseForm } from '../../facts/inflection.ts'
import { foldWord } from '../../facts/letters.ts'
import { parseSearch, type SearchTerm } from '../../facts/search-query.ts'
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
  const counted = await Promise.all(
    sought.map(async (term) => ({ term, count: await countHits(snapshot, { terms: [term], types: undefined }) })),
  )
  const missing = counted.flatMap(({ term, count }) => (count === 0 ? [term] : []))
  const known = sought.filter((term) => !missing.includes(term))
  const { words, forms } = await snapshot.once('search words', async () => {
    const words = await snapshot.db.select().from(searchWords)
    return { words, forms: new Set(words.flatMap(({ word }) => [word, baseForm(word)])) }
  })
  const nearest = new Map(missing.map((term) => [term, nearestWords(term.written, words)]))
  for (let rank = 0; rank < maxNearest; rank += 1) {
    const spelled = sought.flatMap((term) => {
      const near = nearest.get(term)
      return near === undefined ? [writtenAs([term])] : (near[rank] ?? near[0] ?? [])
    })
    if ([...nearest.values()].some((near) => near.length > 0)) yield { kind: 'spelling', q: spelled.join(' ') }
  }
  if (missing.length > 0 && known.length > 0) yield { kind: 'fewer_words', q: writtenAs(known) }
  for (const { written } of missing)
    if (/^"[^"]*\s[^"]*"$/.test(written)) yield { kind: 'fewer_words', q: written.slice(1, -1) }
  const byCount = counted.filter(({ count }) => count > 0).sort((one, other) => one.count - other.count)
  for (let left = 1; left < byCount.length; left += 1) {
    const rare = byCount.slice(0, left).map(({ term }) => term)
    yield { kind: 'fewer_words', q: writtenAs(known.filter((term) => !rare.includes(term))) }
  }
  for (const term of missing)
    for (const apart of splits(foldWord(term.written), forms))
      yield { kind: 'spelling', q: sought.map((one) => (one === term ? apart : writtenAs([one]))).join(' ') }
  const all = sought.map(({ written }) => written)
  for (const text of new Set([all.join(' '), ...missing.map(({ written }) => written)]))
    for (const { id, name } of await findNearest(snapshot, text)) yield { kind: 'entity', q: name, entity: id }
}

/** A word as two that records have: "frontline" is front and line. */
function splits(word: string, known: Set<string>): string[] {
  return Array.from({ length: Math.max(0, word.length - 4) }, (_, index) => [
    word.slice(0, index + 2),
    word.slice(index + 2),
  ])
    .filter((halves) => halves.some((half) => half.length > 2) && halves.every((half) => known.has(half)))
    .map((halves) => halves.join(' '))
}

/** Typing errors that are allowed in a word of so many letters. */
const allowedSteps = ({ length }: string): number => (length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3)

/** Letters that changed places count as one error. */
function stepsBetween(one: string, other: string): number {
  const steps = distance(one, other)
  return steps === 2 && one.length === other.length && [...one].sort().join() === [...other].sort().join() ? 1 : steps
}

/** The words nearest to a word that no record has, the nearest first; of equally near ones the frequent first. */
function nearestWords(written: string, words: { word: string; count: number }[]): string[] {
  const sought = foldWord(written.replace(/["*]/g, ''))
  const allowed = allowedSteps(sought)
  const isBeginning = (word: string) =>
    word.length >= 4 && sought.length >= 4 && (word.startsWith(sought) || sought.startsWith(word))
  return words
    .flatMap(({ word, count }) => {
      const isNear = Math.abs(word.length - sought.length) <= allowed
      const steps = isNear ? stepsBetween(word, sought) : Number.POSITIVE_INFINITY
      if (steps <= allowed) return [{ word, count, steps }]
      return isBeginning(word) ? [{ word, count, steps: allowed + 1 }] : []
    })
    .sort((one, other) => one.steps - other.steps || other.count - one.count || (one.word < other.word ? -1 : 1))
    .map(({ word }) => word)
    .filter((word, index, all) => all.findIndex((one) => baseForm(one) === baseForm(word)) === index)
    .slice(0, maxNearest)
}
