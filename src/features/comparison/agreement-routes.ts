import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { type Claim, combiningReports } from '../../facts/comparison/claims.ts'
import { pairOf, turnPair } from '../../facts/comparison/pairs.ts'
import { comparePairs } from '../../facts/comparison/search.ts'
import { mapInParts } from '../../facts/comparison/work.ts'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { defaultLimit, pageOf, pageParameters, pageScope, readCursor } from '../../http/response/pages.ts'
import { bodyOf, idParams } from '../../listing/by-id.ts'
import { meta } from '../../listing/meta.ts'
import type { Estimate } from '../../records/estimates/contract.ts'
import { estimateList } from '../../records/estimates/list.ts'
import type { Quantity } from '../../records/quantities/contract.ts'
import { quantityList } from '../../records/quantities/list.ts'
import { agreementContract } from './pair-contract.ts'
import { optionsOf, readingParameters, verdictParameter } from './parameters.ts'
import { findReports } from './queries.ts'
import { renderPair } from './render.ts'
import { inTurns } from './turns.ts'

/** The pairs of one claim, from one of its estimates. */
export const agreementRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const schema = {
    operationId: 'getAgreement',
    summary: 'Who contradicts one estimate, agrees with it, or cannot be compared with it',
    description: `The claim that the estimate reports, with the loosest bounds of all its reports, and every other claim of
the same quantity: the verdict, by how much they differ, unless what, and on what assumption. Those that cannot both be right
come first.`,
    tags: ['estimates'],
    params: idParams({ ...estimateList, example: 'estimate-k13-c4ads-shells' }),
    querystring: z.strictObject({ ...verdictParameter, ...readingParameters, ...pageParameters }),
    response: {
      200: responseOf('A page of pairs.', agreementContract),
      ...problems('invalid-parameter', 'not-found', 'gone', 'cursor-outdated', 'internal-error', 'not-ready'),
    },
  }
  app.get('/v1/estimates/:id/agreement', { schema }, async (request, reply) => {
    const { snapshot } = request
    const { id } = request.params
    const { verdict: wanted, limit = defaultLimit, cursor, ...reading } = request.query
    const estimate = JSON.parse(await bodyOf(snapshot, estimateList, id)) as Estimate
    const scope = pageScope(request)
    const after = cursor === undefined ? undefined : readCursor(cursor, scope, 1).key
    return reply.respond(async () => {
      const quantity = JSON.parse(await bodyOf(snapshot, quantityList, estimate.quantity)) as Quantity
      const options = optionsOf(quantity, reading)
      const claims = await inTurns(combiningReports(await findReports(snapshot, quantity.id, {}), options, options))
      const own = claims.find((claim) => claim.id === estimate.claim) as Claim
      const others = claims.filter((other) => other !== own)
      const pairs = (await inTurns(mapInParts(others, (other) => pairOf(own, other, options))))
        .filter(({ verdict }) => wanted === undefined || wanted.includes(verdict))
        .sort(comparePairs)
        .map((pair) => (pair.first === own ? pair : turnPair(pair)))
      const page = pageOf(pairs, { scope, limit, after }, ({ second }) => [second.id])
      return {
        body: JSON.stringify({ data: page.rows.map(renderPair), ...page.next, meta: meta(snapshot) }),
        links: page.links,
      }
    })
  })
  done()
}
