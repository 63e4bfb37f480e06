import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { type Claim, combineReports } from '../../facts/claims.ts'
import { verdictOf } from '../../facts/verdicts.ts'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { listType, parameter, termType } from '../../http/contract/parameters.ts'
import { cutPage, defaultLimit, pageParameters, pageScope, readCursor } from '../../http/response/pages.ts'
import { bodyOf, idParams } from '../../listing/by-id.ts'
import { meta } from '../../listing/meta.ts'
import type { Estimate } from '../../records/estimates/contract.ts'
import { estimateList } from '../../records/estimates/list.ts'
import type { Quantity } from '../../records/quantities/contract.ts'
import { quantityList } from '../../records/quantities/list.ts'
import { terms, verdicts } from '../../vocabulary.ts'
import { agreementContract } from './agreement-contract.ts'
import { optionsOf, readingParameters } from './parameters.ts'
import { findReports } from './queries.ts'
import { renderPair } from './render.ts'

/** Who agrees with whom, from one estimate. */
export const agreementRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const schema = {
    operationId: 'getAgreement',
    summary: 'What one estimate contradicts, contains, overlaps, or cannot be compared with',
    description: `The claim that the estimate reports, with the weakest bounds of all its reports, against every other
claim of the same quantity: the verdict, and why. A contradiction is one only where it is proven over windows in which
both must hold. Assumptions about windows are those of the comparison of the quantity.`,
    tags: ['estimates'],
    params: idParams(estimateList),
    querystring: z.strictObject({
      verdict: parameter(
        listType(termType(terms(verdicts))),
        'Only these verdicts. Several, separated by commas or in a parameter of the same name each, match any of them.',
        'incomparable',
      ),
      ...readingParameters,
      ...pageParameters,
    }),
    response: {
      200: responseOf('A page of verdicts.', agreementContract),
      ...problems('invalid-parameter', 'not-found', 'gone', 'cursor-outdated', 'internal-error', 'not-ready'),
    },
  }
  app.get('/v1/estimates/:id/agreement', { schema }, async (request, reply) => {
    const { facts } = request
    const { id } = request.params
    const { verdict: wanted, limit = defaultLimit, cursor, ...reading } = request.query
    const estimate = JSON.parse(await bodyOf(facts, estimateList, id)) as Estimate
    const scope = pageScope(request, facts.dataset.digest)
    const after = cursor === undefined ? '' : String(readCursor(cursor, scope, 1).key[0])
    return reply.respond(async () => {
      const quantity = JSON.parse(await bodyOf(facts, quantityList, estimate.quantity)) as Quantity
      const options = optionsOf(quantity, reading)
      const claims = combineReports(await findReports(facts, quantity.id, {}), options, options)
      const first = claims.find((claim) => claim.id === estimate.claim) as Claim
      const pairs = claims
        .filter((second) => second !== first && second.id > after)
        .map((second) => ({ first, second, ...verdictOf(first, second, options) }))
        .filter(({ verdict }) => wanted === undefined || wanted.includes(verdict))
      const { rows, next, links } = cutPage(pairs, { scope, limit }, ({ second }) => [second.id])
      return { body: JSON.stringify({ data: rows.map(renderPair), ...next, meta: meta(facts) }), links }
    })
  })
  done()
}
