import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { problems, responseIn, type ZodTypes } from '../../http/contract/contract.ts'
import { cutPage, defaultLimit, pageAddress, pageParameters, pageScope, readCursor } from '../../http/response/pages.ts'
import { bodyOf, idParams } from '../../listing/by-id.ts'
import { datasetNode, jsonLdContract, jsonLdType, writeDocument } from '../../listing/jsonld/document.ts'
import { nodeOf } from '../../listing/jsonld/node.ts'
import { findRecords, keysOf } from '../../listing/queries.ts'
import { evidenceList } from '../../records/evidence/list.ts'
import { countEvidenceOfSource } from '../../records/evidence/queries.ts'
import type { Source } from '../../records/sources/contract.ts'
import { sourceList } from '../../records/sources/list.ts'

/** The evidence of a source as Web Annotations. */
export const annotationRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const annotationsSchema = {
    operationId: 'listAnnotations',
    summary: 'Evidence of a source as Web Annotations',
    description:
      'A W3C AnnotationCollection whose first page stands in it; with `cursor`, one of its AnnotationPages. The body of an annotation is the fact, its target the words of the source.',
    tags: ['sources'],
    params: idParams(sourceList),
    querystring: z.strictObject(pageParameters),
    response: {
      200: responseIn('The collection, or a page of it.', {
        [jsonLdType]: jsonLdContract,
        'application/json': jsonLdContract,
      }),
      ...problems(
        ...(['invalid-parameter', 'not-found', 'not-acceptable', 'cursor-outdated', 'gone'] as const),
        ...(['internal-error', 'not-ready'] as const),
      ),
    },
  }
  app.get('/v1/sources/:id/annotations', { schema: annotationsSchema }, async (request, reply) => {
    const { snapshot } = request
    const { id } = request.params
    const { limit = defaultLimit, cursor } = request.query
    const { display } = JSON.parse(await bodyOf(snapshot, sourceList, id)) as Source
    const scope = pageScope(request)
    const from = cursor === undefined ? undefined : readCursor(cursor, scope, 1)
    const keys = keysOf(evidenceList, undefined)
    const make = async () => {
      const found = await findRecords(snapshot, evidenceList, { source: [id] }, { keys, from, limit: limit + 1 })
      const { rows, next, links } = cutPage(found, { scope, limit }, ({ key }) => key)
      const collection = {
        id: scope.path,
        type: 'AnnotationCollection',
        label: display,
        total: await countEvidenceOfSource(snapshot, id),
      }
      const annotations = {
        id: pageAddress(scope, limit, from ?? { direction: 'after', key: [''] }).address,
        type: 'AnnotationPage',
        ...(next.next !== null && { next: next.next }),
        items: rows.map(({ body }) => nodeOf(evidenceList.jsonLd, JSON.parse(body), request.publicUrl)),
      }
      const isPartOf = datasetNode(snapshot, request.publicUrl)
      const node =
        cursor === undefined
          ? { ...collection, first: { ...annotations, startIndex: 0 }, isPartOf }
          : { ...annotations, partOf: collection, isPartOf }
      return { body: writeDocument(request.publicUrl, node), links }
    }
    return reply.respond({ [jsonLdType]: make, 'application/json': make })
  })
  done()
}
