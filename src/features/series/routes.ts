import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { defaultLimit, pageOf, pageParameters, pageScope, readCursor } from '../../http/response/pages.ts'
import { bodyOf, idParams } from '../../listing/by-id.ts'
import { exactFilter } from '../../listing/filters.ts'
import { meta } from '../../listing/meta.ts'
import { readAs, resolveReferences } from '../../listing/references.ts'
import { entityList } from '../../records/entities/list.ts'
import { estimateList, reportFilters } from '../../records/estimates/list.ts'
import { seriesContract } from './contract.ts'
import { findSeries } from './queries.ts'

/** Estimates of one claimant over time; a newer one does not replace an older one. */
export const seriesRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const example = 'ukrainian-military-intelligence'
  const schema = {
    operationId: 'getSeries',
    summary: 'What one claimant said over time',
    description: `Every estimate that the entity or one of its parts puts forward (a state: all its bodies), by quantity,
in the order in which it was said, else published: all of them, the newest replaces none. Vague dates stand by their first
day, then their last; what has no date stands last.`,
    tags: ['entities'],
    params: idParams({ ...entityList, example }),
    querystring: z.strictObject({
      quantity: reportFilters.quantity.schema,
      exact: exactFilter.schema,
      ...pageParameters,
    }),
    response: {
      200: responseOf('A page of estimates.', seriesContract),
      ...problems('invalid-parameter', 'not-found', 'gone', 'cursor-outdated', 'internal-error', 'not-ready'),
    },
  }
  app.get('/v1/entities/:id/series', { schema }, async (request, reply) => {
    const { snapshot } = request
    const { id } = request.params
    const { limit = defaultLimit, cursor, ...asked } = request.query
    await bodyOf(snapshot, entityList, id)
    await resolveReferences(snapshot, { filters: reportFilters }, { quantity: asked.quantity })
    const scope = pageScope(request, snapshot.dataset.digest)
    const after = cursor === undefined ? undefined : readCursor(cursor, scope, 1).key
    return reply.respond(async () => {
      const query = { claimant: [id], exact: asked.exact }
      const read = await readAs(snapshot, estimateList, query, query)
      const rows = await findSeries(snapshot, id, asked)
      // A claimant has few estimates: all are put in order, then the page is taken.
      const page = pageOf(rows, { scope, limit, after }, (row) => [row.id])
      const points = page.rows.map(
        ({ id: _, body, ...place }) => `${JSON.stringify(place).slice(0, -1)},"estimate":${body}}`,
      )
      const body = `{"data":[${points.join(',')}],${JSON.stringify({ ...page.next, meta: { ...meta(snapshot), ...read } }).slice(1)}`
      return { body, links: page.links }
    })
  })
  done()
}
