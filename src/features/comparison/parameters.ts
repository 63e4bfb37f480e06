/** The parameters of everything that compares, and what they mean for the comparison. */

import type { ComparisonOptions } from '../../facts/uses.ts'
import { chosenWindow } from '../../facts/windows.ts'
import { booleanType, numberType, type ParameterType, parameter, termType } from '../../http/contract/parameters.ts'
import { maxDateLength, readEdtf } from '../../listing/edtf-parameter.ts'
import type { Quantity } from '../../records/quantities/contract.ts'
import { spreadReadings, type Term, terms } from '../../vocabulary.ts'

const windowType: ParameterType<string> = {
  read(text) {
    const result = readEdtf(text)
    if ('fault' in result) return result
    return result.edtf.qualified
      ? { fault: 'A reference window is exact: leave out ?, ~ and %, or choose wider dates.' }
      : { value: result.written }
  },
  documented: { type: 'string', maxLength: maxDateLength },
}

/** How claims are read. */
export const readingParameters = {
  strict: parameter(
    booleanType,
    'true: nothing is assumed about windows; a claim whose window is not fully stated has no bound then. Default: false.',
  ),
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
export const comparisonParameters = {
  window: parameter(
    windowType,
    'Reference window, in EDTF: from its first day to its last. A floor counts where its own window surely lies within ' +
      'it, a ceiling where its own surely contains it. Default: the union of the windows compared.',
    '2023-09/2025-03',
  ),
  ...readingParameters,
}

export interface ComparisonQuery {
  strict?: boolean | undefined
  tolerance?: number | undefined
  spreads?: Term<typeof spreadReadings> | undefined
  window?: string | undefined
}

export const optionsOf = (
  { additive, measure }: Quantity,
  { window, strict = false, tolerance, spreads }: ComparisonQuery,
): ComparisonOptions => ({
  additive,
  timeless: measure === 'duration' || measure === 'distance',
  strict,
  tolerance: tolerance ?? null,
  spreadsAsInterval: spreads === 'as_interval',
  window: window === undefined ? null : chosenWindow(window),
})
