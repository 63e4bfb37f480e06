/** Names of entities in a search: each stands for all names of its entity. */
import { isFunctionWord } from './function-words.ts'
import { type Form, nameForms, type SearchTerm } from './search-query.ts'
import { wordsOf } from './tokens.ts'

interface Name {
  entity: string
  name: string
  /** `name`, `alias`, or the scheme of a code. */
  scheme: string
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

/** Prepares names for `withNames`. A name that several entities share, or a short form such as a surname that is a word in
 * the names of others, stands for none of them. */
export function searchNames(all: Name[]): SearchNames {
  const holders = new Map<string, Set<string>>()
  const byEntity = new Map<string, Name[]>()
  const add = <T>(map: Map<string, Set<T>>, key: string, value: T) =>
    map.set(key, (map.get(key) ?? new Set()).add(value))
  for (const one of all) {
    byEntity.set(one.entity, [...(byEntity.get(one.entity) ?? []), one])
    for (const word of wordsIn(one.name)) add(holders, word, one.entity)
  }
  const owners = new Map<string, Set<string>>()
  const byCode = new Map<string, Form[]>()
  const forms = new Map<string, Form[]>()
  for (const [entity, names] of byEntity) {
    const main = new Set(names.flatMap(({ scheme, name }) => (scheme === 'name' ? wordsIn(name) : [])))
    const isAmbiguous = ({ name, scheme }: Name) => {
      const [word = '', ...more] = wordsIn(name)
      return scheme === 'alias' && more.length === 0 && main.has(word) && (holders.get(word)?.size ?? 0) > 1
    }
    const known = names.filter((one) => (one.scheme === 'name' || one.scheme === 'alias') && !isAmbiguous(one))
    const ofEntity = known.slice(0, maxNames).flatMap(formsOfName)
    forms.set(entity, ofEntity)
    for (const { name } of known) add(owners, keyOf(name), entity)
    for (const { name, scheme } of names) if (scheme !== 'name' && scheme !== 'alias') byCode.set(name, ofEntity)
  }
  const byName = new Map<string, Form[]>()
  for (const [key, [entity, ...others]] of owners)
    if (others.length === 0) byName.set(key, forms.get(entity as string) as Form[])
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
    const { term, count } = longestName(terms.slice(at, at + maxWords), names)
    found.push(term)
    at += count
  }
  return found
}

function longestName(terms: SearchTerm[], names: SearchNames): { term: SearchTerm; count: number } {
  const [first] = terms as [SearchTerm]
  const other = terms.findIndex((one) => one.isExcluded || !isPlain(one.written))
  for (let count = other === -1 ? terms.length : other; count > 1; count -= 1) {
    const written = terms
      .slice(0, count)
      .map((one) => one.written)
      .join(' ')
    const forms = formsFor(written, names)
    if (forms !== undefined) return { term: { written, forms, isExcluded: false }, count }
  }
  const alternatives = first.written.split(' OR ').map((one) => (isPlain(one) ? formsFor(one, names) : undefined))
  const whole = alternatives.length === 1 ? alternatives[0] : undefined
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
