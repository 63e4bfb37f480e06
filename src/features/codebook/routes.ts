import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { answer, problems } from '../../http/contract/contract.ts'
import { meta, metaContract } from '../dataset.ts'
import { codebook } from './codebook.ts'
import { codebookContract } from './contract.ts'

export const codebookRoutes: FastifyPluginCallback = (app, _options, done) => {
  const schema = {
    operationId: 'getCodebook',
    summary: 'What every field and term means',
    description:
      'Every field with its type, unit, vocabulary and standard, every term, and what holds for all records.',
    tags: ['service'],
    querystring: z.strictObject({}),
    response: {
      200: answer('The codebook.', z.object({ data: codebookContract, meta: metaContract })),
      ...problems('invalid-parameter', 'internal-error', 'not-ready'),
    },
  }
  app.get('/v1/codebook', { schema }, ({ facts }, reply) =>
    reply.respond(() => JSON.stringify({ data: codebook(), meta: meta(facts) })),
  )
  done()
}
