/** The claims about a quantity in words, for pages about it. */
import type { FastifyRequest } from 'fastify'
import { surveyPairs } from '../../facts/comparison/search.ts'
import { Problem } from '../../http/contract/problems.ts'
import { renderComparison } from './comparison.ts'
import { type ComparisonParameters, comparisonQuery, isGrowing, readingQuery } from './parameters.ts'
import { maxDrawn } from './picture-contract.ts'
import { conditionNames, readAsked, readClaims } from './reading.ts'
import { inTurns } from './turns.ts'

/** Parameters of a view that change only how it is shown. */
const ofView = ['show', 'order', 'scale', 'column']

/**
 * The short summary of the claims about a quantity, the parameters that say which claims these are, and those of their
 * picture.
 * @returns `fault` if the parameters are not valid
 */
export async function summariseQuantity(request: FastifyRequest, id: string) {
  const { snapshot, address } = request
  const given = [...address.parameters].filter(([name, value]) => value !== '' && !ofView.includes(name))
  try {
    const { window, condition, strict, tolerance, spreads, group_by, pairs, verdict, limit, cursor, ...filters } =
      readQuery(request, Object.fromEntries(given))
    const asked = await readAsked(request, id, { window, condition, strict, tolerance, spreads }, filters)
    const compared = await readClaims(snapshot, asked)
    const survey = await inTurns(surveyPairs(compared.all, compared.options))
    const { summary } = await renderComparison(snapshot, asked, compared, survey)
    const picture = new URLSearchParams(given.filter(([name]) => Object.hasOwn(readingQuery.shape, name)))
    const [drawn] = conditionNames([{ condition: compared.condition, claims: compared.claims.length }])
    if (compared.conditions.length > 1 && drawn !== undefined) picture.set('condition', drawn)
    const isDrawn = isGrowing(asked.quantity) && compared.claims.length > 0 && compared.claims.length <= maxDrawn
    return { summary: summary.short, conditions: new URLSearchParams(given), picture: isDrawn ? picture : null }
  } catch (error) {
    if (error instanceof Problem && error.statusCode === 400) return { fault: error.message }
    throw error
  }
}

/** @throws Problem 400 naming each fault */
function readQuery(request: FastifyRequest, given: Record<string, string>): ComparisonParameters {
  const read = request.compileValidationSchema(comparisonQuery as never, 'querystring') as unknown as (
    query: Record<string, string>,
  ) => { value: ComparisonParameters } | { error: Problem }
  const result = read(given)
  if ('error' in result) throw result.error
  return result.value
}
