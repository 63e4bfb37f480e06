/** Names of entities in a search: each stands for all names of its entity. */
import { isFunctionWord } from './function-words.ts'
import { type Form, nameForms, type SearchTerm } from './search-query.ts'
import { wordsOf } from './tokens.ts'

export interface Name {
  entity: string
  name: string
  /** `name`, `alias`, or the scheme of a code. */
  scheme: string
}

/** A name and the key by which a search finds it. A code is its own key. */
export interface SearchName extends Name {
  key: string
}

/** The forms of all names of an entity, by each of its names and codes. */
export interface SearchNames {
  byName: ReadonlyMap<string, Form[]>
  byCode: ReadonlyMap<string, Form[]>
}

/** Most names by which an entity is sought at once. */
const maxNames = 60
/** Most words of a name that is recognised in a search. */
const maxWords = 8

const wordsIn = (name: string): string[] => wordsOf(name).flatMap(({ parts }) => parts.map(({ token }) => token))
/** A name for comparison, however its words are joined. */
const keyOf = (name: string): string => wordsIn(name).join('')

const isCode = ({ scheme }: Name): boolean => scheme !== 'name' && scheme !== 'alias'

/**
 * Gives each name its key. A short form, such as a surname, that is a word in the names of other entities has none.
 * @param all the names of all entities
 */
export function* searchKeys(all: Name[]): Generator<SearchName> {
  const holders = new Map<string, Set<string>>()
  const own = new Map<string, Set<string>>()
  const add = (map: Map<string, Set<string>>, key: string, value: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(value))
  for (const { entity, name, scheme } of all)
    for (const word of wordsIn(name)) {
      add(holders, word, entity)
      if (scheme === 'name') add(own, entity, word)
    }
  for (const one of all) {
    if (isCode(one)) {
      yield { ...one, key: one.name }
      continue
    }
    const words = wordsIn(one.name)
    const [word = ''] = words
    const isShort = one.scheme === 'alias' && words.length === 1 && own.get(one.entity)?.has(word)
    if (isShort && (holders.get(word)?.size ?? 0) > 1) continue
    yield { ...one, key: words.join('') }
  }
}

/** The keys of the names that may stand in a search. */
export function keysIn(terms: SearchTerm[]): string[] {
  const written = terms.flatMap((term, at) => [
    ...runsFrom(terms.slice(at)).map((run) => run.written),
    ...alternativesOf(term),
  ])
  return [...new Set(written.flatMap((one) => [one, keyOf(one)]))].filter((key) => key !== '')
}

/**
 * Prepares names for `withNames`. A name that several entities share stands for none of them.
 * @param names all names of some entities, and of all others that share one of these
 */
export function searchNames(names: SearchName[]): SearchNames {
  const byEntity = new Map<string, SearchName[]>()
  const owners = new Map<string, Set<string>>()
  for (const one of names) {
    byEntity.set(one.entity, [...(byEntity.get(one.entity) ?? []), one])
    if (!isCode(one)) owners.set(one.key, (owners.get(one.key) ?? new Set()).add(one.entity))
  }
  const byName = new Map<string, Form[]>()
  const byCode = new Map<string, Form[]>()
  for (const ofEntity of byEntity.values()) {
    const known = ofEntity.filter((one) => !isCode(one))
    const forms = known.slice(0, maxNames).flatMap(formsOfName)
    for (const { key } of known) if (owners.get(key)?.size === 1) byName.set(key, forms)
    for (const { key } of ofEntity.filter(isCode)) byCode.set(key, forms)
  }
  return { byName, byCode }
}

/**
 * Records have all names of the entities that they refer to: the name proper is enough to find them there, and counts
 * once.
 */
function formsOfName({ name, scheme }: Name): Form[] {
  const written = nameForms(name, false).map((form): Form => ({ ...form, isInTexts: true }))
  if (scheme !== 'name') return written
  const anywhere = nameForms(name, true)
  return anywhere.some(({ isRow }) => !isRow) ? [...anywhere, ...written] : anywhere
}

/** The terms of a search in which a name of an entity, of one word or several in a row, is one term with all its names. */
export function withNames(terms: SearchTerm[], names: SearchNames): SearchTerm[] {
  const found: SearchTerm[] = []
  for (let at = 0; at < terms.length; ) {
    const { term, count } = longestName(terms.slice(at), names)
    found.push(term)
    at += count
  }
  return found
}

/** The first words as one, from the most that may be a name down to two. */
function runsFrom(terms: SearchTerm[]): { written: string; count: number }[] {
  const other = terms.findIndex((one) => one.isExcluded || !isPlain(one.written))
  const plain = terms.slice(0, other === -1 ? maxWords : Math.min(other, maxWords)).map(({ written }) => written)
  return plain
    .map((_, index) => ({ written: plain.slice(0, index + 1).join(' '), count: index + 1 }))
    .slice(1)
    .reverse()
}

const alternativesOf = ({ written }: SearchTerm): string[] => written.split(' OR ').filter(isPlain)

function longestName(terms: SearchTerm[], names: SearchNames): { term: SearchTerm; count: number } {
  const [first] = terms as [SearchTerm]
  for (const { written, count } of runsFrom(terms)) {
    const forms = formsFor(written, names)
    if (forms !== undefined) return { term: { written, forms, isExcluded: false }, count }
  }
  const alternatives = alternativesOf(first).map((one) => formsFor(one, names))
  const whole = isPlain(first.written) ? alternatives[0] : undefined
  return {
    term: { ...first, forms: whole ?? distinct([...alternatives.flatMap((one) => one ?? []), ...first.forms]) },
    count: 1,
  }
}

/** Forms without those that say the same: each that stands twice would count twice. */
const distinct = (forms: Form[]): Form[] =>
  forms.filter(({ tokens }, index) => forms.findIndex((one) => one.tokens.join(' ') === tokens.join(' ')) === index)

/** True of words that are neither in quotation marks, nor beginnings, nor alternatives. */
const isPlain = (written: string): boolean => !/["*]| OR /.test(written)

const formsFor = (written: string, { byName, byCode }: SearchNames): Form[] | undefined =>
  isFunctionWord(written) ? undefined : (byCode.get(written) ?? byName.get(keyOf(written)))
