import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import type { FilterQuery } from '../../db/filters.ts'
import { answerIn, pascalCase, problems, type ZodTypes } from '../../http/contract.ts'
import { defaultLimit, linkNext, nextContract, pageParameters, pageScope, readCursor } from '../../http/pages.ts'
import { meta, metaContract } from '../dataset.ts'
import { jsonLdContract, jsonLdType, pageDocument, recordDocument } from '../jsonld/document.ts'
import { bodyOf, idParams } from './by-id.ts'
import { countUndated, findRecords } from './queries.ts'
import { refuseUnknownIds } from './references.ts'
import type { Resource } from './resource.ts'

/** List and get of one type of record. */
export const recordRoutes =
  (resource: Resource): FastifyPluginCallback =>
  (instance, _options, done) => {
    const app = instance.withTypeProvider<ZodTypes>()
    const { type, collection, contract } = resource
    const path = `/v1/${collection}`

    const query = z.strictObject({ ...mapValues(resource.filters, ({ schema }) => schema), ...pageParameters })
    const list = z.object({
      data: z.array(contract).meta({ description: 'The records of this page, by id.' }),
      ...nextContract,
      meta: metaContract,
    })
    const listSchema = {
      operationId: `list${pascalCase(collection)}`,
      summary: `List ${collection}`,
      description: `${resource.description} All filters given must hold; the order is that of the ids.`,
      tags: [collection],
      querystring: query,
      response: {
        200: answerIn(`A page of ${collection}.`, { 'application/json': list, [jsonLdType]: jsonLdContract }),
        ...problems('invalid-parameter', 'not-acceptable', 'cursor-outdated', 'internal-error', 'not-ready'),
      },
    }
    app.get(path, { schema: listSchema }, (request, reply) => {
      const {
        limit = defaultLimit,
        cursor,
        ...filters
      } = request.query as FilterQuery & { limit?: number; cursor?: string }
      const { facts } = request
      refuseUnknownIds(facts, resource, filters)
      const scope = pageScope(request, facts.dataset.digest)
      const [after] = cursor === undefined ? [] : readCursor(cursor, scope)
      const page = () => {
        const found = findRecords(facts, resource, filters, { after, limit: limit + 1 })
        const rows = found.slice(0, limit)
        const last = found.length > limit ? rows.at(-1) : undefined
        return { rows, next: linkNext(reply, scope, limit, last && [last.id]) }
      }
      return reply.sendFacts([scope.filters, String(limit), cursor ?? ''], {
        'application/json': () => {
          const { rows, next } = page()
          const rest = JSON.stringify({ ...next, meta: { ...meta(facts), ...countUndated(facts, resource, filters) } })
          return `{"data":[${rows.map(({ body }) => body).join(',')}],${rest.slice(1)}`
        },
        [jsonLdType]: () => {
          const { rows, next } = page()
          return pageDocument(facts, { address: request.url, list: path, next: next.next, rows }, app.publicUrl)
        },
      })
    })

    const getSchema = {
      operationId: `get${pascalCase(type)}`,
      summary: `Get one ${type}`,
      description: resource.description,
      tags: [collection],
      params: idParams(resource),
      querystring: z.strictObject({}),
      response: {
        200: answerIn(`The ${type}.`, {
          'application/json': z.object({ data: contract, meta: metaContract }),
          [jsonLdType]: jsonLdContract,
        }),
        ...problems('invalid-parameter', 'not-found', 'not-acceptable', 'gone', 'internal-error', 'not-ready'),
      },
    }
    app.get(`${path}/:id`, { schema: getSchema }, (request, reply) => {
      const { id } = request.params as { id: string }
      const body = bodyOf(request.facts, resource, id)
      const { facts } = request
      return reply.sendFacts([id], {
        'application/json': () => `{"data":${body},"meta":${JSON.stringify(meta(facts))}}`,
        [jsonLdType]: () => recordDocument(facts, body, app.publicUrl),
      })
    })
    done()
  }

const mapValues = <T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
