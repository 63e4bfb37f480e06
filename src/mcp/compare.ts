import { z } from 'zod'
import { addressOfAnswer, quantityOf, reportsOf } from './quantity.ts'
import { dataOf, given } from './service.ts'
import { idInput, limits, tool } from './tool.ts'

const maxRungs = 20
const maxFailing = 20

export const compareTool = tool(
  {
    name: 'compare',
    title: 'Compare the claims about a quantity',
    description:
      'Who claims what about one quantity, and who cannot both be right, by how much, unless what, on which assumption: a summary in words, ' +
      'the pairs that fail, the ladder of floors and ceilings with the claims and origins behind each, and every claim with its source.',
  },
  {
    quantity: idInput.describe('Id of the quantity, such as shells-delivered-kp-ru.'),
    known_by: z
      .string()
      .optional()
      .describe('Only what was surely published, else said, by this day (EDTF, 2024-07-01).'),
    claimant: z
      .string()
      .optional()
      .describe('Only claims of these entities or their parts: ids or names, separated by commas.'),
    source: z.string().optional().describe('Only reports of these sources: ids, separated by commas.'),
    strict: z.boolean().optional().describe('true: nothing is assumed about windows and dates.'),
    limit: z.int().min(1).max(100).default(30).describe('Most claims in the answer.'),
  },
  async (service, { quantity: id, limit, ...filters }) => {
    const quantity = await quantityOf(service, id)
    const query = given(filters)
    const answer = dataOf(
      await service.facts.http.GET('/v1/quantities/{id}/comparison', {
        params: { path: { id }, query: { ...query, limit } as never },
      }),
    )
    const { summary, counts, not_ruled_out, failing, ladder, ladder_count, claims } = answer.data
    return {
      quantity,
      summary: summary.long,
      counts,
      failing: failing.slice(0, maxFailing),
      not_ruled_out,
      ladder: ladder.slice(0, maxRungs),
      ladder_count,
      reports: await reportsOf(service, claims),
      has_more_claims: answer.next !== null,
      address: addressOfAnswer(service, id, 'comparison', query),
      citation: answer.meta.citation,
      limits: Object.values(limits),
    }
  },
)
