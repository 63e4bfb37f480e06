import { gte, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { assertionFacet, entityFacet, evidenceFacet } from '../db/facet.ts'
import {
  type Filter,
  type FilterQuery,
  type Filters,
  hasAssertion,
  hasEvidence,
  isEqual,
  isOneOf,
  refersToEntity,
  type TypedFilter,
} from '../db/filters.ts'
import type { Engine } from '../db/open.ts'
import { hasText, maxTerms } from '../db/search.ts'
import { evidence, records, versions } from '../db/tables.ts'
import { parseSearch, type SearchTerm } from '../facts/search/search-query.ts'
import { idPattern, idRule } from '../facts/text.ts'
import { versionPattern } from '../facts/versions.ts'
import {
  booleanType,
  listType,
  numberType,
  type ParameterType,
  parameter,
  patternType,
  termType,
  textType,
} from '../http/contract/parameters.ts'
import { type RecordType, type ReferenceRole, terms } from '../vocabulary.ts'

/** The rule of filters that take several values. */
export const many = 'Several, separated by commas or in a parameter of the same name each, match any of them.'
const versionType = patternType(versionPattern, 'a version of the dataset, such as 1.1.0', 30)
const idType = patternType(idPattern, idRule, 80)

/** One filter, typed so that the condition takes the output of the schema. */
export function filter<T>(
  type: ParameterType<T>,
  where: (value: T, query: FilterQuery, engine: Engine) => SQL | undefined,
  description: string,
  example?: string,
): TypedFilter<T> {
  return { schema: parameter(type, description, example), where }
}

/** A column with terms of a vocabulary. */
export const termFilter = (column: AnySQLiteColumn, list: Record<string, string>, description: string): Filter => ({
  ...filter(listType(termType(terms(list))), isOneOf(column), `${description} ${many}`),
  facet: { column },
})

/** A column that is true or false. */
export const flagFilter = (column: AnySQLiteColumn, description: string): Filter => ({
  ...filter(booleanType, isEqual(column), description),
  facet: { column },
})

const languageType = patternType(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'a BCP 47 language tag', 35)

/** A column of BCP 47 language tags, which are compared in canonical form: `EN` is `en`. */
export const languageFilter = (column: AnySQLiteColumn, description: string, example: string): Filter => ({
  ...filter(
    listType(languageType),
    isOneOf(column),
    `${description} A BCP 47 tag, in whatever letter case. ${many}`,
    example,
  ),
  spelling: { column, key: canonicalTag },
  facet: { column },
})

function canonicalTag(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag).join()
  } catch {
    return tag.toLowerCase()
  }
}

/** Comparisons with a number of the record; null never matches. */
export const numberFilters = (name: string, column: AnySQLiteColumn, meaning: string, example: string): Filters => ({
  [`${name}_gte`]: {
    ...filter(numberType(), (value) => gte(column, value), `${meaning} is this or more.`, example),
  },
  [`${name}_lte`]: {
    ...filter(numberType(), (value) => lte(column, value), `${meaning} is this or less.`, example),
  },
})

/** A filter whose values are ids of records of one type; for an entity, also any of its names, aliases and codes. */
export function idFilter(
  refersTo: RecordType | 'record',
  where: (ids: string[], query: FilterQuery) => SQL | undefined,
  description: string,
  example?: string,
): TypedFilter<string[]> {
  const [type, names] = refersTo === 'entity' ? [textType, entityRule] : [idType, '']
  return { ...filter(listType(type), where, `${description}${names} ${many}`, example), refersTo }
}

const entityRule =
  ' Instead of the id: a name, an alias or a code that no other entity has; letter case, accents, spaces, hyphens, dots ' +
  'and apostrophes aside. A comma within a name is written `\\,`.'

/** A column with ids of records of one type. */
export const referenceFilter = (
  column: AnySQLiteColumn,
  refersTo: RecordType | 'record',
  description: string,
  example: string,
): TypedFilter<string[]> => ({
  ...idFilter(refersTo, isOneOf(column), description, example),
  facet: { column },
})

/** A filter whose values are entities, each of which stands for its parts too. */
export const partsFilter = (
  where: (ids: string[], query: FilterQuery) => SQL | undefined,
  description: string,
  example?: string,
): Filter => ({
  ...idFilter('entity', where, `${description} Its parts count as well (see \`exact\`).`, example),
  includesParts: true,
})

/** Has no condition of its own: the filters for entities read it. */
export const exactFilter = filter(
  booleanType,
  () => undefined,
  'true: the entities that filters name stand for themselves alone. By default each stands for its parts too: a state for ' +
    'its ministries, their directorates, and whoever may have held an office in them at that time (where it is not known ' +
    'when, at any time); materiel for its kinds. `meta.read_as` names them. Facets count what records name themselves.',
)

/** The entities to which a record refers in some roles. */
export const entityFilter = (
  fact: AnySQLiteColumn,
  roles: ReferenceRole[],
  description: string,
  example: string,
): Filter => ({
  ...partsFilter(refersToEntity(fact, ...roles), description, example),
  facet: entityFacet(roles),
})

/** A column with terms of a vocabulary, of the assertions of a record. */
export const assertionFilter = (
  fact: AnySQLiteColumn,
  column: AnySQLiteColumn,
  list: Record<string, string>,
  description: string,
): Filter => ({
  ...filter(listType(termType(terms(list))), hasAssertion(fact, column), `${description} ${many}`),
  facet: assertionFacet(column),
})

/** The sources that give evidence for a record. */
export const evidenceSourceFilter = (fact: AnySQLiteColumn): Filter => ({
  ...idFilter(
    'source',
    hasEvidence(fact, evidence.source),
    'Id of a source that gives evidence for it.',
    'fp-2024-10-north-korean-shells',
  ),
  facet: evidenceFacet(evidence.source),
})

/** A search, as the terms that a record must contain. */
export const searchType: ParameterType<SearchTerm[]> = {
  read(text) {
    const whole = textType.read(text)
    if ('fault' in whole) return whole
    const found = parseSearch(text)
    if (found.length === 0) return { fault: 'Contains no word. Allowed: words, "phrases", and beginnings* of words.' }
    if (found.length > maxTerms)
      return { fault: `Has ${found.length} words and phrases; at most ${maxTerms} are allowed.` }
    if (found.every(({ isExcluded }) => isExcluded))
      return { fault: 'Only leaves words out. Allowed: at least one word that the record must contain.' }
    return { value: found }
  },
  documented: textType.documented,
}
export const searchRule =
  'Words that the record must contain, all of them, in any order: in its names and lines, the words of the source, our own words, ' +
  'or the names of the entities it refers to. Letter case, accents, plurals and verb forms of English, British and American ' +
  'spelling, and ways to join words (U.S., KN-23) do not matter; a number is found by its value, however it is written, ' +
  'and a name or alias of an entity by all of its names. A "phrase in quotation marks" ' +
  'must match word for word; a word that ends in * matches every word that begins with it. `OR` stands between ' +
  'alternatives, and a hyphen before a word or phrase leaves out the records that contain it.'

/** Only records that contain all words. */
export const searchFilter = (fact: AnySQLiteColumn, example: string): Filter => ({
  ...filter(searchType, hasText(fact), searchRule, example),
  hasNames: true,
})

/** A column of versions of the dataset. */
export const versionFilter = (column: AnySQLiteColumn, description: string): Filter => ({
  ...filter(listType(versionType), isOneOf(column), `${description} ${many}`, '1.1.0'),
  spelling: { column, key: (version) => version },
  facet: { column },
})

const day = /^\d{4}-\d\d-\d\d$/
const isDay = (text: string): boolean => day.test(text) && new Date(text).toJSON()?.startsWith(text) === true
const momentType: ParameterType<string[]> = {
  read: (text) =>
    versionPattern.test(text) || isDay(text)
      ? { value: [text] }
      : { fault: 'Allowed: a version of the dataset, such as 1.1.0, or a day as YYYY-MM-DD.' },
  documented: { type: 'string', maxLength: 30 },
}

/** Records that a version already had, or that were recorded up to a day. */
export const recordedBy = (fact: AnySQLiteColumn): Filter => ({
  ...filter(
    momentType,
    ([moment = '']) =>
      inArray(
        fact,
        isDay(moment)
          ? sql`(select ${records.id} from ${records} where ${records.recorded_date} <= ${moment})`
          : sql`(select ${records.id} from ${records} where exists (select 1 from ${versions} where ${versions.id} = ${moment} and (${versions.last_seq} is null or ${records.recorded_seq} <= ${versions.last_seq})))`,
      ),
    'What we knew: only what this version of the dataset, or the last of this day, already had, in its present words; ' +
      '`/versions/{version}/…` has the words of then. (`known_by` is what could be known.)',
    '1.1.0',
  ),
  spelling: { column: versions.id, key: (version) => version, isOpenTo: isDay },
})

/** The filters that every list of records has: a batch of ids, words, and when it was recorded. */
export const commonFilters = (
  { id }: { id: AnySQLiteColumn },
  type: RecordType,
  example: string,
  words: string,
): Filters => ({
  id: { ...idFilter(type, isOneOf(id), `Id of the ${type}: a batch in one request.`, example) },
  q: searchFilter(id, words),
  recorded_by: recordedBy(id),
})
