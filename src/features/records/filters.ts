import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import {
  type Filter,
  type FilterQuery,
  type Filters,
  hasAssertion,
  hasEvidence,
  isEqual,
  isOneOf,
  knownByConditions,
  refersToEntity,
  timeConditions,
} from '../../db/filters.ts'
import type { RecordType, ReferenceRole } from '../../db/record-kind.ts'
import { evidence } from '../../db/tables.ts'
import { type Days, EdtfError, edtfHelp, edtfMaxLength, parseEdtf } from '../../facts/edtf.ts'
import { idPattern, idRule } from '../../facts/text.ts'
import { booleanType, listType, type ParameterType, parameter, patternType, termType } from '../../http/parameters.ts'
import { clocks, type Term, terms } from '../../vocabulary.ts'

const many = 'Several, separated by commas, match any of them.'
const idType = patternType(idPattern, idRule, 80)

/** One filter, typed so that the condition takes what the schema gives. */
export function filter<T>(
  type: ParameterType<T>,
  where: (value: T, query: FilterQuery) => SQL | undefined,
  description: string,
  example?: string,
): Filter {
  return { schema: parameter(type, description, example), where }
}

/** A column that holds a term of a vocabulary. */
export const termFilter = (column: AnySQLiteColumn, list: Record<string, string>, description: string): Filter =>
  filter(listType(termType(terms(list))), isOneOf(column), `${description} ${many}`)

export const flagFilter = (column: AnySQLiteColumn, description: string): Filter =>
  filter(booleanType, isEqual(column), description)

export const textFilter = (
  column: AnySQLiteColumn,
  pattern: RegExp,
  rule: string,
  description: string,
  example: string,
) => filter(listType(patternType(pattern, rule)), isOneOf(column), `${description} ${many}`, example)

/** A filter whose values are ids of records of one type. */
export function idFilter(
  refersTo: RecordType | 'record',
  where: (ids: string[]) => SQL | undefined,
  description: string,
  example: string,
) {
  return { ...filter(listType(idType), where, `${description} ${many}`, example), refersTo }
}

export const referenceFilter = (
  column: AnySQLiteColumn,
  refersTo: RecordType | 'record',
  description: string,
  example: string,
) => idFilter(refersTo, isOneOf(column), description, example)

export const entityFilter = (fact: AnySQLiteColumn, roles: ReferenceRole[], description: string, example: string) =>
  idFilter('entity', refersToEntity(fact, ...roles), description, example)

export const assertionFilter = (
  fact: AnySQLiteColumn,
  column: AnySQLiteColumn,
  list: Record<string, string>,
  description: string,
) => filter(listType(termType(terms(list))), hasAssertion(fact, column), `${description} ${many}`)

export const evidenceSourceFilter = (fact: AnySQLiteColumn): Filter =>
  idFilter(
    'source',
    hasEvidence(fact, evidence.source),
    'Id of a source that gives evidence for it.',
    'fp-2024-10-north-korean-shells',
  )

const edtfType = (allowsQualified: boolean): ParameterType<Days> => ({
  read(text) {
    try {
      const { days, qualified } = parseEdtf(text)
      if (qualified && !allowsQualified)
        return { fault: 'Nothing is surely within a time that is itself uncertain: leave out ?, ~ and %.' }
      return { value: days }
    } catch (error) {
      if (error instanceof EdtfError) return { fault: error.message }
      throw error
    }
  },
  documented: { type: 'string', maxLength: edtfMaxLength },
})
const [spanType, sureSpanType] = [edtfType(true), edtfType(false)]

/** A day to compare with: the first day (`before`) or the last (`after`) of what was written. */
const boundType = (side: 'earliest' | 'latest', days = spanType): ParameterType<string> => ({
  read(text) {
    const result = days.read(text)
    if (!('value' in result)) return result
    const day = result.value[side]
    return day === null
      ? { fault: `Has no ${side === 'earliest' ? 'first' : 'last'} day. ${edtfHelp}` }
      : { value: day }
  },
  documented: { type: 'string', maxLength: edtfMaxLength },
})

const knownByRule =
  'Only what had surely been reported by the last day of this EDTF date: published by then or, where it is not known ' +
  'when it was published, said by then. Never by `as_of`. What has neither date is left out, and counted in `meta.undated`.'

export function knownByFilter(fact: AnySQLiteColumn): Filter {
  const { knownBy, undated } = knownByConditions(fact)
  return { ...filter(boundType('latest'), knownBy, knownByRule, '2024-12-31'), undated }
}

type Clock = Term<typeof clocks>

/**
 * The seven filters of one clock: `said_during`, `said_before`, `said_after`, each also `_surely`, and `said_missing`.
 * @param someAreSure false where no time of these records is sure, so that no example of a sure filter is shown
 */
export function timeFilters(fact: AnySQLiteColumn, clock: Clock, someAreSure = true): Filters {
  const conditions = timeConditions(fact, clock)
  const possible = 'Possible: true for some day the time admits.'
  const sure = 'Sure: true whatever the day was; an approximate or uncertain time never is.'
  const during = 'Within this EDTF date or interval.'
  const before = 'Before the first day of this EDTF date.'
  const after = 'After the last day of this EDTF date.'
  const missing = 'true: only records without this time; false: only records with it.'
  const [earliest, latest] = [boundType('earliest'), boundType('latest')]
  const named = <T>(type: ParameterType<T>, where: (value: T) => SQL, rule: string, example?: string) =>
    filter(type, where, `Clock \`${clock}\`: ${clocks[clock]} ${rule}`, example)
  const [year, month, yearBefore] = someAreSure ? ['2024', '2024-11', '2023'] : []
  return {
    [`${clock}_during`]: named(spanType, conditions.during, `${during} ${possible}`, '2024'),
    [`${clock}_during_surely`]: named(sureSpanType, conditions.duringSurely, `${during} ${sure}`, year),
    [`${clock}_before`]: named(earliest, conditions.before, `${before} ${possible}`, '2024-11'),
    [`${clock}_before_surely`]: named(
      boundType('earliest', sureSpanType),
      conditions.beforeSurely,
      `${before} ${sure}`,
      month,
    ),
    [`${clock}_after`]: named(latest, conditions.after, `${after} ${possible}`, '2023'),
    [`${clock}_after_surely`]: named(
      boundType('latest', sureSpanType),
      conditions.afterSurely,
      `${after} ${sure}`,
      yearBefore,
    ),
    [`${clock}_missing`]: named(booleanType, conditions.missing, missing),
  }
}
