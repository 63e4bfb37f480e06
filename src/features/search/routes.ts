import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { withAllNames } from '../../db/entity-terms.ts'
import type { Snapshot } from '../../db/open.ts'
import type { SearchTerm } from '../../facts/search/search-query.ts'
import { joined } from '../../facts/search/token-text.ts'
import { problems, responseOf, type ZodTypes } from '../../http/contract/contract.ts'
import { booleanType, listType, parameter, requiredParameter, termType } from '../../http/contract/parameters.ts'
import {
  cutPage,
  defaultLimit,
  maxLimit,
  type Place,
  pageParameters,
  pageScope,
  readCursor,
} from '../../http/response/pages.ts'
import { searchRule, searchType } from '../../listing/filters.ts'
import { refuseMisplaced } from '../../listing/formats.ts'
import { meta } from '../../listing/meta.ts'
import {
  alsoTable,
  formatFor,
  formatParameter,
  sendTable,
  type TableFormat,
  tableResponse,
  writeTable,
} from '../../listing/tables.ts'
import { documentOf } from '../../records/shared/search-document.ts'
import { collections, recordTypes, terms } from '../../vocabulary.ts'
import { hitContract, type SearchHit, searchContract } from './contract.ts'
import { countHits, countTypes, findHits, type HitRow, type SearchQuery } from './queries.ts'
import { snippetOf } from './snippet.ts'
import { suggestionsFor } from './suggestions.ts'

const searchable = terms(recordTypes).filter((type) => type !== 'claim')

const querySchema = z.strictObject({
  q: requiredParameter(searchType, searchRule, 'artillery shells'),
  type: parameter(
    listType(termType(searchable)),
    'Only records of these types. Several, separated by commas or in a parameter of the same name each, match any of them.',
    'quote,estimate',
  ),
  facets: parameter(listType(termType(['type'])), '`type`: counts of all records found by type, in `facets`.', 'type'),
  total: parameter(booleanType, 'true: how many records were found, in `meta.total`.'),
  ...pageParameters,
})

const description = `Records that contain all the words, the best first (BM25, or what \`ranking\` names; names and lines count most, then the words of the
source, then our own, then the names of entities referred to; entities themselves count double, figures and statements
one and a half times, mentions of entities a tenth). Where nothing is found, \`suggestions\` has the nearest searches that find
something: other spellings, fewer words, entities.
Where more records are found than can be ranked at once (20,000 with BM25, 5,000 with ts_rank) they are not ranked: they come in the order of the index, with a score of 0. All
records found can be paged through. Evidence is searched only with \`type\`, since it
is found through its facts. Every list takes \`q\` as well and keeps its own order. ${alsoTable('/v1/search')}`

/** Full-text search over all facts. */
export const searchRoutes: FastifyPluginCallback = (instance, _options, done) => {
  const app = instance.withTypeProvider<ZodTypes>()
  const common = { tags: ['search'], querystring: querySchema }
  const failures = ['invalid-parameter', 'cursor-outdated', 'internal-error', 'not-ready'] as const
  const schema = {
    ...common,
    operationId: 'search',
    summary: 'Search all facts',
    description,
    response: {
      200: responseOf('A page of records found.', searchContract),
      ...problems('not-acceptable', ...failures),
    },
  }
  app.get('/v1/search', { schema }, (request, reply) => sendSearch(request, reply, request.query, undefined))
  const suffixSchema = {
    ...common,
    operationId: 'searchAs',
    summary: 'Search all facts, as CSV, XLSX or NDJSON',
    description: 'The same search, in the format named in the address.',
    params: z.strictObject({ format: formatParameter }),
    response: {
      200: tableResponse('A page of records found, or all as a table.', searchContract, {
        'one row a record found': hitContract,
      }),
      ...problems(...failures),
    },
  }
  app.get('/v1/search.:format', { schema: suffixSchema }, (request, reply) =>
    sendSearch(request, reply, request.query, request.params.format),
  )
  done()
}

async function sendSearch(
  request: FastifyRequest,
  reply: FastifyReply,
  { q, type: types, facets, total, limit, cursor }: z.output<typeof querySchema>,
  suffix: TableFormat | undefined,
): Promise<FastifyReply> {
  const { snapshot, publicUrl } = request
  const format = formatFor(request, suffix)
  if (facets !== undefined) refuseMisplaced(format, { facets })
  const terms = await withAllNames(snapshot, q)
  const query = { terms, types }
  const scope = pageScope(request, '/v1/search')
  const after = cursor === undefined ? undefined : numbersOf(readCursor(cursor, scope, 2))
  const size = limit ?? defaultLimit
  const render = (row: HitRow) => hitOf(row, terms, publicUrl)
  return sendTable(reply, { format, suffix, name: 'search' }, async () => {
    const table = { name: 'search', contract: hitContract, snapshot }
    if (format !== 'json' && limit === undefined && after === undefined) {
      const headers = { 'total-count': String(await countHits(snapshot, query)) }
      return { body: writeTable(format, table, allHits(snapshot, query, render)), headers }
    }
    const found = await findHits(snapshot, query, { after, limit: size + 1 })
    const { rows, next, links } = cutPage(found, { scope, limit: size }, placeOf)
    const counted = total === true ? await countHits(snapshot, query) : undefined
    if (format !== 'json') {
      const headers = counted === undefined ? {} : { 'total-count': String(counted) }
      return { body: writeTable(format, table, [rows.map(render)]), headers, links }
    }
    const body = JSON.stringify({
      data: rows.map(render),
      ...(found.length === 0 && after === undefined && { suggestions: await suggestions(snapshot, query, publicUrl) }),
      ...next,
      ranking: snapshot.engine.ranking,
      ...(facets !== undefined && { facets: { type: await countTypes(snapshot, query) } }),
      meta: { ...meta(snapshot), ...(counted !== undefined && { total: counted }) },
    })
    return { body, links }
  })
}

const suggestions = async (snapshot: Snapshot, query: SearchQuery, publicUrl: string) =>
  (await suggestionsFor(snapshot, query)).map(({ types, ...found }) => {
    const parameters = new URLSearchParams({ q: found.q, ...(types !== undefined && { type: types.join() }) })
    return { ...found, address: `${publicUrl}/v1/search?${parameters}` }
  })

const placeOf = ({ score, document }: HitRow): [number, number] => [score, document]

/** All records found, in batches, each beyond the last record of the one before. */
async function* allHits(snapshot: Snapshot, query: SearchQuery, render: (row: HitRow) => SearchHit) {
  for (let last: HitRow | undefined, isFull = true; isFull; ) {
    const rows = await findHits(snapshot, query, { after: last && placeOf(last), limit: maxLimit })
    yield rows.map(render)
    isFull = rows.length === maxLimit
    last = rows.at(-1)
  }
}

/** Score and document of the last record of the previous page; a forged cursor may contain anything. */
const numbersOf = ({ key }: Place): [number, number] => {
  const [score = 0, document = 0] = key.map(Number)
  return [Number.isFinite(score) ? score : 0, Number.isSafeInteger(document) ? document : 0]
}

function hitOf({ id, type, score, entities, body }: HitRow, terms: SearchTerm[], publicUrl: string): SearchHit {
  const { title, words, notes } = documentOf(JSON.parse(body))
  return {
    ...{ id, type, address: `${publicUrl}/v1/${collections[type]}/${id}`, display: title },
    snippet: snippetOf({ title, words: joined(words), notes: joined(notes), entities }, terms),
    score,
  }
}
