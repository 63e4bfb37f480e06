/** Filters and orders on the times of facts: from EDTF to conditions on the widest days. */
import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { type dayConditions, type Filters, knownByConditions, type TypedFilter, timeConditions } from '../db/filters.ts'
import type { Sorts } from '../db/sorts.ts'
import { type Days, edtfHelp } from '../facts/edtf.ts'
import { booleanType, type ParameterType } from '../http/contract/parameters.ts'
import { clocks, type Term } from '../vocabulary.ts'
import { maxDateLength, readEdtf } from './edtf-parameter.ts'
import { filter } from './filters.ts'

const edtfType = (allowsQualified: boolean): ParameterType<Days> => ({
  read(text) {
    const result = readEdtf(text)
    if ('fault' in result) return result
    const { days, qualified } = result.edtf
    if (qualified && !allowsQualified)
      return { fault: 'Nothing is surely within a time that is itself uncertain: leave out ?, ~ and %.' }
    return { value: days }
  },
  documented: { type: 'string', maxLength: maxDateLength },
})
const [spanType, sureSpanType] = [edtfType(true), edtfType(false)]

/** A day for comparison: the first day (`before`) or the last (`after`) of the given date. */
const boundType = (side: 'earliest' | 'latest', days = spanType): ParameterType<string> => ({
  read(text) {
    const result = days.read(text)
    if (!('value' in result)) return result
    const day = result.value[side]
    return day === null
      ? { fault: `Has no ${side === 'earliest' ? 'first' : 'last'} day. ${edtfHelp}` }
      : { value: day }
  },
  documented: { type: 'string', maxLength: maxDateLength },
})

const knownByRule =
  'Only records surely reported by the last day of this EDTF date: published by then or, if no time of ' +
  'publication is recorded, said by then. Never by `as_of`. Records without such a date, or only with one that is approximate, ' +
  'uncertain or inferred, are left out, and counted in `meta.undated`.'

/** @param someAreSure false if no date of these records is sure, so that no example is shown */
export function knownByFilter(fact: AnySQLiteColumn, someAreSure = true): TypedFilter<string> {
  const { knownBy, undated } = knownByConditions(fact)
  return {
    ...filter(boundType('latest', sureSpanType), knownBy, knownByRule, someAreSure ? '2024-12-31' : undefined),
    undated,
  }
}

type Clock = Term<typeof clocks>

const spanRules = {
  during: 'Within this EDTF date or interval.',
  before: 'Before the first day of this EDTF date.',
  after: 'After the last day of this EDTF date.',
}
const possibleRule = 'Possible: true for some day within the time.'
const sureRule = 'Sure: true whatever the day was; never for an approximate, uncertain or inferred time.'

/** Records that a time filter finds: those whose time is sure, only such whose time is possible, or none that has the time. */
type Found = 'surely' | 'possibly' | 'nothing'

/**
 * Six filters on days: `during`, `before`, `after`, each also `_surely`.
 * @param prefix start of their names, such as `said_`
 * @param meaning a sentence on whose days they are
 * @param found which filters find something among these records, so that an example is shown
 */
export function dayFilters(
  prefix: string,
  meaning: string,
  conditions: Record<keyof typeof dayConditions, (value: never) => SQL | undefined>,
  found: Found = 'surely',
): Filters {
  const { during, duringSurely, before, beforeSurely, after, afterSurely } = conditions as typeof dayConditions
  const certainties = {
    possibly: { suffix: '', rule: possibleRule, hasExample: found !== 'nothing' },
    surely: { suffix: '_surely', rule: sureRule, hasExample: found === 'surely' },
  }
  const named = <T>(
    name: keyof typeof spanRules,
    certainty: keyof typeof certainties,
    { type, where, example }: { type: ParameterType<T>; where: (value: T) => SQL | undefined; example: string },
  ) => {
    const { suffix, rule, hasExample } = certainties[certainty]
    const description = `${meaning} ${spanRules[name]} ${rule}`
    return { [`${prefix}${name}${suffix}`]: filter(type, where, description, hasExample ? example : undefined) }
  }
  const [first, last] = [boundType('earliest'), boundType('latest')]
  const [sureFirst, sureLast] = [boundType('earliest', sureSpanType), boundType('latest', sureSpanType)]
  return {
    ...named('during', 'possibly', { type: spanType, where: during, example: '2024' }),
    ...named('during', 'surely', { type: sureSpanType, where: duringSurely, example: '2023/2024' }),
    ...named('before', 'possibly', { type: first, where: before, example: '2024-11' }),
    ...named('before', 'surely', { type: sureFirst, where: beforeSurely, example: '2024-11' }),
    ...named('after', 'possibly', { type: last, where: after, example: '2023' }),
    ...named('after', 'surely', { type: sureLast, where: afterSurely, example: '2022' }),
  }
}

/** The days of clocks as sort keys: `said_earliest`, `said_latest`, and so on. */
export const daySorts = <C extends Clock>(
  table: Record<`${C}_${'earliest' | 'latest'}`, AnySQLiteColumn>,
  ...ofClocks: C[]
): Sorts =>
  Object.fromEntries(
    ofClocks.flatMap((clock) =>
      (['earliest', 'latest'] as const).map((side) => [`${clock}_${side}`, table[`${clock}_${side}`]]),
    ),
  )

/** The filters of one clock: `said_during` and so on, and `said_missing`. */
export function timeFilters(fact: AnySQLiteColumn, clock: Clock, found: Found = 'surely'): Filters {
  const conditions = timeConditions(fact, clock)
  const meaning = `Clock \`${clock}\`: ${clocks[clock]}`
  return {
    ...dayFilters(`${clock}_`, meaning, conditions, found),
    [`${clock}_missing`]: filter(
      booleanType,
      conditions.missing,
      `${meaning} true: only records without this time; false: only records with it.`,
    ),
  }
}
