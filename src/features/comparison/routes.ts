import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import type { Facts } from '../../db/open.ts'
import { compare } from '../../facts/comparison.ts'
import { findPairs } from '../../facts/verdicts.ts'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { booleanType, parameter } from '../../http/contract/parameters.ts'
import { csvMediaType } from '../../http/response/csv.ts'
import {
  cutPage,
  defaultLimit,
  nextContract,
  pageParameters,
  pageScope,
  readCursor,
} from '../../http/response/pages.ts'
import { bodyOf, idParams } from '../../listing/by-id.ts'
import { meta, metaContract } from '../../listing/meta.ts'
import { resolveReferences } from '../../listing/references.ts'
import { reportFilters } from '../../records/estimates/list.ts'
import type { Quantity } from '../../records/quantities/contract.ts'
import { quantityList } from '../../records/quantities/list.ts'
import { comparisonContract } from './contract.ts'
import { claimsAsCsv, csvDescription } from './csv.ts'
import { comparisonParameters, optionsOf } from './parameters.ts'
import { countUndatedReports, findReports } from './queries.ts'
import { renderClaim, renderComparison, renderPair } from './render.ts'

const { source, origin, known_by } = reportFilters
const querySchema = z.strictObject({
  ...{ source: source.schema, origin: origin.schema, known_by: known_by.schema },
  ...comparisonParameters,
})
const pairsParameter = parameter(
  booleanType,
  'true: also every pair of claims with its verdict, paged by `limit` and `cursor`. Default: false.',
)
const failures = ['invalid-parameter', 'not-found', 'gone'] as const
const faults = ['internal-error', 'not-ready'] as const

const description = `What may honestly be said of one quantity over one reference window: which bounds hold, what all
claims leave open (\`common_ground\`), who contradicts whom, what cannot be compared, and why. Nothing is added up,
averaged or filled in.

A floor of an additive quantity holds for every window that surely contains its own, a ceiling for every window surely
within its own; nothing else moves, and nothing at all where the quantity is not additive (a rate, share, stock, duration
or distance). Bounds count only where this is sure whatever the vague days were; an approximate or uncertain end never is.
A start that is not stated is taken as the start of the flow, an end that is not stated, or said to be open, as \`as_of\`,
else \`said\`, else \`published\`; each use is listed, and \`strict=true\` makes none. Reports of one claim are one claim with
the weakest bound on each side. Single numbers ("about", or bare), and "almost" on its lower side, decide nothing without
\`tolerance\`. Claims under a rarer \`condition\` stay out, and so do spreads; \`tensions\` shows what lies across.`

/** Disagreement as a query: the claims about one quantity, compared. */
export const comparisonRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const path = '/v1/quantities/:id/comparison'
  const tags = ['quantities']
  const params = idParams({ ...quantityList, example: 'containers-delivered-kp-ru' })

  const schema = {
    operationId: 'getComparison',
    summary: 'What may honestly be said of one quantity',
    description,
    tags,
    params,
    querystring: z.strictObject({ ...querySchema.shape, pairs: pairsParameter, ...pageParameters }),
    response: {
      200: responseOf('The comparison.', z.object({ data: comparisonContract, ...nextContract, meta: metaContract })),
      ...problems(...failures, 'cursor-outdated', ...faults),
    },
  }
  app.get(path, { schema }, async (request, reply) => {
    const { facts, params, query } = request
    const { pairs = false, limit = defaultLimit, cursor } = query
    const quantity = await quantityOf(facts, params.id, query)
    const scope = pageScope(request, facts.dataset.digest)
    const after = cursor === undefined ? undefined : (readCursor(cursor, scope, 2).key as [string, string])
    return reply.respond(async () => {
      const { comparison, options, undated } = await compareFor(facts, quantity, query)
      const data = renderComparison(comparison, aboutOf(quantity, query))
      const claims = comparison.claims.map(({ claim }) => claim)
      const found = pairs ? findPairs(claims, options, { after, limit: limit + 1 }) : []
      const { rows, next, links } = cutPage(found, { scope, limit }, ({ first, second }) => [first.id, second.id])
      const body = JSON.stringify({
        data: pairs ? { ...data, pairs: rows.map(renderPair) } : data,
        ...next,
        meta: { ...meta(facts), ...undated },
      })
      return { body, links }
    })
  })

  const csvSchema = {
    operationId: 'getComparisonCsv',
    summary: 'The claims about one quantity as CSV, ready for a range chart',
    description: csvDescription,
    tags,
    params,
    querystring: querySchema,
    response: {
      200: responseOf(
        'The claims.',
        z.string().meta({ description: 'CSV (RFC 4180), UTF-8, with a header.' }),
        'text/csv',
      ),
      ...problems(...failures, ...faults),
    },
  }
  app.get(`${path}.csv`, { schema: csvSchema }, async ({ facts, params, query }, reply) => {
    const quantity = await quantityOf(facts, params.id, query)
    return reply.respond({
      [csvMediaType]: async () =>
        claimsAsCsv(
          quantity.id,
          quantity.unit,
          (await compareFor(facts, quantity, query)).comparison.claims.map(renderClaim),
        ),
    })
  })
  done()
}

type Asked = z.output<typeof querySchema>

/** Refuses ids that do not exist, before anything is compared. */
async function quantityOf(facts: Facts, id: string, { source, origin }: Asked): Promise<Quantity> {
  const quantity = JSON.parse(await bodyOf(facts, quantityList, id)) as Quantity
  await resolveReferences(facts, { filters: reportFilters }, { source, origin })
  return quantity
}

async function compareFor(facts: Facts, quantity: Quantity, asked: Asked) {
  const { source, origin, known_by } = asked
  const filters = { source, origin, known_by }
  const options = optionsOf(quantity, asked)
  return {
    comparison: compare(await findReports(facts, quantity.id, filters), options),
    options,
    undated: await countUndatedReports(facts, quantity.id, filters),
  }
}

/** The quantity and the parameters as they were understood, for the answer. */
function aboutOf({ id, unit, measure, additive }: Quantity, query: Asked) {
  const { window = null, known_by = null, origin = null, source = null, tolerance = null } = query
  const { strict = false, spreads = 'apart' } = query
  const asked = { window, known_by, origin, source, strict, tolerance, spreads }
  return { quantity: id, unit, measure, additive, asked }
}
