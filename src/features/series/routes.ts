import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { defaultLimit, pageOf, pageParameters, pageScope, readCursor } from '../../http/response/pages.ts'
import { bodyOf, idParams } from '../../listing/by-id.ts'
import { exactFilter } from '../../listing/filters.ts'
import { meta } from '../../listing/meta.ts'
import { readAs, resolveReferences } from '../../listing/references.ts'
import {
  alsoTable,
  formatFor,
  formatParameter,
  inBatches,
  sendTable,
  type TableFormat,
  tableResponse,
  writeTable,
} from '../../listing/tables.ts'
import { entityList } from '../../records/entities/list.ts'
import { estimateList, reportFilters } from '../../records/estimates/list.ts'
import { seriesContract, seriesPointContract } from './contract.ts'
import { findSeries } from './queries.ts'

const querySchema = z.strictObject({
  quantity: reportFilters.quantity.schema,
  exact: exactFilter.schema,
  ...pageParameters,
})

const description = `Every estimate that the entity or one of its parts puts forward (a state: all its bodies), by quantity,
in the order in which it was said, else published: all of them, the newest replaces none. Vague dates stand by their first
day, then their last; what has no date stands last.`

/** Estimates of one claimant over time; a newer one does not replace an older one. */
export const seriesRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const path = '/v1/entities/:id/series'
  const { shape } = idParams({ ...entityList, example: 'ukrainian-military-intelligence' })
  const common = { tags: ['entities'], querystring: querySchema }
  const failures = ['invalid-parameter', 'not-found', 'gone', 'cursor-outdated', 'internal-error', 'not-ready'] as const
  const schema = {
    ...common,
    operationId: 'getSeries',
    summary: 'What one claimant said over time',
    description: `${description} ${alsoTable(path)}`,
    params: z.strictObject(shape),
    response: { 200: responseOf('A page of estimates.', seriesContract), ...problems('not-acceptable', ...failures) },
  }
  app.get(path, { schema }, (request, reply) =>
    sendSeries(request, reply, { id: request.params.id, query: request.query }),
  )
  const suffixSchema = {
    ...common,
    operationId: 'getSeriesAs',
    summary: 'What one claimant said over time, as CSV, XLSX or NDJSON',
    description: 'The same series, in the format named in the address.',
    params: z.strictObject({ ...shape, format: formatParameter }),
    response: {
      200: tableResponse('A page of estimates, or all as a table.', seriesContract, {
        'one row an estimate': seriesPointContract,
      }),
      ...problems(...failures),
    },
  }
  app.get(`${path}.:format`, { schema: suffixSchema }, (request, reply) =>
    sendSeries(request, reply, { id: request.params.id, query: request.query, suffix: request.params.format }),
  )
  done()
}

interface AskedSeries {
  /** Id of the claimant. */
  id: string
  query: z.output<typeof querySchema>
  /** The format in the address; undefined: by `Accept`. */
  suffix?: TableFormat
}

async function sendSeries(
  request: FastifyRequest,
  reply: FastifyReply,
  { id, query: { limit, cursor, ...asked }, suffix }: AskedSeries,
): Promise<FastifyReply> {
  const { snapshot } = request
  const format = formatFor(request, suffix)
  await bodyOf(snapshot, entityList, id)
  await resolveReferences(snapshot, { filters: reportFilters }, { quantity: asked.quantity })
  const scope = pageScope(request, `/v1/entities/${id}/series`)
  const after = cursor === undefined ? undefined : readCursor(cursor, scope, 1).key
  return sendTable(reply, { format, suffix, name: `${id}-series` }, async () => {
    const rows = await findSeries(snapshot, id, asked)
    const isWhole = format !== 'json' && limit === undefined && cursor === undefined
    // A claimant has few estimates: all are put in order, then the page is taken.
    const page = pageOf(rows, { scope, limit: isWhole ? rows.length : (limit ?? defaultLimit), after }, (row) => [
      row.id,
    ])
    if (format !== 'json') {
      const points = inBatches(page.rows, ({ id: _, body, ...place }) => ({ ...place, estimate: JSON.parse(body) }))
      const table = { name: 'series', contract: seriesPointContract, snapshot }
      return { body: writeTable(format, table, points), links: page.links }
    }
    const points = page.rows.map(
      ({ id: _, body, ...place }) => `${JSON.stringify(place).slice(0, -1)},"estimate":${body}}`,
    )
    const query = { claimant: [id], exact: asked.exact }
    const read = await readAs(snapshot, estimateList, query, query)
    const body = `{"data":[${points.join(',')}],${JSON.stringify({ ...page.next, meta: { ...meta(snapshot), ...read } }).slice(1)}`
    return { body, links: page.links }
  })
}
