import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { FilterQuery } from '../../db/filters.ts'
import type { Facts } from '../../db/open.ts'
import { idPattern, idRule } from '../../facts/text.ts'
import { answer, problems, type ZodTypes } from '../../http/contract.ts'
import { defaultLimit, nextContract, pageParameters, readCursor, writeCursor } from '../../http/pages.ts'
import { pathParameter, patternType } from '../../http/parameters.ts'
import { invalidParameters, Problem } from '../../http/problems.ts'
import { meta, metaContract } from '../dataset.ts'
import { collectionOf } from '../resources.ts'
import { findRecord, findRecords, findRetired, unknownIds } from './queries.ts'
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
      operationId: `list${pascal(collection)}`,
      summary: `List ${collection}`,
      description: `${resource.description} All filters given must hold; the order is that of the ids.`,
      tags: [collection],
      querystring: query,
      response: {
        200: answer(`A page of ${collection}.`, list),
        ...problems('invalid-parameter', 'cursor-outdated', 'internal-error', 'not-ready'),
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
      const scope = { version: facts.dataset.digest, path, filters: filtersOf(request) }
      const [after] = cursor === undefined ? [] : readCursor(cursor, scope)
      return reply.sendFacts([scope.filters, String(limit), cursor ?? ''], () => {
        const rows = findRecords(facts, resource, filters, { after, limit: limit + 1 })
        const page = rows.slice(0, limit)
        const last = rows.length > limit ? page.at(-1) : undefined
        const next_cursor = last === undefined ? null : writeCursor(scope, [last.id])
        const next = next_cursor && nextLink(reply, path, scope.filters, limit, next_cursor)
        if (next) reply.header('link', `<${next}>; rel="next"`)
        const rest = JSON.stringify({ next_cursor, next, meta: meta(facts) })
        return `{"data":[${page.map(({ body }) => body).join(',')}],${rest.slice(1)}`
      })
    })

    const getSchema = {
      operationId: `get${pascal(type)}`,
      summary: `Get one ${type}`,
      description: resource.description,
      tags: [collection],
      params: z.strictObject({
        id: pathParameter(patternType(idPattern, idRule, 80), `Id of the ${type}.`, resource.example),
      }),
      querystring: z.strictObject({}),
      response: {
        200: answer(`The ${type}.`, z.object({ data: contract, meta: metaContract })),
        ...problems('invalid-parameter', 'not-found', 'gone', 'internal-error', 'not-ready'),
      },
    }
    app.get(`${path}/:id`, { schema: getSchema }, (request, reply) => {
      const { id } = request.params as { id: string }
      const found = findRecord(request.facts, id)
      if (found?.type !== type) throw missing(request.facts, resource, id, found?.type)
      return reply.sendFacts([id], () => `{"data":${found.body},"meta":${JSON.stringify(meta(request.facts))}}`)
    })
    done()
  }

/** Why there is nothing under an id: withdrawn (410), another type, or never given (404). */
function missing(facts: Facts, { type, collection }: Resource, id: string, otherType: string | undefined): Problem {
  const withdrawn = findRetired(facts, id)
  if (withdrawn !== undefined) {
    const { reason, version, superseded_by, superseded_type } = withdrawn
    const superseding = superseded_by && superseded_type && `/v1/${collectionOf(superseded_type)}/${superseded_by}`
    return new Problem('gone', `"${id}" was withdrawn in version ${version}: ${reason}`, { superseded_by: superseding })
  }
  const elsewhere = otherType && collectionOf(otherType)
  const hint = elsewhere
    ? `It is the id of a record at /v1/${elsewhere}/${id}.`
    : `GET /v1/${collection} lists all of them.`
  return new Problem('not-found', `There is no ${type} with the id "${id}". ${hint}`)
}

function refuseUnknownIds(facts: Facts, { filters }: Resource, query: FilterQuery): void {
  const faults = Object.entries(filters).flatMap(([name, { refersTo }]) => {
    const ids = query[name]
    if (refersTo === undefined || ids === undefined) return []
    return unknownIds(facts, refersTo, ids as string[]).map((id) => ({
      parameter: name,
      in: 'query' as const,
      detail: `There is no ${refersTo} with the id "${id}".${listedAt(refersTo)}`,
    }))
  })
  if (faults.length > 0) throw invalidParameters(faults)
}

function listedAt(type: string): string {
  const collection = collectionOf(type)
  return collection === undefined ? '' : ` Allowed: the ids at /v1/${collection}.`
}

/** The filters of a request as they were written, in one order, without what only turns pages. */
function filtersOf(request: FastifyRequest): string {
  const given = new URLSearchParams(request.url.split('?')[1] ?? '')
  for (const name of Object.keys(pageParameters)) given.delete(name)
  given.sort()
  return given.toString()
}

function nextLink(reply: FastifyReply, path: string, filters: string, limit: number, cursor: string): string {
  const query = new URLSearchParams(filters)
  if (limit !== defaultLimit) query.set('limit', String(limit))
  query.set('cursor', cursor)
  return `${reply.server.publicUrl}${path}?${query}`
}

const pascal = (word: string): string => word[0]?.toUpperCase() + word.slice(1)

const mapValues = <T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
