import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import type { Snapshot } from '../../db/open.ts'
import type { SearchTerm } from '../../facts/search-query.ts'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { booleanType, listType, parameter, requiredParameter, termType } from '../../http/contract/parameters.ts'
import { cutPage, defaultLimit, type Place, pageParameters, pageScope, readCursor } from '../../http/response/pages.ts'
import { textRule, textType } from '../../listing/filters.ts'
import { meta } from '../../listing/meta.ts'
import { collections, recordTypes, terms } from '../../vocabulary.ts'
import { type SearchHit, searchContract } from './contract.ts'
import { countHits, countTypes, findHits, type HitRow, type SearchQuery } from './queries.ts'
import { snippetOf } from './snippet.ts'
import { suggestionsFor } from './suggestions.ts'

const searchable = terms(recordTypes).filter((type) => type !== 'claim')

/** Full-text search over all facts. */
export const searchRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const suggestions = async (snapshot: Snapshot, query: SearchQuery) =>
    (await suggestionsFor(snapshot, query)).map(({ types, ...found }) => {
      const parameters = new URLSearchParams({ q: found.q, ...(types !== undefined && { type: types.join() }) })
      return { ...found, address: `${app.publicUrl}/v1/search?${parameters}` }
    })
  const schema = {
    operationId: 'search',
    summary: 'Search all facts',
    description: `Records that contain all the words, the best first (BM25; names and lines count most, then the words of the
source, then our own, then the names of entities referred to; entities themselves count double, figures and statements
one and a half times, mentions of entities a tenth). Where nothing is found, \`suggestions\` has the nearest searches that find
something: other spellings, fewer words, entities.
Where more than 20,000 records are found they are not ranked: they come in the order of the index, with a score of 0. All
records found can be paged through. Evidence is searched only with \`type\`, since it
is found through its facts. Every list takes \`q\` as well and keeps its own order.`,
    tags: ['search'],
    querystring: z.strictObject({
      q: requiredParameter(textType, textRule, 'artillery shells'),
      type: parameter(
        listType(termType(searchable)),
        'Only records of these types. Several, separated by commas or in a parameter of the same name each, match any of them.',
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
      200: responseOf('A page of records found.', searchContract),
      ...problems('invalid-parameter', 'cursor-outdated', 'internal-error', 'not-ready'),
    },
  }
  app.get('/v1/search', { schema }, (request, reply) => {
    const { snapshot } = request
    const { q, type: types, facets, total, limit = defaultLimit, cursor } = request.query
    const query = { terms: q, types }
    const scope = pageScope(request, snapshot.dataset.digest)
    const after = cursor === undefined ? undefined : numbersOf(readCursor(cursor, scope, 2))
    return reply.respond(async () => {
      const found = await findHits(snapshot, query, { after, limit: limit + 1 })
      const { rows, next, links } = cutPage(found, { scope, limit }, ({ score, document }) => [score, document])
      const body = JSON.stringify({
        data: rows.map((row) => hitOf(row, q, request.publicUrl)),
        ...(found.length === 0 && after === undefined && { suggestions: await suggestions(snapshot, query) }),
        ...next,
        ...(facets !== undefined && { facets: { type: await countTypes(snapshot, query) } }),
        meta: { ...meta(snapshot), ...(total && { total: await countHits(snapshot, query) }) },
      })
      return { body, links }
    })
  })
  done()
}

/** Score and document of the last record of the previous page; a forged cursor may contain anything. */
const numbersOf = ({ key }: Place): [number, number] => {
  const [score = 0, document = 0] = key.map(Number)
  return [Number.isFinite(score) ? score : 0, Number.isSafeInteger(document) ? document : 0]
}

const hitOf = (
  { id, type, score, document: _, ...texts }: HitRow,
  terms: SearchTerm[],
  publicUrl: string,
): SearchHit => ({
  id,
  type,
  address: `${publicUrl}/v1/${collections[type]}/${id}`,
  display: texts.title,
  snippet: snippetOf(texts, terms),
  score,
})
