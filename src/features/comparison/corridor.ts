/** Corridors that are refused, and the steps of the others. */
import type { Corridor, Run } from '../../facts/comparison/corridor.ts'
import { refusersOf } from '../../facts/comparison/lines.ts'
import { describeRun } from '../../facts/comparison/steps.ts'
import type { Work } from '../../facts/comparison/work.ts'
import { invalidParameters, Problem } from '../../http/contract/problems.ts'
import { type CorridorRow, maxListed, type StepRow } from './corridor-contract.ts'
import { isGrowing } from './parameters.ts'
import { type Asked, type Compared, conditionNames } from './reading.ts'
import { cut, renderStep } from './render.ts'

/** Only a total that grows has a corridor. */
export function refuseOthers({ quantity }: Asked): void {
  if (isGrowing(quantity)) return
  throw new Problem(
    'invalid-parameter',
    `"${quantity.id}" is a ${quantity.measure}${quantity.additive ? '' : ' that is not additive'}: what was counted by one day says nothing of another, so it has no corridor. Allowed: additive totals and capacities. Ask /v1/quantities/${quantity.id}/comparison, which compares claims about the same window.`,
  )
}

/** One corridor has one condition. */
export function refuseSeveral({ condition, quantity }: Asked, { conditions }: Compared): void {
  if (condition !== undefined || conditions.length < 2) return
  const allowed = conditionNames(conditions)
  const detail = `The claims of "${quantity.id}" hold under ${conditions.length} conditions, and one corridor has one. Allowed: ${allowed.join('; ')}.`
  throw invalidParameters([{ parameter: 'condition', in: 'query', detail, allowed }])
}

/** Claims that would set a ceiling if nothing had moved before their stated start, and the first that refuse it, in parts. */
export function* describingRefused({ lines }: Corridor): Work<CorridorRow['refused']> {
  const refused: CorridorRow['refused'] = []
  for (const claim of lines.refused.slice(0, maxListed)) {
    refused.push({ claim: claim.id, ...cut('refused_by', refusersOf(claim, lines)) })
    yield
  }
  return refused
}

/** Steps in full, in parts: each takes time in proportion to the claims. */
export function* describing(corridor: Corridor, runs: Run[]): Work<StepRow[]> {
  const steps: StepRow[] = []
  for (const run of runs) {
    steps.push(renderStep(describeRun(corridor, run, maxListed)))
    yield
  }
  return steps
}
