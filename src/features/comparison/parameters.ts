/** The parameters of everything that compares, and what they mean for the comparison. */
import { z } from 'zod'
import type { PairOptions } from '../../facts/comparison/pairs.ts'
import type { AskedWindow } from '../../facts/comparison/within.ts'
import {
  booleanType,
  listType,
  numberType,
  type ParameterType,
  parameter,
  termType,
  textType,
} from '../../http/contract/parameters.ts'
import { pageParameters } from '../../http/response/pages.ts'
import { maxDateLength, readEdtf } from '../../listing/edtf-parameter.ts'
import { estimateList } from '../../records/estimates/list.ts'
import type { Quantity } from '../../records/quantities/contract.ts'
import { groupings, spreadReadings, type Term, terms, verdicts } from '../../vocabulary.ts'

const windowType: ParameterType<AskedWindow> = {
  read(text) {
    const result = readEdtf(text)
    if ('fault' in result) return result
    if (result.edtf.qualified)
      return { fault: 'The window asked about is exact: leave out ?, ~ and %, or choose wider dates.' }
    const { earliest, latest } = result.edtf.days
    return { value: { earliest, latest } }
  },
  documented: { type: 'string', maxLength: maxDateLength },
}

/** The filters of `/v1/estimates`, but for the quantity, which is in the address. */
const { quantity: _, ...filters } = estimateList.filters
export const filterParameters = Object.fromEntries(Object.entries(filters).map(([name, { schema }]) => [name, schema]))

/** Parameters for the reading of claims. */
export const readingParameters = {
  strict: parameter(booleanType, 'true: nothing is assumed about windows and clocks. Default: false.'),
  tolerance: parameter(
    numberType(1),
    'How far a single number ("about", or a bare one) may be off, as a share of it: 0.1 reads "about 100" as 90 to 110, ' +
      'and "almost 100" as 90 up to but not including 100. Echoed, never stored. Default: none, they bound nothing.',
    '0.1',
  ),
  spreads: parameter(
    termType(terms(spreadReadings)),
    'Whether a range over several unnamed estimators stays apart (the default), or is read as one claim.',
  ),
}

export const conditionParameter = {
  condition: parameter(
    textType,
    'Only claims that hold under this condition, in the words of the records; `none`: only those without a condition. ' +
      'Default: the condition of most claims; `conditions` lists all.',
    'none',
  ),
}

const windowParameter = {
  window: parameter(
    windowType,
    'Adds the bounds of the amount in one window, as `not_ruled_out.asked`. In EDTF: from its first day to its last. A ' +
      'floor counts where its own window surely lies within it, a ceiling where its own surely contains it.',
    '2023-09/2025-03',
  ),
}

export const verdictParameter = {
  verdict: parameter(
    listType(termType(terms(verdicts))),
    'Only pairs with these verdicts. Several, separated by commas or in a parameter of the same name each, match any of ' +
      'them.',
    'contradicts,at_odds',
  ),
}

/** The selection of claims, and the way they are read. */
export const readingQuery = z.strictObject({ ...filterParameters, ...conditionParameter, ...readingParameters })

/** The parameters of a comparison. */
export const comparisonQuery = z.strictObject({
  ...filterParameters,
  ...windowParameter,
  ...conditionParameter,
  ...readingParameters,
  group_by: parameter(
    termType(terms(groupings)),
    'Adds the claims of each claimant, country, origin or source on their own, as `groups`, and the worst that each two ' +
      'of them say of each other, as `between`; as CSV and NDJSON the groups in place of the claims.',
    'country',
  ),
  pairs: parameter(
    booleanType,
    'true: also every pair of claims with its verdict, as `pairs`, paged by `limit` and `cursor`; as CSV and NDJSON the ' +
      'pairs in place of the claims. Default: false.',
  ),
  ...verdictParameter,
  ...pageParameters,
})
export type ComparisonParameters = z.output<typeof comparisonQuery>

export interface ReadingQuery {
  strict?: boolean | undefined
  tolerance?: number | undefined
  spreads?: Term<typeof spreadReadings> | undefined
}

/** True of a quantity whose total never falls as its window grows, so that bounds carry over between windows. */
export const isGrowing = ({ additive, measure }: Pick<Quantity, 'additive' | 'measure'>): boolean =>
  additive && (measure === 'total' || measure === 'capacity')

/** The options of a comparison: what the quantity is, and how the request reads its claims. */
export const optionsOf = (
  quantity: Pick<Quantity, 'additive' | 'measure'>,
  { strict = false, tolerance, spreads = 'apart' }: ReadingQuery,
): PairOptions => ({
  growing: isGrowing(quantity),
  timeless: quantity.measure === 'duration' || quantity.measure === 'distance',
  ...{ strict, tolerance: tolerance ?? null, spreads },
})

/** One exact day. */
const dayType: ParameterType<string> = {
  read(text) {
    const result = windowType.read(text)
    if (!('value' in result)) return result
    const { earliest, latest } = result.value
    return earliest !== null && earliest === latest
      ? { value: earliest }
      : { fault: 'Not one day. Allowed: a day as YYYY-MM-DD.' }
  },
  documented: { type: 'string', maxLength: maxDateLength },
}

export const atParameter = {
  at: parameter(dayType, 'Only what is left possible at the end of this day, as one step.', '2024-07-01'),
}
