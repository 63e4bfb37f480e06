import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { answer, answerIn, problems, type ZodTypes } from '../../http/contract/contract.ts'
import {
  defaultLimit,
  linkNext,
  nextLink,
  pageAddress,
  pageParameters,
  pageScope,
  readCursor,
} from '../../http/response/pages.ts'
import { countEvidenceOfSource } from '../evidence/queries.ts'
import { evidenceResource } from '../evidence/resource.ts'
import { bodyOf, idParams } from '../records/by-id.ts'
import { findRecords, keysOf } from '../records/queries.ts'
import type { Source } from '../sources/contract.ts'
import { sourceResource } from '../sources/resource.ts'
import { context } from './context.ts'
import { contextPath, datasetNode, jsonLdContract, jsonLdType, writeDocument } from './document.ts'
import { nodeOf } from './node.ts'

/** The context that all JSON-LD of this service names, and the evidence of a source as Web Annotations. */
export const jsonLdRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const contextSchema = {
    operationId: 'getContext',
    summary: 'JSON-LD context',
    description:
      'What the terms of the JSON-LD answers stand for. It names no other context, so nothing else is fetched.',
    tags: ['service'],
    querystring: z.strictObject({}),
    response: {
      200: answer(
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
    reply.respond({ [jsonLdType]: () => JSON.stringify({ '@context': context() }) }),
  )

  const annotationsSchema = {
    operationId: 'listAnnotations',
    summary: 'Evidence of a source as Web Annotations',
    description:
      'A W3C AnnotationCollection whose first page stands in it; with `cursor`, one of its AnnotationPages. The body of an annotation is the fact, its target the words of the source.',
    tags: ['sources'],
    params: idParams(sourceResource),
    querystring: z.strictObject(pageParameters),
    response: {
      200: answerIn('The collection, or a page of it.', {
        [jsonLdType]: jsonLdContract,
        'application/json': jsonLdContract,
      }),
      ...problems(
        ...(['invalid-parameter', 'not-found', 'not-acceptable', 'cursor-outdated', 'gone'] as const),
        ...(['internal-error', 'not-ready'] as const),
      ),
    },
  }
  app.get('/v1/sources/:id/annotations', { schema: annotationsSchema }, (request, reply) => {
    const { facts } = request
    const { id } = request.params as { id: string }
    const { limit = defaultLimit, cursor } = request.query as { limit?: number; cursor?: string }
    const { display } = JSON.parse(bodyOf(facts, sourceResource, id)) as Source
    const scope = pageScope(request, facts.dataset.digest)
    const from = cursor === undefined ? undefined : readCursor(cursor, scope, 1)
    const keys = keysOf(evidenceResource, undefined)
    const make = () => {
      const rows = findRecords(facts, evidenceResource, { source: [id] }, { keys, from, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      const next = linkNext(scope, limit, last?.key)
      const collection = {
        id: scope.path,
        type: 'AnnotationCollection',
        label: display,
        total: countEvidenceOfSource(facts, id),
      }
      const annotations = {
        id: pageAddress(scope, limit, from ?? { direction: 'after', key: [''] }).address,
        type: 'AnnotationPage',
        ...(next.next !== null && { next: next.next }),
        items: page.map(({ body }) => nodeOf(JSON.parse(body), app.publicUrl)),
      }
      const isPartOf = datasetNode(facts, app.publicUrl)
      const node =
        cursor === undefined
          ? { ...collection, first: { ...annotations, startIndex: 0 }, isPartOf }
          : { ...annotations, partOf: collection, isPartOf }
      return { body: writeDocument(app.publicUrl, node), links: nextLink(next) }
    }
    return reply.respond({ [jsonLdType]: make, 'application/json': make })
  })
  done()
}
