import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pascalCase, problems, responseOf, type ZodTypes } from '../http/contract/contract.ts'
import { absentParameters } from '../http/contract/parameter-faults.ts'
import { requiredParameter, termType } from '../http/contract/parameters.ts'
import { bodyOf, idParams } from './by-id.ts'
import { formatContract, listContract } from './contract.ts'
import { formatNames, formatsOf, mediaTypes, wholeRule } from './formats.ts'
import { jsonLdContract, jsonLdType, recordDocument } from './jsonld/document.ts'
import { type ListRequest, listHandler } from './list.ts'
import type { Listing, RecordListing } from './listing.ts'
import { citedRoot, meta, metaContract } from './meta.ts'
import { formatParameters, listParameters } from './parameters.ts'

/** A list at `/v1/{collection}`, in the format that Accept prefers, and at `/v1/{collection}.{format}`. */
export const listRoutes =
  (listing: Listing): FastifyPluginCallback =>
  (instance, _options, done) => {
    const { collection, description } = listing
    const filters = Object.fromEntries(Object.entries(listing.filters).map(([name, { schema }]) => [name, schema]))
    const formats = formatsOf(listing)
    const path = `/v1/${collection}`
    const parameters = { ...filters, ...listParameters(listing) }
    const querystring = z.strictObject(parameters)
    absentParameters.add(querystring, {
      shape: `It belongs to ${path}.json?shape=array.`,
      bom: `It belongs to ${path}.csv?bom=true.`,
    })
    const tags = [collection]
    const failures = ['invalid-parameter', 'cursor-outdated', 'internal-error', 'not-ready'] as const
    const others = formats.filter((format) => format !== 'json').map((format) => formatNames[format])

    const schema = {
      tags,
      operationId: `list${pascalCase(collection)}`,
      summary: `List ${collection}`,
      description: `${description} All given filters must match. By \`Accept\` also as ${others.join(', ')}: see \`${path}.{format}\`.`,
      querystring,
      response: { 200: listContract(listing), ...problems('not-acceptable', ...failures) },
    }
    instance.get<ListRequest>(path, { schema }, listHandler(listing))

    const suffixSchema = {
      tags,
      operationId: `list${pascalCase(collection)}As`,
      summary: `List ${collection} as ${formats.join(', ')}`,
      description: `The same list, in the format named in the address. ${wholeRule}`,
      querystring: z.strictObject({ ...parameters, ...formatParameters }),
      params: z.strictObject({ format: requiredParameter(termType(formats), 'Format.', 'csv') }),
      response: { 200: formatContract(listing), ...problems(...failures) },
    }
    instance.get<ListRequest>(`${path}.:format`, { schema: suffixSchema }, listHandler(listing))
    done()
  }

/** One record at `/v1/{collection}/{id}`, in the format that Accept prefers, and at `/v1/{collection}/{id}.jsonld`. */
const getRoutes =
  (resource: RecordListing): FastifyPluginCallback =>
  (instance, _options, done) => {
    const app = instance.withTypeProvider<ZodTypes>()
    const { type, collection, contract, description } = resource
    const list = `/v1/${collection}`
    const path = `${list}/:id`
    const common = { tags: [collection], params: idParams(resource), querystring: z.strictObject({}) }
    const failures = ['invalid-parameter', 'not-found', 'gone', 'internal-error', 'not-ready'] as const
    const send = async (
      { snapshot, publicUrl }: FastifyRequest,
      reply: FastifyReply,
      id: string,
      isJsonLd: boolean,
    ) => {
      const body = await bodyOf(snapshot, resource, id)
      const jsonLd = { [jsonLdType]: () => recordDocument(snapshot, resource.jsonLd, body, publicUrl) }
      const json = { [mediaTypes.json]: () => `{"data":${body},"meta":${JSON.stringify(meta(snapshot))}}` }
      const links = { collection: publicUrl + list, 'cite-as': `${citedRoot(snapshot, app.publicUrl)}${list}/${id}` }
      return reply.respond(isJsonLd ? jsonLd : { ...json, ...jsonLd }, { links })
    }

    const schema = {
      ...common,
      operationId: `get${pascalCase(type)}`,
      summary: `Get one ${type}`,
      description: `${description} By \`Accept\` also as JSON-LD: see \`${list}/{id}.jsonld\`.`,
      response: {
        200: responseOf(`The ${type}.`, z.object({ data: contract, meta: metaContract })),
        ...problems('not-acceptable', ...failures),
      },
    }
    app.get(path, { schema }, (request, reply) => send(request, reply, request.params.id, false))

    const jsonLdSchema = {
      ...common,
      operationId: `get${pascalCase(type)}JsonLd`,
      summary: `Get one ${type} as JSON-LD`,
      description: 'The same record, as JSON-LD.',
      response: { 200: responseOf(`The ${type}.`, jsonLdContract, jsonLdType), ...problems(...failures) },
    }
    app.get(`${path}.jsonld`, { schema: jsonLdSchema }, (request, reply) =>
      send(request, reply, request.params.id, true),
    )
    done()
  }

/** List and get of one type of record. */
export const recordRoutes =
  (resource: RecordListing): FastifyPluginCallback =>
  async (app) => {
    await app.register(listRoutes(resource))
    await app.register(getRoutes(resource))
  }
