import { z } from 'zod'
import { addressOfAnswer, quantityOf, reportsOf } from './quantity.ts'
import { dataOf, given } from './service.ts'
import { idInput, limits, tool } from './tool.ts'

export const corridorTool = tool(
  {
    name: 'corridor',
    title: 'What the claims leave possible, by day',
    description:
      'For a total that grows: between which floor and ceiling the claims leave it on each day, in steps that begin where it changes, or on one day ' +
      '(`at`). A floor is "at least"; where nobody sets a ceiling, `high` is null. Where floor and ceiling cross, both readings are given and none is chosen.',
  },
  {
    quantity: idInput.describe('Id of the quantity, such as containers-delivered-kp-ru.'),
    at: z.string().optional().describe('One day, YYYY-MM-DD, instead of all steps.'),
    known_by: z
      .string()
      .optional()
      .describe('Only what was surely published, else said, by this day (EDTF, 2024-07-01).'),
    condition: z.string().optional().describe('The condition of the claims, where they are made under several.'),
    limit: z.int().min(1).max(100).optional().describe('Most steps in the answer.'),
  },
  async (service, { quantity: id, ...asked }) => {
    const quantity = await quantityOf(service, id)
    const query = given(asked)
    const answer = dataOf(
      await service.facts.http.GET('/v1/quantities/{id}/corridor', { params: { path: { id }, query: query as never } }),
    )
    const { steps, condition, claims } = answer.data
    return {
      quantity,
      condition,
      steps,
      reports: await reportsOf(service, claims),
      has_more_steps: answer.next !== null,
      address: addressOfAnswer(service, id, 'corridor', query),
      citation: answer.meta.citation,
      limits: Object.values(limits),
    }
  },
)
