import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { pascalCase, problems, responseIn, type ZodTypes } from '../http/contract/contract.ts'
import { requiredParameter, termType } from '../http/contract/parameters.ts'
import { bodyOf, idParams } from './by-id.ts'
import { listContract } from './contract.ts'
import { formatsOf, wholeRule } from './formats.ts'
import { jsonLdContract, jsonLdType, recordDocument } from './jsonld/document.ts'
import { type ListRequest, listHandler } from './list.ts'
import type { Listing, RecordListing } from './listing.ts'
import { citedRoot, meta, metaContract } from './meta.ts'
import { listParameters } from './parameters.ts'

/** A list at `/v1/{collection}`, in the format that Accept prefers, and at `/v1/{collection}.{format}`. */
export const listRoutes =
  (listing: Listing): FastifyPluginCallback =>
  (instance, _options, done) => {
    const { collection, description } = listing
    const filters = Object.fromEntries(Object.entries(listing.filters).map(([name, { schema }]) => [name, schema]))
    const formats = formatsOf(listing)
    const common = {
      tags: [collection],
      querystring: z.strictObject({ ...filters, ...listParameters(listing) }),
    }
    const response = { 200: listContract(listing) }
    const failures = ['invalid-parameter', 'cursor-outdated', 'internal-error', 'not-ready'] as const

    const schema = {
      ...common,
      operationId: `list${pascalCase(collection)}`,
      summary: `List ${collection}`,
      description: `${description} All given filters must match. ${wholeRule}`,
      response: { ...response, ...problems('not-acceptable', ...failures) },
    }
    instance.get<ListRequest>(`/v1/${collection}`, { schema }, listHandler(listing))

    const suffixSchema = {
      ...common,
      operationId: `list${pascalCase(collection)}As`,
      summary: `List ${collection} as ${formats.join(', ')}`,
      description: `The same list, in the format named in the address, for tools that cannot send Accept. ${wholeRule}`,
      params: z.strictObject({ format: requiredParameter(termType(formats), 'Format.', 'csv') }),
      response: { ...response, ...problems(...failures) },
    }
    instance.get<ListRequest>(`/v1/${collection}.:format`, { schema: suffixSchema }, listHandler(listing))
    done()
  }

/** One record at `/v1/{collection}/{id}`. */
const getRoute =
  (resource: RecordListing): FastifyPluginCallback =>
  (instance, _options, done) => {
    const app = instance.withTypeProvider<ZodTypes>()
    const { type, collection, contract, description } = resource
    const list = `/v1/${collection}`
    const schema = {
      operationId: `get${pascalCase(type)}`,
      summary: `Get one ${type}`,
      description,
      tags: [collection],
      params: idParams(resource),
      querystring: z.strictObject({}),
      response: {
        200: responseIn(`The ${type}.`, {
          'application/json': z.object({ data: contract, meta: metaContract }),
          [jsonLdType]: jsonLdContract,
        }),
        ...problems('invalid-parameter', 'not-found', 'not-acceptable', 'gone', 'internal-error', 'not-ready'),
      },
    }
    app.get(`${list}/:id`, { schema }, async (request, reply) => {
      const { id } = request.params
      const { snapshot } = request
      const body = await bodyOf(snapshot, resource, id)
      return reply.respond(
        {
          'application/json': () => `{"data":${body},"meta":${JSON.stringify(meta(snapshot))}}`,
          [jsonLdType]: () => recordDocument(snapshot, resource.jsonLd, body, request.publicUrl),
        },
        {
          links: {
            collection: request.publicUrl + list,
            'cite-as': `${citedRoot(snapshot, app.publicUrl)}${list}/${id}`,
          },
        },
      )
    })
    done()
  }

/** List and get of one type of record. */
export const recordRoutes =
  (resource: RecordListing): FastifyPluginCallback =>
  async (app) => {
    await app.register(listRoutes(resource))
    await app.register(getRoute(resource))
  }
