import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { buildingCorridor, type Corridor, type Run } from '../../facts/comparison/corridor.ts'
import { describeRun, stepAt } from '../../facts/comparison/steps.ts'
import { mapInParts } from '../../facts/comparison/work.ts'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { defaultLimit, pageOf, pageParameters, pageScope, readCursor } from '../../http/response/pages.ts'
import { idParams } from '../../listing/by-id.ts'
import { meta } from '../../listing/meta.ts'
import { alsoTable, formatFor, formatParameter, sendTable, type TableFormat } from '../../listing/tables.ts'
import { quantityList } from '../../records/quantities/list.ts'
import { describing, describingRefused, refuseOthers, refuseSeveral } from './corridor.ts'
import { corridorContract, type StepRow, stepContract } from './corridor-contract.ts'
import { atParameter, conditionParameter, filterParameters, readingParameters } from './parameters.ts'
import { aboutOf, readAsked, readClaims } from './reading.ts'
import { renderClaim, renderStep } from './render.ts'
import { refuseWithoutEffect, tableResponse, writeTable } from './tables.ts'
import { inTurns } from './turns.ts'

const querySchema = z.strictObject({
  ...filterParameters,
  ...atParameter,
  ...conditionParameter,
  ...readingParameters,
  ...pageParameters,
})
type Query = z.output<typeof querySchema>

const description = `For each day, what the claims leave possible for the total from the start of the flow to the end of that
day, in steps that begin where it changes. The floor is the highest lower bound of claims whose window surely ends by then: a
part never exceeds the whole. The ceiling is the lowest upper bound of claims that count from the start of the flow and surely
reach to that day. Where the floor exceeds the ceiling, \`conflicts\` names who cannot all be right and \`either\` has both
readings; the service chooses none. \`next_low\` and \`next_high\` are the bounds without the origin that sets them. Single
numbers bound nothing without \`tolerance\`; those that lie beyond the bounds are \`outside\`. Only for totals and capacities that
grow, and for one condition at a time.`

/** The corridor of the claims about a quantity that grows. */
export const corridorRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const path = '/v1/quantities/:id/corridor'
  const { shape } = idParams({ ...quantityList, example: 'containers-delivered-kp-ru' })
  const common = { tags: ['quantities'], querystring: querySchema }
  const failures = ['invalid-parameter', 'not-found', 'gone', 'cursor-outdated', 'internal-error', 'not-ready'] as const
  const schema = {
    ...common,
    operationId: 'getCorridor',
    summary: 'What the claims leave possible for a growing total, day by day',
    description: `${description} ${alsoTable(path)}`,
    params: z.strictObject(shape),
    response: { 200: responseOf('The corridor.', corridorContract), ...problems('not-acceptable', ...failures) },
  }
  app.get(path, { schema }, (request, reply) =>
    sendCorridor(request, reply, { id: request.params.id, query: request.query }),
  )
  const suffixSchema = {
    ...common,
    operationId: 'getCorridorAs',
    summary: 'The steps of a corridor as CSV, XLSX or NDJSON',
    description: 'The same corridor, in the format named in the address.',
    params: z.strictObject({ ...shape, format: formatParameter }),
    response: {
      200: tableResponse('The corridor.', corridorContract, { 'one row a step': stepContract }),
      ...problems(...failures),
    },
  }
  app.get(`${path}.:format`, { schema: suffixSchema }, (request, reply) =>
    sendCorridor(request, reply, { id: request.params.id, query: request.query, suffix: request.params.format }),
  )
  done()
}

interface AskedCorridor {
  /** Id of the quantity. */
  id: string
  query: Query
  /** The format in the address; undefined: by `Accept`. */
  suffix?: TableFormat
}

async function sendCorridor(
  request: FastifyRequest,
  reply: FastifyReply,
  { id, query, suffix }: AskedCorridor,
): Promise<FastifyReply> {
  const { snapshot } = request
  const { at, limit, cursor, condition, strict, tolerance, spreads, ...filters } = query
  const format = formatFor(request, suffix)
  if (at !== undefined) refuseWithoutEffect({ limit, cursor }, 'Without effect: `at` is one step.')
  const asked = await readAsked(request, id, { condition, strict, tolerance, spreads }, filters)
  refuseOthers(asked)
  const scope = pageScope(request, `/v1/quantities/${id}/corridor`)
  const after = cursor === undefined ? undefined : readCursor(cursor, scope, 1).key

  return sendTable(reply, { format, suffix, name: `${id}-corridor` }, async () => {
    const compared = await readClaims(snapshot, asked)
    refuseSeveral(asked, compared)
    const corridor = await inTurns(buildingCorridor(compared.claims, compared.condition, compared.options))
    const isWhole = format !== 'json' && limit === undefined && cursor === undefined
    const { runs } = corridor
    const size = isWhole ? runs.length : (limit ?? defaultLimit)
    const page = pageOf(runs, { scope, limit: size, after }, ({ from }) => [from])
    if (format !== 'json') {
      const rows = at === undefined ? batchesOf(corridor, page.rows) : [[renderStep(stepAt(corridor, at))]]
      const table = { name: 'steps', contract: stepContract, quantity: asked.quantity, snapshot }
      return { body: writeTable(format, table, rows), links: page.links }
    }
    const steps = at === undefined ? await inTurns(describing(corridor, page.rows)) : [renderStep(stepAt(corridor, at))]
    const next = at === undefined ? page.next : { next_cursor: null, next: null }
    const named = namesIn(steps)
    const claims = compared.claims.filter(({ id }) => named.has(id))
    const data = {
      ...aboutOf(asked, compared),
      steps,
      refused: await inTurns(describingRefused(corridor)),
      refused_count: corridor.lines.refused.length,
      claims: await inTurns(mapInParts(claims, (claim) => renderClaim(claim, compared.options))),
    }
    const about = { ...meta(snapshot), ...asked.read, ...compared.undated }
    return { body: JSON.stringify({ data, ...next, meta: about }), links: at === undefined ? page.links : {} }
  })
}

function* batchesOf(corridor: Corridor, runs: Run[]): Generator<StepRow[]> {
  for (const run of runs) yield [renderStep(describeRun(corridor, run))]
}

/** Ids of all claims that steps name. */
function namesIn(steps: StepRow[]): Set<string> {
  const named = new Set<string>()
  for (const { low_claims, high_claims, conflicts, either, outside, assumptions } of steps) {
    const lists = [
      ...[low_claims, high_claims, outside.map(({ claim }) => claim)],
      ...(conflicts === null ? [] : [conflicts.floors, conflicts.ceilings]),
      ...(either === null ? [] : [either.floors.left_out, either.ceilings.left_out]),
      ...assumptions.map(({ spoken_against_by }) => spoken_against_by),
    ]
    for (const list of lists) for (const id of list) named.add(id)
  }
  return named
}
