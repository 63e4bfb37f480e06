import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { problems, responseOf } from '../../http/contract/contract.ts'
import { contextPath, jsonLdType } from '../../listing/jsonld/document.ts'
import { meta, metaContract } from '../../listing/meta.ts'
import { context } from './context.ts'
import { type Codebook, codebookContract } from './contract.ts'

/** The codebook, and the JSON-LD context, whose terms are the fields of the codebook. */
export const codebookRoutes =
  (codebook: () => Codebook): FastifyPluginCallback =>
  (app, _options, done) => {
    const schema = {
      operationId: 'getCodebook',
      summary: 'Meaning of every field and term',
      description:
        'Every field with its type, unit, vocabulary and standard, every term, and what holds for all records.',
      tags: ['service'],
      querystring: z.strictObject({}),
      response: {
        200: responseOf('The codebook.', z.object({ data: codebookContract, meta: metaContract })),
        ...problems('invalid-parameter', 'internal-error', 'not-ready'),
      },
    }
    app.get('/v1/codebook', { schema }, ({ snapshot }, reply) =>
      reply.respond(() => JSON.stringify({ data: codebook(), meta: meta(snapshot) })),
    )

    const contextSchema = {
      operationId: 'getContext',
      summary: 'JSON-LD context',
      description:
        'The meaning of the terms in JSON-LD responses. The document names no other context, so nothing else is fetched.',
      tags: ['service'],
      querystring: z.strictObject({}),
      response: {
        200: responseOf(
          'The context.',
          z
            .object({
              '@context': z.record(z.string(), z.unknown()).meta({ description: 'Terms and what they map to.' }),
            })
            .meta({ id: 'JsonLdContext', description: 'A JSON-LD 1.1 context document.' }),
          jsonLdType,
        ),
        ...problems('invalid-parameter', 'internal-error', 'not-ready'),
      },
    }
    app.get(contextPath, { schema: contextSchema }, (_request, reply) =>
      reply.respond({ [jsonLdType]: () => JSON.stringify({ '@context': context(codebook()) }) }),
    )

    done()
  }
