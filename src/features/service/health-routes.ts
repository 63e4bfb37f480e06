/** Health checks: is the process alive, and can it serve the facts? */
import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import type { Store } from '../../db/open.ts'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { Problem } from '../../http/contract/problems.ts'

const healthContract = z
  .object({
    status: z.literal('ok').meta({ description: 'ok; anything else is a problem.' }),
    dataset_version: z.string().optional().meta({ description: 'Version of the dataset that is being served.' }),
  })
  .meta({ id: 'Health', description: 'The state of the service.' })

const tags = ['service']
const querystring = z.strictObject({})

/** Health checks, which no limit refuses. */
export const healthRoutes =
  (store: Store): FastifyPluginCallback =>
  (instance, _options, done) => {
    const app = instance.withTypeProvider<ZodTypes>()
    const liveSchema = {
      operationId: 'getLiveness',
      summary: 'Is the process alive?',
      description: 'Responds as long as the process can respond at all.',
      tags,
      querystring,
      response: { 200: responseOf('It is.', healthContract), ...problems('invalid-parameter', 'internal-error') },
    }
    app.get('/health/live', { schema: liveSchema }, (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ status: 'ok' }),
    )

    const readySchema = {
      operationId: 'getReadiness',
      summary: 'Can it serve the facts?',
      description: 'Reads from the database before it says so.',
      tags,
      querystring,
      response: {
        200: responseOf('It can.', healthContract),
        ...problems('invalid-parameter', 'internal-error', 'not-ready'),
      },
    }
    app.get('/health/ready', { schema: readySchema }, async (request, reply) => {
      try {
        const { version } = await store.readDataset()
        return reply.header('cache-control', 'no-store').send({ status: 'ok', dataset_version: version })
      } catch (error) {
        request.log.error({ err: error }, 'database unreadable')
        throw new Problem('not-ready', 'The database cannot be read.')
      }
    })

    done()
  }
