import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import type { RecordType } from '../../db/record-kind.ts'
import type { SearchTerm } from '../../db/search.ts'
import { answer, problems, type ZodTypes } from '../../http/contract.ts'
import { defaultLimit, linkNext, nextLink, pageParameters, pageScope, readCursor } from '../../http/pages.ts'
import { booleanType, listType, parameter, termType } from '../../http/parameters.ts'
import { invalidParameters } from '../../http/problems.ts'
import { recordTypes, terms } from '../../vocabulary.ts'
import { meta } from '../dataset.ts'
import { textRule, textType } from '../records/filters.ts'
import { collectionOf } from '../resources.ts'
import { type SearchHit, searchContract } from './contract.ts'
import { countHits, countRanked, countTypes, findHits, type HitRow, matchesIn } from './queries.ts'

const searchable = terms(recordTypes).filter((type) => type !== 'claim')

interface Query {
  q?: SearchTerm[]
  type?: RecordType[]
  facets?: 'type'[]
  total?: boolean
  limit?: number
  cursor?: string
}

/** Words in all facts at once. */
export const searchRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const schema = {
    operationId: 'search',
    summary: 'Search all facts',
    description: `Records that hold all the words, the best first (BM25; names and lines count most, then the words of the
source, then our own, then the names of entities referred to; entities themselves count double). Not sought unless asked for with \`type\`: evidence, which
is found through its facts. Every list takes \`q\` as well and keeps its own order.`,
    tags: ['search'],
    querystring: z.strictObject({
      q: parameter(textType, `${textRule} Required.`, 'artillery shells'),
      type: parameter(
        listType(termType(searchable)),
        'Only records of these types. Several, separated by commas, match any of them.',
        'quote,estimate',
      ),
      facets: parameter(
        listType(termType(['type'])),
        '`type`: counts of all records found by type, in `facets`.',
        'type',
      ),
      total: parameter(booleanType, 'true: how many records were found, in `meta.total`.'),
      ...pageParameters,
    }),
    response: {
      200: answer('A page of records found.', searchContract),
      ...problems('invalid-parameter', 'cursor-outdated', 'internal-error', 'not-ready'),
    },
  }
  app.get('/v1/search', { schema }, (request, reply) => {
    const { facts } = request
    const { q, type: types, facets, total, limit = defaultLimit, cursor } = request.query as Query
    if (q === undefined)
      throw invalidParameters([{ parameter: 'q', in: 'query', detail: 'Is missing. Give the words to search for.' }])
    const query = { terms: q, types }
    const scope = pageScope(request, facts.dataset.digest)
    const after = cursor === undefined ? undefined : (readCursor(cursor, scope, 2).key.map(Number) as [number, number])
    return reply.sendFacts([scope.query, String(limit), cursor ?? ''], () => {
      const found = findHits(facts, query, { after, limit: limit + 1 })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      const next = linkNext(scope, limit, last && [last.score, last.document])
      const body = JSON.stringify({
        data: page.map((row) => hitOf(row, app.publicUrl)),
        ...next,
        ...(facets !== undefined && { facets: { type: countTypes(facts, query) } }),
        ranked: countRanked(facts, query),
        meta: { ...meta(facts), ...(total && { total: countHits(facts, query) }) },
      })
      return { body, links: nextLink(next) }
    })
  })
  done()
}

const hitOf = ({ id, type, title, marked, score }: HitRow, publicUrl: string): SearchHit => ({
  id,
  type,
  address: `${publicUrl}/v1/${collectionOf(type)}/${id}`,
  display: title,
  snippet: matchesIn(marked),
  score: -score,
})
