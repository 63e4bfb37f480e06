/** The contract of the service: kinds of problem, and the OpenAPI document. */
import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { servedDocument, servedYaml } from '../../http/contract/openapi.ts'
import { requiredParameter, termType } from '../../http/contract/parameters.ts'
import { type ProblemType, problemTypes } from '../../http/contract/problem-types.ts'

const problemTypeContract = z
  .object({
    type: z.string().meta({ description: 'The `type` of such problems.' }),
    title: z.string().meta({ description: 'Meaning of the problem.' }),
    status: z.int().min(400).max(599).meta({ description: 'Its HTTP status.' }),
    advice: z.string().meta({ description: 'What a client can do about it.' }),
  })
  .meta({ id: 'ProblemType', description: 'A kind of problem in responses of this service.' })

const querystring = z.strictObject({})

/** The meaning of each kind of problem, and the OpenAPI document as YAML and JSON. */
export const contractRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const problemSchema = {
    operationId: 'getProblemType',
    summary: 'Meaning of a kind of problem, and what to do about it',
    description: 'The address that stands in `type` of a problem.',
    tags: ['service'],
    params: z.strictObject({
      name: requiredParameter(
        termType(Object.keys(problemTypes) as ProblemType[]),
        'Name of the problem.',
        'invalid-parameter',
      ),
    }),
    querystring,
    response: {
      200: responseOf('The kind of problem.', problemTypeContract),
      ...problems('invalid-parameter', 'internal-error', 'not-ready'),
    },
  }
  app.get('/problems/:name', { schema: problemSchema }, (request, reply) => {
    const { name } = request.params
    const [status, title, advice] = problemTypes[name]
    return reply.respond(() => JSON.stringify({ type: `${app.publicUrl}/problems/${name}`, title, status, advice }))
  })

  const yaml = servedYaml(app.publicUrl)
  const hidden = { hide: true, querystring }
  app.get('/openapi.yaml', { schema: hidden }, ({ publicUrl }, reply) =>
    reply.respond({ 'application/yaml': () => servedYaml(publicUrl) }, { variant: yaml }),
  )
  app.get('/openapi.json', { schema: hidden }, ({ publicUrl }, reply) =>
    // The document is parsed on the first request, since that takes longer than a start should.
    reply.respond(() => JSON.stringify(servedDocument(publicUrl)), { variant: yaml }),
  )
  done()
}
