import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { idParams } from '../../listing/by-id.ts'
import { alsoTable, formatParameter } from '../../listing/tables.ts'
import { quantityList } from '../../records/quantities/list.ts'
import { comparedClaimContract } from './claim-contract.ts'
import { comparisonResponse, groupContract } from './contract.ts'
import { pairContract } from './pair-contract.ts'
import { comparisonQuery } from './parameters.ts'
import { sendComparison } from './send.ts'
import { tableResponse } from './tables.ts'

const description = `Who disagrees with whom about one quantity, by how much, unless what, on what assumption, and what is not
ruled out. Nothing is added up, averaged or filled in.

A month, season or year that is stated without qualifier means the whole of it, as far as it had passed when the figure was
said, else published. What else is taken for granted is listed as an assumption, with the estimates that it is made for;
\`strict=true\` makes none. What a growing total counts in a window cannot exceed what it counts in a window that contains it:
two claims for which it would, on the fewest assumptions, cannot both be right. Other quantities are compared within the same
window only. Reports of one claim are one claim, with the loosest bound on each side. A single number ("about", or bare) is
near and bounds nothing: \`tolerance_needed\` says how far off it must be, \`tolerance\` how near it is to be taken. Every filter
of \`/v1/estimates\` selects whose numbers are compared.`

/** The comparison of the claims about one quantity. */
export const comparisonRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const path = '/v1/quantities/:id/comparison'
  const { shape } = idParams({ ...quantityList, example: 'shells-delivered-kp-ru' })
  const common = { tags: ['quantities'], querystring: comparisonQuery }
  const failures = ['invalid-parameter', 'not-found', 'gone', 'cursor-outdated', 'internal-error', 'not-ready'] as const
  const schema = {
    ...common,
    operationId: 'getComparison',
    summary: 'Who disagrees with whom about one quantity, and what is not ruled out',
    description: `${description} ${alsoTable(path)}`,
    params: z.strictObject(shape),
    response: { 200: responseOf('The comparison.', comparisonResponse), ...problems('not-acceptable', ...failures) },
  }
  app.get(path, { schema }, (request, reply) =>
    sendComparison(request, reply, { id: request.params.id, query: request.query }),
  )
  const suffixSchema = {
    ...common,
    operationId: 'getComparisonAs',
    summary: 'The claims about one quantity, their pairs or groups, as CSV, XLSX or NDJSON',
    description: 'The same comparison, in the format named in the address.',
    params: z.strictObject({ ...shape, format: formatParameter }),
    response: {
      200: tableResponse('The comparison.', comparisonResponse, {
        'one row a claim': comparedClaimContract,
        'with `pairs=true` or `verdict` one row a pair': pairContract,
        'with `group_by` one row a group': groupContract,
      }),
      ...problems(...failures),
    },
  }
  app.get(`${path}.:format`, { schema: suffixSchema }, (request, reply) =>
    sendComparison(request, reply, { id: request.params.id, query: request.query, suffix: request.params.format }),
  )
  done()
}
